//! Answers so far: what the city sees, what a committee sees, and what nobody sees.

use hailong::store::{AnyConnection, localities, tallies};
use hailong::survey::access::Role;
use hailong::survey::locality::Group;
use hailong::survey::response::Mode;
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::desk::signed_in;
use crate::harness::{site, wave};

fn group(code: &str, name: &str, households: i64) -> Group {
    Group {
        locality: wave::key("1"),
        code: code.to_owned(),
        name: name.to_owned(),
        households: Some(households),
    }
}

/// In locality 1 three groups with 40, 4 and 26 answers, in locality 2 one of 300; a plan of 100 each.
fn counted() -> (Database, String) {
    let database = databases::sqlite();
    wave::open(&database.store);
    let groups = [
        group("kp1", "Khối phố Một", 50),
        group("kp2", "Khối phố Hai", 30),
        group("kp3", "Khối phố Ba", 20),
    ];
    let day = wave::now().date();
    let count = |connection: &mut AnyConnection| {
        localities::keep_groups(connection, &groups)?;
        for (locality, group, mode, n) in [
            (0, "kp1", Mode::Open, 28),
            (0, "kp1", Mode::Entry, 12),
            (0, "kp2", Mode::Open, 4),
            (0, "kp3", Mode::Open, 26),
            (1, "x", Mode::Single, 300),
        ] {
            for _ in 0..n {
                let place = (locality, Some(group));
                tallies::count_one(connection, WaveId(1), place, mode, true, day)?;
            }
        }
        Ok(())
    };
    // A start counts answers, and there are none: only afterwards these counts stay.
    let base = site::start(&database);
    database.store.write_blocking(count).unwrap();
    databases::run(&database, "UPDATE wave_locality SET planned = 100");
    (database, base)
}

/// The text of a page without its markup, numbers and words side by side.
fn text(body: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

const DASHBOARD: &str = "/desk/waves/test-2026/dashboard";
const PLACE: &str = "/desk/waves/test-2026/localities/1@2025-07-01/coverage";

#[test]
fn the_dashboard_says_in_words_what_is_missing_and_what_is_enough() {
    let (database, base) = counted();
    let office = signed_in(&database, &base, "lan", Role::Office, &[]);
    let page = text(&office.get(DASHBOARD).body);
    assert!(
        page.contains("Phường Một 70 100 70% còn thiếu 30 hộ"),
        "{page}"
    );
    assert!(page.contains("Phường Hai 300 100 100% đã đủ"), "{page}");
    assert!(page.contains("1 trên 2"), "{page}");
    let found = text(&office.get(&format!("{DASHBOARD}?q=hai")).body);
    assert!(found.contains("Phường Hai 300 100") && !found.contains("Phường Một 70 100"));
    let sorted = text(
        &office
            .get(&format!("{DASHBOARD}?sort=received&dir=desc"))
            .body,
    );
    assert!(sorted.find("Phường Hai 300 100") < sorted.find("Phường Một 70 100"));
}

#[test]
fn a_group_with_few_answers_is_not_told_apart_nor_found_by_subtraction() {
    let (database, base) = counted();
    let own = [wave::key("1")];
    let committee = signed_in(&database, &base, "ban", Role::Committee, &own);
    let seen = committee.get(PLACE);
    assert_eq!(seen.status, 200);
    let page = text(&seen.body);
    assert!(
        page.contains("Khối phố Một 40 50 80% còn thiếu 10 hộ"),
        "{page}"
    );
    assert!(
        page.contains("Khối phố Hai ít phiếu 30 – còn ít phiếu"),
        "{page}"
    );
    assert!(
        page.contains("Khối phố Ba ít phiếu 20 – còn ít phiếu"),
        "with 26 beside the total of 70 the four could be found: {page}"
    );
    // Sorting must not tell which of two hidden ones is the larger.
    let order = |direction: &str| {
        let address = format!("{PLACE}?sort=received{direction}");
        let page = text(&committee.get(&address).body);
        page.find("Khối phố Hai ít") < page.find("Khối phố Ba ít")
    };
    assert!(order(""), "hidden ones keep the order of the list");
}

#[test]
fn a_committee_sees_neither_the_city_nor_its_neighbour() {
    let (database, base) = counted();
    let own = [wave::key("1")];
    let committee = signed_in(&database, &base, "ban", Role::Committee, &own);
    let missing = committee.get("/desk/there-is-no-such-page");
    for address in [
        DASHBOARD,
        "/desk/waves/test-2026/localities/2@2025-07-01/coverage",
        "/desk/waves/test-2026/quality",
    ] {
        let seen = committee.get(address);
        assert_eq!((seen.status, &seen.body), (404, &missing.body), "{address}");
    }
    let home = committee.get("/desk").body;
    assert!(home.contains(PLACE) && !home.contains("2@2025-07-01"));
    let page = committee.get(PLACE).body;
    assert!(!page.contains("300") && !page.contains("Phường Hai"));
}

#[test]
fn before_enough_answers_came_no_number_is_given() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    let office = signed_in(&database, &base, "lan", Role::Office, &[]);
    let page = text(&office.get(DASHBOARD).body);
    assert!(page.contains("Số phiếu đã nhận dưới 10"), "{page}");
    assert!(page.contains("Phường Một ít phiếu"), "{page}");
    let english = text(&office.get(&format!("{DASHBOARD}?lang=en")).body);
    assert!(english.contains("Received fewer than 10"), "{english}");
}
