//! The quality review over HTTP: the office proposes, another person decides.

use hailong::survey::access::Role;

use crate::harness::desk::signed_in;
use crate::harness::reviewed::closed;
use crate::harness::{databases, site, wave};

const PAGE: &str = "/desk/waves/test-2026/quality";
const PROPOSALS: &str = "/desk/waves/test-2026/quality/proposals";
const FIRST: &str = "/desk/waves/test-2026/quality/proposals/1";
const REASON: &str = "Đã gọi lại 5 hộ, không hộ nào trả lời";

#[test]
fn the_same_person_cannot_do_both_and_a_second_one_can() {
    let database = databases::sqlite();
    closed(&database);
    let base = site::start(&database);
    let lan = signed_in(&database, &base, "lan", Role::Office, &[]);
    let thu = signed_in(&database, &base, "thu", Role::Front, &[]);
    let wanted = [
        ("rule", "two_flags"),
        ("verdict", "exclude"),
        ("reason", REASON),
    ];
    let by_front = thu.post(PROPOSALS, &wanted);
    assert_eq!(by_front.status, 422, "{}", by_front.body);
    assert!(by_front.body.contains("Chỉ cơ quan môi trường"));
    let proposed = lan.post(PROPOSALS, &wanted);
    assert_eq!(proposed.status, 303, "{}", proposed.body);
    let own = lan.get(PAGE).body;
    assert!(own.contains("Ông/Bà đã đề nghị việc này") && !own.contains("value=\"confirmed\""));
    let alone = lan.post(FIRST, &[("outcome", "confirmed")]);
    assert_eq!(alone.status, 422, "{}", alone.body);
    assert!(alone.body.contains("không được tự quyết định"));
    assert!(thu.get(PAGE).body.contains("value=\"confirmed\""));
    let confirmed = thu.post(FIRST, &[("outcome", "confirmed")]);
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    assert!(lan.get(PAGE).body.contains("loại, hai người đã quyết định"));
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_what_is_missing() {
    let database = databases::sqlite();
    closed(&database);
    let base = site::start(&database);
    let lan = signed_in(&database, &base, "lan", Role::Office, &[]);
    let short = [
        ("rule", "two_flags"),
        ("verdict", "keep"),
        ("reason", "vì thế"),
    ];
    let seen = lan.post(PROPOSALS, &short);
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("vì thế</textarea>"), "{}", seen.body);
    assert!(seen.body.contains("href=\"#reason\"") && seen.body.contains("từ 10 đến"));
    let empty = lan.post(PROPOSALS, &[]);
    assert!(empty.body.contains("href=\"#rule\"") && empty.body.contains("href=\"#verdict\""));
    for number in ["7", "x", "99999999999"] {
        let address = format!("{PROPOSALS}/{number}");
        let seen = lan.post(&address, &[("outcome", "confirmed")]);
        assert_eq!(seen.status, 404, "{address}");
    }
}

#[test]
fn the_page_counts_and_shows_no_score_and_begins_after_closing() {
    let database = databases::sqlite();
    closed(&database);
    let base = site::start(&database);
    let auditor = signed_in(&database, &base, "dung", Role::Auditor, &[]);
    let seen = auditor.get(PAGE);
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains("460") && seen.body.contains(">30<") && seen.body.contains(">60<"));
    assert!(
        seen.body.contains("10:00 10/02/2026, Phường Một"),
        "{}",
        seen.body
    );
    assert!(
        !seen.body.contains("<textarea"),
        "the auditor changes nothing"
    );
    let other = databases::sqlite();
    wave::open(&other.store);
    let base = site::start(&other);
    let lan = signed_in(&other, &base, "lan", Role::Office, &[]);
    assert!(
        lan.get(PAGE)
            .body
            .contains("bắt đầu sau khi đợt khảo sát đóng")
    );
}
