//! A committee hands out its links.

use hailong::flow::collect::Collector;
use hailong::store::{batches, localities, tallies};
use hailong::survey::access::Role;
use hailong::survey::batch::{Batch, BatchState, Purpose};
use hailong::survey::link::LinkKind;
use hailong::survey::locality::Group;
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::{site, wave};

pub const HERE: &str = "/desk/waves/test-2026/localities/1@2025-07-01";

/// An open wave, three groups in the first locality, one in the second.
pub fn opened() -> (Database, String) {
    let database = databases::sqlite();
    wave::open(&database.store);
    let group = |locality: &str, code: &str, name: &str, households| Group {
        locality: wave::key(locality),
        code: code.to_owned(),
        name: name.to_owned(),
        households,
    };
    let groups = [
        group("1", "kp1", "Khối phố 1", Some(120)),
        group("1", "kp2", "Khối phố 2", Some(80)),
        group("1", "ttd", "Khối phố Trường Đồng", None),
        group("2", "kp1", "Khối phố lạ", Some(50)),
    ];
    database
        .store
        .write_blocking(|connection| localities::keep_groups(connection, &groups))
        .unwrap();
    let base = site::start(&database);
    (database, base)
}

pub fn committee(database: &Database, base: &str) -> AtDesk {
    signed_in(database, base, "lan", Role::Committee, &[wave::key("1")])
}

pub fn handed_out(database: &Database, locality: i16) -> Vec<Batch> {
    database
        .store
        .read_blocking(|connection| batches::of_locality(connection, WaveId(1), locality))
        .unwrap()
}

fn code_on(page: &str) -> String {
    let (_, address) = page.split_once("class=\"address\"").unwrap();
    let (_, code) = address.split_once("<span>").unwrap();
    code[..14].replace('-', "")
}

#[test]
fn from_the_first_page_to_a_text_to_share_it_takes_three_presses() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    assert!(lan.get("/desk").body.contains(&format!("href=\"{HERE}\"")));
    let made = lan.post(&format!("{HERE}/links"), &[]);
    assert_eq!(made.status, 303);
    assert!(lan.get(HERE).body.contains(&format!("{HERE}/groups/kp1")));
    let group = lan.get(&format!("{HERE}/groups/kp1"));
    assert!(group.body.contains(&format!("{HERE}/groups/kp1/share")));
    let share = lan.get(&format!("{HERE}/groups/kp1/share"));
    let code = code_on(&group.body);
    assert!(share.body.contains(&format!("http://127.0.0.1/s/{code}")));
    let resident = site::get(&format!("{base}/s/{code}"));
    assert_eq!(resident.status, 200);
    assert!(resident.body.contains("Phường Một"));
    // What a chat shows of it.
    for property in ["og:title", "og:description", "og:image"] {
        assert!(
            resident
                .body
                .contains(&format!("<meta property=\"{property}\""))
        );
    }
    let image = resident
        .body
        .split("http://127.0.0.1/assets/card-")
        .nth(1)
        .unwrap();
    let image = image.split('"').next().unwrap();
    assert_eq!(site::status(&format!("{base}/assets/card-{image}")), 200);
}

#[test]
fn all_links_are_made_once_however_often_the_button_is_pressed() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    for _ in 0..3 {
        assert_eq!(lan.post(&format!("{HERE}/links"), &[]).status, 303);
        let one = [("purpose", "poster")];
        let again = lan.post(&format!("{HERE}/groups/kp1/batches"), &one);
        assert_eq!(again.status, 303);
    }
    let all = handed_out(&database, 0);
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|batch| batch.created_by == Some(lan.id.0)));
}

#[test]
fn the_ward_says_what_is_missing_in_plain_words() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    let before = lan.get(HERE).body;
    assert!(before.contains("Khối phố 1 chưa có đường dẫn, áp phích"));
    lan.post(&format!("{HERE}/links"), &[]);
    let after = lan.get(HERE).body;
    assert!(!after.contains("chưa có đường dẫn, áp phích"));
    assert!(after.contains("Khối phố 1 còn ít phiếu"));
}

#[test]
fn groups_are_found_without_marks_and_sorted_as_people_count() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    let ten = [("name", "Khối phố 10"), ("households", "1.200")];
    assert_eq!(lan.post(&format!("{HERE}/new-group"), &ten).status, 303);
    let listed = |query: &str| {
        let body = lan.get(&format!("{HERE}{query}")).body;
        let names = body.split("class=\"whole\"").skip(1);
        let name = |part: &str| part.split(['>', '<']).nth(1).unwrap().to_owned();
        names.map(name).collect::<Vec<_>>()
    };
    let all = [
        "Khối phố 1",
        "Khối phố 2",
        "Khối phố 10",
        "Khối phố Trường Đồng",
    ];
    assert_eq!(listed(""), all);
    assert_eq!(listed("?q=truong+dong"), ["Khối phố Trường Đồng"]);
    assert_eq!(
        listed("?sort=households&dir=desc")[..2],
        ["Khối phố 10", "Khối phố 1"]
    );
}

#[test]
fn a_number_of_slips_that_cannot_be_is_shown_again_with_what_is_wrong() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    for size in ["0", "5001", "-3", "nhiều", ""] {
        let fields = [("purpose", "slips"), ("size", size)];
        let seen = lan.post(&format!("{HERE}/groups/kp2/batches"), &fields);
        assert_eq!(seen.status, 422, "{size}");
        assert!(seen.body.contains("href=\"#size\""));
        assert!(seen.body.contains(&format!("value=\"{size}\"")));
    }
    assert_eq!(handed_out(&database, 0).len(), 0);
    let fields = [("purpose", "slips"), ("size", " 80 ")];
    let made = lan.post(&format!("{HERE}/groups/kp2/batches"), &fields);
    assert_eq!(made.status, 303);
    assert_eq!(handed_out(&database, 0)[0].size, 80);
    let other = lan.post(
        &format!("{HERE}/groups/kp2/batches"),
        &[("purpose", "letters")],
    );
    assert_eq!(other.status, 400);
}

#[test]
fn revoking_asks_first_says_what_is_lost_and_ends_the_link_for_residents() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    lan.post(&format!("{HERE}/links"), &[]);
    let all = handed_out(&database, 0);
    let batch = all
        .iter()
        .find(|one| one.group.as_deref() == Some("kp1"))
        .unwrap();
    let code = code_on(&lan.get(&format!("{HERE}/groups/kp1")).body);
    let address = format!("{HERE}/batches/{}/revoke", batch.id.as_str());
    let question = lan.get(&address).body;
    assert!(question.contains("mã QR đang dùng của khối phố 1 sẽ ngừng nhận câu trả lời ngay"));
    assert_eq!(handed_out(&database, 0), all, "a question changes nothing");
    assert_eq!(site::get(&format!("{base}/s/{code}")).status, 200);
    let done = lan.post(&address, &[]);
    let back = format!("{HERE}/groups/kp1?done=links-revoked");
    assert_eq!((done.status, done.location), (303, Some(back)));
    let ended = site::get(&format!("{base}/s/{code}"));
    assert_eq!(ended.status, 410);
    assert!(ended.body.contains("Ban công tác Mặt trận"));
    let again = lan.post(&address, &[]);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("đã được thu hồi trước đó"));
}

#[test]
fn a_renewed_link_gives_a_new_code_for_the_old() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    lan.post(&format!("{HERE}/links"), &[]);
    let page = format!("{HERE}/groups/ttd");
    let old = code_on(&lan.get(&page).body);
    let all = handed_out(&database, 0);
    let batch = all
        .iter()
        .find(|one| one.group.as_deref() == Some("ttd"))
        .unwrap();
    let address = format!("{HERE}/batches/{}/renew", batch.id.as_str());
    assert_eq!(lan.get(&address).status, 200);
    assert_eq!(lan.post(&address, &[]).status, 303);
    let new = code_on(&lan.get(&page).body);
    assert_ne!(old, new);
    assert_eq!(site::get(&format!("{base}/s/{old}")).status, 410);
    assert_eq!(site::get(&format!("{base}/s/{new}")).status, 200);
    let all = handed_out(&database, 0);
    let of = |state| {
        all.iter()
            .filter(|one| one.state(wave::now()) == state)
            .count()
    };
    assert_eq!((of(BatchState::InUse), of(BatchState::Revoked)), (3, 1));
    assert!(all.iter().all(|one| one.purpose == Purpose::Poster));
}

#[test]
fn a_group_is_added_and_renamed_and_a_refused_form_keeps_what_was_typed() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    let taken = [("name", "khối phố 1"), ("households", "12")];
    let refused = lan.post(&format!("{HERE}/new-group"), &taken);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"khối phố 1\"") && refused.body.contains("value=\"12\""));
    assert!(refused.body.contains("href=\"#name\""));
    let bad = lan.post(
        &format!("{HERE}/groups/kp1/edit"),
        &[("name", "A"), ("households", "x")],
    );
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("href=\"#households\""));
    let renamed = [("name", "Khối phố Phương Hoà"), ("households", "")];
    assert_eq!(
        lan.post(&format!("{HERE}/groups/kp1/edit"), &renamed)
            .status,
        303
    );
    assert!(
        lan.get(&format!("{HERE}/groups/kp1"))
            .body
            .contains("Khối phố Phương Hoà")
    );
}

#[test]
fn a_list_with_a_bad_row_changes_nothing_and_names_the_row() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    let address = format!("{HERE}/group-list");
    let send = |bytes: &[u8]| lan.upload(&address, &[], ("file", "thôn.csv", bytes));
    let bad = send("group_name,households\nThôn 1,30\nThôn 2,nhiều\nThôn 1,9\n".as_bytes());
    assert_eq!(bad.status, 422);
    assert!(
        bad.body.contains("thôn.csv:3:households") && bad.body.contains("thôn.csv:4:group_name")
    );
    assert!(!lan.get(&address).body.contains("Thôn 1"));
    // As a Vietnamese spreadsheet writes it: semicolons, UTF-16.
    let text = "group_name;households\r\nThôn Hòa An;30\r\nKhối phố 2;81\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(send(&[b"\xff\xfe".to_vec(), wide].concat()).status, 303);
    let list = lan.get(&address).body;
    assert!(list.contains("Thôn Hòa An") && list.contains(">81<"));
    assert_eq!(send(b"PK\x03\x04 xl/").status, 422);
    assert_eq!(send(b"").status, 422);
    let csv = lan.get(&format!("{HERE}/groups.csv")).body;
    assert!(csv.starts_with("\u{feff}group_name,households\n"));
    assert_eq!(send(csv.as_bytes()).status, 303);
    assert_eq!(lan.get(&format!("{HERE}/groups.csv")).body, csv);
}

#[test]
fn fewer_than_ten_answers_are_never_a_number() {
    let (database, base) = opened();
    let lan = committee(&database, &base);
    let store = &database.store;
    let code = wave::codes(store, LinkKind::Open, 0, 1).remove(0);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut sent = 0;
    let mut after = |count: usize| {
        runtime.block_on(async {
            let collector = Collector::start(store.clone(), wave::clock()).unwrap();
            while sent < count {
                wave::send(&collector, &code, &format!("key-{sent}"), sent).await;
                sent += 1;
            }
        });
        store
            .write_blocking(|connection| tallies::recount(connection, WaveId(1)))
            .unwrap();
        [HERE, "/desk"].map(|page| lan.get(page).body)
    };
    for count in [0, 1, 9] {
        for page in after(count) {
            assert!(page.contains("Đã nhận dưới 10 phiếu") || page.contains("chưa có đường dẫn"));
            assert!(!page.contains(&format!(">{count} phiếu")));
            assert!(!page.contains(&format!(" {count} phiếu")), "{count}");
        }
    }
    let [ward, _] = after(12);
    assert!(ward.contains("Đã nhận: 12 phiếu"));
}

#[test]
fn who_follows_coverage_but_hands_out_nothing_sees_no_link() {
    let (database, base) = opened();
    committee(&database, &base).post(&format!("{HERE}/links"), &[]);
    for role in [Role::Office, Role::Auditor] {
        let who = signed_in(&database, &base, role.as_str(), role, &[]);
        let ward = who.get(HERE);
        assert_eq!(ward.status, 200);
        assert!(ward.body.contains("Khối phố Trường Đồng"));
        for word in ["/groups/", "/batches/", "/s/", "group-list", "/letters"] {
            assert!(!ward.body.contains(word), "{role:?}: {word}");
        }
        assert_eq!(who.get(&format!("{HERE}/groups/kp1")).status, 404);
        assert_eq!(who.get("/desk/links").status, 404);
    }
    let front = signed_in(&database, &base, "front", Role::Front, &[]);
    let places = front.get("/desk/links?q=phuong+hai").body;
    assert!(places.contains("2@2025-07-01") && !places.contains("1@2025-07-01"));
}
