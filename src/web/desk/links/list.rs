//! The list of a locality's residential groups: added to, corrected, sent as a file.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::exchange::groups::{read, write};
use crate::exchange::upload::read_table;
use crate::flow::groups::{Edit, GroupFailure, edit};
use crate::flow::ward::WardGroup;
use crate::store::{audit, localities};
use crate::survey::access::Action;
use crate::survey::group::{BadGroup, GroupEntry, LONGEST_NAME, MOST_HOUSEHOLDS};
use crate::survey::locality::Group;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::links::Links;
use crate::wording::numbers::count;
use crate::wording::{data_faults, fill, uploads};

use super::read_group;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandOutLinks);
    vec![
        page(
            "/desk/waves/{wave}/localities/{locality}/group-list",
            need,
            || web::get().to(show),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/group-list",
            need,
            || web::post().to(import),
        ),
        page(
            "/desk/waves/{wave}/localities/{locality}/groups.csv",
            need,
            || web::get().to(export),
        ),
        page(
            "/desk/waves/{wave}/localities/{locality}/new-group",
            need,
            || web::get().to(new),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/new-group",
            need,
            || web::post().to(add),
        ),
        page(
            "/desk/waves/{wave}/localities/{locality}/groups/{group}/edit",
            need,
            || web::get().to(change_form),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/groups/{group}/edit",
            need,
            || web::post().to(change),
        ),
    ]
}

type Here = web::Path<(String, String)>;
type GroupPath = web::Path<(String, String, String)>;

struct Row {
    code: String,
    name: String,
    households: String,
}

#[derive(Template)]
#[template(path = "desk/links/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Links,
    ward: String,
    up: String,
    rows: Vec<Row>,
    refusals: Refusals,
    /// Lines about the file.
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/links/entry.html", config = "src/web/askama.toml")]
struct EntryForm {
    shell: Shell,
    words: &'static Links,
    title: &'static str,
    ward: String,
    action: String,
    up: String,
    name: String,
    households: String,
    refusals: Refusals,
}

async fn groups_of(desk: &Desk, place: &Place) -> Result<Vec<Group>, Failure> {
    let key = place.locality.key.clone();
    desk.read(move |connection| localities::groups(connection, &key))
        .await
}

async fn list(
    desk: &Desk,
    place: &Place,
    refusals: Refusals,
    lines: Vec<String>,
) -> Result<List, Failure> {
    let words = Links::of(desk.tongue);
    let row = |group: Group| Row {
        code: group.code,
        name: group.name,
        households: group
            .households
            .map(|number| count(desk.tongue, number.unsigned_abs()))
            .unwrap_or_default(),
    };
    let groups = groups_of(desk, place).await?;
    Ok(List {
        shell: desk.shell(words.list_title),
        words,
        ward: place.locality.name.clone(),
        up: place.address(),
        rows: groups.into_iter().map(row).collect(),
        refusals,
        lines,
    })
}

async fn show(desk: Desk, path: Here) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    desk.html(&list(&desk, &place, Refusals::default(), Vec::new()).await?)
}

/// Does the change; whoever sent it is told why not.
async fn edited(
    desk: &Desk,
    place: &Place,
    word: &'static str,
    detail: String,
    change: Edit,
) -> Result<Result<usize, Refusals>, Failure> {
    let act = desk.act(word, place.subject(), detail);
    let key = place.locality.key.clone();
    let done = desk
        .block(move |site| edit(&site.store, &key, &change, &act))
        .await?;
    match done {
        Ok(done) => Ok(Ok(done.added + done.changed)),
        Err(GroupFailure::Taken(name)) => {
            let words = Links::of(desk.tongue);
            let text = fill(words.taken, &[("name", &name)]);
            Ok(Err(Refusals::one("name", text)))
        }
        Err(GroupFailure::Store(problem)) => Err(Failure::store(desk.tongue)(problem)),
    }
}

async fn import(desk: Desk, path: Here, posted: Posted) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let words = Links::of(desk.tongue);
    let Some(file) = posted.file("file") else {
        let refusals = Refusals::one("file", words.file_none);
        return desk.refused(&list(&desk, &place, refusals, Vec::new()).await?);
    };
    let read = read_table(&file.name, &file.bytes)
        .map_err(|fault| vec![uploads::sentence(&fault, desk.tongue)])
        .and_then(|text| {
            read(&file.name, text.as_bytes())
                .map_err(|faults| data_faults::data(&faults, desk.tongue))
        });
    let entries = match read {
        Ok(entries) => entries,
        Err(lines) => {
            let first = lines.first().cloned().unwrap_or_default();
            let refusals = Refusals::one("file", first);
            return desk.refused(&list(&desk, &place, refusals, lines).await?);
        }
    };
    let detail = entries.len().to_string();
    match edited(
        &desk,
        &place,
        "groups-imported",
        detail,
        Edit::Import(entries),
    )
    .await?
    {
        Ok(_) => {
            let address = format!("{}/group-list", place.address());
            Ok(desk.on_to(&address, "groups-imported"))
        }
        Err(refusals) => desk.refused(&list(&desk, &place, refusals, Vec::new()).await?),
    }
}

async fn export(desk: Desk, path: Here) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let act = desk.act("groups-exported", place.subject(), "");
    let key = place.locality.key.clone();
    let groups = desk
        .write(move |connection| {
            audit::append(connection, &act)?;
            localities::groups(connection, &key)
        })
        .await?;
    // The byte order mark tells a spreadsheet that this is UTF-8.
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(write(&groups));
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"groups.csv\""))
        .body(bytes))
}

fn entry_form(
    desk: &Desk,
    place: &Place,
    of: Option<&WardGroup>,
    typed: (String, String),
    refusals: Refusals,
) -> EntryForm {
    let words = Links::of(desk.tongue);
    let here = place.address();
    let title = of.map_or(words.new_title, |_| words.change_title);
    let action = of.map_or_else(
        || format!("{here}/new-group"),
        |one| format!("{here}/groups/{}/edit", one.group.code),
    );
    EntryForm {
        shell: desk.shell(title),
        words,
        title,
        ward: place.locality.name.clone(),
        action,
        up: format!("{here}/group-list"),
        name: typed.0,
        households: typed.1,
        refusals,
    }
}

fn entry(desk: &Desk, typed: &(String, String)) -> Result<GroupEntry, Refusals> {
    let words = Links::of(desk.tongue);
    let households = match typed.1.trim() {
        "" => None,
        text => Some(text.replace(['.', ' '], "").parse().unwrap_or(0)),
    };
    let most = |most: u64| count(desk.tongue, most);
    GroupEntry::new(&typed.0, households).map_err(|bad| match bad {
        BadGroup::NoName => Refusals::one("name", words.bad_name),
        BadGroup::LongName => Refusals::one(
            "name",
            fill(words.long_name, &[("most", &most(LONGEST_NAME as u64))]),
        ),
        BadGroup::Households => Refusals::one(
            "households",
            fill(
                words.bad_households,
                &[("most", &most(MOST_HOUSEHOLDS.unsigned_abs()))],
            ),
        ),
    })
}

fn typed(posted: &Posted) -> (String, String) {
    (
        posted.text("name").to_owned(),
        posted.text("households").to_owned(),
    )
}

async fn new(desk: Desk, path: Here) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let empty = (String::new(), String::new());
    desk.html(&entry_form(&desk, &place, None, empty, Refusals::default()))
}

async fn add(desk: Desk, path: Here, posted: Posted) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let typed = typed(&posted);
    let refusals = match entry(&desk, &typed) {
        Ok(entry) => {
            let name = entry.name.clone();
            match edited(&desk, &place, "group-added", name, Edit::Add(entry)).await? {
                Ok(_) => {
                    let address = format!("{}/group-list", place.address());
                    return Ok(desk.on_to(&address, "group-added"));
                }
                Err(refusals) => refusals,
            }
        }
        Err(refusals) => refusals,
    };
    desk.refused(&entry_form(&desk, &place, None, typed, refusals))
}

async fn change_form(desk: Desk, path: GroupPath) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let group = read_group(&desk, &place, &path.2).await?;
    let households = group.group.households.map(|number| number.to_string());
    let known = (group.group.name.clone(), households.unwrap_or_default());
    desk.html(&entry_form(
        &desk,
        &place,
        Some(&group),
        known,
        Refusals::default(),
    ))
}

async fn change(desk: Desk, path: GroupPath, posted: Posted) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let group = read_group(&desk, &place, &path.2).await?;
    let typed = typed(&posted);
    let refusals = match entry(&desk, &typed) {
        Ok(entry) => {
            let code = group.group.code.clone();
            let detail = format!("{code} {}", entry.name);
            let change = Edit::Change(code, entry);
            match edited(&desk, &place, "group-changed", detail, change).await? {
                Ok(_) => {
                    let address = format!("{}/group-list", place.address());
                    return Ok(desk.on_to(&address, "group-changed"));
                }
                Err(refusals) => refusals,
            }
        }
        Err(refusals) => refusals,
    };
    desk.refused(&entry_form(&desk, &place, Some(&group), typed, refusals))
}
