//! One ward or commune in one wave: what to do next, its groups, how far each has come.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::flow::handout::{self, Wanted};
use crate::flow::ward::{Ward, WardGroup};
use crate::survey::access::Action;
use crate::survey::batch::Purpose;
use crate::survey::coverage::Standing;
use crate::survey::wave::Intake;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::posted::Posted;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::collation::key;
use crate::wording::fill;
use crate::wording::links::{Links, progress, received_alone, within_a_sentence};
use crate::wording::numbers::{count, date};

use super::{BatchRow, batch_row, last_day, read_ward, wave_title};

pub fn entries() -> Vec<Entry> {
    vec![
        page(
            "/desk/waves/{wave}/localities/{locality}",
            Need::May(Action::SeeCoverage),
            || web::get().to(show),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/links",
            Need::May(Action::HandOutLinks),
            || web::post().to(make_all),
        ),
    ]
}

struct Next {
    href: String,
    title: String,
    why: &'static str,
}

struct Row {
    href: String,
    name: String,
    households: String,
    progress: String,
    per_cent: Option<i64>,
    has_link: bool,
}

#[derive(Template)]
#[template(path = "desk/links/ward.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    words: &'static Links,
    name: String,
    wave: String,
    here: String,
    when: String,
    is_over: bool,
    may_hand_out: bool,
    progress: String,
    per_cent: Option<i64>,
    next: Vec<Next>,
    without_link: usize,
    all_links: String,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
    elsewhere: Option<String>,
    batches: Vec<BatchRow>,
}

/// Things to do that are named at most.
const MOST_NEXT: usize = 4;

fn next(desk: &Desk, place: &Place, ward: &Ward) -> Vec<Next> {
    let words = Links::of(desk.tongue);
    let here = place.address();
    if ward.groups.is_empty() {
        return vec![Next {
            href: format!("{here}/group-list"),
            title: words.next_no_groups.to_owned(),
            why: words.next_no_groups_why,
        }];
    }
    let group = |one: &WardGroup| format!("{here}/groups/{}", one.group.code);
    let without = ward
        .groups
        .iter()
        .filter(|one| one.open_link(desk.now).is_none());
    let mut todo: Vec<Next> = without
        .map(|one| Next {
            href: group(one),
            title: fill(words.next_no_link, &[("group", &one.group.name)]),
            why: words.next_no_link_why,
        })
        .collect();
    if place.wave.wave.intake(desk.now) == Intake::Open {
        let mut behind: Vec<(&WardGroup, i64)> = Vec::new();
        for one in ward
            .groups
            .iter()
            .filter(|one| one.open_link(desk.now).is_some())
        {
            match one.progress.standing() {
                Standing::Missing(missing) => behind.push((one, missing)),
                Standing::Few => behind.push((one, 0)),
                Standing::Unplanned | Standing::Reached => {}
            }
        }
        behind.sort_by_key(|(_, missing)| std::cmp::Reverse(*missing));
        todo.extend(behind.into_iter().map(|(one, missing)| {
            let number = count(desk.tongue, missing.unsigned_abs());
            let (title, why, name) = match missing {
                0 => (words.next_few, words.next_few_why, one.group.name.clone()),
                _ => (
                    words.next_missing,
                    words.next_missing_why,
                    within_a_sentence(&one.group.name),
                ),
            };
            let values = [("group", name.as_str()), ("count", &number)];
            Next {
                href: format!("{}/share", group(one)),
                title: fill(title, &values),
                why,
            }
        }));
    }
    todo.truncate(MOST_NEXT);
    todo
}

async fn show(
    desk: Desk,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let ward = read_ward(&desk, &place).await?;
    let words = Links::of(desk.tongue);
    let wish = Wish::of_query(request.query_string());
    let here = place.address();
    let is_over = place.wave.code_key.is_none();
    let may_hand_out = desk.may(Action::HandOutLinks, Some(&place.locality.key)) && !is_over;
    let mut groups: Vec<&WardGroup> = ward.groups.iter().collect();
    groups.retain(|one| wish.finds(&[&one.group.name]));
    match wish.column.as_str() {
        "households" => wish.sort_by_key(&mut groups, |one| one.group.households),
        "progress" => wish.sort_by_key(&mut groups, |one| {
            (one.progress.per_cent(), one.progress.received.known())
        }),
        "link" => wish.sort_by_key(&mut groups, |one| one.open_link(desk.now).is_some()),
        _ => wish.sort_by_key(&mut groups, |one| natural(&one.group.name)),
    }
    let (groups, pages) = wish.cut(groups, 200);
    let row = |one: &WardGroup| Row {
        href: format!("{here}/groups/{}", one.group.code),
        name: one.group.name.clone(),
        households: one
            .group
            .households
            .map(|number| count(desk.tongue, number.unsigned_abs()))
            .unwrap_or_default(),
        progress: progress(desk.tongue, one.progress),
        per_cent: one.progress.per_cent(),
        has_link: one.open_link(desk.now).is_some(),
    };
    let without_link = ward
        .groups
        .iter()
        .filter(|one| one.open_link(desk.now).is_none())
        .count();
    let wave = &place.wave.wave;
    let opens = date(desk.tongue, local(wave.opens_at).date());
    let when = match wave.intake(desk.now) {
        Intake::NotYet => fill(words.opens_on, &[("date", &opens)]),
        Intake::Open => fill(
            words.open_until,
            &[("date", &last_day(desk.tongue, &place))],
        ),
        Intake::Over => words.over.to_owned(),
    };
    let elsewhere = ward.elsewhere.map(|received| {
        let said = progress(
            desk.tongue,
            crate::survey::coverage::Progress {
                planned: None,
                received,
            },
        );
        fill(words.elsewhere, &[("progress", &said)])
    });
    let mut headings = vec![
        wish.heading("name", words.group),
        wish.heading("households", words.households),
        wish.heading("progress", words.progress),
    ];
    if may_hand_out {
        headings.push(wish.heading("link", words.link));
    }
    let batches = ward.batches.iter().filter(|_| may_hand_out);
    desk.html(&Page {
        shell: desk.shell(&place.locality.name),
        words,
        name: place.locality.name.clone(),
        wave: wave_title(desk.tongue, &place).to_owned(),
        when,
        is_over,
        may_hand_out,
        progress: received_alone(desk.tongue, ward.progress),
        per_cent: ward.progress.per_cent(),
        next: if may_hand_out {
            next(&desk, &place, &ward)
        } else {
            Vec::new()
        },
        without_link,
        all_links: fill(words.all_links, &[("count", &without_link.to_string())]),
        headings,
        is_empty: ward.groups.is_empty(),
        rows: groups.into_iter().map(row).collect(),
        pages,
        elsewhere,
        batches: batches.map(|one| batch_row(&desk, &place, one)).collect(),
        wish,
        here,
    })
}

/// Khối phố 2 before Khối phố 10.
fn natural(name: &str) -> (crate::wording::collation::Key, u64) {
    let digits: String = name.chars().filter(char::is_ascii_digit).take(9).collect();
    let words: String = name.chars().filter(|c| !c.is_ascii_digit()).collect();
    (key(&words), digits.parse().unwrap_or_default())
}

/// An open link for every group that has none.
async fn make_all(
    desk: Desk,
    path: web::Path<(String, String)>,
    _: Posted,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let ward = read_ward(&desk, &place).await?;
    let by = Some(desk.id().0);
    let without = ward
        .groups
        .iter()
        .filter(|one| one.open_link(desk.now).is_none());
    let wanted: Vec<Wanted> = without
        .map(|one| Wanted {
            purpose: Purpose::Poster,
            locality: place.number,
            group: Some(one.group.code.clone()),
            size: 1,
            expires_at: None,
            by,
        })
        .collect();
    let done = if wanted.is_empty() { "" } else { "links-made" };
    if !wanted.is_empty() {
        let groups: Vec<&str> = wanted
            .iter()
            .filter_map(|one| one.group.as_deref())
            .collect();
        let act = desk.act(
            "links-made",
            place.subject(),
            format!("poster {}", groups.join(" ")),
        );
        let kept = place.wave.clone();
        let made = desk
            .block(move |site| handout::hand_out(&site.store, &kept, &wanted, &act))
            .await?;
        // A wave that was closed, or a group that went, meanwhile: the page shows how things stand now.
        if let Err(handout::HandoutFailure::Store(problem)) = made {
            return Err(Failure::store(desk.tongue)(problem));
        }
    }
    Ok(desk.on_to(&place.address(), done))
}
