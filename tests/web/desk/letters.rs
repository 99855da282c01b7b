//! The desk's pages about letters, as a committee uses them, and the way out of a list.

use hailong::store::{addresses, outbox};
use hailong::survey::access::Role;
use hailong::survey::letter::{LetterKind, LetterState};
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::{site, wave};

fn committee(database: &Database) -> (AtDesk, String) {
    wave::open(&database.store);
    let base = site::start(database);
    let own = wave::key("1");
    let who = signed_in(
        database,
        &base,
        "phuong-mot",
        Role::Committee,
        &[own.clone()],
    );
    let address = format!("/desk/waves/{}/localities/{own}/letters", wave::WAVE);
    (who, address)
}

fn list(count: usize) -> String {
    let lines: Vec<String> = (0..count).map(|at| format!("dan{at}@k.example")).collect();
    lines.join("\n")
}

fn audit(database: &Database) -> Vec<String> {
    databases::texts(
        database,
        "SELECT action || ' ' || subject || ' ' || detail AS said FROM audit ORDER BY number",
    )
}

#[test]
fn a_committee_lists_previews_and_invites_and_the_log_names_nobody() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    let places = who.get("/desk/letters");
    assert!(places.body.contains(&address) && places.body.contains("Phường Một"));
    assert!(!places.body.contains("Phường Hai"));
    let fields = [
        ("addresses", &*list(12)),
        ("basis", "asked"),
        ("note", "họp tổ"),
    ];
    let added = who.post(&format!("{address}/list"), &fields);
    assert_eq!(added.status, 303, "{}", added.body);
    let page = who.get(&added.location.unwrap());
    assert!(page.body.contains("Đã thêm các địa chỉ") && page.body.contains("12 địa chỉ"));
    assert!(
        !page.body.contains("dan1@k.example"),
        "no address is shown again"
    );
    for (kind, letter, said) in [
        (
            "invitation",
            "vi",
            "Ủy ban Mặt trận Tổ quốc Việt Nam phường Một mời",
        ),
        ("reminder", "en", "The survey is still open"),
    ] {
        let preview = who.get(&format!("{address}/preview?kind={kind}&letter={letter}"));
        assert!(preview.body.contains(said), "{}", preview.body);
    }
    let invited = who.post(&format!("{address}/invite"), &[("language", "en")]);
    assert_eq!(invited.status, 303, "{}", invited.body);
    let totals = database
        .store
        .read_blocking(|connection| outbox::totals(connection, WaveId(1), 0))
        .unwrap();
    assert_eq!(totals, [(LetterKind::Invitation, LetterState::Waiting, 12)]);
    let again = who.post(&format!("{address}/invite"), &[]);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Không còn ai để gửi"));
    let deleted = who.post(&format!("{address}/delete"), &[]);
    assert_eq!(deleted.status, 303);
    let acts: Vec<String> = audit(&database)
        .into_iter()
        .filter(|line| line.starts_with("letters-"))
        .collect();
    let subject = format!("{}/{}", wave::WAVE, wave::key("1"));
    assert_eq!(
        acts,
        [
            format!("letters-listed {subject} added=12 basis=asked"),
            format!("letters-invited {subject} letters=12 language=en"),
            format!("letters-deleted {subject} "),
        ]
    );
}

#[test]
fn a_refused_list_changes_nothing_and_keeps_what_was_typed() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    let typed = "lan@k.example\nmai tại k\n";
    let refused = who.post(
        &format!("{address}/list"),
        &[
            ("addresses", typed),
            ("basis", "other"),
            ("note", "danh bạ"),
        ],
    );
    assert_eq!(refused.status, 422);
    for said in [
        "mai tại k",
        "lan@k.example",
        ":2:email:",
        "danh bạ",
        "href=\"#addresses\"",
    ] {
        assert!(refused.body.contains(said), "{said} in {}", refused.body);
    }
    for (fields, said) in [
        (
            vec![("addresses", ""), ("basis", "asked")],
            "dán ít nhất một địa chỉ",
        ),
        (vec![("addresses", "lan@k.example")], "chọn vì sao"),
        (
            vec![("addresses", "lan@k.example"), ("basis", "other")],
            "ghi rõ lý do",
        ),
    ] {
        let refused = who.post(&format!("{address}/list"), &fields);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(said), "{said} in {}", refused.body);
    }
    let kept = database
        .store
        .read_blocking(|connection| addresses::of_locality(connection, WaveId(1), 0))
        .unwrap();
    assert!(kept.is_empty());
}

#[test]
fn a_file_is_taken_and_what_is_left_out_is_named_with_its_reason() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    let file = (
        "file",
        "ds.csv",
        &b"email\nlan@k.example\nmai@k.example\n"[..],
    );
    let path = format!("{address}/list");
    let first = who.upload(&path, &[("basis", "surveys")], file);
    assert_eq!(first.status, 303, "{}", first.body);
    let second = who.upload(&path, &[("basis", "surveys")], file);
    assert_eq!(second.status, 200);
    for said in [
        "lan@k.example",
        "đã có trong danh sách",
        "Đã thêm 0 địa chỉ",
    ] {
        assert!(second.body.contains(said), "{said} in {}", second.body);
    }
}

#[test]
fn few_people_are_not_counted_out() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    who.post(
        &format!("{address}/list"),
        &[("addresses", &*list(3)), ("basis", "asked")],
    );
    who.post(&format!("{address}/invite"), &[]);
    let page = who.get(&address);
    assert!(page.body.contains("dưới 10"), "{}", page.body);
}

#[test]
fn the_desk_says_when_the_mail_server_is_out() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    who.post(
        &format!("{address}/list"),
        &[("addresses", &*list(12)), ("basis", "asked")],
    );
    who.post(&format!("{address}/invite"), &[]);
    let turn = outbox::Turn {
        worker: [1; 16],
        now: wave::now(),
        rate_per_minute: 10,
        quiet: false,
    };
    database
        .store
        .write_blocking(|connection| {
            let due = outbox::claim(connection, &turn)?.unwrap();
            let failed = outbox::Outcome::Failed(hailong::survey::letter::Trouble::Unreachable);
            outbox::settle(connection, &due, wave::now(), failed)
        })
        .unwrap();
    let page = who.get(&address);
    for said in [
        "không kết nối được",
        "Không thư nào bị mất",
        "15:00",
        "12 thư của địa phương này đang chờ",
    ] {
        assert!(page.body.contains(said), "{said} in {}", page.body);
    }
    let other = wave::key("2");
    let elsewhere = signed_in(
        &database,
        &who.base,
        "phuong-hai",
        Role::Committee,
        &[other.clone()],
    );
    let page = elsewhere.get(&format!(
        "/desk/waves/{}/localities/{other}/letters",
        wave::WAVE
    ));
    assert!(
        page.status == 200 && !page.body.contains("đang chờ"),
        "{}",
        page.body
    );
}

#[test]
fn one_click_ends_the_letters_and_a_look_at_the_page_does_not() {
    let database = databases::sqlite();
    let (who, address) = committee(&database);
    who.post(
        &format!("{address}/list"),
        &[("addresses", "lan@k.example"), ("basis", "asked")],
    );
    let kept = || {
        database
            .store
            .read_blocking(|connection| addresses::of_locality(connection, WaveId(1), 0))
            .unwrap()
            .remove(0)
    };
    let way_out = format!("{}/unsubscribe/{}", who.base, kept().id);
    let looked = site::get(&way_out);
    assert_eq!(looked.status, 200);
    assert!(looked.body.contains("<form method=\"post\""));
    assert_eq!(kept().state, hailong::survey::addresses::AddressState::Good);
    // As a mail program sends it: no cookie, no token.
    let done = site::post(&way_out, &[("List-Unsubscribe", "One-Click")]);
    assert_eq!(done.status, 200);
    assert_eq!(
        kept().state,
        hailong::survey::addresses::AddressState::Unsubscribed
    );
    let unknown = format!("{}/unsubscribe/{}", who.base, "0".repeat(32));
    let other = site::post(&unknown, &[]);
    assert_eq!(other.status, 200);
    let plain = |body: &str, token: &str| body.replace(token, "");
    assert_eq!(
        plain(&other.body, &"0".repeat(32)),
        plain(&done.body, &kept().id.to_string()),
        "an unknown token looks like a known one"
    );
    let odd = site::get(&format!("{}/unsubscribe/%3Cscript%3E", who.base));
    assert!(odd.status == 200 && !odd.body.contains("<script>"));
}

#[test]
fn a_forgotten_password_brings_one_letter_and_no_hint_whether_there_is_an_account() {
    let database = databases::sqlite();
    let base = site::start(&database);
    let now = wave::now();
    let new = hailong::flow::staff::accounts::Invited {
        name: "lan".to_owned(),
        full_name: "Lan".to_owned(),
        email: Some("lan@k.example".to_owned()),
        role: Role::Auditor,
        localities: Vec::new(),
    };
    hailong::flow::staff::accounts::invite(&database.store, None, &new, now).unwrap();
    let ask = |name: &str| {
        let form = site::get(&format!("{base}/desk/forgotten"));
        let cookie = form.cookies[0].split(';').next().unwrap().to_owned();
        let token = form.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap().to_owned();
        let request = site::visitor()
            .post(format!("{base}/desk/forgotten"))
            .header("cookie", cookie);
        let seen = site::seen(request.send_form([("csrf", token.as_str()), ("name", name)]));
        (seen.status, seen.body.replace(&token, ""))
    };
    let known = ask("lan");
    assert_eq!(known.0, 200);
    assert!(known.1.contains("Xin xem hộp thư"));
    assert_eq!(ask("nobody"), known);
    assert_eq!(ask("lan"), known, "and no second letter within minutes");
    let letters = databases::texts(
        &database,
        "SELECT recipient || ' ' || link AS said FROM letter",
    );
    assert_eq!(letters.len(), 1);
    let (recipient, link) = letters[0].split_once(' ').unwrap();
    assert_eq!(recipient, "lan@k.example");
    let (_, code) = link.split_once("/desk/code#").unwrap();
    let owner = hailong::flow::staff::accounts::owner_of(&database.store, code, now).unwrap();
    assert_eq!(owner.unwrap().staff.name, "lan");
}
