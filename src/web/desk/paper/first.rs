//! The first typing of a sheet.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::paper::{Outcome, Progress};
use crate::survey::answering::Typed;
use crate::web::desk::paper::sheet::{SectionView, Sheet};
use crate::web::desk::paper::{ANSWER, Hall, NEED, typed};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, see_other};
use crate::web::failure::Failure;
use crate::wording::paper::Paper;

const PATTERN: &str = "/desk/waves/{wave}/localities/{locality}/paper-entry/{batch}/sheets/{sheet}";

pub fn entries() -> Vec<Entry> {
    vec![
        page(PATTERN, NEED, || web::get().to(form)),
        act(PATTERN, NEED, || web::post().to(keep)),
    ]
}

#[derive(Template)]
#[template(path = "desk/paper_sheet.html", config = "src/web/askama.toml")]
struct FirstPage {
    shell: Shell,
    words: &'static Paper,
    up: String,
    locality: String,
    action: String,
    sections: Vec<SectionView>,
    refusals: Refusals,
}

impl FirstPage {
    fn new(
        desk: &Desk,
        hall: &Hall,
        of: (&Progress, i32),
        typed: &Typed,
        refusals: Refusals,
    ) -> Self {
        let (progress, number) = of;
        let words = Paper::of(desk.tongue);
        let sheet = sheet(desk, hall, progress);
        Self {
            shell: desk.shell(&words.sheet(words.first_title, progress.batch.number, number)),
            words,
            up: hall.address(),
            locality: hall.place.locality.name.clone(),
            action: hall.first(progress.batch.number, number),
            sections: sheet.sections(typed, &refusals),
            refusals,
        }
    }
}

pub fn sheet<'a>(desk: &Desk, hall: &'a Hall, progress: &Progress) -> Sheet<'a> {
    Sheet {
        form: &hall.paper.wave.form,
        groups: hall.paper.groups(&progress.batch),
        tongue: desk.tongue,
    }
}

type Address = web::Path<(String, String, i32, i32)>;

async fn form(desk: Desk, address: Address) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(&desk, &wave, &locality).await?;
    let progress = hall.batch(&desk, batch, number).await?;
    if progress.taken.contains(&number) {
        return Ok(see_other(&match progress.next {
            Some(next) => hall.first(batch, next),
            None => hall.address(),
        }));
    }
    let none = (Typed::default(), Refusals::default());
    desk.html(&FirstPage::new(
        &desk,
        &hall,
        (&progress, number),
        &none.0,
        none.1,
    ))
}

async fn keep(desk: Desk, address: Address, posted: Posted) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(&desk, &wave, &locality).await?;
    let keyed = typed(&posted, ANSWER);
    let outcome = hall.paper.key_first((batch, number), keyed.clone()).await;
    let outcome = outcome.map_err(Failure::store(desk.tongue))?;
    let progress = hall.batch(&desk, batch, number).await?;
    let refusals = match outcome {
        Outcome::Kept => {
            let next = match progress.next {
                Some(next) => hall.first(batch, next),
                None => hall.address(),
            };
            return Ok(desk.on_to(&next, "paper-keyed"));
        }
        other => refusals(&desk, &sheet(&desk, &hall, &progress), &other)?,
    };
    desk.refused(&FirstPage::new(
        &desk,
        &hall,
        (&progress, number),
        &keyed,
        refusals,
    ))
}

/// What a refusal says, beside the field that it is about or the first of the sheet.
pub fn refusals(desk: &Desk, sheet: &Sheet<'_>, outcome: &Outcome) -> Result<Refusals, Failure> {
    let words = Paper::of(desk.tongue);
    let first = sheet.form.fields.first();
    let first = first.map_or_else(String::new, |field| format!("{ANSWER}{}", field.code));
    let text = match outcome {
        Outcome::Faults(faults) => return Ok(sheet.refusals(faults)),
        Outcome::Code(trouble) => {
            return Ok(Refusals::one(super::CODE, words.code_trouble(*trouble)));
        }
        Outcome::Blank => words.blank,
        Outcome::Taken => words.taken,
        Outcome::Own => words.own,
        Outcome::NotOpen => words.not_open,
        Outcome::AnotherSheet => words.another,
        Outcome::Missing | Outcome::Kept | Outcome::Differs(_) => {
            return Err(desk.no_such_page());
        }
    };
    Ok(Refusals::one(&first, text))
}
