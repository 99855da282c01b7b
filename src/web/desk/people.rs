//! Accounts: the list, and inviting somebody.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::clock::local;
use crate::flow::staff::accounts::{AccountFailure, Invited, invite_by};
use crate::flow::staff::by_letter::ByLetter;
use crate::store::accounts::KeptAccount;
use crate::store::{accounts, audit, localities};
use crate::survey::access::{Action, Role};
use crate::survey::locality::{Locality, LocalityKey};
use crate::survey::staff::INVITATION_LIFE;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::collation::key;
use crate::wording::desk::role as role_words;
use crate::wording::numbers::date;
use crate::wording::people::{People, account_failure};
use crate::wording::{Tongue, fill};

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::ManagePeople);
    vec![
        page("/desk/people", need, || web::get().to(list)),
        page("/desk/people/new", need, || web::get().to(form)),
        act("/desk/people/new", need, || web::post().to(make)),
    ]
}

struct Row {
    id: i64,
    name: String,
    full_name: String,
    role: &'static str,
    places: String,
    state: &'static str,
    mark: &'static str,
}

#[derive(Template)]
#[template(path = "desk/people.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static People,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
}

pub struct RoleChoice {
    pub value: &'static str,
    pub label: &'static str,
    pub chosen: bool,
}

pub struct LocalityChoice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/invite.html", config = "src/web/askama.toml")]
struct Invite {
    shell: Shell,
    words: &'static People,
    name: String,
    full_name: String,
    email: String,
    roles: Vec<RoleChoice>,
    localities: Vec<LocalityChoice>,
    refusals: Refusals,
}

/// A one-time code, to be printed and handed over.
#[derive(Template)]
#[template(path = "desk/one_time_code.html", config = "src/web/askama.toml")]
pub struct OneTimeCode {
    pub shell: Shell,
    pub words: &'static People,
    pub title: String,
    pub lead: String,
    pub how: String,
    pub code: String,
}

impl OneTimeCode {
    pub fn new(desk: &Desk, name: &str, code: String) -> Self {
        let words = People::of(desk.tongue);
        let last = local(desk.now + INVITATION_LIFE).date();
        let address = format!("{}/desk/code", desk.site.base_url);
        let title = fill(words.code_title, &[("name", name)]);
        Self {
            shell: desk.shell(&title),
            words,
            title,
            lead: fill(words.code_lead, &[("date", &date(desk.tongue, last))]),
            how: fill(words.code_how, &[("address", &address)]),
            code,
        }
    }
}

pub fn state(words: &'static People, account: &KeptAccount) -> (&'static str, &'static str) {
    if !account.staff.active {
        (words.state_stopped, "bad")
    } else if account.password.is_none() {
        (words.state_waiting, "caution")
    } else if account.staff.role.needs_second_factor() && !account.totp_confirmed {
        (words.state_half, "caution")
    } else {
        (words.state_ready, "ok")
    }
}

fn row(tongue: Tongue, known: &[Locality], account: KeptAccount) -> Row {
    let (state, mark) = state(People::of(tongue), &account);
    let named = |key: &LocalityKey| {
        let found = known.iter().find(|one| one.key == *key);
        found.map_or_else(|| key.to_string(), |one| one.name.clone())
    };
    let places: Vec<String> = account.staff.localities.iter().map(named).collect();
    Row {
        id: account.staff.id.0,
        role: role_words(tongue, account.staff.role),
        places: places.join(", "),
        name: account.staff.name,
        full_name: account.staff.full_name,
        state,
        mark,
    }
}

async fn list(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let words = People::of(desk.tongue);
    let wish = Wish::of_query(request.query_string());
    let by = desk.role();
    let seen = desk.act("people-seen", "", "");
    let (all, known) = desk
        .write(move |connection| {
            audit::append(connection, &seen)?;
            Ok((accounts::all(connection)?, localities::all(connection)?))
        })
        .await?;
    let mut rows: Vec<Row> = all
        .into_iter()
        .filter(|account| by.may_invite(account.staff.role))
        .map(|account| row(desk.tongue, &known, account))
        .collect();
    let is_empty = rows.is_empty();
    rows.retain(|row| wish.finds(&[&row.name, &row.full_name, row.role, &row.places, row.state]));
    match wish.column.as_str() {
        "full_name" => wish.sort_by_key(&mut rows, |row| key(&row.full_name)),
        "role" => wish.sort_by_key(&mut rows, |row| key(row.role)),
        "places" => wish.sort_by_key(&mut rows, |row| key(&row.places)),
        "state" => wish.sort_by_key(&mut rows, |row| key(row.state)),
        _ => wish.sort_by_key(&mut rows, |row| key(&row.name)),
    }
    let (rows, pages) = wish.cut(rows, 100);
    let headings = vec![
        wish.heading("name", words.name),
        wish.heading("full_name", words.full_name),
        wish.heading("role", words.role),
        wish.heading("places", words.localities),
        wish.heading("state", words.state),
    ];
    desk.html(&List {
        shell: desk.shell(words.title),
        words,
        wish,
        headings,
        rows,
        pages,
        is_empty,
    })
}

/// Localities in force today, in the order of their names.
pub fn choices(desk: &Desk, known: Vec<Locality>, chosen: &[String]) -> Vec<LocalityChoice> {
    let today = local(desk.now).date();
    let in_force = |one: &Locality, today: NaiveDate| {
        one.key.valid_from <= today && one.valid_to.is_none_or(|last| last >= today)
    };
    let mut known: Vec<Locality> = known
        .into_iter()
        .filter(|one| matches!(one.kind.as_str(), "ward" | "commune"))
        .filter(|one| in_force(one, today) || chosen.contains(&one.key.to_string()))
        .collect();
    known.sort_by_cached_key(|one| key(&one.name));
    known
        .into_iter()
        .map(|one| {
            let value = one.key.to_string();
            LocalityChoice {
                chosen: chosen.contains(&value),
                value,
                label: one.name,
            }
        })
        .collect()
}

async fn invite_form(
    desk: &Desk,
    typed: Option<&Posted>,
    refusals: Refusals,
) -> Result<Invite, Failure> {
    let words = People::of(desk.tongue);
    let text = |field| typed.map_or("", |typed| typed.text(field)).to_owned();
    let chosen: Vec<String> = typed
        .map(|typed| typed.all("locality"))
        .unwrap_or_default()
        .into_iter()
        .map(ToOwned::to_owned)
        .collect();
    let known = desk.read(localities::all).await?;
    let role = text("role");
    let roles = Role::ALL
        .into_iter()
        .filter(|one| desk.role().may_invite(*one))
        .map(|one| RoleChoice {
            value: one.as_str(),
            label: role_words(desk.tongue, one),
            chosen: one.as_str() == role,
        });
    Ok(Invite {
        roles: roles.collect(),
        shell: desk.shell(words.invite_title),
        words,
        name: text("name"),
        full_name: text("full_name"),
        email: text("email"),
        localities: choices(desk, known, &chosen),
        refusals,
    })
}

async fn form(desk: Desk) -> Result<HttpResponse, Failure> {
    desk.html(&invite_form(&desk, None, Refusals::default()).await?)
}

/// What a refusal says, and beside which field.
pub fn refusal(desk: &Desk, problem: AccountFailure) -> Result<Refusals, Failure> {
    let field = match &problem {
        AccountFailure::NoFullName => "full_name",
        AccountFailure::Localities => "localities",
        AccountFailure::Email(_) => "email",
        AccountFailure::NotAllowed => "role",
        _ => "name",
    };
    let text = account_failure(desk.tongue, &problem);
    match problem {
        AccountFailure::Store(problem) => Err(Failure::store(desk.tongue)(problem)),
        _ => Ok(Refusals::one(field, text)),
    }
}

/// How letters of accounts are written; `None` where no letters leave.
pub fn by_letter(desk: &Desk) -> Option<ByLetter> {
    desk.site.letters.then(|| ByLetter {
        base_url: desk.site.base_url.clone(),
        language: desk.tongue.tag(),
    })
}

async fn make(desk: Desk, posted: Posted) -> Result<HttpResponse, Failure> {
    let Some(role) = Role::parse(posted.text("role")) else {
        let words = People::of(desk.tongue);
        let refusals = Refusals::one("role", words.not_allowed);
        return desk.refused(&invite_form(&desk, Some(&posted), refusals).await?);
    };
    let email = posted.text("email").trim();
    let invited = Invited {
        name: posted.text("name").trim().to_lowercase(),
        full_name: posted.text("full_name").trim().to_owned(),
        email: (!email.is_empty()).then(|| email.to_owned()),
        role,
        localities: posted
            .all("locality")
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect(),
    };
    let (by, now, new) = (desk.staff().clone(), desk.now, invited.clone());
    let letter = by_letter(&desk);
    let made = desk
        .block(move |site| invite_by(&site.store, Some(&by), &new, letter.as_ref(), now))
        .await?;
    match made {
        Ok((id, _)) if desk.site.letters && invited.email.is_some() => {
            Ok(desk.on_to(&format!("/desk/people/{}", id.0), "invited-by-letter"))
        }
        Ok((_, code)) => desk.html(&OneTimeCode::new(&desk, &invited.name, code)),
        Err(problem) => {
            let refusals = refusal(&desk, problem)?;
            desk.refused(&invite_form(&desk, Some(&posted), refusals).await?)
        }
    }
}
