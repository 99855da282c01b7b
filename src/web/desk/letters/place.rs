//! The letters of one locality: totals, and what can be done next.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use crate::clock::local;
use crate::flow::letters::{self, LetterFailure, Standing};
use crate::store::outbox::{Health, health};
use crate::store::{StoreFailure, audit};
use crate::survey::addresses::Basis;
use crate::survey::letter::{LetterKind, LetterState};
use crate::survey::wave::{Intake, WaveState};
use crate::web::desk::letters::NEED;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::letters_desk::{self, LettersDesk, people};
use crate::wording::numbers::{count, date};
use crate::wording::{Tongue, fill};

pub fn entries() -> Vec<Entry> {
    vec![
        page(
            "/desk/waves/{wave}/localities/{locality}/letters",
            NEED,
            || web::get().to(show),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/letters/invite",
            NEED,
            || web::post().to(invite),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/letters/remind",
            NEED,
            || web::post().to(remind),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/letters/delete",
            NEED,
            || web::post().to(delete),
        ),
    ]
}

pub struct Choice {
    pub value: &'static str,
    pub label: &'static str,
    pub chosen: bool,
}

struct Line {
    kind: &'static str,
    state: &'static str,
    number: String,
}

struct ListRow {
    day: String,
    basis: &'static str,
    note: String,
    number: String,
}

/// What was typed into the form that adds addresses.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub addresses: String,
    pub basis: String,
    pub note: String,
}

#[derive(Template)]
#[template(path = "desk/letters.html", config = "src/web/askama.toml")]
pub struct Letters {
    shell: Shell,
    words: &'static LettersDesk,
    address: String,
    wave: String,
    letters: bool,
    outage: Option<String>,
    is_open: bool,
    is_closed: bool,
    facts: Vec<(&'static str, String)>,
    has_addresses: bool,
    invite: Option<String>,
    remind: Option<String>,
    next_reminder: Option<String>,
    lines: Vec<Line>,
    lists: Vec<ListRow>,
    bases: Vec<Choice>,
    typed: Typed,
    refusals: Refusals,
}

fn at(tongue: Tongue, instant: NaiveDateTime) -> [String; 2] {
    let instant = local(instant);
    [
        instant.format("%H:%M").to_string(),
        date(tongue, instant.date()),
    ]
}

/// That the mail server is out concerns everybody; how many letters wait is told of this place only.
fn outage(tongue: Tongue, health: &Health, standing: &Standing) -> Option<String> {
    let (when, trouble) = health.trouble.filter(|(_, trouble)| trouble.is_outage())?;
    let waiting = |(_, state, number): &(LetterKind, LetterState, u64)| {
        (*state == LetterState::Waiting).then_some(*number)
    };
    let waiting: u64 = standing.letters.iter().filter_map(waiting).sum();
    let [time, day] = at(tongue, when);
    let values = [
        ("time", time.as_str()),
        ("date", &day),
        ("why", &letters_desk::trouble(tongue, trouble)),
        ("waiting", &people(tongue, waiting)),
    ];
    (waiting > 0).then(|| fill(LettersDesk::of(tongue).outage, &values))
}

fn lines(tongue: Tongue, words: &'static LettersDesk, standing: &Standing) -> Vec<Line> {
    let line = |(kind, state, number): &(LetterKind, LetterState, u64)| Line {
        kind: match kind {
            LetterKind::Reminder => words.reminder,
            _ => words.invitation,
        },
        state: letters_desk::letter_state(tongue, *state),
        number: people(tongue, *number),
    };
    standing.letters.iter().map(line).collect()
}

/// The page, with what was typed and what is wrong with it.
pub async fn view(
    desk: &Desk,
    place: &Place,
    typed: Typed,
    refusals: Refusals,
) -> Result<Letters, Failure> {
    let (tongue, words) = (desk.tongue, LettersDesk::of(desk.tongue));
    let (kept, locality, now) = (place.wave.clone(), place.number, desk.now);
    let (standing, health) = desk
        .read(move |connection| {
            let place = letters::Place {
                kept: &kept,
                locality,
            };
            Ok((
                letters::standing(connection, place, now)?,
                health(connection)?,
            ))
        })
        .await?;
    let wave = &place.wave.wave;
    let title = fill(words.title, &[("locality", &place.locality.name)]);
    let awaiting = standing.awaiting_invitation;
    let invite = (awaiting > 0).then(|| {
        let number = count(tongue, awaiting);
        fill(words.invite_text, &[("count", &number)])
    });
    let list_row = |(list, number): &(crate::survey::addresses::AddressList, u64)| ListRow {
        day: date(tongue, local(list.added_at).date()),
        basis: letters_desk::basis(tongue, list.basis),
        note: list.note.clone(),
        number: count(tongue, *number),
    };
    let bases = Basis::ALL.into_iter().map(|one| Choice {
        value: one.as_str(),
        label: letters_desk::basis(tongue, one),
        chosen: one.as_str() == typed.basis,
    });
    let next_reminder = standing.next_reminder.filter(|from| *from > desk.now);
    Ok(Letters {
        shell: desk.shell(&title),
        words,
        address: format!("{}/letters", place.address()),
        wave: match tongue {
            Tongue::Vi => wave.title_vi.clone(),
            Tongue::En => wave.title_en.clone(),
        },
        letters: desk.site.letters,
        outage: outage(tongue, &health, &standing),
        is_open: wave.intake(desk.now) == Intake::Open,
        is_closed: !matches!(wave.state, WaveState::Draft | WaveState::Open),
        facts: vec![
            (words.addresses, count(tongue, standing.addresses)),
            (words.awaiting, count(tongue, awaiting)),
            (words.bounced, people(tongue, standing.bounced)),
            (words.unsubscribed, people(tongue, standing.unsubscribed)),
        ],
        has_addresses: standing.addresses > 0,
        invite,
        remind: standing
            .unanswered
            .map(|left| letters_desk::unanswered(tongue, left)),
        next_reminder: next_reminder.map(|from| {
            let [time, day] = at(tongue, from);
            fill(words.remind_later, &[("time", &time), ("date", &day)])
        }),
        lines: lines(tongue, words, &standing),
        lists: standing.lists.iter().map(list_row).collect(),
        bases: bases.collect(),
        typed,
        refusals,
    })
}

async fn show(desk: Desk, path: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    desk.html(&view(&desk, &place, Typed::default(), Refusals::default()).await?)
}

fn language(posted: &Posted) -> &'static str {
    Tongue::parse(posted.text("language"))
        .unwrap_or_default()
        .tag()
}

async fn invite(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    write(desk, path, posted, LetterKind::Invitation).await
}

async fn remind(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    write(desk, path, posted, LetterKind::Reminder).await
}

async fn write(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
    kind: LetterKind,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let (kept, locality, now) = (place.wave.clone(), place.number, desk.now);
    let (language, by, subject) = (language(&posted), desk.id().0, place.subject());
    let (done, action) = match kind {
        LetterKind::Reminder => ("letters-reminded", "letters-reminded"),
        _ => ("letters-invited", "letters-invited"),
    };
    let mut record = desk.act(action, subject, "");
    let written = desk
        .block(move |site| {
            site.store.attempt_blocking(|connection| {
                let place = letters::Place {
                    kept: &kept,
                    locality,
                };
                let number = match kind {
                    LetterKind::Reminder => letters::remind(connection, place, language, now)?,
                    _ => letters::invite(connection, place, language, Some(by), now)?,
                };
                record.detail = format!("letters={number} language={language}");
                audit::append(connection, &record)?;
                Ok::<_, LetterFailure>(())
            })
        })
        .await?;
    match written {
        Ok(()) => Ok(desk.on_to(&format!("{}/letters", place.address()), done)),
        Err(problem) => {
            let words = LettersDesk::of(desk.tongue);
            let text = match problem {
                LetterFailure::NotOpen | LetterFailure::Closed => words.not_open,
                LetterFailure::Nobody => words.nobody,
                LetterFailure::Handout(problem) => {
                    tracing::error!(%problem, "no codes for letters");
                    return Err(Failure::Unavailable(desk.tongue));
                }
                LetterFailure::Store(problem) => {
                    return Err(Failure::store(desk.tongue)(problem));
                }
            };
            let refusals = Refusals::one("send", text);
            desk.refused(&view(&desk, &place, Typed::default(), refusals).await?)
        }
    }
}

async fn delete(
    desk: Desk,
    path: web::Path<(String, String)>,
    _: Posted,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let (kept, locality) = (place.wave.clone(), place.number);
    let record = desk.act("letters-deleted", place.subject(), "");
    desk.write(move |connection| {
        let place = letters::Place {
            kept: &kept,
            locality,
        };
        letters::delete_list(connection, place)?;
        audit::append(connection, &record)?;
        Ok::<_, StoreFailure>(())
    })
    .await?;
    Ok(desk.on_to(&format!("{}/letters", place.address()), "letters-deleted"))
}
