//! Adding addresses: pasted, or as a file. A refused list changes nothing and keeps what was typed.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::exchange::{addresses, upload};
use crate::flow::letters::{self, LetterFailure};
use crate::store::{audit, localities};
use crate::survey::addresses::Basis;
use crate::web::desk::letters::NEED;
use crate::web::desk::letters::place::{Typed, view};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, act};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::letters_desk::{LettersDesk, why};
use crate::wording::numbers::count;
use crate::wording::{Tongue, data_faults, fill, uploads};

const LONGEST_NOTE: usize = 300;
/// So many faults of a list are said.
const FAULTS: usize = 10;

pub fn entries() -> Vec<Entry> {
    let pattern = "/desk/waves/{wave}/localities/{locality}/letters/list";
    vec![act(pattern, NEED, || web::post().to(add))]
}

struct Row {
    email: String,
    why: &'static str,
}

#[derive(Template)]
#[template(path = "desk/letters_left_out.html", config = "src/web/askama.toml")]
struct Added {
    shell: Shell,
    words: &'static LettersDesk,
    address: String,
    rows: Vec<Row>,
}

struct Wanted {
    name: String,
    text: String,
    basis: Basis,
    note: String,
}

fn wanted(tongue: Tongue, posted: &Posted, typed: &Typed) -> Result<Wanted, Refusals> {
    let words = LettersDesk::of(tongue);
    let mut refusals = Refusals::default();
    let (name, text) = match posted.file("file") {
        Some(file) => match upload::read_table(&file.name, &file.bytes) {
            Ok(text) => (file.name.clone(), text),
            Err(fault) => {
                refusals.add("file", uploads::sentence(&fault, tongue));
                (file.name.clone(), String::new())
            }
        },
        None => (words.add_label.to_owned(), typed.addresses.clone()),
    };
    if text.trim().is_empty() && refusals.is_empty() {
        refusals.add("addresses", words.add_nothing);
    }
    let basis = Basis::parse(&typed.basis);
    if basis.is_none() {
        refusals.add("basis", words.add_no_basis);
    }
    let note = typed.note.trim().to_owned();
    if note.chars().count() > LONGEST_NOTE {
        refusals.add("note", words.add_long_note);
    }
    if basis == Some(Basis::Other) && note.is_empty() {
        refusals.add("note", words.add_no_note);
    }
    match basis {
        Some(basis) if refusals.is_empty() => Ok(Wanted {
            name,
            text,
            basis,
            note,
        }),
        _ => Err(refusals),
    }
}

async fn refused(
    desk: &Desk,
    place: &Place,
    typed: Typed,
    refusals: Refusals,
) -> Result<HttpResponse, Failure> {
    desk.refused(&view(desk, place, typed, refusals).await?)
}

async fn add(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let words = LettersDesk::of(desk.tongue);
    let typed = Typed {
        addresses: posted.text("addresses").to_owned(),
        basis: posted.text("basis").to_owned(),
        note: posted.text("note").to_owned(),
    };
    let wanted = match wanted(desk.tongue, &posted, &typed) {
        Ok(wanted) => wanted,
        Err(refusals) => return refused(&desk, &place, typed, refusals).await,
    };
    let key = place.locality.key.clone();
    let groups = desk
        .read(move |connection| localities::groups(connection, &key))
        .await?;
    let read = match addresses::read(&wanted.name, wanted.text.as_bytes(), &groups) {
        Ok(read) => read,
        Err(faults) => {
            let mut refusals = Refusals::default();
            for line in data_faults::data(&faults, desk.tongue)
                .into_iter()
                .take(FAULTS)
            {
                refusals.add("addresses", line);
            }
            return refused(&desk, &place, typed, refusals).await;
        }
    };
    let found = read.found.len();
    let (kept, locality, now) = (place.wave.clone(), place.number, desk.now);
    let mut record = desk.act("letters-listed", place.subject(), "");
    let added = desk
        .block(move |site| {
            site.store.attempt_blocking(|connection| {
                let place = letters::Place {
                    kept: &kept,
                    locality,
                };
                let twice = read.twice.len();
                let left_out =
                    letters::add_list(connection, place, read, wanted.basis, &wanted.note, now)?;
                let added = found + twice - left_out.len();
                record.detail = format!("added={added} basis={}", wanted.basis.as_str());
                audit::append(connection, &record)?;
                Ok::<_, LetterFailure>((added, left_out))
            })
        })
        .await?;
    let (added, left_out) = match added {
        Ok(added) => added,
        Err(LetterFailure::Store(problem)) => return Err(Failure::store(desk.tongue)(problem)),
        Err(_) => {
            let refusals = Refusals::one("addresses", words.closed);
            return refused(&desk, &place, typed, refusals).await;
        }
    };
    let address = format!("{}/letters", place.address());
    if left_out.is_empty() {
        return Ok(desk.on_to(&address, "letters-listed"));
    }
    let number = count(desk.tongue, added as u64);
    desk.html(&Added {
        shell: desk.shell(&fill(words.added_title, &[("count", &number)])),
        words,
        address,
        rows: left_out
            .iter()
            .map(|one| Row {
                email: one.email.as_str().to_owned(),
                why: why(desk.tongue, one.why),
            })
            .collect(),
    })
}
