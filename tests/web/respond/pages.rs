//! The pages that a resident walks through.

use hailong::survey::link::{Code, LinkKind};

use crate::harness::databases::{self, Database};
use crate::harness::site::{self, Seen};
use crate::harness::wave;

struct Resident {
    base: String,
    code: Code,
    cookies: String,
    _database: Database,
}

impl Resident {
    fn with(kind: LinkKind) -> Self {
        let database = databases::sqlite();
        wave::open(&database.store);
        let code = wave::codes(&database.store, kind, 0, 1).remove(0);
        Self {
            base: site::start(&database),
            code,
            cookies: String::new(),
            _database: database,
        }
    }

    fn address(&self, path: &str) -> String {
        format!("{}/s/{}{path}", self.base, self.code.as_str())
    }

    fn get(&self, path: &str) -> Seen {
        site::seen(
            site::visitor()
                .get(self.address(path))
                .header("cookie", &self.cookies)
                .call(),
        )
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let request = site::visitor()
            .post(self.address(path))
            .header("cookie", &self.cookies);
        let seen = site::seen(request.send_form(fields.iter().copied()));
        for cookie in &seen.cookies {
            let new = cookie.split(';').next().unwrap();
            let (name, _) = new.split_once('=').unwrap();
            let others = self.cookies.split("; ");
            let others =
                others.filter(|old| !old.is_empty() && !old.starts_with(&format!("{name}=")));
            let all: Vec<&str> = others.chain([new]).collect();
            self.cookies = all.join("; ");
        }
        seen
    }

    fn consents(kind: LinkKind) -> Self {
        let mut resident = Self::with(kind);
        let seen = resident.post("", &[("consent", "yes")]);
        assert_eq!(seen.status, 303, "{seen:?}");
        resident
    }
}

#[test]
fn without_consent_there_is_no_question() {
    let mut resident = Resident::with(LinkKind::Single);
    let welcome = resident.get("");
    assert_eq!(welcome.status, 200);
    assert!(welcome.body.contains("type=\"checkbox\"") && !welcome.body.contains("checked"));
    assert_eq!(
        resident.get("/1").location.unwrap(),
        format!("/s/{}", resident.code.as_str())
    );
    let refused = resident.post("", &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("href=\"#consent\""));
}

#[test]
fn every_page_is_whole_in_both_languages() {
    for language in ["vi", "en"] {
        let mut resident = Resident::consents(LinkKind::Single);
        let answers: [&[(&str, &str)]; 3] = [
            &[("dust", "2"), ("noise_day", "3"), ("burning", "yes")],
            &[("what", "straw"), ("days", "3"), ("where", "chợ")],
            &[("sex", "f")],
        ];
        let mut pages = vec![resident.get(&format!("?lang={language}")).body];
        for (number, fields) in answers.iter().enumerate() {
            pages.push(
                resident
                    .get(&format!("/{}?lang={language}", number + 1))
                    .body,
            );
            assert_eq!(
                resident.post(&format!("/{}", number + 1), fields).status,
                303
            );
        }
        pages.push(resident.get(&format!("/review?lang={language}")).body);
        pages.push(resident.post(&format!("/submit?lang={language}"), &[]).body);
        pages.push(resident.get(&format!("?lang={language}")).body);
        for page in pages {
            assert!(
                page.contains(&format!("<html lang=\"{language}\">")),
                "{page}"
            );
            assert!(page.contains("<h1>") && page.trim_end().ends_with("</html>"));
            assert!(!page.contains('{'), "{page}");
        }
    }
}

#[test]
fn a_summary_leads_to_each_fault_and_what_was_typed_stays() {
    let mut resident = Resident::consents(LinkKind::Single);
    let fields = [("dust", "2"), ("noise_day", "9"), ("action", "next")];
    let refused = resident.post("/1", &fields);
    assert_eq!(refused.status, 422);
    let target = refused
        .body
        .split("<li><a href=\"#")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        refused.body.contains(&format!("id=\"{target}\"")),
        "{target}"
    );
    assert!(
        refused.body.contains("value=\"2\" checked")
            && refused.body.contains("value=\"9\" checked")
    );
}

#[test]
fn going_back_keeps_even_what_is_wrong() {
    let mut resident = Resident::consents(LinkKind::Single);
    resident.post("/1", &[("dust", "2"), ("burning", "yes")]);
    let back = resident.post("/2", &[("days", "many"), ("action", "back")]);
    assert_eq!(
        back.location.unwrap(),
        format!("/s/{}/1", resident.code.as_str())
    );
    assert!(resident.get("/2").body.contains("value=\"many\""));
}

#[test]
fn the_other_language_keeps_the_page_and_the_answers() {
    let mut resident = Resident::consents(LinkKind::Single);
    let switched = resident.post("/1", &[("dust", "5"), ("lang", "en")]);
    assert_eq!(
        switched.location.unwrap(),
        format!("/s/{}/1", resident.code.as_str())
    );
    let page = resident.get("/1").body;
    assert!(
        page.contains("lang=\"en\"") && page.contains("value=\"5\" checked"),
        "{page}"
    );
}

#[test]
fn what_is_typed_is_shown_as_text_and_never_run() {
    let mut resident = Resident::consents(LinkKind::Single);
    resident.post("/1", &[("dust", "2"), ("burning", "yes")]);
    resident.post(
        "/2",
        &[("what", "straw"), ("where", "<script>"), ("action", "back")],
    );
    let page = resident.get("/2").body;
    assert!(
        !page.contains("<script>") && page.contains("script&#"),
        "{page}"
    );
}

#[test]
fn sending_again_shows_the_same_receipt_and_stores_nothing_new() {
    for kind in [LinkKind::Single, LinkKind::Open] {
        let mut resident = Resident::consents(kind);
        resident.post("/1", &[("dust", "2"), ("burning", "no")]);
        resident.post("/3", &[("sex", "m")]);
        let review = resident.get("/review").body;
        let key = review
            .split("name=\"key\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let first = site::receipt(&resident.post("/submit", &[("key", &key)]).body);
        let second = site::receipt(&resident.post("/submit", &[("key", &key)]).body);
        assert_eq!(first, second);
    }
}

#[test]
fn the_next_person_on_an_open_link_sees_nothing_of_the_last_one() {
    let mut resident = Resident::consents(LinkKind::Open);
    resident.post("/1", &[("dust", "2"), ("burning", "no")]);
    resident.cookies.clear();
    assert_eq!(resident.get("/1").status, 303, "another phone has no draft");
}
