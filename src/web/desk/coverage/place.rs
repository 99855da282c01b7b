//! One locality with its residential groups, as its committee and the city see it.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::clock::local;
use crate::store::{AnyConnection, StoreFailure, localities, tallies, wave_edits};
use crate::survey::access::Action;
use crate::survey::coverage::{Progress, Shown, share_out};
use crate::survey::locality::Group;
use crate::survey::tally::Received;
use crate::web::desk::coverage::dashboard::state;
use crate::web::desk::coverage::parts::{
    DayParts, Part, Row, WayRow, by_day, headings, rows, sort, ways,
};
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::coverage::{Coverage, alone, standing};
use crate::wording::fill;
use crate::wording::numbers::{count, moment};

#[derive(Template)]
#[template(path = "desk/place_coverage.html", config = "src/web/askama.toml")]
struct PlaceCoverage {
    shell: Shell,
    words: &'static Coverage,
    title: String,
    dashboard: Option<String>,
    state: &'static str,
    total: String,
    planned: String,
    per_cent: Option<i64>,
    still: String,
    closes: String,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    days: Option<DayParts>,
    ways: Vec<WayRow>,
}

struct Read {
    groups: Vec<Group>,
    received: BTreeMap<String, Received>,
    days: BTreeMap<NaiveDate, Received>,
    planned: Option<i64>,
}

fn read(connection: &mut AnyConnection, place: &Place) -> Result<Read, StoreFailure> {
    let (wave, number) = (place.wave.wave.id, place.number);
    let planned = wave_edits::planned(connection, wave)?;
    let own = usize::try_from(number).ok().and_then(|at| planned.get(at));
    Ok(Read {
        groups: localities::groups(connection, &place.locality.key)?,
        received: tallies::by_group(connection, wave, number)?,
        days: tallies::by_day(connection, wave, Some(number))?,
        planned: own.copied().flatten(),
    })
}

/// Every group that is known or that somebody named, and last those who named none.
fn parts(words: &Coverage, read: &Read) -> Vec<Part> {
    let households: Vec<Option<i64>> = read.groups.iter().map(|one| one.households).collect();
    let plans = read.planned.and_then(|own| share_out(own, &households));
    let mut left = read.received.clone();
    let mut parts = Vec::new();
    for (at, group) in read.groups.iter().enumerate() {
        parts.push(Part {
            code: group.code.clone(),
            name: group.name.clone(),
            href: String::new(),
            planned: plans.as_ref().and_then(|plans| plans.get(at).copied()),
            received: left.remove(&group.code).unwrap_or_default(),
        });
    }
    for (code, received) in left {
        let name = if code.is_empty() {
            words.no_group.to_owned()
        } else {
            code
        };
        parts.push(Part {
            code: String::new(),
            name,
            href: String::new(),
            planned: None,
            received,
        });
    }
    parts
}

pub async fn show(
    desk: Desk,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (tongue, words) = (desk.tongue, Coverage::of(desk.tongue));
    let wish = Wish::of_query(request.query_string());
    let place = desk.place(&path.0, &path.1).await?;
    let (wave, name) = (place.wave.wave.clone(), place.locality.name.clone());
    let found = desk
        .read(move |connection| read(connection, &place))
        .await?;
    let mut all = Received::default();
    found.received.values().for_each(|one| all += *one);
    let progress = Progress {
        planned: found.planned,
        received: Shown::alone(all.all().responses),
    };
    let mut rows = rows(tongue, parts(words, &found));
    rows.retain(|row| wish.finds(&[&row.name, &row.still]));
    sort(&wish, &mut rows);
    let (rows, pages) = wish.cut(rows, 100);
    let title = fill(words.place_title, &[("name", &name)]);
    desk.html(&PlaceCoverage {
        shell: desk.shell(&title),
        words,
        title,
        dashboard: desk
            .may(Action::SeeCoverage, None)
            .then(|| format!("/desk/waves/{}/dashboard", wave.code)),
        state: state(tongue, wave.state),
        total: alone(tongue, all.all().responses),
        planned: found.planned.map_or_else(
            || words.unplanned.to_owned(),
            |planned| count(tongue, planned.unsigned_abs()),
        ),
        per_cent: progress.per_cent(),
        still: standing(tongue, &progress).0,
        closes: moment(tongue, local(wave.closes_at)),
        headings: headings(&wish, words, words.group),
        wish,
        rows,
        pages,
        days: by_day(tongue, &found.days),
        ways: ways(tongue, &all),
    })
}
