//! What waits for the office and the Front.

use crate::clock::local;
use crate::store::{AnyConnection, StoreFailure, cases, comments, waves};
use crate::survey::access::Action;
use crate::survey::case::{CaseState, Urgency, urgency};
use crate::survey::comment::CommentState;
use crate::web::desk::home::Task;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::cases::Cases;
use crate::wording::fill;
use crate::wording::numbers::count;

struct Waiting {
    overdue: usize,
    open: usize,
    fresh: i64,
}

pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if !desk.may_somewhere(Action::HandleCases) {
        return Ok(Vec::new());
    }
    let today = local(desk.now).date();
    let waiting = desk
        .read(move |connection| {
            let all = cases::all(connection)?;
            let late = |one: &&cases::KeptCase| {
                matches!(urgency(one.state, one.due_on, today), Urgency::Overdue(_))
            };
            Ok(Waiting {
                overdue: all.iter().filter(late).count(),
                open: all
                    .iter()
                    .filter(|one| one.state == CaseState::Open)
                    .count(),
                fresh: fresh(connection)?,
            })
        })
        .await?;
    let words = Cases::of(desk.tongue);
    let task = |number: u64, title, text: &str, href: &str| {
        (number > 0).then(|| Task {
            href: href.to_owned(),
            title: fill(title, &[("count", &count(desk.tongue, number))]),
            text: text.to_owned(),
        })
    };
    let fresh = waiting.fresh.unsigned_abs();
    Ok([
        task(
            waiting.overdue as u64,
            words.home_overdue,
            words.home_overdue_text,
            "/desk/cases",
        ),
        task(
            waiting.open as u64,
            words.home_open,
            words.home_open_text,
            "/desk/cases",
        ),
        task(fresh, words.home_new, words.home_new_text, "/desk/comments"),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Comments that nobody has read yet.
fn fresh(connection: &mut AnyConnection) -> Result<i64, StoreFailure> {
    let mut sum = 0;
    for kept in waves::all(connection)? {
        let counts = comments::by_state(connection, kept.wave.id)?;
        let new = counts.iter().find(|(state, _)| *state == CommentState::New);
        sum += new.map_or(0, |(_, count)| *count);
    }
    Ok(sum)
}
