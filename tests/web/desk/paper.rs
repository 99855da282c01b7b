//! Typing in paper, in the browser: two people, one sheet, and nobody who sees an answer again.

use hailong::flow::prepare::keep_localities;
use hailong::store::{audit, responses};
use hailong::survey::access::Role;
use hailong::survey::link::LinkKind;
use hailong::survey::locality::Group;
use hailong::survey::response::Mode;
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::site::{self, Seen};
use crate::harness::wave;

const SHEET: [(&str, &str); 6] = [
    ("a.dust", "4"),
    ("a.noise_day", "9"),
    ("a.noise_night", "2"),
    ("a.burning", "1"),
    ("a.what", "12"),
    ("a.sex", "2"),
];

struct Hall {
    database: Database,
    lan: AtDesk,
    minh: AtDesk,
    /// Of another ward.
    other: AtDesk,
}

fn paper(locality: &str) -> String {
    let key = wave::key(locality);
    format!("/desk/waves/{}/localities/{key}/paper-entry", wave::WAVE)
}

impl Hall {
    fn open() -> Self {
        let database = databases::sqlite();
        let group = |code: &str| Group {
            locality: wave::key("1"),
            code: code.to_owned(),
            name: format!("Khối phố {code}"),
            households: None,
        };
        let groups = [group("kp1"), group("kp2")];
        keep_localities(&database.store, &wave::localities(), &[], &groups).unwrap();
        wave::open(&database.store);
        let base = site::start(&database);
        let committee = |name: &str, ward: &str| {
            let own = [wave::key(ward)];
            signed_in(&database, &base, name, Role::Committee, &own)
        };
        Self {
            lan: committee("lan", "1"),
            minh: committee("minh", "1"),
            other: committee("other", "2"),
            database,
        }
    }

    fn batch(&self, sheets: &str) -> String {
        let form = [
            ("group", "kp2"),
            ("received", "2026-03-01"),
            ("sheets", sheets),
        ];
        let made = self.lan.post(&paper("1"), &form);
        assert_eq!(made.status, 303, "{}", made.body);
        let to = made.location.unwrap();
        assert!(to.ends_with("/sheets/1?done=paper-batch"), "{to}");
        to.trim_end_matches("/sheets/1?done=paper-batch").to_owned()
    }

    fn stored(&self) -> usize {
        let all = |connection: &mut _| responses::of_wave(connection, WaveId(1));
        let all = self.database.store.read_blocking(all).unwrap();
        assert!(all.iter().all(|one| one.mode == Mode::Entry));
        all.len()
    }
}

fn changed(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut all = SHEET.to_vec();
    for change in changes {
        all.retain(|(name, _)| *name != change.0);
        all.push(*change);
    }
    all
}

/// The value that a page shows in a field.
fn value<'a>(page: &'a Seen, field: &str) -> &'a str {
    let at = page.body.find(&format!("name=\"{field}\"")).unwrap();
    let (_, after) = page.body[at..].split_once("value=\"").unwrap();
    after.split('"').next().unwrap()
}

#[test]
fn two_people_type_a_sheet_and_the_answer_is_taken() {
    let hall = Hall::open();
    let empty = hall.lan.get(&paper("1"));
    assert!(
        empty.body.contains("Chưa có tập phiếu nào"),
        "{}",
        empty.body
    );
    let batch = hall.batch("2");
    let form = hall.lan.get(&format!("{batch}/sheets/1"));
    assert_eq!(form.status, 200);
    assert!(form.body.contains("<code>dust</code> Bụi?"));
    assert!(
        !form.body.contains("name=\"a.hamlet\""),
        "the batch says the group"
    );
    let kept = hall.lan.post(&format!("{batch}/sheets/1"), &SHEET);
    assert_eq!(
        kept.location,
        Some(format!("{batch}/sheets/2?done=paper-keyed"))
    );
    let mine = hall.lan.get(&paper("1"));
    assert!(
        mine.body
            .contains("1 tờ anh/chị đã nhập đang chờ một người khác")
    );
    assert!(!mine.body.contains("/checks/"));
    let theirs = hall.minh.get(&paper("1"));
    assert!(theirs.body.contains(&format!("href=\"{batch}/checks/1\"")));
    let check = hall.minh.get(&format!("{batch}/checks/1"));
    assert_eq!(value(&check, "a.dust"), "");
    assert_eq!(hall.stored(), 0);
    let done = hall.minh.post(&format!("{batch}/checks/1"), &SHEET);
    assert_eq!(
        done.location,
        Some(format!("{}?done=paper-confirmed", paper("1")))
    );
    assert_eq!(hall.stored(), 1);
    let after = hall.lan.get(&paper("1"));
    assert!(
        after
            .body
            .contains("2 tờ: đã ghi nhận 1, chờ người thứ hai nhập 0, chưa nhập 1.")
    );
    assert!(
        after.body.contains("Dưới 10 phiếu ở đây do cán bộ nhập"),
        "{}",
        after.body
    );
    let log = |connection: &mut _| audit::back_from(connection, i64::MAX, 50);
    let log = hall.database.store.read_blocking(log).unwrap();
    let acts: Vec<&str> = log.iter().map(|one| one.action.as_str()).collect();
    for act in ["paper-batch-made", "paper-keyed", "paper-confirmed"] {
        assert!(acts.contains(&act), "{act}: {acts:?}");
    }
}

#[test]
fn a_refused_sheet_keeps_what_was_typed_and_names_the_question() {
    let hall = Hall::open();
    let batch = hall.batch("2");
    let address = format!("{batch}/sheets/1");
    let refused = hall.lan.post(&address, &changed(&[("a.dust", "7")]));
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .body
            .contains("href=\"#a.dust\">Bụi? – Không có số này ở câu này.")
    );
    assert_eq!(value(&refused, "a.dust"), "7");
    assert_eq!(value(&refused, "a.what"), "12");
    let blank = hall.lan.post(&address, &[("a.dust", "0")]);
    assert_eq!(blank.status, 422);
    assert!(blank.body.contains("Chưa gõ câu nào"));
    let batch = [
        ("group", "kp9"),
        ("received", "01/03/2026"),
        ("sheets", "many"),
    ];
    let batch = hall.lan.post(&paper("1"), &batch);
    assert_eq!(batch.status, 422);
    for fault in ["#group", "#received", "#sheets"] {
        assert!(batch.body.contains(&format!("href=\"{fault}\"")), "{fault}");
    }
    assert_eq!(value(&batch, "sheets"), "many");
}

#[test]
fn only_what_differs_is_shown_and_only_to_the_second_person() {
    let hall = Hall::open();
    let batch = hall.batch("2");
    hall.lan
        .post(&format!("{batch}/sheets/1"), &changed(&[("a.dust", "2")]));
    let check = format!("{batch}/checks/1");
    let shown = hall.minh.post(&check, &changed(&[("a.sex", "1")]));
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("2 – Không hài lòng") && shown.body.contains("4 – Hài lòng"));
    assert!(shown.body.contains("name=\"d.sex\"") && !shown.body.contains("name=\"d.burning\""));
    assert!(!shown.body.contains("<code>burning</code>"));
    assert_eq!(hall.stored(), 0);
    let mut decided = changed(&[("a.sex", "1")]);
    decided.push(("d.dust", "3"));
    let half = hall.minh.post(&format!("{check}/differences"), &decided);
    assert_eq!(half.status, 200);
    assert!(half.body.contains("name=\"d.sex\""));
    assert_eq!(value(&half, "d.dust"), "3", "carried along");
    decided.push(("d.sex", "9"));
    let wrong = hall.minh.post(&format!("{check}/differences"), &decided);
    assert_eq!(wrong.status, 422);
    assert_eq!(
        (value(&wrong, "a.sex"), value(&wrong, "a.dust")),
        ("9", "3")
    );
    decided.pop();
    decided.push(("d.sex", "2"));
    let done = hall.minh.post(&format!("{check}/differences"), &decided);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(hall.stored(), 1);
}

#[test]
fn nobody_sees_a_typing_again_by_any_address() {
    let hall = Hall::open();
    let batch = hall.batch("3");
    let words = [("a.burning", "1"), ("a.where", "bãi Sậy")];
    hall.lan
        .post(&format!("{batch}/sheets/1"), &changed(&words));
    let front = signed_in(&hall.database, &hall.lan.base, "front", Role::Front, &[]);
    for who in [&hall.lan, &hall.minh, &front] {
        for address in [
            paper("1"),
            format!("{batch}/sheets/1"),
            format!("{batch}/sheets/2"),
            format!("{batch}/checks/1"),
            format!("{batch}/checks/2"),
            "/desk".to_owned(),
        ] {
            let seen = who.get(&address);
            assert!(
                matches!(seen.status, 200 | 303),
                "{address}: {}",
                seen.status
            );
            assert!(!seen.body.contains("bãi Sậy"), "{address}");
        }
    }
    // Typing anything at all fetches nothing.
    let guess = [
        ("a.dust", "1"),
        ("a.noise_day", "1"),
        ("a.noise_night", "1"),
        ("a.sex", "1"),
    ];
    let refused = hall.minh.post(&format!("{batch}/checks/1"), &guess);
    assert_eq!(refused.status, 422);
    assert!(!refused.body.contains("bãi Sậy") && refused.body.contains("formaction="));
    assert_eq!(value(&refused, "a.dust"), "1");
    // And nobody checks what they typed themselves.
    for path in ["", "/differences", "/start-over", "/set-aside"] {
        let own = hall
            .lan
            .post(&format!("{batch}/checks/1{path}"), &changed(&words));
        assert_eq!(own.status, 422, "{path}");
        assert!(own.body.contains("do chính anh/chị nhập lần đầu"), "{path}");
    }
    assert_eq!(hall.stored(), 0);
}

#[test]
fn guessed_batches_of_elsewhere_are_no_page() {
    let hall = Hall::open();
    let batch = hall.batch("2");
    hall.lan.post(&format!("{batch}/sheets/1"), &SHEET);
    let number = batch.rsplit('/').next().unwrap();
    let missing = hall.other.get("/desk/there-is-no-such-page").body;
    for base in [
        batch.clone(),
        format!("{}/{number}", paper("2")),
        format!("{}/99", paper("2")),
    ] {
        for path in ["sheets/1", "checks/1"] {
            let address = format!("{base}/{path}");
            let seen = hall.other.get(&address);
            assert_eq!((seen.status, &seen.body), (404, &missing), "{address}");
            let seen = hall.other.post(&address, &SHEET);
            assert_eq!((seen.status, &seen.body), (404, &missing), "{address}");
        }
        for path in ["differences", "start-over", "set-aside"] {
            let seen = hall.other.post(&format!("{base}/checks/1/{path}"), &SHEET);
            assert_eq!((seen.status, &seen.body), (404, &missing), "{path}");
        }
    }
    for sheet in ["0", "3", "x"] {
        let seen = hall.lan.get(&format!("{batch}/sheets/{sheet}"));
        assert_eq!(seen.status, 404, "{sheet}");
    }
    let office = signed_in(&hall.database, &hall.lan.base, "office", Role::Office, &[]);
    assert_eq!(office.get(&paper("1")).status, 404);
}

#[test]
fn a_spent_code_is_refused_with_a_sentence_and_the_sheet_is_put_aside() {
    let hall = Hall::open();
    let batch = hall.batch("3");
    let code = wave::codes(&hall.database.store, LinkKind::Single, 0, 1).remove(0);
    let with_code = || {
        let mut all: Vec<(&str, &str)> = SHEET.to_vec();
        all.push(("code", code.as_str()));
        all
    };
    for sheet in 1..=2 {
        hall.lan.post(&format!("{batch}/sheets/{sheet}"), &SHEET);
    }
    let wrong = hall.minh.post(
        &format!("{batch}/checks/1"),
        &[&SHEET[..], &[("code", "ABC")]].concat(),
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("href=\"#code\"") && value(&wrong, "code") == "ABC");
    let taken = hall.minh.post(&format!("{batch}/checks/1"), &with_code());
    assert_eq!(
        taken.location,
        Some(format!("{batch}/checks/2?done=paper-confirmed"))
    );
    let spent = hall.minh.post(&format!("{batch}/checks/2"), &with_code());
    assert_eq!(spent.status, 422);
    assert!(
        spent
            .body
            .contains("đã trả lời rồi, trên mạng hoặc trên giấy")
    );
    assert_eq!(value(&spent, "a.dust"), "4");
    let aside = hall.minh.post(&format!("{batch}/checks/2/set-aside"), &[]);
    assert_eq!(
        aside.location,
        Some(format!("{}?done=paper-aside", paper("1")))
    );
    assert_eq!(hall.stored(), 1);
    let page = hall.lan.get(&paper("1"));
    assert!(page.body.contains("1 tờ để riêng, không tính."));
}

#[test]
fn the_first_page_tells_a_committee_of_its_paper() {
    let hall = Hall::open();
    let batch = hall.batch("3");
    hall.lan.post(&format!("{batch}/sheets/1"), &SHEET);
    let home = hall.minh.get("/desk").body;
    assert!(
        home.contains("Nhập phiếu giấy: Phường Một")
            && home.contains("1 tờ chờ anh/chị nhập lần hai")
    );
    let elsewhere = hall.other.get("/desk").body;
    assert!(elsewhere.contains("Nhập phiếu giấy: Phường Hai") && !elsewhere.contains("Phường Một"));
}
