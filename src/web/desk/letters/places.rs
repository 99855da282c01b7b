//! Localities of open waves that this person may send letters in.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::store::{addresses, localities, waves};
use crate::survey::access::Action;
use crate::survey::addresses::Address;
use crate::survey::locality::LocalityKey;
use crate::survey::wave::{Intake, WaveState};
use crate::web::desk::home::Task;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::collation::key;
use crate::wording::letters_desk::LettersDesk;

pub fn entries() -> Vec<Entry> {
    // A committee may send letters in its localities, not everywhere: the list holds only those.
    vec![page("/desk/letters", Need::SignedIn, || {
        web::get().to(list)
    })]
}

struct Row {
    href: String,
    locality: String,
    wave: String,
}

#[derive(Template)]
#[template(path = "desk/letters_places.html", config = "src/web/askama.toml")]
struct Places {
    shell: Shell,
    words: &'static LettersDesk,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
}

async fn list(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    if !desk.may_somewhere(Action::SendLetters) {
        return Err(desk.no_such_page());
    }
    let words = LettersDesk::of(desk.tongue);
    let wish = Wish::of_query(request.query_string());
    let (all, known) = desk
        .read(|connection| Ok((waves::all(connection)?, localities::all(connection)?)))
        .await?;
    let mut rows = Vec::new();
    for kept in all.iter().filter(|kept| kept.wave.state == WaveState::Open) {
        for place in &kept.wave.localities {
            if !desk.may(Action::SendLetters, Some(place)) {
                continue;
            }
            let found = known.iter().find(|one| &one.key == place);
            rows.push(Row {
                href: format!("/desk/waves/{}/localities/{place}/letters", kept.wave.code),
                locality: found.map_or_else(|| place.to_string(), |one| one.name.clone()),
                wave: match desk.tongue {
                    Tongue::Vi => kept.wave.title_vi.clone(),
                    Tongue::En => kept.wave.title_en.clone(),
                },
            });
        }
    }
    let is_empty = rows.is_empty();
    rows.retain(|row| wish.finds(&[&row.locality, &row.wave]));
    match wish.column.as_str() {
        "wave" => wish.sort_by_key(&mut rows, |row| key(&row.wave)),
        _ => wish.sort_by_key(&mut rows, |row| key(&row.locality)),
    }
    let (rows, pages) = wish.cut(rows, 100);
    desk.html(&Places {
        shell: desk.shell(words.places_title),
        words,
        headings: vec![
            wish.heading("locality", words.locality),
            wish.heading("wave", words.wave),
        ],
        wish,
        rows,
        pages,
        is_empty,
    })
}

/// What a committee can do next in its localities: counting addresses, not people who answered.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    let own = desk.staff().localities.clone();
    if own.is_empty() || !desk.may_somewhere(Action::SendLetters) {
        return Ok(Vec::new());
    }
    let words = LettersDesk::of(desk.tongue);
    let now = desk.now;
    let found = desk
        .read(move |connection| {
            let mut found = Vec::new();
            let known = localities::all(connection)?;
            for kept in waves::all(connection)? {
                if kept.wave.intake(now) != Intake::Open {
                    continue;
                }
                for (number, key) in (0_i16..).zip(&kept.wave.localities) {
                    if own.contains(key) {
                        let listed = addresses::of_locality(connection, kept.wave.id, number)?;
                        let name = known.iter().find(|one| &one.key == key);
                        let name = name.map(|one| one.name.clone()).unwrap_or_default();
                        found.push((kept.wave.code.clone(), key.clone(), name, listed));
                    }
                }
            }
            Ok(found)
        })
        .await?;
    let task = |(code, key, name, listed): (String, LocalityKey, String, Vec<Address>)| {
        let title = if listed.iter().any(Address::awaits_invitation) {
            words.task_invite
        } else if listed.iter().any(|one| one.may_be_reminded(now)) {
            words.task_remind
        } else {
            return None;
        };
        Some(Task {
            href: format!("/desk/waves/{code}/localities/{key}/letters"),
            title: title.to_owned(),
            text: name,
        })
    };
    Ok(found.into_iter().filter_map(task).collect())
}
