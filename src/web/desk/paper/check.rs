//! The second typing of a sheet, by another person, who has not seen the first.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::paper::{Outcome, Progress};
use crate::survey::answering::Typed;
use crate::web::desk::paper::differences::DifferencesPage;
use crate::web::desk::paper::first::{refusals, sheet};
use crate::web::desk::paper::sheet::SectionView;
use crate::web::desk::paper::{ANSWER, CODE, Hall, NEED, typed};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, see_other};
use crate::web::failure::Failure;
use crate::wording::paper::Paper;

macro_rules! pattern {
    ($rest:literal) => {
        concat!(
            "/desk/waves/{wave}/localities/{locality}/paper-entry/{batch}/checks/{sheet}",
            $rest
        )
    };
}
pub(super) use pattern;

pub fn entries() -> Vec<Entry> {
    vec![
        page(pattern!(""), NEED, || web::get().to(form)),
        act(pattern!(""), NEED, || web::post().to(compare)),
        act(pattern!("/start-over"), NEED, || web::post().to(start_over)),
        act(pattern!("/set-aside"), NEED, || web::post().to(set_aside)),
    ]
}

#[derive(Template)]
#[template(path = "desk/paper_check.html", config = "src/web/askama.toml")]
struct CheckPage {
    shell: Shell,
    words: &'static Paper,
    up: String,
    locality: String,
    action: String,
    sections: Vec<SectionView>,
    code: String,
    refusals: Refusals,
    /// The two typings seem to be of different sheets.
    another: bool,
}

impl CheckPage {
    fn new(
        desk: &Desk,
        hall: &Hall,
        of: (&Progress, i32),
        typed: (&Typed, &str),
        refusals: Refusals,
        another: bool,
    ) -> Self {
        let (progress, number) = of;
        let words = Paper::of(desk.tongue);
        let batch = progress.batch.number;
        Self {
            shell: desk.shell(&words.sheet(words.second_title, batch, number)),
            words,
            up: hall.address(),
            locality: hall.place.locality.name.clone(),
            action: hall.check(batch, number),
            sections: sheet(desk, hall, progress).sections(typed.0, &refusals),
            code: typed.1.to_owned(),
            refusals,
            another,
        }
    }
}

pub type Address = web::Path<(String, String, i32, i32)>;

async fn form(desk: Desk, address: Address) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(&desk, &wave, &locality).await?;
    let progress = hall.batch(&desk, batch, number).await?;
    if !progress.to_check.contains(&number) {
        return Ok(see_other(&hall.address()));
    }
    let (typed, of) = (Typed::default(), (&progress, number));
    let page = CheckPage::new(&desk, &hall, of, (&typed, ""), Refusals::default(), false);
    desk.html(&page)
}

async fn compare(desk: Desk, address: Address, posted: Posted) -> Result<HttpResponse, Failure> {
    second(&desk, address, &posted, Typed::default()).await
}

/// Sends a second typing with what was decided, and shows what comes of it.
pub async fn second(
    desk: &Desk,
    address: Address,
    posted: &Posted,
    decided: Typed,
) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(desk, &wave, &locality).await?;
    let (keyed, code) = (typed(posted, ANSWER), posted.text(CODE));
    let place = (batch, number);
    let outcome = hall
        .paper
        .key_second(place, keyed.clone(), decided.clone(), code.to_owned())
        .await
        .map_err(Failure::store(desk.tongue))?;
    let progress = hall.batch(desk, batch, number).await?;
    match outcome {
        Outcome::Kept => Ok(onwards(desk, &hall, &progress, "paper-confirmed")),
        Outcome::Differs(found) => {
            let of = (&progress, number);
            let page = DifferencesPage::new(desk, &hall, of, &found, (&keyed, &decided, code));
            desk.html(&page)
        }
        refused => {
            // What was decided is typed from now on, so that nothing is lost.
            let mut keyed = keyed;
            let codes: Vec<&str> = decided.pairs().iter().map(|one| one.0.as_str()).collect();
            keyed.replace(&codes, &decided);
            refuse(desk, &hall, (&progress, number), (&keyed, code), &refused)
        }
    }
}

fn refuse(
    desk: &Desk,
    hall: &Hall,
    of: (&Progress, i32),
    typed: (&Typed, &str),
    outcome: &Outcome,
) -> Result<HttpResponse, Failure> {
    let refusals = refusals(desk, &sheet(desk, hall, of.0), outcome)?;
    let another = *outcome == Outcome::AnotherSheet;
    desk.refused(&CheckPage::new(desk, hall, of, typed, refusals, another))
}

/// To the next sheet that this person may check.
fn onwards(desk: &Desk, hall: &Hall, progress: &Progress, done: &str) -> HttpResponse {
    let next = match progress.to_check.first() {
        Some(next) => hall.check(progress.batch.number, *next),
        None => hall.address(),
    };
    desk.on_to(&next, done)
}

async fn start_over(desk: Desk, address: Address, posted: Posted) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(&desk, &wave, &locality).await?;
    let keyed = typed(&posted, ANSWER);
    let outcome = hall.paper.start_over((batch, number), keyed.clone()).await;
    let outcome = outcome.map_err(Failure::store(desk.tongue))?;
    let progress = hall.batch(&desk, batch, number).await?;
    match outcome {
        Outcome::Kept => Ok(onwards(&desk, &hall, &progress, "paper-over")),
        refused => {
            let typed = (&keyed, posted.text(CODE));
            refuse(&desk, &hall, (&progress, number), typed, &refused)
        }
    }
}

async fn set_aside(desk: Desk, address: Address, _: Posted) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, number) = address.into_inner();
    let hall = Hall::of(&desk, &wave, &locality).await?;
    let outcome = hall.paper.set_aside((batch, number)).await;
    let outcome = outcome.map_err(Failure::store(desk.tongue))?;
    let progress = hall.batch(&desk, batch, number).await?;
    match outcome {
        Outcome::Kept => Ok(onwards(&desk, &hall, &progress, "paper-aside")),
        refused => {
            let typed = (&Typed::default(), "");
            refuse(&desk, &hall, (&progress, number), typed, &refused)
        }
    }
}
