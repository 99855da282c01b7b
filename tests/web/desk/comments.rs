//! The office and the Front at the comments and the cases.

use hailong::store::comments::KeptComment;
use hailong::store::waves::KeptWave;
use hailong::store::{Store, audit, cases};
use hailong::survey::access::Role;
use hailong::survey::case::CaseState;
use hailong::survey::comment::{CommentState, STRUCK};

use crate::harness::comments::{one, sent};
use crate::harness::databases::{self, Database};
use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::{site, wave};

const TEXTS: [(i16, &str); 4] = [
    (0, "Rác ở chợ Hoà Hương"),
    (0, "Chợ hôi quá"),
    (1, "Đường bụi"),
    (1, "Gọi bà Lan 0905123456"),
];

struct Office {
    database: Database,
    of: KeptWave,
    desk: AtDesk,
}

fn office() -> Office {
    let database = databases::sqlite();
    let of = sent(&database.store, &TEXTS);
    let base = site::start(&database);
    let desk = signed_in(&database, &base, "office", Role::Office, &[]);
    Office { database, of, desk }
}

impl Office {
    fn store(&self) -> &Store {
        &self.database.store
    }

    fn comment(&self, begins: &str) -> KeptComment {
        one(self.store(), &self.of, begins)
    }

    fn at(&self, comment: &KeptComment) -> String {
        format!(
            "/desk/waves/{}/comments/{}",
            wave::WAVE,
            comment.id.as_text()
        )
    }

    /// Every act in the log: word, subject, detail.
    fn log(&self) -> Vec<(String, String, String)> {
        let mut lines = Vec::new();
        self.store()
            .read_blocking(|connection| {
                audit::each(connection, |line| {
                    lines.push((
                        line.action.clone(),
                        line.subject.clone(),
                        line.detail.clone(),
                    ));
                })
            })
            .unwrap();
        lines
    }

    /// Makes a case of a comment, as the page does, and gives its address.
    fn case(&self, begins: &str) -> String {
        let address = format!("{}/case", self.at(&self.comment(begins)));
        let seen = self.desk.post(&address, &[("title", "Rác ở chợ")]);
        assert_eq!(seen.status, 303, "{}", seen.body);
        seen.location.unwrap().replace("?done=case-made", "")
    }

    fn revision(&self, address: &str) -> String {
        let page = self.desk.get(address).body;
        let (_, rest) = page.split_once("name=\"revision\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    fn act(&self, address: &str, act: &str, fields: &[(&str, &str)]) -> site::Seen {
        let revision = self.revision(address);
        let mut all = vec![("revision", revision.as_str())];
        all.extend(fields);
        self.desk.post(&format!("{address}/{act}"), &all)
    }
}

const LIST: &str = "/desk/waves/test-2026/comments";

#[test]
fn the_list_is_searched_and_filtered_and_looking_at_it_is_recorded_without_the_words() {
    let office = office();
    let list = office.desk.get(LIST).body;
    assert!(TEXTS.iter().all(|(_, text)| list.contains(text)));
    let found = office.desk.get(&format!("{LIST}?q=HOA+cho")).body;
    assert!(found.contains("Rác ở chợ Hoà Hương") && !found.contains("Đường bụi"));
    let found = office
        .desk
        .get(&format!("{LIST}?locality=1&state=new"))
        .body;
    assert!(found.contains("Đường bụi") && !found.contains("Chợ hôi quá"));
    assert!(
        office
            .desk
            .get(&format!("{LIST}?q=xyz"))
            .body
            .contains("Không có ý kiến nào khớp")
    );
    let seen: Vec<_> = office
        .log()
        .into_iter()
        .filter(|line| line.0 == "comments-seen")
        .collect();
    assert_eq!(seen.len(), 4);
    let expected = (
        "comments-seen".to_owned(),
        wave::WAVE.to_owned(),
        String::new(),
    );
    assert!(seen.iter().all(|line| *line == expected));
}

#[test]
fn several_comments_are_tagged_at_once_and_one_that_refuses_keeps_what_was_typed() {
    let office = office();
    let ids = [
        office.comment("Rác").id.as_text(),
        office.comment("Chợ").id.as_text(),
    ];
    let fields = [
        ("comment", ids[0].as_str()),
        ("comment", ids[1].as_str()),
        ("act", "topic"),
        ("topic", "waste"),
        ("here", "?q=cho"),
    ];
    let done = office.desk.post(LIST, &fields);
    assert_eq!(
        done.location.as_deref(),
        Some("/desk/waves/test-2026/comments?q=cho&done=comments")
    );
    assert_eq!(office.comment("Chợ").topics, ["waste"]);
    office.case("Rác");
    let fields = [
        ("comment", ids[0].as_str()),
        ("act", "aside"),
        ("reason", "Lời <cảm> ơn"),
    ];
    let refused = office.desk.post(LIST, &fields);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("value=\"Lời &#60;cảm&#62; ơn\""),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("Chưa đổi ý kiến nào") && refused.body.contains(" checked"));
    let nothing = office.desk.post(LIST, &[("act", "read")]);
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("Xin đánh dấu ít nhất một ý kiến."));
}

#[test]
fn reading_a_comment_marks_it_read_and_proposes_what_may_be_personal() {
    let office = office();
    let found = office.comment("Gọi");
    let page = office.desk.get(&office.at(&found)).body;
    assert_eq!(page.matches("class=\"suspect\"").count(), 2);
    assert_eq!(office.comment("Gọi").state, CommentState::Read);
    assert_eq!(office.log().pop().unwrap().0, "comment-seen");
}

#[test]
fn struck_words_are_gone_and_the_log_says_how_many_characters_and_not_which() {
    let office = office();
    let found = office.comment("Gọi");
    let page = office.desk.get(&office.at(&found)).body;
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    let seen = rest.split('"').next().unwrap();
    let address = format!("{}/strike", office.at(&found));
    let empty = office.desk.post(&address, &[("seen", seen)]);
    assert_eq!(empty.status, 422);
    let done = office
        .desk
        .post(&address, &[("seen", seen), ("word", "2"), ("word", "3")]);
    assert_eq!(done.status, 303);
    assert_eq!(office.comment("Gọi").words, format!("Gọi bà {STRUCK}"));
    let late = office.desk.post(&address, &[("seen", seen), ("word", "0")]);
    assert_eq!(late.status, 422);
    assert!(late.body.contains("Có người vừa xóa bớt chữ"));
    let struck: Vec<_> = office
        .log()
        .into_iter()
        .filter(|line| line.0 == "comment-struck")
        .collect();
    assert_eq!(struck.len(), 1);
    assert_eq!(struck[0].2, "Lan 0905123456".chars().count().to_string());
    assert!(
        office
            .log()
            .iter()
            .all(|line| !format!("{line:?}").contains("0905"))
    );
}

#[test]
fn a_case_goes_from_comments_to_the_public_page_and_back() {
    let office = office();
    let case = office.case("Rác");
    let early = office.act(
        &case,
        "preview",
        &[("said_vi", "Rác."), ("done_vi", "Xong.")],
    );
    assert_eq!(early.status, 422);
    let wrong = office.act(
        &case,
        "hand-over",
        &[("unit", "Đội vệ sinh"), ("due", "2026-02-01")],
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("value=\"Đội vệ sinh\"") && wrong.body.contains("Ngày này đã qua"));
    let hand = [("unit", "Đội vệ sinh"), ("due", "2026-03-05")];
    assert_eq!(office.act(&case, "hand-over", &hand).status, 303);
    let cases_page = office.desk.get("/desk/cases").body;
    assert!(cases_page.contains("còn 4 ngày") && cases_page.contains("Đội vệ sinh"));
    assert_eq!(
        office
            .act(&case, "answer", &[("answer", "Đã thêm chuyến.")])
            .status,
        303
    );
    let quote = office.comment("Rác").id.as_text();
    let text = [
        ("said_vi", "Rác chậm thu gom."),
        ("done_vi", "Thêm chuyến."),
        ("name_locality", "yes"),
        ("quote", quote.as_str()),
    ];
    let preview = office.act(&case, "preview", &text);
    assert_eq!(preview.status, 200);
    assert!(preview.body.contains("Rác ở chợ Hoà Hương"));
    assert!(
        preview.body.contains("Địa phương và nơi không hiện"),
        "fewer than ten answered"
    );
    let public = || site::get(&format!("{}/voices", office.desk.base)).body;
    assert!(public().contains("Chưa có trả lời nào"));
    assert_eq!(office.act(&case, "publish", &text).status, 303);
    assert!(public().contains("Rác chậm thu gom.") && !public().contains("Phường Một"));
    assert_eq!(office.act(&case, "withdraw", &[]).status, 303);
    assert!(public().contains("Chưa có trả lời nào"));
    assert_eq!(office.act(&case, "close", &[]).status, 303);
    assert_eq!(
        office
            .act(&case, "reopen", &[("reopen_note", "Lại ứ")])
            .status,
        303
    );
    let kept = office.store().read_blocking(cases::all).unwrap().remove(0);
    assert_eq!(kept.state, CaseState::Handed);
    assert!(office.desk.get(&case).body.contains("mở lại: Lại ứ"));
}

#[test]
fn the_second_of_two_who_edit_a_case_is_told_and_keeps_what_was_typed() {
    let office = office();
    let case = office.case("Rác");
    let old = office.revision(&case);
    assert_eq!(
        office
            .act(&case, "answer", &[("answer", "Thứ nhất")])
            .status,
        303
    );
    let second = office.desk.post(
        &format!("{case}/answer"),
        &[("revision", &old), ("answer", "Thứ hai")],
    );
    assert_eq!(second.status, 422);
    assert!(second.body.contains("Có người vừa sửa kiến nghị này"));
    assert!(second.body.contains("Thứ hai"), "what was typed is kept");
}

#[test]
fn a_spreadsheet_goes_out_and_comes_back_and_a_bad_one_changes_nothing() {
    let office = office();
    let out = office.desk.get(&format!("{LIST}.csv"));
    assert!(out.body.starts_with('\u{feff}') || out.body.starts_with("id,"));
    assert_eq!(
        out.body.matches("more").count() + out.body.matches("where").count(),
        4
    );
    let upload = format!("{LIST}/upload");
    let id = office.comment("Rác").id.as_text();
    let bad = office.desk.upload(
        &upload,
        &[],
        (
            "file",
            "a.csv",
            format!("id,topics\n{id},dust\n").as_bytes(),
        ),
    );
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("a.csv:2:topics"), "{}", bad.body);
    let workbook = office.desk.upload(
        &upload,
        &[],
        ("file", "a.xlsx", b"PK\x03\x04xl/workbook.xml"),
    );
    assert!(workbook.status == 422 && workbook.body.contains("tệp Excel"));
    assert_eq!(office.desk.post(&upload, &[]).status, 422);
    let good = format!("id;topics;place\r\n{id};waste;Chợ Hoà Hương\r\n");
    assert_eq!(
        office
            .desk
            .upload(&upload, &[], ("file", "a.csv", good.as_bytes()))
            .status,
        303
    );
    assert_eq!(
        office.comment("Rác").place.as_deref(),
        Some("Chợ Hoà Hương")
    );
    let spots = office.desk.get("/desk/waves/test-2026/hot-spots").body;
    assert!(spots.contains("Chợ Hoà Hương") && spots.contains("Phường Một"));
}

#[test]
fn a_comment_or_a_case_that_is_not_there_is_no_page() {
    let office = office();
    let id = office.comment("Rác").id.as_text();
    for address in [
        format!("/desk/waves/other/comments/{id}"),
        format!("{LIST}/{}", "0".repeat(32)),
        format!("{LIST}/xyz"),
        "/desk/cases/1".to_owned(),
        "/desk/cases/x".to_owned(),
    ] {
        assert_eq!(office.desk.get(&address).status, 404, "{address}");
    }
}

#[test]
fn the_first_page_says_what_waits() {
    let office = office();
    let page = office.desk.get("/desk").body;
    assert!(page.contains("4 ý kiến mới của bà con"), "{page}");
    let case = office.case("Rác");
    let page = office.desk.get("/desk").body;
    assert!(page.contains("1 kiến nghị chưa giao cho ai"));
    assert_eq!(
        office
            .act(&case, "close", &[("close_note", "Trùng")])
            .status,
        303
    );
    assert!(!office.desk.get("/desk").body.contains("chưa giao cho ai"));
}
