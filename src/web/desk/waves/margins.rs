//! The margins of a wave: sent as a file or typed, read row by row, held against form and method.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::edition::wave_fit::Misfit;
use crate::exchange::margins::MarginRow;
use crate::exchange::upload::{UploadFault, read_table};
use crate::flow::wave::WaveFailure;
use crate::flow::wave::margins::{export, keep_margins, rows};
use crate::flow::wave::ready::Readiness;
use crate::flow::wave::seen::Seen;
use crate::store::waves::KeptWave;
use crate::store::{localities, wave_edits};
use crate::survey::wave::WaveState;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::changed::{ChangedLine, lines};
use crate::web::desk::waves::details::seen;
use crate::web::desk::waves::list::title;
use crate::web::desk::waves::{address, editor, refusals};
use crate::web::failure::Failure;
use crate::wording::numbers::count;
use crate::wording::waves::Waves;
use crate::wording::{fill, wave_fit};

/// A margin that was read, with its categories.
struct Table {
    margin: String,
    rows: Vec<(String, String, String)>,
    total: String,
}

#[derive(Template)]
#[template(path = "desk/waves/margins.html", config = "src/web/askama.toml")]
struct Margins {
    shell: Shell,
    words: &'static Waves,
    address: String,
    wave: String,
    lead: String,
    is_draft: bool,
    seen: String,
    csv: String,
    sample: String,
    tables: Vec<Table>,
    must_mend: Vec<String>,
    look_at: Vec<String>,
    refusals: Refusals,
    changed: Vec<ChangedLine>,
}

/// What is kept, and how it fits.
async fn kept_margins(
    desk: &Desk,
    kept: &KeptWave,
) -> Result<(Option<String>, Vec<MarginRow>, Readiness), Failure> {
    let (kept, now) = (kept.clone(), desk.now);
    desk.read(move |connection| {
        let id = kept.wave.id;
        Ok((
            wave_edits::margins(connection, id)?,
            rows(connection, id)?,
            Readiness::of(connection, &kept, now)?,
        ))
    })
    .await
}

fn tables(desk: &Desk, rows: &[MarginRow], ready: &Readiness) -> Vec<Table> {
    let number = |value: f64| count(desk.tongue, value.round().max(0.0) as u64);
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        if !names.contains(&row.margin.as_str()) {
            names.push(&row.margin);
        }
    }
    let table = |name: &str| {
        let own: Vec<&MarginRow> = rows.iter().filter(|row| row.margin == name).collect();
        let line = |row: &&MarginRow| {
            (
                row.category.clone(),
                number(row.target),
                row.neighbour.clone().unwrap_or_default(),
            )
        };
        Table {
            margin: ready.margin_name(name, desk.tongue.tag()),
            total: number(own.iter().map(|row| row.target).sum()),
            rows: own.iter().map(line).collect(),
        }
    };
    names.into_iter().map(table).collect()
}

async fn page(desk: &Desk, kept: &KeptWave, seen: &Seen) -> Result<Margins, Failure> {
    let words = Waves::of(desk.tongue);
    let (csv, rows, ready) = kept_margins(desk, kept).await?;
    let lead = if ready.wanted.is_empty() {
        words.step_margins_none.to_owned()
    } else {
        let wanted = ready.wanted_names(desk.tongue.tag());
        fill(words.margins_wanted, &[("margins", &wanted)])
    };
    let said = |blocking: bool| -> Vec<String> {
        let of_margins = |one: &&Misfit| one.is_about_margins() && one.blocks() == blocking;
        let own = ready.misfits.iter().filter(of_margins);
        own.map(|one| wave_fit::sentence(one, desk.tongue))
            .collect()
    };
    Ok(Margins {
        shell: desk.shell(words.margins_title),
        words,
        address: address(&kept.wave.code),
        wave: title(desk.tongue, &kept.wave).to_owned(),
        lead,
        is_draft: kept.wave.state == WaveState::Draft,
        seen: seen.written(),
        csv: csv.unwrap_or_default(),
        sample: ready.sample_of_margins(),
        tables: tables(desk, &rows, &ready),
        must_mend: said(true),
        look_at: said(false),
        refusals: Refusals::default(),
        changed: Vec::new(),
    })
}

pub async fn form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let seen = seen(&desk, &kept).await?;
    desk.html(&page(&desk, &kept, &seen).await?)
}

pub async fn keep(
    desk: Desk,
    code: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let now_seen = seen(&desk, &kept).await?;
    let seen = Seen::read(posted.text("seen")).unwrap_or(Seen {
        revision: 0,
        ..now_seen.clone()
    });
    let typed = posted.text("csv").replace("\r\n", "\n");
    let sent = posted.file("file");
    let read: Result<String, UploadFault> = match sent {
        Some(file) => read_table(&file.name, &file.bytes),
        None if typed.trim().is_empty() => Ok(String::new()),
        None => read_table("margins.csv", typed.as_bytes()),
    };
    let (csv, refusals, changed) = match read {
        Err(fault) => (
            typed,
            refusals::uploaded(&desk, &[("file", fault)]),
            Vec::new(),
        ),
        Ok(csv) => {
            let (own, text, editor) = (code.clone(), csv.clone(), editor(&desk));
            let done = desk
                .block(move |site| keep_margins(&site.store, &own, &seen, &text, &editor))
                .await?;
            match done {
                Ok(rows) => {
                    let done = if rows.is_empty() {
                        "margins-removed"
                    } else {
                        "margins-kept"
                    };
                    return Ok(desk.on_to(&format!("{}/margins", address(&code)), done));
                }
                Err(WaveFailure::Changed(by)) => {
                    let known = desk.read(localities::all).await?;
                    let both = [crate::survey::wave_edit::Part::Margins];
                    (
                        csv,
                        Refusals::default(),
                        lines(&by, &both, &known, desk.tongue),
                    )
                }
                Err(problem) => (csv, refusals::of(&desk, problem)?, Vec::new()),
            }
        }
    };
    let mut page = page(&desk, &kept, &now_seen).await?;
    (page.csv, page.refusals, page.changed) = (csv, refusals, changed);
    desk.refused(&page)
}

const HEADER: &str = "margin,category,target,neighbour\n";

pub async fn download(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let (own, editor) = (code.clone(), editor(&desk));
    let csv = desk
        .block(move |site| export(&site.store, &own, &editor))
        .await?;
    let csv = match csv {
        Ok(csv) => csv.unwrap_or_else(|| HEADER.to_owned()),
        Err(WaveFailure::Store(problem)) => return Err(Failure::store(desk.tongue)(problem)),
        Err(_) => return Err(desk.no_such_page()),
    };
    let name = format!("attachment; filename=\"{code}-margins.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(format!("\u{feff}{csv}")))
}
