//! Slips of a batch of household codes.

use hailong_print::{Paper, Print, Slip, Slips};

use crate::printed::Occasion;
use crate::survey::link::Code;
use crate::wording::fill;

/// `codes` in the order of their numbers in the batch.
pub fn slips(of: &Occasion<'_>, paper: Paper, codes: &[Code]) -> Print {
    let words = &of.words().slips;
    let total = codes.len().to_string();
    let slip = |(at, code): (usize, &Code)| Slip {
        number: fill(
            words.number,
            &[("number", &(at + 1).to_string()), ("total", &total)],
        ),
        code: code.grouped(),
        link: of.link(code),
    };
    Print::Slips(Slips {
        paper,
        language: of.language(),
        title: of.title(words.title),
        institutions: of.institutions(),
        invitation: words.invitation.to_owned(),
        place: of.place(),
        how: words.how.to_owned(),
        address: of.address(),
        code_label: words.then_code.to_owned(),
        closing: of.until(),
        promise: words.promise.to_owned(),
        simulated: of.simulated(),
        slips: codes.iter().enumerate().map(slip).collect(),
    })
}
