//! The audit log: read, checked, taken along.

use std::collections::HashMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::DateTime;

use crate::clock::local;
use crate::exchange::audit_csv;
use crate::store::{AnyConnection, StoreFailure, accounts, audit as rows};
use crate::survey::access::Action;
use crate::survey::audit::Entry as Line;
use crate::web::desk::posted::Posted;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::audit::{Audit, act as act_words, broken, whole};
use crate::wording::numbers::moment;

const LINES: i64 = 100;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::ReadAudit);
    vec![
        page("/desk/audit", need, || web::get().to(show)),
        page("/desk/audit.csv", need, || web::get().to(export)),
        act("/desk/audit/verify", need, || web::post().to(verify)),
    ]
}

struct Row {
    number: i64,
    at: String,
    who: String,
    what: String,
    subject: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "desk/audit.html", config = "src/web/askama.toml")]
struct Log {
    shell: Shell,
    words: &'static Audit,
    rows: Vec<Row>,
    /// The next older line.
    older: Option<i64>,
    is_newest: bool,
    verdict: Option<(bool, String)>,
}

type Names = HashMap<i64, String>;

fn names(connection: &mut AnyConnection) -> Result<Names, StoreFailure> {
    let all = accounts::all(connection)?;
    let pairs = all.into_iter().map(|one| (one.staff.id.0, one.staff.name));
    Ok(pairs.collect())
}

fn row(desk: &Desk, words: &Audit, names: &Names, line: Line) -> Row {
    let at = DateTime::from_timestamp_micros(line.at).unwrap_or_default();
    let who = match line.actor.and_then(|actor| names.get(&actor)) {
        Some(name) => name.clone(),
        None if line.action.starts_with("sign-in") => words.nobody.to_owned(),
        None => words.program.to_owned(),
    };
    Row {
        number: line.number,
        at: moment(desk.tongue, local(at.naive_utc())),
        who,
        what: act_words(desk.tongue, &line.action).to_owned(),
        subject: line.subject,
        detail: line.detail,
    }
}

async fn page_of(
    desk: &Desk,
    last: Option<i64>,
    verdict: Option<(bool, String)>,
) -> Result<Log, Failure> {
    let words = Audit::of(desk.tongue);
    let (lines, names) = desk
        .read(move |connection| {
            let lines = rows::back_from(connection, last.unwrap_or(i64::MAX), LINES)?;
            Ok((lines, names(connection)?))
        })
        .await?;
    let older = lines
        .last()
        .map(|line| line.number - 1)
        .filter(|number| *number > 0);
    let rows = lines.into_iter().map(|line| row(desk, words, &names, line));
    Ok(Log {
        rows: rows.collect(),
        shell: desk.shell(words.title),
        words,
        older,
        is_newest: last.is_none(),
        verdict,
    })
}

async fn show(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let last = form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(name, _)| name == "last")
        .and_then(|(_, value)| value.parse().ok());
    desk.html(&page_of(&desk, last, None).await?)
}

async fn verify(desk: Desk, _: Posted) -> Result<HttpResponse, Failure> {
    let found = desk.read(rows::verify).await?;
    let act = desk.act("audit-verified", "", "");
    desk.write(move |connection| rows::append(connection, &act))
        .await?;
    let verdict = match &found {
        Ok(walk) => (true, whole(desk.tongue, walk)),
        Err(broken_at) => (false, broken(desk.tongue, *broken_at)),
    };
    desk.html(&page_of(&desk, None, Some(verdict)).await?)
}

async fn export(desk: Desk) -> Result<HttpResponse, Failure> {
    let act = desk.act("audit-exported", "", "");
    let bytes = desk
        .write(move |connection| {
            rows::append(connection, &act)?;
            let names = names(connection)?;
            let mut lines = Vec::new();
            rows::each(connection, |line| lines.push(line.clone()))?;
            Ok(audit_csv::write(&lines, |actor| names.get(&actor).cloned()))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"audit.csv\"",
        ))
        .body(bytes))
}
