//! Coming in: passwords, throttling, the second factor, one-time codes.

use hailong::flow::staff::accounts::{Step, change};
use hailong::store::accounts;
use hailong::survey::access::Role;
use totp_rs::{Builder, Secret};

use crate::harness::desk::{PASSWORD, account, signed_in};
use crate::harness::site::{Seen, seen, visitor};
use crate::harness::{databases, site, wave};

/// Fills in the form at the door, with the cookie that the page set.
fn knock(base: &str, name: &str, password: &str) -> Seen {
    let page = site::get(&format!("{base}/desk/sign-in"));
    let cookie = page.cookies[0].split(';').next().unwrap().to_owned();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    let request = visitor()
        .post(&format!("{base}/desk/sign-in"))
        .header("cookie", cookie);
    seen(request.send_form([
        ("csrf", token.as_str()),
        ("name", name),
        ("password", password),
    ]))
}

fn session_of(seen: &Seen) -> String {
    let cookie = seen
        .cookies
        .iter()
        .find(|cookie| cookie.starts_with("desk="));
    cookie.unwrap().split(';').next().unwrap().to_owned()
}

fn get(base: &str, path: &str, cookie: &str) -> Seen {
    seen(
        visitor()
            .get(&format!("{base}{path}"))
            .header("cookie", cookie)
            .call(),
    )
}

fn token_on(page: &Seen) -> String {
    let (_, after) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn a_committee_comes_in_with_name_and_password_and_the_cookie_is_hard_to_steal() {
    for database in databases::both() {
        wave::open(&database.store);
        let base = site::start(&database);
        account(&database, "lan", Role::Committee, &[wave::key("1")]);
        let refused = knock(&base, "lan", "another password");
        assert_eq!(refused.status, 422);
        assert!(
            refused.body.contains("value=\"lan\""),
            "what was typed is kept"
        );
        assert!(!refused.body.contains("another password"));
        let welcome = knock(&base, " LAN ", PASSWORD);
        assert_eq!(
            (welcome.status, welcome.location.as_deref()),
            (303, Some("/desk"))
        );
        let cookie = welcome
            .cookies
            .iter()
            .find(|one| one.starts_with("desk="))
            .unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        assert_eq!(get(&base, "/desk", &session_of(&welcome)).status, 200);
    }
}

#[test]
fn an_unknown_name_and_a_wrong_password_are_told_apart_by_nobody() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    account(&database, "lan", Role::Committee, &[wave::key("1")]);
    let known = knock(&base, "lan", "another password");
    let unknown = knock(&base, "mai", "another password");
    let tokens = |seen: &Seen| seen.body.replace(&token_on(seen), "").replace("mai", "lan");
    assert_eq!(tokens(&known), tokens(&unknown));
}

#[test]
fn guessing_one_account_is_slowed_down_and_its_neighbour_behind_the_same_address_is_not() {
    for database in databases::both() {
        wave::open(&database.store);
        let base = site::start(&database);
        account(&database, "lan", Role::Committee, &[wave::key("1")]);
        account(&database, "mai", Role::Committee, &[wave::key("1")]);
        for _ in 0..5 {
            assert_eq!(knock(&base, "lan", "another password").status, 422);
        }
        assert_eq!(
            knock(&base, "lan", PASSWORD).status,
            422,
            "even the right one waits now"
        );
        assert_eq!(knock(&base, "mai", PASSWORD).status, 303);
    }
}

#[test]
fn an_office_account_sets_up_its_second_factor_and_needs_it_from_then_on() {
    for database in databases::both() {
        let base = site::start(&database);
        let id = account(&database, "hanh", Role::Office, &[]);
        let half = session_of(&knock(&base, "hanh", PASSWORD));
        let turned = get(&base, "/desk", &half);
        assert_eq!(turned.location.as_deref(), Some("/desk/second-step"));
        let page = get(&base, "/desk/second-step", &half);
        let kept = |connection: &mut _| accounts::find(connection, id);
        let secret = database
            .store
            .read_blocking(kept)
            .unwrap()
            .unwrap()
            .totp_secret
            .unwrap();
        assert!(
            page.body
                .contains(&Secret::from(secret.clone()).to_base32())
        );
        let totp = Builder::new()
            .with_secret(secret)
            .with_account_name("x")
            .build()
            .unwrap();
        let seconds = wave::now().and_utc().timestamp() as u64;
        let digits = totp.generate(seconds).to_string();
        let send = |code: &str, cookie: &str| {
            let token = token_on(&get(&base, "/desk/second-step", cookie));
            let request = visitor()
                .post(&format!("{base}/desk/second-step"))
                .header("cookie", cookie);
            seen(request.send_form([("csrf", token.as_str()), ("code", code)]))
        };
        assert_eq!(send("000000", &half).status, 422);
        let enrolled = send(&digits, &half);
        assert_eq!(enrolled.status, 200, "the recovery codes");
        let whole = session_of(&enrolled);
        assert_eq!(get(&base, "/desk", &whole).status, 200);
        assert_eq!(
            get(&base, "/desk", &half).status,
            303,
            "the cookie from before is worth nothing"
        );
        // The same digits open nothing a second time; a recovery code does, once.
        let again = session_of(&knock(&base, "hanh", PASSWORD));
        assert_eq!(send(&digits, &again).status, 422);
        let recovery = enrolled.body.split("<li><code>").nth(1).unwrap()[..19].to_owned();
        assert_eq!(
            send(&recovery.to_lowercase(), &again).location.as_deref(),
            Some("/desk")
        );
        let third = session_of(&knock(&base, "hanh", PASSWORD));
        assert_eq!(send(&recovery, &third).status, 422);
    }
}

#[test]
fn a_stopped_account_is_out_at_once_and_cannot_come_back() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    let lan = signed_in(&database, &base, "lan", Role::Committee, &[wave::key("1")]);
    let front = signed_in(&database, &base, "binh", Role::Front, &[]);
    assert_eq!(lan.get("/desk").status, 200);
    let stopped = front.post(&format!("/desk/people/{}/stop", lan.id.0), &[]);
    assert_eq!(stopped.status, 303);
    assert_eq!(lan.get("/desk").status, 303);
    assert_eq!(knock(&base, "lan", PASSWORD).status, 422);
}

#[test]
fn the_front_cannot_touch_an_office_account() {
    let database = databases::sqlite();
    let base = site::start(&database);
    let office = signed_in(&database, &base, "hanh", Role::Office, &[]);
    let front = signed_in(&database, &base, "binh", Role::Front, &[]);
    let path = format!("/desk/people/{}", office.id.0);
    assert_eq!(front.get(&path).status, 404);
    assert_eq!(front.post(&format!("{path}/code"), &[]).status, 404);
    let by = database
        .store
        .read_blocking(|connection| accounts::find(connection, front.id));
    let of = database
        .store
        .read_blocking(|connection| accounts::find(connection, office.id));
    let (by, of) = (by.unwrap().unwrap(), of.unwrap().unwrap());
    assert!(change(&database.store, &by.staff, &of, Step::Stop, wave::now()).is_err());
}

#[test]
fn a_one_time_code_sets_a_password_once() {
    for database in databases::both() {
        wave::open(&database.store);
        let base = site::start(&database);
        let front = signed_in(&database, &base, "binh", Role::Front, &[]);
        let made = front.post(
            "/desk/people/new",
            &[
                ("name", "mttq-1"),
                ("full_name", "Phạm Thị Lan"),
                ("role", "committee"),
                ("locality", "1@2025-07-01"),
            ],
        );
        assert_eq!(made.status, 200);
        let code = made.body.split("<p class=\"code\">").nth(1).unwrap()[..19].to_owned();
        let door = site::get(&format!("{base}/desk/code"));
        let cookie = door.cookies[0].split(';').next().unwrap().to_owned();
        let token = cookie.split_once('=').unwrap().1.to_owned();
        let choose = |password: &str| {
            let request = visitor()
                .post(&format!("{base}/desk/password"))
                .header("cookie", &cookie);
            let fields = [
                ("csrf", token.as_str()),
                ("code", &code),
                ("password", password),
                ("again", password),
            ];
            seen(request.send_form(fields))
        };
        assert_eq!(choose("ngắn").status, 422);
        assert_eq!(choose(PASSWORD).status, 303);
        assert_eq!(choose("một mật khẩu khác hẳn").status, 422);
        assert_eq!(knock(&base, "mttq-1", PASSWORD).status, 303);
    }
}
