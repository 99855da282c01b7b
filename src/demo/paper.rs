//! Some of the simulated answers came on paper, so that a reader sees how that is shown.

use crate::demo::DemoFailure;
use crate::store::responses::{KeptResponse, TypedIn};
use crate::store::{Store, StoreFailure, paper, responses};
use crate::survey::answering::Answers;
use crate::survey::form::Form;
use crate::survey::paper::Agreement;
use crate::survey::paper_batch::{NewBatch, Typist};
use crate::survey::response::{Mode, ResponseId, encode, is_complete};
use crate::survey::wave::Wave;

/// One in so many.
pub const SHARE: usize = 8;
/// So many people type in a locality.
const TYPISTS: usize = 5;

/// One batch of a locality, typed in by several people.
pub fn keep(
    store: &Store,
    wave: &Wave,
    locality: i16,
    form: &Form,
    sheets: &[Answers],
) -> Result<(), DemoFailure> {
    let new = NewBatch {
        group: None,
        received: wave.opens_at.date(),
        sheets: i32::try_from(sheets.len()).unwrap_or_default(),
    };
    let write = store.write_blocking(|connection| {
        let batch = paper::keep_batch(connection, wave.id, locality, &new)?;
        for ((number, answers), sheet) in sheets.iter().enumerate().zip(1..) {
            let response = KeptResponse {
                id: ResponseId(rand::random()),
                locality,
                group: None,
                mode: Mode::Entry,
                complete: is_complete(form, answers),
                answers: encode(form, answers),
                typed: Some(TypedIn {
                    batch,
                    typist: Typist(format!("demo-{locality}-{}", number % TYPISTS)),
                }),
            };
            responses::keep(connection, wave.id, &response, &[])?;
            let agreed = paper::End::Entered(Agreement::of(answers, answers));
            paper::end_sheet(connection, wave.id, batch, sheet, agreed)?;
        }
        Ok::<(), StoreFailure>(())
    });
    Ok(write?)
}
