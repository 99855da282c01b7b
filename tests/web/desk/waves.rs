//! The office runs a wave over HTTP: makes it, weights it, plans, previews, opens, extends and closes it.

use hailong::flow::prepare::{create_wave, keep_localities};
use hailong::store::{audit, wave_edits, waves};
use hailong::survey::access::Role;
use hailong::survey::wave::WaveState;

use crate::harness::databases::{self, Database};
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::site::{self, Seen};
use crate::harness::wave::{self, WAVE};

const RAKED: &str = "code = \"raked\"\nversion = 1\nstyle = \"satisfied\"\n[design]\nkind = \"probability\"\n\
    [weighting]\nraking = [\"sex\"]\n";
const MARGINS: &str =
    "margin;category;target;neighbour\nsex;female;31000;male\nsex;male;29000;female\n";

struct Office {
    database: Database,
    who: AtDesk,
}

fn office(database: Database) -> Office {
    keep_localities(&database.store, &wave::localities(), &[], &[]).unwrap();
    let base = site::start(&database);
    let who = signed_in(&database, &base, "office", Role::Office, &[]);
    Office { database, who }
}

/// The hidden field that says what the page showed.
fn seen_of(page: &Seen) -> String {
    let at = page.body.find("name=\"seen\" value=\"").unwrap() + 19;
    let text = &page.body[at..];
    let text = &text[..text.find('"').unwrap()];
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&amp;", "&")
}

const NEW: [(&str, &str); 8] = [
    ("code", "tam-ky-2026"),
    ("title_vi", "Đợt 2026"),
    ("title_en", "Wave 2026"),
    ("first_day", "2026-03-01"),
    ("last_day", "2026-03-20"),
    ("form", "living-environment:1"),
    ("locality", "1@2025-07-01"),
    ("locality", "2@2025-07-01"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let named = |name: &str| more.iter().any(|(own, _)| *own == name);
    let kept = fields.iter().filter(|(name, _)| !named(name));
    kept.chain(more).copied().collect()
}

impl Office {
    fn kept(&self, code: &str) -> waves::KeptWave {
        let found = self
            .database
            .store
            .read_blocking(|connection| waves::find(connection, code));
        found.unwrap().unwrap()
    }

    fn acts(&self) -> Vec<String> {
        let mut acts = Vec::new();
        self.database
            .store
            .read_blocking(|connection| {
                audit::each(connection, |entry| {
                    if entry.action.contains("wave")
                        || entry.action.contains("margins")
                        || entry.action.contains("plan")
                    {
                        acts.push(entry.action.clone());
                    }
                })
            })
            .unwrap();
        acts
    }
}

#[test]
fn the_office_takes_a_wave_from_its_first_day_to_the_seal() {
    for database in databases::both() {
        let office = office(database);
        let who = &office.who;
        assert!(who.get("/desk/waves").body.contains("/desk/waves/new"));
        let new = who.get("/desk/waves/new");
        assert_eq!(new.status, 200);
        assert!(new.body.contains("Phường Một") && new.body.contains("living-environment"));
        let method = RAKED;
        let made = who.post("/desk/waves/new", &with(&NEW, &[("method", method)]));
        assert_eq!(made.status, 303, "{}", made.body);
        let home = "/desk/waves/tam-ky-2026";
        assert_eq!(
            made.location.as_deref(),
            Some(&*format!("{home}?done=wave-created"))
        );
        let one = who.get(home);
        assert!(
            one.body.contains("còn thiếu") && one.body.contains("“sex”"),
            "{}",
            one.body
        );
        let early = who.post(&format!("{home}/open"), &[]);
        assert_eq!(early.status, 422);
        assert!(early.body.contains("“sex”"));

        let margins = format!("{home}/margins");
        let page = who.get(&margins);
        assert!(page.body.contains("sex,other,"), "a sample is offered");
        let kept = who.upload(
            &margins,
            &[("seen", &seen_of(&page)), ("csv", "")],
            (
                "file",
                "margins.csv",
                format!("{MARGINS}sex;other;100;female\n").as_bytes(),
            ),
        );
        assert_eq!(kept.status, 303, "{}", kept.body);
        let page = who.get(&margins);
        assert!(
            page.body.contains("31.000") && page.body.contains("60.100"),
            "{}",
            page.body
        );
        let back = who.get(&format!("{home}/margins.csv"));
        assert!(
            back.body
                .ends_with("sex,female,31000,male\nsex,male,29000,female\nsex,other,100,female\n")
        );

        let plan = format!("{home}/plan");
        let wish = [
            ("unit", "household"),
            ("error", "5"),
            ("deff", "1,5"),
            ("rate", "60"),
            ("confidence", "95"),
        ];
        let tried = who.post(&plan, &with(&wish, &[("action", "try")]));
        assert_eq!(tried.status, 200);
        assert!(tried.body.contains("Chưa lưu"));
        let seen = seen_of(&who.get(&plan));
        let planned = who.post(&plan, &with(&wish, &[("seen", &seen)]));
        assert_eq!(planned.status, 303, "{}", planned.body);
        assert!(who.get(&plan).body.contains("Đây là kế hoạch đang lưu"));
        let kept = office.kept("tam-ky-2026");
        let numbers = office
            .database
            .store
            .read_blocking(|connection| wave_edits::planned(connection, kept.wave.id))
            .unwrap();
        assert!(numbers.iter().all(|n| n.unwrap() > 500), "{numbers:?}");

        let preview = who.get(&format!("{home}/preview"));
        assert!(preview.body.contains("<iframe"));
        let first = who.get(&format!("{home}/preview/1"));
        assert!(
            first.body.contains("không khí nơi mình ở"),
            "{}",
            first.body
        );

        let asked = who.get(&format!("{home}/open"));
        assert!(asked.body.contains("không đổi được nữa"));
        let opened = who.post(&format!("{home}/open"), &[]);
        assert_eq!(
            opened.location.as_deref(),
            Some(&*format!("{home}?done=wave-opened"))
        );
        assert_eq!(office.kept("tam-ky-2026").wave.state, WaveState::Open);

        let extend = format!("{home}/extend");
        let seen = seen_of(&who.get(&extend));
        let shorter = who.post(&extend, &[("last_day", "2026-03-10"), ("seen", &seen)]);
        assert_eq!(shorter.status, 422);
        assert!(shorter.body.contains("chỉ được kéo dài") && shorter.body.contains("2026-03-10"));
        let later = who.post(&extend, &[("last_day", "2026-03-31"), ("seen", &seen)]);
        assert_eq!(later.status, 303, "{}", later.body);
        assert!(who.get(home).body.contains("31/03/2026"));

        let close = format!("{home}/close");
        assert!(who.get(&close).body.contains("không ai trả lời được nữa"));
        let unsure = who.post(&close, &[("confirm", "tam-ky")]);
        assert_eq!(unsure.status, 422);
        assert_eq!(office.kept("tam-ky-2026").wave.state, WaveState::Open);
        let closed = who.post(&close, &[("confirm", "tam-ky-2026")]);
        assert_eq!(closed.status, 303, "{}", closed.body);
        let kept = office.kept("tam-ky-2026");
        assert_eq!((kept.wave.state, kept.code_key), (WaveState::Closed, None));
        let sealed = kept.sealed_digest.unwrap();
        assert!(who.get(home).body.contains(&sealed));
        let folder = office.database.folder.path().join("sealed/tam-ky-2026");
        assert!(folder.join("margins.csv").exists());
        assert_eq!(
            office.acts(),
            [
                "wave-created",
                "margins-kept",
                "margins-exported",
                "plan-kept",
                "wave-opened",
                "wave-extended",
                "wave-closed"
            ]
        );
    }
}

fn drafted(database: Database) -> Office {
    let office = office(database);
    create_wave(&office.database.store, &wave::new_wave()).unwrap();
    office
}

const EDIT: &str = "/desk/waves/test-2026/edit";

fn fields<'a>(method: &'a str, seen: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title_vi", "Đợt thử"),
        ("title_en", "A test"),
        ("first_day", "2026-02-28"),
        ("last_day", "2026-03-21"),
        ("form", "sample:1"),
        ("method", method),
        ("locality", "1@2025-07-01"),
        ("locality", "2@2025-07-01"),
        ("seen", seen),
    ]
}

#[test]
fn of_two_editors_the_second_is_told_what_changed_and_keeps_what_was_typed() {
    let office = drafted(databases::sqlite());
    let (first, page) = (&office.who, office.who.get(EDIT));
    let second = signed_in(&office.database, &first.base, "office2", Role::Office, &[]);
    let both_saw = seen_of(&page);
    let one = with(
        &fields(wave::METHOD, &both_saw),
        &[
            ("title_vi", "Đợt của người một"),
            ("last_day", "2026-04-30"),
        ],
    );
    assert_eq!(first.post(EDIT, &one).status, 303);
    let two = with(
        &fields(wave::METHOD, &both_saw),
        &[("title_vi", "Đợt của người hai")],
    );
    let told = second.post(EDIT, &two);
    assert_eq!(told.status, 422);
    for wanted in [
        "Người khác vừa sửa đợt này",
        "trước là “Đợt thử”, nay là “Đợt của người một”",
        "trước là “21/03/2026”, nay là “30/04/2026”",
        // What was typed, and, where nothing was typed, what is there now.
        "value=\"Đợt của người hai\"",
        "value=\"2026-04-30\"",
    ] {
        assert!(told.body.contains(wanted), "{wanted}: {}", told.body);
    }
    assert_eq!(office.kept(WAVE).wave.title_vi, "Đợt của người một");
    let seen = seen_of(&told);
    let again = with(
        &fields(wave::METHOD, &seen),
        &[
            ("title_vi", "Đợt của người hai"),
            ("last_day", "2026-04-30"),
        ],
    );
    assert_eq!(second.post(EDIT, &again).status, 303);
    let kept = office.kept(WAVE);
    assert_eq!(kept.wave.title_vi, "Đợt của người hai");
    assert_eq!(
        kept.wave.closes_at,
        hailong::clock::end_of("2026-04-30".parse().unwrap())
    );
}

#[test]
fn a_page_that_does_not_say_what_it_saw_overwrites_nothing() {
    let office = drafted(databases::sqlite());
    let page = office.who.post(
        EDIT,
        &with(&fields(wave::METHOD, ""), &[("title_vi", "Khác")]),
    );
    assert_eq!(page.status, 422);
    assert_eq!(office.kept(WAVE).wave.title_vi, "Đợt thử");
}

#[test]
fn a_refused_form_keeps_everything_and_says_where() {
    let office = office(databases::sqlite());
    let bad = with(
        &NEW,
        &[
            ("code", "Tam Kỳ"),
            ("title_en", " "),
            ("last_day", "2026-02-01"),
            ("method", "style = \"best\"\n# giữ lại dòng này\n"),
            ("locality", "2@2025-07-01"),
        ],
    );
    let page = office.who.post("/desk/waves/new", &bad);
    assert_eq!(page.status, 422);
    for wanted in [
        "value=\"Tam Kỳ\"",
        "value=\"2026-02-01\"",
        "# giữ lại dòng này",
        "value=\"2@2025-07-01\" checked",
        "href=\"#method\"",
        "method.toml:1:",
    ] {
        assert!(page.body.contains(wanted), "{wanted}: {}", page.body);
    }
    assert!(!page.body.contains("value=\"1@2025-07-01\" checked"));
    for (more, field) in [
        (&[("code", "Tam Kỳ")][..], "#code"),
        (&[("title_en", " ")], "#title_en"),
        (&[("last_day", "2026-02-01")], "#last_day"),
        (&[("first_day", "hôm nay")], "#first_day"),
        (&[("form", "none:1")], "#form"),
        (&[("locality", "9@2025-07-01")], "#localities"),
    ] {
        let fields = with(&with(&NEW, &[("method", wave::METHOD)]), more);
        let page = office.who.post("/desk/waves/new", &fields);
        assert_eq!(page.status, 422, "{field}");
        assert!(
            page.body.contains(&format!("href=\"{field}\"")),
            "{field}: {}",
            page.body
        );
    }
}

#[test]
fn a_whole_city_is_chosen_with_one_box() {
    let office = office(databases::sqlite());
    let fields = with(
        &NEW,
        &[("locality", ""), ("whole", ""), ("method", wave::METHOD)],
    );
    assert_eq!(office.who.post("/desk/waves/new", &fields).status, 303);
    assert_eq!(office.kept("tam-ky-2026").wave.localities.len(), 2);
}

#[test]
fn a_form_file_with_faults_comes_back_to_be_mended_in_place() {
    let office = drafted(databases::sqlite());
    let seen = seen_of(&office.who.get(EDIT));
    let fields = fields(wave::METHOD, &seen);
    let bad = wave::new_wave()
        .form
        .replace("kind = \"scale\"", "kind = \"skale\"");
    let page = office
        .who
        .upload(EDIT, &fields, ("form_file", "phiếu.toml", bad.as_bytes()));
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("skale") && page.body.contains("name=\"form_text\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("form.toml:"));
    let mended = wave::new_wave().form.replace("version = 1", "version = 2");
    let sent = with(&fields, &[("form_text", mended.as_str())]);
    assert_eq!(office.who.post(EDIT, &sent).status, 303);
    assert_eq!(office.kept(WAVE).wave.form_version, 2);
}

#[test]
fn bad_uploads_are_refused_with_a_sentence_and_import_nothing() {
    let office = drafted(databases::sqlite());
    let margins = "/desk/waves/test-2026/margins";
    let seen = seen_of(&office.who.get(margins));
    let typed = [
        ("seen", seen.as_str()),
        ("csv", "margin,category,target\nsex,f,1\n"),
    ];
    let wide: Vec<u8> = "sex,f,1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&str, Vec<u8>, &str); 9] = [
        (
            "a.xlsx",
            b"PK\x03\x04....xl/workbook.xml".to_vec(),
            "tệp Excel",
        ),
        ("bomb.csv", b"PK\x03\x04bomb".to_vec(), "tệp nén"),
        ("bomb.csv", b"\x1f\x8b\x08\x00\x00\x00".to_vec(), "tệp nén"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "tệp PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n".to_vec(), "tệp ảnh"),
        ("a.csv", vec![b'a'; 5_100_000], "5 MB"),
        (
            "a.csv",
            b"margin,category\nPh\xad\xeang \xae\xb5,1\n".to_vec(),
            "TCVN3",
        ),
        (
            "a.csv",
            b"margin,category,target\nsex,f,many\n".to_vec(),
            "margins.csv:2:target",
        ),
        ("a.csv", wide, "margins.csv:1:margin"),
    ];
    for (name, bytes, wanted) in cases {
        let page = office.who.upload(margins, &typed, ("file", name, &bytes));
        assert_eq!(page.status, 422, "{name} {wanted}");
        assert!(page.body.contains(wanted), "{wanted}: {}", page.body);
    }
    let huge = vec![b'a'; 50_000_000];
    let page = office.who.upload(margins, &typed, ("file", "a.csv", &huge));
    assert_eq!(page.status, 413);
    assert!(page.body.contains("quá lớn"), "{}", page.body);
    let kept = office.kept(WAVE);
    assert_eq!(kept.revision, 1);
}

#[test]
fn only_the_preview_may_be_framed_and_only_by_this_site() {
    let office = drafted(databases::sqlite());
    let headers = |path: &str| {
        let address = format!("{}{path}", office.who.base);
        let request = site::visitor().get(&address);
        let request = request.header("cookie", format!("desk={}", office.who.secret));
        let response = request.call().unwrap();
        let text = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        (text("content-security-policy"), text("x-frame-options"))
    };
    let (policy, options) = headers("/desk/waves/test-2026/preview/1");
    assert!(policy.ends_with("frame-ancestors 'self'") && options == "SAMEORIGIN");
    let (policy, options) = headers("/desk/waves/test-2026/preview");
    assert!(policy.contains("frame-src 'self'; frame-ancestors 'none'") && options == "DENY");
    for path in [
        "/desk/waves/test-2026",
        "/desk/waves/preview/1",
        "/preview/1",
    ] {
        let (policy, options) = headers(path);
        assert!(
            policy.ends_with("frame-ancestors 'none'") && options == "DENY",
            "{path}"
        );
    }
}

#[test]
fn a_preview_shows_every_page_and_keeps_no_answer() {
    let office = drafted(databases::sqlite());
    let at = |page: &str| {
        office
            .who
            .get(&format!("/desk/waves/test-2026/preview/{page}"))
    };
    assert!(at("welcome").body.contains("Phiếu mẫu"));
    // Asked only where waste is burned.
    assert!(at("2").body.contains("Đốt gì?"));
    assert_eq!(
        at("1?dust=4&burning=no&action=next").location.unwrap(),
        "/desk/waves/test-2026/preview/2"
    );
    assert_eq!(at("1?action=next").status, 422);
    assert_eq!(
        at("1?action=back").location.unwrap(),
        "/desk/waves/test-2026/preview/welcome"
    );
    assert!(at("thanks").status == 200 && at("99").status == 404);
    assert!(at("1").body.contains("method=\"get\""));
}

#[test]
fn the_front_and_the_auditor_look_on_and_change_nothing() {
    let office = drafted(databases::sqlite());
    for role in [Role::Front, Role::Auditor] {
        let name = role.as_str();
        let who = signed_in(&office.database, &office.who.base, name, role, &[]);
        let one = who.get("/desk/waves/test-2026");
        assert_eq!(one.status, 200);
        for part in ["edit", "margins", "plan", "open"] {
            assert!(!one.body.contains(&format!("test-2026/{part}\"")), "{part}");
            assert_eq!(
                who.get(&format!("/desk/waves/test-2026/{part}")).status,
                404
            );
        }
        assert!(!who.get("/desk/waves").body.contains("/desk/waves/new"));
    }
}

#[test]
fn an_open_wave_offers_its_titles_and_nothing_else() {
    let office = office(databases::sqlite());
    create_wave(&office.database.store, &wave::new_wave()).unwrap();
    assert_eq!(
        office.who.post("/desk/waves/test-2026/open", &[]).status,
        303
    );
    let page = office.who.get(EDIT);
    assert!(page.body.contains("title_vi") && !page.body.contains("name=\"method\""));
    let seen = seen_of(&page);
    let fields = [
        ("title_vi", "Tên mới"),
        ("title_en", "New"),
        ("seen", &*seen),
        ("method", RAKED),
    ];
    assert_eq!(office.who.post(EDIT, &fields).status, 303);
    let kept = office.kept(WAVE);
    assert_eq!(
        (kept.wave.title_vi.as_str(), kept.wave.method.as_str()),
        ("Tên mới", wave::METHOD)
    );
}

#[test]
fn the_first_page_of_the_office_names_what_waits() {
    let office = office(databases::sqlite());
    assert!(office.who.get("/desk").body.contains("/desk/waves/new"));
    create_wave(&office.database.store, &wave::new_wave()).unwrap();
    let draft = office.who.get("/desk").body;
    assert!(draft.contains("href=\"/desk/waves/test-2026\"") && draft.contains("Bản nháp"));
    let front = signed_in(
        &office.database,
        &office.who.base,
        "front",
        Role::Front,
        &[],
    );
    assert!(
        !front
            .get("/desk")
            .body
            .contains("href=\"/desk/waves/test-2026\"")
    );
}

#[test]
fn saving_without_a_change_changes_nothing_not_even_the_order_of_localities() {
    let office = office(databases::sqlite());
    let mut new = wave::new_wave();
    // Not the order of names.
    new.localities = vec![wave::key("1"), wave::key("2")];
    (new.opens_at, new.closes_at) = (
        hailong::clock::start_of("2026-02-28".parse().unwrap()),
        hailong::clock::end_of("2026-03-21".parse().unwrap()),
    );
    create_wave(&office.database.store, &new).unwrap();
    let seen = seen_of(&office.who.get(EDIT));
    let saved = office.who.post(EDIT, &fields(wave::METHOD, &seen));
    assert_eq!(
        saved.location.unwrap(),
        "/desk/waves/test-2026?done=wave-unchanged"
    );
    assert_eq!(office.kept(WAVE).revision, 1);
}
