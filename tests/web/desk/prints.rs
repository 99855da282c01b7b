//! Posters, slips, forms and lists as they leave the desk.

use hailong::flow::handout::{Wanted, codes, make, revoke};
use hailong::store::localities::keep_groups;
use hailong::store::{audit, waves};
use hailong::survey::access::Role;
use hailong::survey::batch::{Batch, Purpose};
use hailong::survey::link::Code;
use hailong::survey::locality::Group;

use crate::harness::databases::Database;
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::{databases, site, wave};
use crate::printed::pages::{Pages, Scanned};

/// An open wave whose first locality has a group.
fn start() -> (Database, String) {
    let database = databases::sqlite();
    wave::open(&database.store);
    let group = Group {
        locality: wave::key("1"),
        code: "kp1".to_owned(),
        name: "Khối phố <Một> & \"Hai\"".to_owned(),
        households: None,
    };
    let keep = |connection: &mut _| keep_groups(connection, &[group]);
    database.store.write_blocking(keep).unwrap();
    let base = site::start(&database);
    (database, base)
}

fn batch(database: &Database, purpose: Purpose, locality: i16, size: u32) -> (Batch, Vec<Code>) {
    let wanted = Wanted {
        purpose,
        locality,
        group: (locality == 0).then(|| "kp1".to_owned()),
        size,
        expires_at: None,
        by: None,
    };
    database
        .store
        .write_blocking(|connection| {
            let kept = waves::find(connection, wave::WAVE)?.unwrap();
            let batch = make(connection, &kept, &wanted, wave::now()).unwrap();
            let codes = codes(&kept, &batch).unwrap();
            Ok((batch, codes))
        })
        .unwrap()
}

fn place(code: &str) -> String {
    format!("/desk/waves/{}/localities/{}", wave::WAVE, wave::key(code))
}

fn of(batch: &Batch) -> String {
    format!("{}/batches/{}", place("1"), batch.id.as_str())
}

fn committee(database: &Database, base: &str) -> AtDesk {
    signed_in(
        database,
        base,
        "committee",
        Role::Committee,
        &[wave::key("1")],
    )
}

/// A file of the desk: its bytes and what kind they are said to be.
fn file(who: &AtDesk, path: &str) -> (Vec<u8>, String) {
    let request = site::visitor().get(&format!("{}{path}", who.base));
    let cookie = format!("desk={}; lang=vi", who.secret);
    let mut response = request.header("cookie", cookie).call().unwrap();
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    let kind = response.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    (response.body_mut().read_to_vec().unwrap(), kind)
}

fn texts(found: Vec<Scanned>) -> Vec<String> {
    found.into_iter().map(|one| one.text).collect()
}

fn addresses(codes: &[Code]) -> Vec<String> {
    let address = |code: &Code| format!("http://127.0.0.1/s/{}", code.as_str());
    codes.iter().map(address).collect()
}

#[test]
fn a_committee_prints_its_poster_and_its_slips_and_each_print_is_noted() {
    let (database, base) = start();
    let (poster, open) = batch(&database, Purpose::Poster, 0, 1);
    let (slips, singles) = batch(&database, Purpose::Slips, 0, 10);
    let who = committee(&database, &base);

    let (bytes, kind) = file(&who, &format!("{}/poster.pdf?size=a3", of(&poster)));
    assert_eq!(kind, "application/pdf");
    assert_eq!(texts(Pages::of(&bytes).scan()), addresses(&open));
    let (bytes, _) = file(&who, &format!("{}/slips.pdf", of(&slips)));
    assert_eq!(texts(Pages::of(&bytes).cut_and_scan()), addresses(&singles));
    let again = file(&who, &format!("{}/slips.pdf", of(&slips))).0;
    assert!(bytes == again, "the same slips are printed again");
    assert!(
        Pages::of(&bytes)
            .words()
            .contains("Khối phố <Một> & \"Hai\"")
    );
    let (picture, kind) = file(&who, &format!("{}/slips.svg?page=2", of(&slips)));
    assert_eq!(kind, "image/svg+xml");
    assert!(picture.starts_with(b"<svg"));

    let noted = database
        .store
        .read_blocking(|connection| audit::back_from(connection, i64::MAX, 4))
        .unwrap();
    let words: Vec<&str> = noted.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        words,
        [
            "slips-printed",
            "slips-printed",
            "slips-printed",
            "poster-printed"
        ]
    );
    assert!(noted.iter().all(|entry| entry.actor == Some(who.id.0)));
    assert!(noted[3].detail.contains(poster.id.as_str()) && noted[3].detail.contains("a3"));
}

#[test]
fn the_form_and_the_collectors_list_are_printed_for_a_group_or_for_all() {
    let (database, base) = start();
    let (slips, _) = batch(&database, Purpose::Slips, 0, 3);
    let who = committee(&database, &base);
    let words = |path: &str| Pages::of(&file(&who, &format!("{}/{path}", place("1"))).0).words();

    assert!(
        words("paper.pdf").contains("hamlet"),
        "the groups are asked for"
    );
    let of_group = words("paper.pdf?group=kp1");
    assert!(!of_group.contains("hamlet"));
    assert!(of_group.contains("Khối phố <Một> & \"Hai\""));
    assert!(words("paper.pdf?group=kp1&lang=en").contains("Before you start"));
    assert!(words("collectors.pdf?count=7").contains("Danh sách phát và thu phiếu"));
    let of_batch = words(&format!("collectors.pdf?batch={}", slips.id.as_str()));
    assert!(of_batch.contains("Khối phố <Một> & \"Hai\""));
}

#[test]
fn what_is_not_there_or_lies_elsewhere_is_not_found() {
    let (database, base) = start();
    let (own, _) = batch(&database, Purpose::Poster, 0, 1);
    let (foreign, _) = batch(&database, Purpose::Poster, 1, 1);
    let who = committee(&database, &base);
    for path in [
        format!("{}/poster.pdf", of(&foreign)),
        format!("{}/batches/{}/poster.pdf", place("2"), foreign.id.as_str()),
        format!("{}/slips.pdf", of(&own)),
        format!("{}/poster.pdf?size=a5", of(&own)),
        format!("{}/poster.png", of(&own)),
        format!("{}/poster.svg?page=0", of(&own)),
        format!("{}/poster.svg?page=2", of(&own)),
        format!("{}/poster.svg?page=99999999999999999999", of(&own)),
        format!("{}/paper.pdf?group=kp9", place("1")),
        format!("{}/collectors.pdf?count=0", place("1")),
        format!("{}/collectors.pdf?count=100000", place("1")),
        format!("{}/collectors.pdf?batch={}", place("1"), own.id.as_str()),
        format!("{}/collectors.pdf?batch=x", place("1")),
    ] {
        assert_eq!(who.get(&path).status, 404, "{path}");
    }
}

#[test]
fn codes_that_were_revoked_are_not_printed_and_a_sentence_says_why() {
    let (database, base) = start();
    let (poster, _) = batch(&database, Purpose::Poster, 0, 1);
    database
        .store
        .write_blocking(|connection| {
            let kept = waves::find(connection, wave::WAVE)?.unwrap();
            revoke(connection, &kept, &poster, wave::now()).unwrap();
            Ok(())
        })
        .unwrap();
    let who = committee(&database, &base);
    let seen = who.get(&format!("{}/poster.pdf", of(&poster)));
    assert_eq!(seen.status, 409);
    assert!(seen.body.contains("đã bị thu hồi"));
    let list = who.get(&format!("{}/prints", place("1")));
    assert!(list.body.contains("đã bị thu hồi") && !list.body.contains("poster.pdf"));
}

#[test]
fn the_page_of_prints_offers_what_can_be_printed_and_shows_names_as_they_are() {
    let (database, base) = start();
    let who = committee(&database, &base);
    let empty = who.get(&format!("{}/prints", place("1")));
    assert!(empty.body.contains("Chưa có gì để in"));
    let (poster, _) = batch(&database, Purpose::Poster, 0, 1);
    let (slips, _) = batch(&database, Purpose::Slips, 0, 1_200);
    let list = who.get(&format!("{}/prints", place("1")));
    assert_eq!(list.status, 200);
    for told in [
        format!("{}/poster.pdf?size=a3", of(&poster)),
        format!("{}/slips.pdf?size=a4", of(&slips)),
        "1.200 phiếu mời".to_owned(),
        "paper.pdf?group=kp1".to_owned(),
    ] {
        assert!(list.body.contains(&told), "{told} is not in {}", list.body);
    }
    assert!(!list.body.contains("<Một>"));
}
