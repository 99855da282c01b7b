//! One account: a new code, stopping, resuming, other localities.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::staff::accounts::{Step, change, rebind, renew_code_by};
use crate::store::accounts::KeptAccount;
use crate::store::{accounts, localities, sessions};
use crate::survey::access::{Action, Role};
use crate::survey::staff::AccountId;
use crate::web::desk::people::{LocalityChoice, OneTimeCode, by_letter, choices, refusal, state};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::desk::role as role_words;
use crate::wording::fill;
use crate::wording::people::People;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::ManagePeople);
    vec![
        page("/desk/people/{account}", need, || web::get().to(show)),
        act("/desk/people/{account}/code", need, || web::post().to(code)),
        act("/desk/people/{account}/localities", need, || {
            web::post().to(places)
        }),
        act("/desk/people/{account}/{step}", need, || {
            web::post().to(step)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/person.html", config = "src/web/askama.toml")]
struct Person {
    shell: Shell,
    words: &'static People,
    id: i64,
    name: String,
    full_name: String,
    email: String,
    role: &'static str,
    state: &'static str,
    mark: &'static str,
    sessions: String,
    active: bool,
    second_factor: bool,
    is_committee: bool,
    is_own: bool,
    by_letter: bool,
    localities: Vec<LocalityChoice>,
    refusals: Refusals,
}

/// The account of an address, if this person may change it.
async fn account(desk: &Desk, id: i64) -> Result<KeptAccount, Failure> {
    let found = desk
        .read(move |connection| accounts::find(connection, AccountId(id)))
        .await?;
    found
        .filter(|account| desk.role().may_invite(account.staff.role))
        .ok_or_else(|| desk.no_such_page())
}

async fn person(desk: &Desk, account: &KeptAccount, refusals: Refusals) -> Result<Person, Failure> {
    let words = People::of(desk.tongue);
    let staff = &account.staff;
    let id = staff.id;
    let (open, known) = desk
        .read(move |connection| {
            let open = sessions::of_account(connection, id)?;
            Ok((open, localities::all(connection)?))
        })
        .await?;
    let chosen: Vec<String> = staff.localities.iter().map(ToString::to_string).collect();
    let (state, mark) = state(words, account);
    Ok(Person {
        shell: desk.shell(&staff.full_name),
        words,
        id: id.0,
        name: staff.name.clone(),
        full_name: staff.full_name.clone(),
        email: staff.email.clone().unwrap_or_default(),
        role: role_words(desk.tongue, staff.role),
        state,
        mark,
        sessions: fill(words.sessions, &[("count", &open.len().to_string())]),
        active: staff.active,
        second_factor: account.totp_confirmed,
        is_committee: staff.role == Role::Committee,
        is_own: id == desk.id(),
        by_letter: desk.site.letters && staff.email.is_some(),
        localities: choices(desk, known, &chosen),
        refusals,
    })
}

async fn show(desk: Desk, id: web::Path<i64>) -> Result<HttpResponse, Failure> {
    let account = account(&desk, *id).await?;
    desk.html(&person(&desk, &account, Refusals::default()).await?)
}

/// A new code: for paper, on a page; by letter, only there.
async fn code(desk: Desk, id: web::Path<i64>, posted: Posted) -> Result<HttpResponse, Failure> {
    let account = account(&desk, *id).await?;
    let (by, now, name) = (desk.staff().clone(), desk.now, account.staff.name.clone());
    let wanted = posted.text("by") == "letter" && account.staff.email.is_some();
    let letter = by_letter(&desk).filter(|_| wanted);
    let goes_by_letter = letter.is_some();
    let made = desk
        .block(move |site| renew_code_by(&site.store, Some(&by), &account, letter.as_ref(), now))
        .await?;
    match made {
        Ok(_) if goes_by_letter => Ok(desk.on_to(&format!("/desk/people/{id}"), "code-by-letter")),
        Ok(code) => desk.html(&OneTimeCode::new(&desk, &name, code)),
        Err(problem) => {
            refusal(&desk, problem)?;
            Err(desk.no_such_page())
        }
    }
}

async fn step(
    desk: Desk,
    path: web::Path<(i64, String)>,
    _: Posted,
) -> Result<HttpResponse, Failure> {
    let (id, word) = path.into_inner();
    let (step, done) = match word.as_str() {
        "stop" => (Step::Stop, "stopped"),
        "resume" => (Step::Resume, "resumed"),
        "forget-second-factor" => (Step::ForgetSecondFactor, "forgotten"),
        "end-sessions" => (Step::EndSessions, "ended"),
        _ => return Err(desk.no_such_page()),
    };
    let account = account(&desk, id).await?;
    let (by, now, of) = (desk.staff().clone(), desk.now, account.clone());
    let changed = desk
        .block(move |site| change(&site.store, &by, &of, step, now))
        .await?;
    match changed {
        Ok(()) => Ok(desk.on_to(&format!("/desk/people/{id}"), done)),
        Err(problem) => {
            let refusals = refusal(&desk, problem)?;
            desk.refused(&person(&desk, &account, refusals).await?)
        }
    }
}

async fn places(desk: Desk, id: web::Path<i64>, posted: Posted) -> Result<HttpResponse, Failure> {
    let account = account(&desk, *id).await?;
    let keys: Vec<_> = posted
        .all("locality")
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    let (by, now, of) = (desk.staff().clone(), desk.now, account.clone());
    let bound = desk
        .block(move |site| rebind(&site.store, &by, &of, &keys, now))
        .await?;
    match bound {
        Ok(()) => Ok(desk.on_to(&format!("/desk/people/{id}"), "rebound")),
        Err(problem) => {
            let refusals = refusal(&desk, problem)?;
            desk.refused(&person(&desk, &account, refusals).await?)
        }
    }
}
