use askama::Template;
use chrono::NaiveDate;
use hailong::flow::cases::{Move, Publication, act, open};
use hailong::web::public::voices::{PAGE, Voice, VoicesPage};
use hailong::wording::Tongue;

use super::text;
use crate::harness::comments::{by, one, sent};
use crate::harness::{databases, site};

pub fn two() -> Vec<Voice> {
    let full = Voice {
        number: 2,
        published_on: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
        said_vi: "Rác chậm thu gom.\nMùi hôi.".to_owned(),
        said_en: Some("Rubbish is late.".to_owned()),
        done_vi: "Thêm chuyến.".to_owned(),
        done_en: None,
        quote: Some("Rác nhà ▇▇▇ <b>hôi</b>".to_owned()),
        topic: Some(("waste".to_owned(), None)),
        locality: Some("Phường Một".to_owned()),
        place: Some("Chợ Một".to_owned()),
        unit: Some("Đội vệ sinh".to_owned()),
        comments: Some(12),
        simulated: true,
    };
    let bare = Voice {
        number: 1,
        done_en: Some("More rounds.".to_owned()),
        quote: None,
        topic: None,
        locality: None,
        place: None,
        unit: None,
        comments: None,
        ..full.clone()
    };
    vec![full, bare]
}

pub fn page(voices: &[Voice], tongue: Tongue) -> String {
    VoicesPage::new(tongue, voices, 1).render().unwrap()
}

#[test]
fn a_reply_says_what_was_said_what_was_done_where_and_by_whom() {
    let page = page(&two(), Tongue::Vi);
    let words = text(&page);
    assert!(
        words.contains("Bà con nói Rác chậm thu gom. Mùi hôi."),
        "{words}"
    );
    assert!(words.contains("Chợ Một, Phường Một"));
    assert!(words.contains("12 ý kiến · Đơn vị giải quyết: Đội vệ sinh · Công bố ngày 01/04/2026"));
    assert!(words.contains("▇▇▇ là chỗ đã xóa thông tin cá nhân."));
    assert!(!page.contains("<b>hôi</b>"), "words of residents are text");
}

#[test]
fn a_text_without_a_translation_is_shown_in_vietnamese_and_says_so() {
    let page = page(&two(), Tongue::En);
    assert!(page.contains("<div lang=\"vi\"><p>Thêm chuyến.</p></div>"));
    assert_eq!(page.matches("in Vietnamese only").count(), 1);
    assert!(text(&page).contains("You said Rubbish is late."));
}

#[test]
fn before_the_first_reply_the_page_says_what_will_be_there() {
    assert!(text(&page(&[], Tongue::Vi)).contains("Chưa có trả lời nào được công bố"));
}

#[test]
fn many_replies_are_on_several_pages() {
    let many: Vec<Voice> = (0..=PAGE)
        .map(|number| Voice {
            number: i32::try_from(number).unwrap(),
            ..two().remove(1)
        })
        .collect();
    let first = page(&many, Tongue::Vi);
    assert!(first.contains("href=\"?page=2\" rel=\"next\"") && !first.contains("rel=\"prev\""));
    let second = VoicesPage::new(Tongue::Vi, &many, 2).render().unwrap();
    assert_eq!(second.matches("<article").count(), 1);
    assert!(second.contains("href=\"?page=1\" rel=\"prev\""));
    let beyond = VoicesPage::new(Tongue::Vi, &many, usize::MAX)
        .render()
        .unwrap();
    assert_eq!(beyond, second);
}

#[test]
fn only_what_was_published_reaches_the_page() {
    let database = databases::sqlite();
    let store = &database.store;
    let of = sent(store, &[(0, "Rác chợ, gọi 0905123456")]);
    let base = site::start(&database);
    let seen = || site::get(&format!("{base}/voices")).body;
    assert!(seen().contains("Chưa có trả lời nào"));
    let ids = [one(store, &of, "Rác").id];
    let id = store
        .write_blocking(|connection| open(connection, &by(), &of, "Việc nội bộ", &ids))
        .unwrap()
        .unwrap();
    let publication = Publication {
        said_vi: "Rác chậm thu gom.".to_owned(),
        said_en: None,
        done_vi: "Thêm chuyến.".to_owned(),
        done_en: None,
        name_locality: true,
        quote: None,
    };
    for (revision, wanted) in [
        Move::Answer("Nội bộ".to_owned()),
        Move::Publish(publication),
    ]
    .iter()
    .enumerate()
    {
        let revision = i32::try_from(revision).unwrap();
        store
            .write_blocking(|connection| act(connection, &by(), id, revision, wanted))
            .unwrap()
            .unwrap();
    }
    let page = seen();
    assert!(page.contains("Rác chậm thu gom.") && page.contains("Phường Một"));
    for hidden in ["0905123456", "Việc nội bộ", "Nội bộ", "1 ý kiến"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let home = site::get(&base).body;
    assert_eq!(home.matches("href=\"/voices\"").count(), 2);
}
