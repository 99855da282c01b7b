//! Where somebody may hand out links: each wave in each of their localities.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::flow::ward as read;
use crate::store::waves::KeptWave;
use crate::store::{localities, waves};
use crate::survey::access::{Action, Role};
use crate::survey::locality::Locality;
use crate::web::desk::home::Task;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::collation::key;
use crate::wording::fill;
use crate::wording::links::{Links, received_alone};
use crate::wording::numbers::date;

use super::{last_day, wave_title};

pub fn entries() -> Vec<Entry> {
    vec![page("/desk/links", Need::SignedIn, || web::get().to(show))]
}

struct Row {
    href: String,
    place: String,
    wave: String,
    until: String,
    closes_at: chrono::NaiveDateTime,
}

#[derive(Template)]
#[template(path = "desk/links/places.html", config = "src/web/askama.toml")]
struct Places {
    shell: Shell,
    words: &'static Links,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
}

/// Places where links can be handed out now: the wave's key lives and the locality is this person's.
async fn open_places(desk: &Desk) -> Result<Vec<Place>, Failure> {
    let (all, known): (Vec<KeptWave>, Vec<Locality>) = desk
        .read(|connection| Ok((waves::all(connection)?, localities::all(connection)?)))
        .await?;
    let mut places = Vec::new();
    for wave in all.into_iter().rev().filter(|one| one.code_key.is_some()) {
        for (number, key) in (0_i16..).zip(&wave.wave.localities) {
            let locality = known.iter().find(|one| one.key == *key);
            let own = locality.filter(|one| desk.may(Action::HandOutLinks, Some(&one.key)));
            if let Some(locality) = own {
                places.push(Place {
                    wave: wave.clone(),
                    number,
                    locality: locality.clone(),
                });
            }
        }
    }
    Ok(places)
}

async fn show(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    if !desk.may_somewhere(Action::HandOutLinks) {
        return Err(desk.no_such_page());
    }
    let words = Links::of(desk.tongue);
    let wish = Wish::of_query(request.query_string());
    let row = |place: &Place| Row {
        href: place.address(),
        place: place.locality.name.clone(),
        wave: wave_title(desk.tongue, place).to_owned(),
        until: last_day(desk.tongue, place),
        closes_at: place.wave.wave.closes_at,
    };
    let mut rows: Vec<Row> = open_places(&desk).await?.iter().map(row).collect();
    let is_empty = rows.is_empty();
    rows.retain(|row| wish.finds(&[&row.place, &row.wave]));
    match wish.column.as_str() {
        "wave" => wish.sort_by_key(&mut rows, |row| key(&row.wave)),
        "until" => wish.sort_by_key(&mut rows, |row| row.closes_at),
        _ => wish.sort_by_key(&mut rows, |row| key(&row.place)),
    }
    let (rows, pages) = wish.cut(rows, 100);
    let headings = vec![
        wish.heading("place", words.place),
        wish.heading("wave", words.wave),
        wish.heading("until", words.until),
    ];
    desk.html(&Places {
        shell: desk.shell(words.places_title),
        words,
        wish,
        headings,
        rows,
        pages,
        is_empty,
    })
}

/// One task per wave and own locality; the Front sees its wards in the list.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if desk.role() != Role::Committee {
        return Ok(Vec::new());
    }
    let words = Links::of(desk.tongue);
    let now = desk.now;
    let places = open_places(desk).await?;
    let seen = desk
        .read(move |connection| {
            let mut seen = Vec::new();
            for place in places {
                let key = place.locality.key.clone();
                let ward = read::ward(connection, &place.wave, place.number, &key)?;
                seen.push((place, ward));
            }
            Ok(seen)
        })
        .await?;
    let task = |(place, ward): (Place, read::Ward)| {
        let without = ward
            .groups
            .iter()
            .filter(|one| one.open_link(now).is_none());
        let text = match (ward.groups.is_empty(), without.count()) {
            (true, _) => words.task_no_groups.to_owned(),
            (false, 0) => format!("{}.", received_alone(desk.tongue, ward.progress)),
            (false, many) => fill(words.task_no_link, &[("count", &many.to_string())]),
        };
        let wave = &place.wave.wave;
        let day = |instant| date(desk.tongue, local(instant).date());
        let when = if now < wave.opens_at {
            fill(words.opens_on, &[("date", &day(wave.opens_at))])
        } else {
            fill(
                words.open_until,
                &[("date", &last_day(desk.tongue, &place))],
            )
        };
        Task {
            href: place.address(),
            title: format!(
                "{} – {}",
                place.locality.name,
                wave_title(desk.tongue, &place)
            ),
            text: format!("{text} {when}"),
        }
    };
    Ok(seen.into_iter().map(task).collect())
}
