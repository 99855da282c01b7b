//! Ways in which a committee might try to see what it must not. Each ends at the page of a thing that does not exist, byte
//! for byte, or at the door.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use hailong::flow::handout::{self, Wanted};
use hailong::flow::prepare::{NewWave, create_wave, open_wave};
use hailong::store::{batches, localities, sessions, waves};
use hailong::survey::access::Role;
use hailong::survey::batch::{Batch, Purpose};
use hailong::survey::locality::Group;

use crate::harness::databases::Database;
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::wave;
use crate::web::desk::handing_out::{HERE, committee, opened};

const FOREIGN: &str = "/desk/waves/test-2026/localities/2@2025-07-01";
const ELSEWHERE: &str = "/desk/waves/elsewhere-2026/localities/2@2025-07-01";

struct Neighbours {
    database: Database,
    base: String,
    lan: AtDesk,
    /// Batches of the other locality and of a wave that the own locality has no part in.
    foreign: [Batch; 2],
    own: Batch,
}

fn make(database: &Database, wave: &str, locality: i16, group: Option<&str>) -> Batch {
    let store = &database.store;
    let kept = store.read_blocking(|connection| waves::find(connection, wave));
    let kept = kept.unwrap().unwrap();
    let wanted = Wanted {
        purpose: Purpose::Slips,
        locality,
        group: group.map(ToOwned::to_owned),
        size: 77,
        expires_at: None,
        by: None,
    };
    let made =
        store.attempt_blocking(|connection| handout::make(connection, &kept, &wanted, wave::now()));
    made.unwrap()
}

fn neighbours() -> Neighbours {
    let (database, base) = opened();
    let group = Group {
        locality: wave::key("2"),
        code: "nxt".to_owned(),
        name: "Nơi xa tít".to_owned(),
        households: Some(4321),
    };
    let store = &database.store;
    store
        .write_blocking(|connection| localities::keep_groups(connection, &[group]))
        .unwrap();
    let other = NewWave {
        code: "elsewhere-2026".to_owned(),
        title_vi: "Đợt nơi khác".to_owned(),
        localities: vec![wave::key("2")],
        ..wave::new_wave()
    };
    create_wave(store, &other).unwrap();
    open_wave(store, "elsewhere-2026").unwrap();
    let foreign = [
        make(&database, wave::WAVE, 1, Some("nxt")),
        make(&database, "elsewhere-2026", 0, Some("nxt")),
    ];
    let own = make(&database, wave::WAVE, 0, Some("kp1"));
    let lan = committee(&database, &base);
    Neighbours {
        database,
        base,
        lan,
        foreign,
        own,
    }
}

impl Neighbours {
    /// Sends exactly this, as no browser would: status, head and body.
    fn raw(&self, method: &str, path: &str, more: &str) -> (u16, String, String) {
        let host = self.base.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: desk={}; lang=vi\r\nConnection: close\r\n{more}\r\n",
            self.lan.secret
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_owned(), body.to_owned())
    }

    fn missing(&self) -> String {
        self.raw("GET", "/desk/there-is-no-such-page", "").2
    }

    fn all_batches(&self) -> Vec<Batch> {
        let store = &self.database.store;
        let mut all = Vec::new();
        for (wave, locality) in [(1, 0), (1, 1), (2, 0)] {
            let wave = hailong::survey::wave::WaveId(wave);
            let found =
                store.read_blocking(|connection| batches::of_locality(connection, wave, locality));
            all.extend(found.unwrap());
        }
        all
    }
}

/// Names and numbers of the neighbours.
const SECRETS: [&str; 5] = ["Nơi xa tít", "Khối phố lạ", "4321", "4.321", "Đợt nơi khác"];

/// What stands below a locality's address; `{b}` is the id of a batch.
const BELOW: [&str; 16] = [
    "",
    "/groups/nxt",
    "/groups/kp1",
    "/groups/nxt/share",
    "/groups/nxt/edit",
    "/group-list",
    "/groups.csv",
    "/new-group",
    "/batches/{b}/revoke",
    "/batches/{b}/renew",
    "/batches/{b}/poster.pdf",
    "/batches/{b}/slips.pdf",
    "/letters",
    "/paper-entry",
    "/paper.pdf",
    "/coverage",
];

#[test]
fn what_is_not_ones_own_looks_like_what_does_not_exist() {
    let all = neighbours();
    let missing = all.missing();
    let id = all.foreign[0].id.as_str();
    let other = all.foreign[1].id.as_str();
    let mut ways: Vec<String> = Vec::new();
    // The neighbours' addresses, also in another wave, and the same below a locality that exists nowhere.
    for place in [
        FOREIGN,
        ELSEWHERE,
        "/desk/waves/test-2026/localities/9@2025-07-01",
    ] {
        for below in BELOW {
            ways.push(format!("{place}{}", below.replace("{b}", id)));
        }
    }
    // The own locality in a wave that does not ask it, and in none.
    for wave in [
        "elsewhere-2026",
        "no-such-wave",
        "TEST-2026",
        "test-2026%20",
    ] {
        ways.push(format!("/desk/waves/{wave}/localities/1@2025-07-01"));
    }
    // Guessed ids of elsewhere below the own locality.
    for id in [id, other] {
        for file in ["revoke", "renew", "poster.pdf", "slips.pdf", "letters"] {
            ways.push(format!("{HERE}/batches/{id}/{file}"));
        }
    }
    for code in [
        "nxt",
        "NXT",
        "kp1%00",
        "kp1%20",
        "*",
        "%25",
        "' OR '1'='1",
        "kp%31/../../2",
    ] {
        let code = code.replace(' ', "%20");
        ways.push(format!("{HERE}/groups/{code}"));
        ways.push(format!("{HERE}/groups/{code}/share"));
    }
    // The own ward's code with another first day, and other spellings of a place.
    for place in [
        "1@2006-09-29",
        "1",
        "1@",
        "@2025-07-01",
        "2%402025-07-01",
        "1@2025-07-01,2@2025-07-01",
        "1@2025-07-01%2F..%2F2@2025-07-01",
        "1@2025-07-01%00",
        "%201@2025-07-01",
        "1@2025-07-01;2@2025-07-01",
        "1@%2B2025-07-01",
        "%2532@2025-07-01",
        "*",
        "..",
    ] {
        ways.push(format!("/desk/waves/test-2026/localities/{place}"));
        ways.push(format!(
            "/desk/waves/test-2026/localities/{place}/groups/nxt"
        ));
    }
    ways.push(format!("{HERE}/../2@2025-07-01"));
    ways.push(format!("{HERE}/%2e%2e/2@2025-07-01/groups/nxt"));
    ways.push(format!("{HERE}//groups/kp1"));
    ways.push(format!("{HERE}/"));
    // Ids of any size.
    for long in [
        "a".repeat(31),
        "a".repeat(33),
        "f".repeat(6_000),
        "%C3%A1".repeat(900),
    ] {
        ways.push(format!("{HERE}/batches/{long}/revoke"));
        ways.push(format!("{HERE}/groups/{long}"));
        ways.push(format!("/desk/waves/test-2026/localities/{long}"));
        ways.push(format!("/desk/waves/{long}/localities/1@2025-07-01"));
    }
    // Other people's pages.
    for page in [
        "/desk/people",
        "/desk/people/1",
        "/desk/people/new",
        "/desk/audit",
        "/desk/audit.csv",
        "/desk/waves",
        "/desk/waves/test-2026",
        "/desk/waves/test-2026/coverage",
        "/desk/waves/test-2026/quality",
        "/desk/waves/test-2026/localities",
        "/desk/comments",
        "/desk/cases",
    ] {
        ways.push(page.to_owned());
    }
    assert!(ways.len() > 100);
    for way in ways {
        let (status, _, body) = all.raw("GET", &way, "");
        assert_eq!(status, 404, "{way}");
        assert_eq!(body, missing, "{way}");
    }
}

#[test]
fn no_other_method_and_no_header_opens_a_neighbours_page() {
    let all = neighbours();
    let heads = |head: &str| -> Vec<String> {
        let lines = head
            .lines()
            .filter(|line| !line.to_lowercase().starts_with("date:"));
        let mut lines: Vec<String> = lines.map(ToOwned::to_owned).collect();
        // The server sends them in no fixed order.
        lines.sort();
        lines
    };
    let nowhere = "/desk/waves/test-2026/localities/9@2025-07-01/groups/nxt";
    for method in [
        "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND",
    ] {
        let (status, head, body) = all.raw(method, &format!("{FOREIGN}/groups/nxt"), "");
        let expected = all.raw(method, nowhere, "");
        assert_eq!(
            (status, heads(&head), body),
            (expected.0, heads(&expected.1), expected.2),
            "{method}"
        );
        assert!(status >= 400, "{method}");
    }
    let missing = all.missing();
    for header in [
        "X-HTTP-Method-Override: GET",
        "X-Original-URL: /desk/waves/test-2026/localities/2@2025-07-01",
        "X-Rewrite-URL: /desk/waves/test-2026/localities/2@2025-07-01",
        "X-Forwarded-For: 127.0.0.1",
        "Accept: application/json",
        "Accept: text/csv",
        "If-None-Match: *",
        "Range: bytes=0-10",
    ] {
        let (status, _, body) = all.raw("GET", FOREIGN, &format!("{header}\r\n"));
        assert_eq!((status, body), (404, missing.clone()), "{header}");
    }
}

#[test]
fn no_form_reaches_over_the_fence() {
    let all = neighbours();
    let before = all.all_batches();
    let missing = all.missing();
    let fields = [
        ("purpose", "slips"),
        ("size", "5"),
        ("name", "Thôn chiếm"),
        ("group", "nxt"),
    ];
    let mut ways = vec![
        format!("{HERE}/groups/nxt/batches"),
        format!("{HERE}/groups/nxt/edit"),
        FOREIGN.to_owned(),
        HERE.to_owned(),
        "/desk/people/new".to_owned(),
    ];
    for place in [FOREIGN, ELSEWHERE] {
        for below in [
            "/links",
            "/groups/nxt/batches",
            "/group-list",
            "/new-group",
            "/groups/nxt/edit",
        ] {
            ways.push(format!("{place}{below}"));
        }
    }
    for batch in &all.foreign {
        for place in [HERE, FOREIGN, ELSEWHERE] {
            for step in ["revoke", "renew"] {
                ways.push(format!("{place}/batches/{}/{step}", batch.id.as_str()));
            }
        }
    }
    for way in ways {
        let seen = all.lan.post(&way, &fields);
        assert_eq!(seen.status, 404, "{way}");
        assert_eq!(seen.body, missing, "{way}");
    }
    assert_eq!(all.all_batches(), before);
    // A form about the own ward that names the neighbours' in a field: the address decides.
    let more = [
        ("purpose", "slips"),
        ("size", "5"),
        ("locality", "2@2025-07-01"),
        ("group", "nxt"),
        ("wave", "elsewhere-2026"),
    ];
    let seen = all.lan.post(&format!("{HERE}/groups/kp1/batches"), &more);
    assert_eq!(seen.status, 303);
    let new: Vec<Batch> = all
        .all_batches()
        .into_iter()
        .filter(|one| !before.contains(one))
        .collect();
    assert_eq!(new.len(), 1);
    assert_eq!((new[0].locality, new[0].group.as_deref()), (0, Some("kp1")));
}

#[test]
fn nothing_that_is_added_to_an_address_brings_the_neighbours_in() {
    let all = neighbours();
    for query in [
        "?locality=2@2025-07-01",
        "?group=nxt&batch=1",
        "?wave=elsewhere-2026",
        "?sort=locality",
        "?sort=name;DROP%20TABLE%20batch",
        "?sort=%27%20OR%201=1--&dir=desc",
        "?q=%25",
        "?q=xa+tit",
        "?q=Kh%E1%BB%91i%20ph%E1%BB%91%20l%E1%BA%A1",
        "?page=0",
        "?page=-1",
        "?page=99999999999999999999",
        "?done=../../people",
        "?lang=en&as=front",
    ] {
        for page in [
            HERE.to_owned(),
            "/desk/links".to_owned(),
            "/desk".to_owned(),
        ] {
            let (status, _, body) = all.raw("GET", &format!("{page}{query}"), "");
            assert_eq!(status, 200, "{page}{query}");
            // What was searched for stands in the field of the search.
            let (before, after) = body.split_once("id=\"q\"").unwrap_or((&body, ""));
            let after = after.split_once('>').map_or("", |(_, rest)| rest);
            for secret in SECRETS {
                let is_there = before.contains(secret) || after.contains(secret);
                assert!(!is_there, "{page}{query}: {secret}");
            }
        }
    }
}

#[test]
fn an_ended_session_and_a_guessed_one_learn_nothing_but_the_way_to_the_door() {
    let all = neighbours();
    let digest = hailong::flow::staff::digest_of(&all.lan.secret);
    all.database
        .store
        .write_blocking(|connection| sessions::end(connection, &digest))
        .unwrap();
    let own = format!("{HERE}/batches/{}/revoke", all.own.id.as_str());
    let foreign = format!("{FOREIGN}/batches/{}/revoke", all.foreign[0].id.as_str());
    let nowhere = format!("{}/batches/x/revoke", FOREIGN.replace('2', "9"));
    let same = |seen: (u16, String, String)| (seen.0, seen.2);
    let expected = same(all.raw("GET", &nowhere, ""));
    assert_eq!(expected.0, 303);
    for way in [&own, &foreign] {
        assert_eq!(same(all.raw("GET", way, "")), expected, "{way}");
        let sent = all.lan.post(way, &[]);
        assert_eq!(sent.status, 401, "{way}");
    }
    let guessed = AtDesk {
        base: all.base.clone(),
        secret: "secret-of-front".to_owned(),
        csrf: String::new(),
        id: all.lan.id,
    };
    assert_eq!(guessed.get(&own).status, 303);
    assert_eq!(
        all.all_batches()
            .iter()
            .filter(|one| one.revoked_at.is_some())
            .count(),
        0
    );
}

#[test]
fn a_committee_that_is_moved_elsewhere_loses_its_old_ward_at_once() {
    let all = neighbours();
    assert_eq!(all.lan.get(HERE).status, 200);
    let (id, place) = (all.lan.id, wave::key("2"));
    all.database
        .store
        .write_blocking(|connection| {
            hailong::store::accounts::bind(connection, id, std::slice::from_ref(&place))
        })
        .unwrap();
    assert_eq!(all.lan.get(HERE).body, all.missing());
    assert_eq!(all.lan.get(FOREIGN).status, 200);
}

#[test]
fn how_long_an_answer_takes_does_not_tell_a_neighbours_batch_from_none() {
    let all = neighbours();
    // The fastest of many: what else the machine does only adds.
    let fastest = |way: &str| -> Duration {
        let one = |_| {
            let began = Instant::now();
            assert_eq!(all.raw("GET", way, "").0, 404);
            began.elapsed()
        };
        (0..30).map(one).min().unwrap()
    };
    let pairs = [
        (
            format!("{HERE}/batches/{}/revoke", all.foreign[0].id.as_str()),
            format!("{HERE}/batches/{}/revoke", "0".repeat(32)),
        ),
        (
            format!("{FOREIGN}/groups/nxt"),
            "/desk/waves/test-2026/localities/9@2025-07-01/groups/nxt".to_owned(),
        ),
        (format!("{HERE}/groups/nxt"), format!("{HERE}/groups/zzz")),
    ];
    for (there, nowhere) in pairs {
        let (a, b) = (fastest(&there), fastest(&nowhere));
        let apart = a.max(b) - a.min(b);
        assert!(apart < Duration::from_millis(5), "{there}: {a:?}, {b:?}");
    }
}

#[test]
fn the_front_opens_every_ward_and_a_committee_of_two_wards_both() {
    let all = neighbours();
    let both = [wave::key("1"), wave::key("2")];
    for who in [
        signed_in(&all.database, &all.base, "front", Role::Front, &[]),
        signed_in(&all.database, &all.base, "two", Role::Committee, &both),
    ] {
        for page in [HERE, FOREIGN, ELSEWHERE] {
            assert_eq!(who.get(page).status, 200, "{page}");
        }
        // A batch is found in its own ward only, whoever looks.
        let id = all.foreign[0].id.as_str();
        assert_eq!(
            who.get(&format!("{FOREIGN}/batches/{id}/revoke")).status,
            200
        );
        assert_eq!(who.get(&format!("{HERE}/batches/{id}/revoke")).status, 404);
        assert_eq!(
            who.get(&format!("{ELSEWHERE}/batches/{id}/revoke")).status,
            404
        );
    }
}
