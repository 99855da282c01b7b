//! From an order and what was found for it to the bytes of a file.

use crate::printed::{Occasion, Paper, collectors, paper_form, poster, slips};
use crate::survey::reading;
use crate::web::desk::prints::facts::Facts;
use crate::web::desk::prints::order::{File, Order, What};
use crate::web::desk::signed::Place;
use crate::web::site::Site;
use crate::wording::Tongue;

pub const IS_THERE: bool = true;

/// `None` for a page that the print does not have.
pub fn made(
    site: &Site,
    tongue: Tongue,
    place: &Place,
    order: &Order,
    facts: &Facts,
) -> Result<Option<Vec<u8>>, String> {
    let form = reading::read(&facts.form).map_err(|faults| format!("{faults:?}"))?;
    let batch = facts.batch.as_ref();
    let codes = batch.map_or(&[][..], |(_, codes)| codes);
    let of = Occasion {
        tongue,
        wave: &place.wave.wave,
        form: &form,
        locality: &place.locality,
        group: facts.group.as_ref(),
        expires_at: batch.and_then(|(batch, _)| batch.expires_at),
        institutions: &site.institutions,
        base_url: &site.base_url,
    };
    let paper = Paper::parse(&order.size).unwrap_or(Paper::A4);
    let print = match &order.what {
        What::Poster(_) => match codes.first() {
            Some(code) => poster(&of, paper, code),
            None => return Ok(None),
        },
        What::Slips(_) => slips(&of, paper, codes),
        What::Paper { group: None } => paper_form(&of, &facts.groups),
        What::Paper { group: Some(_) } => paper_form(&of, &[]),
        What::Collectors { .. } => collectors(&of, codes.len()),
        What::CollectorsOfPaper { count, .. } => collectors(&of, *count),
    };
    let made = match order.file {
        File::Pdf => print.pdf().map(Some),
        File::Svg { page } => print.svg(page).map(|page| page.map(String::into_bytes)),
    };
    made.map_err(|problem| problem.to_string())
}
