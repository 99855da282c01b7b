//! Where two typings of a sheet differ: only that is shown, and only to the second person.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::paper::{Difference, Progress};
use crate::survey::answering::Typed;
use crate::web::desk::paper::check::{Address, pattern, second};
use crate::web::desk::paper::first::sheet;
use crate::web::desk::paper::sheet::FieldView;
use crate::web::desk::paper::{ANSWER, DECISION, Hall, NEED, typed};
use crate::web::desk::posted::Posted;
use crate::web::desk::routes::{Entry, act};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::paper::Paper;

pub fn entries() -> Vec<Entry> {
    vec![act(pattern!("/differences"), NEED, || {
        web::post().to(decide)
    })]
}

struct Row {
    field: FieldView,
    first: String,
    second: String,
}

#[derive(Template)]
#[template(path = "desk/paper_differences.html", config = "src/web/askama.toml")]
pub struct DifferencesPage {
    shell: Shell,
    words: &'static Paper,
    up: String,
    locality: String,
    action: String,
    rows: Vec<Row>,
    /// What the second person typed and has decided so far, and the household code.
    carried: Vec<(String, String)>,
}

impl DifferencesPage {
    pub fn new(
        desk: &Desk,
        hall: &Hall,
        of: (&Progress, i32),
        found: &[Difference],
        (keyed, decided, code): (&Typed, &Typed, &str),
    ) -> Self {
        let (progress, number) = of;
        let words = Paper::of(desk.tongue);
        let sheet = sheet(desk, hall, progress);
        let batch = progress.batch.number;
        let rows: Vec<Row> = found
            .iter()
            .filter_map(|one| {
                let field = sheet.form.fields.get(one.field)?;
                Some(Row {
                    field: sheet.field(field, DECISION, &Typed::default()),
                    first: sheet.said(field, &one.first),
                    second: sheet.said(field, &one.second),
                })
            })
            .collect();
        let is_open = |code: &str| rows.iter().any(|row| row.field.code == code);
        let typed = keyed.pairs().iter();
        let typed = typed.map(|(code, value)| (format!("{ANSWER}{code}"), value.clone()));
        let settled = decided.pairs().iter().filter(|(code, _)| !is_open(code));
        let settled = settled.map(|(code, value)| (format!("{DECISION}{code}"), value.clone()));
        let code = (super::CODE.to_owned(), code.to_owned());
        Self {
            shell: desk.shell(&words.sheet(words.differs_title, batch, number)),
            words,
            up: hall.address(),
            locality: hall.place.locality.name.clone(),
            action: format!("{}/differences", hall.check(batch, number)),
            carried: typed.chain(settled).chain([code]).collect(),
            rows,
        }
    }
}

async fn decide(desk: Desk, address: Address, posted: Posted) -> Result<HttpResponse, Failure> {
    let hall = Hall::of(&desk, &address.0, &address.1).await?;
    let form = &hall.paper.wave.form;
    let said = typed(&posted, DECISION);
    // A number or words may be blank on paper; of everything else a blank is not a decision.
    let is_said = |(code, value): &&(String, String)| {
        let field = form.fields.iter().find(|field| field.code == *code);
        let groups = hall.paper.own_groups();
        !value.trim().is_empty()
            || field.is_some_and(|field| crate::survey::paper::keys(form, field, groups).is_empty())
    };
    let decided = said.pairs().iter().filter(is_said).cloned().collect();
    second(&desk, address, &posted, Typed::new(decided)).await
}
