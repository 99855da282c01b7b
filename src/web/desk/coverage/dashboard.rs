//! The whole wave, while answers come in.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::charts::tiles::{self, Ground, Tile, Tiles};
use crate::charts::{Caption, Size};
use crate::clock::local;
use crate::flow::place_map::{self, Places};
use crate::store::{AnyConnection, StoreFailure, localities, tallies, wave_edits};
use crate::survey::access::Action;
use crate::survey::coverage::{Shown, Standing};
use crate::survey::locality::Group;
use crate::survey::tally::{LinkUse, Received};
use crate::survey::tile_map;
use crate::survey::wave::{Wave, WaveState};
use crate::web::desk::coverage::parts::{
    DayParts, Part, Row, WayRow, by_day, headings, rows, sort, ways,
};
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::collation::key;
use crate::wording::coverage::{Coverage, alone};
use crate::wording::numbers::{count, moment, percent};
use crate::wording::{Tongue, fill};

struct Link {
    place: String,
    received: String,
    devices: String,
}

#[derive(Template)]
#[template(path = "desk/dashboard.html", config = "src/web/askama.toml")]
struct Dashboard {
    shell: Shell,
    words: &'static Coverage,
    wave_title: String,
    state: &'static str,
    total: String,
    planned: String,
    per_cent: Option<i64>,
    typed: String,
    reached: String,
    closes: String,
    narrow_map: String,
    wide_map: String,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    days: Option<DayParts>,
    ways: Vec<WayRow>,
    links: Vec<Link>,
    quality: Option<String>,
}

/// Everything that the page shows, read at once.
struct Read {
    places: Vec<Part>,
    days: BTreeMap<NaiveDate, Received>,
    /// With the locality's and the group's name.
    crowded: Vec<(LinkUse, String)>,
}

fn read(connection: &mut AnyConnection, wave: &Wave) -> Result<Read, StoreFailure> {
    let known = localities::all(connection)?;
    let received = tallies::by_locality(connection, wave.id)?;
    let planned = wave_edits::planned(connection, wave.id)?;
    let mut places = Vec::new();
    for (number, own) in (0_i16..).zip(&wave.localities) {
        let locality = known.iter().find(|one| one.key == *own);
        places.push(Part {
            code: own.code.clone(),
            name: locality.map_or_else(|| own.to_string(), |one| one.name.clone()),
            href: format!("/desk/waves/{}/localities/{own}/coverage", wave.code),
            planned: planned.get(places.len()).copied().flatten(),
            received: received.get(&number).copied().unwrap_or_default(),
        });
    }
    let mut links = tallies::by_link(connection, wave.id, None)?;
    links.retain(LinkUse::is_crowded);
    links.sort_by_key(|link| std::cmp::Reverse(link.per_device()));
    links.truncate(50);
    let mut groups: BTreeMap<i16, Vec<Group>> = BTreeMap::new();
    let mut crowded = Vec::new();
    for link in links {
        let at = usize::try_from(link.locality).unwrap_or(usize::MAX);
        let (Some(own), Some(place)) = (wave.localities.get(at), places.get(at)) else {
            continue;
        };
        if let std::collections::btree_map::Entry::Vacant(unread) = groups.entry(link.locality) {
            unread.insert(localities::groups(connection, own)?);
        }
        let named = groups.get(&link.locality).into_iter().flatten();
        let group = named
            .filter(|group| Some(&group.code) == link.group.as_ref())
            .map(|group| group.name.as_str())
            .next();
        let name = match group {
            Some(group) => format!("{}, {group}", place.name),
            None => place.name.clone(),
        };
        crowded.push((link, name));
    }
    Ok(Read {
        places,
        days: tallies::by_day(connection, wave.id, None)?,
        crowded,
    })
}

/// A number of at least ten, cut to whole tens: the exact one could be compared with that of its group.
fn tens(tongue: Tongue, number: i64) -> String {
    let tens = count(tongue, (number / 10 * 10).unsigned_abs());
    fill(Coverage::of(tongue).at_least, &[("n", &tens)])
}

fn link(tongue: Tongue, (link, place): (LinkUse, String)) -> Link {
    let devices = i64::try_from(link.devices.estimate()).unwrap_or(i64::MAX);
    let words = Coverage::of(tongue);
    Link {
        place,
        received: tens(tongue, link.responses),
        devices: match Shown::alone(devices) {
            Shown::Few => alone(tongue, devices),
            Shown::Exactly(_) => {
                let tens = count(tongue, (devices / 10 * 10).unsigned_abs());
                fill(words.about, &[("n", &tens)])
            }
        },
    }
}

/// Where the operator's map puts each row's tile; those that are not on it follow below.
fn tile_places(codes: &[String], places: &Places) -> Vec<Option<(i32, i32)>> {
    let known: Vec<(f64, f64)> = codes
        .iter()
        .filter_map(|code| places.get(code).copied())
        .collect();
    if known.is_empty() {
        return vec![None; codes.len()];
    }
    let mut laid = tile_map::lay(&known).into_iter();
    let columns = tile_map::columns(&known);
    let below = known.len().div_ceil(columns);
    let mut left = 0..;
    codes
        .iter()
        .map(|code| {
            if places.contains_key(code) {
                return laid.next();
            }
            let at = left.next()?;
            let (column, row) = (at % columns, below + at / columns);
            Some((i32::try_from(column).ok()?, i32::try_from(row).ok()?))
        })
        .collect()
}

fn map(
    words: &Coverage,
    rows: &[Row],
    tiles: &[Option<(i32, i32)>],
    finding: String,
) -> [String; 2] {
    let mut picture = Tiles {
        caption: Caption {
            id: String::new(),
            title: words.map_title.to_owned(),
            finding,
            note: None,
        },
        legend: words.map_legend.to_owned(),
        tiles: rows
            .iter()
            .zip(tiles)
            .map(|(row, place)| Tile {
                name: row.name.clone(),
                text: match row.progress.planned {
                    Some(_) if row.per_cent.is_some() => row.per_cent_words.clone(),
                    _ => row.received.clone(),
                },
                ground: match (row.per_cent, row.progress.received) {
                    (Some(share), _) => Ground::Share(share),
                    (None, Shown::Few) => Ground::Withheld,
                    (None, Shown::Exactly(_)) => Ground::Plain,
                },
                place: *place,
            })
            .collect(),
    };
    Size::ALL.map(|size| {
        picture.caption.id = format!("map-{size:?}").to_lowercase();
        tiles::draw(&picture, size)
    })
}

pub fn state(tongue: Tongue, state: WaveState) -> &'static str {
    let words = Coverage::of(tongue);
    match state {
        WaveState::Draft => words.not_open,
        WaveState::Open => "",
        WaveState::Closed | WaveState::Computed | WaveState::Published => words.closed,
    }
}

pub async fn show(
    desk: Desk,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (tongue, words) = (desk.tongue, Coverage::of(desk.tongue));
    let wish = Wish::of_query(request.query_string());
    let wave = desk.wave(&code).await?.wave;
    let asked = wave.clone();
    let Read {
        places,
        days,
        crowded,
    } = desk
        .read(move |connection| read(connection, &asked))
        .await?;
    let mut all = Received::default();
    places.iter().for_each(|one| all += one.received);
    let planned: Option<i64> = places.iter().map(|one| one.planned).sum();
    let given = desk.block(|site| place_map::places(&site.folder)).await?;
    let (places_count, total) = (places.len(), all.all().responses);
    // Sorted afterwards: the same parts must be hidden on every page.
    let mut rows = rows(tongue, places);
    rows.sort_by_cached_key(|row| key(&row.name));
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let tiles = tile_places(&codes, &given);
    let is_reached = |row: &&Row| row.progress.standing() == Standing::Reached;
    let reached = rows.iter().filter(is_reached).count().to_string();
    let places_count = places_count.to_string();
    let values = [("reached", reached.as_str()), ("all", &places_count)];
    let finding = fill(words.map_finding, &values);
    let [narrow_map, wide_map] = map(words, &rows, &tiles, finding);
    rows.retain(|row| wish.finds(&[&row.name, &row.still]));
    sort(&wish, &mut rows);
    let (rows, pages) = wish.cut(rows, 100);
    let ways = ways(tongue, &all);
    let typed = ways.iter().find(|way| way.name == words.mode_entry);
    let is_over = matches!(
        wave.state,
        WaveState::Closed | WaveState::Computed | WaveState::Published
    );
    let quality = (is_over && desk.may(Action::SeeQuality, None))
        .then(|| format!("/desk/waves/{}/quality", wave.code));
    desk.html(&Dashboard {
        shell: desk.shell(words.title),
        words,
        wave_title: match tongue {
            Tongue::Vi => wave.title_vi.clone(),
            Tongue::En => wave.title_en.clone(),
        },
        state: state(tongue, wave.state),
        total: alone(tongue, total),
        planned: planned.map_or_else(
            || words.unplanned.to_owned(),
            |planned| count(tongue, planned.unsigned_abs()),
        ),
        per_cent: planned
            .filter(|planned| *planned > 0)
            .and_then(|planned| Some((Shown::alone(total).known()? * 100 / planned).min(100))),
        typed: typed.map_or_else(|| percent(tongue, 0.0), |way| way.share.clone()),
        reached: fill(words.of, &[("some", &reached), ("all", &places_count)]),
        closes: moment(tongue, local(wave.closes_at)),
        narrow_map,
        wide_map,
        headings: headings(&wish, words, words.locality),
        wish,
        rows,
        pages,
        days: by_day(tongue, &days),
        ways,
        links: crowded.into_iter().map(|one| link(tongue, one)).collect(),
        quality,
    })
}
