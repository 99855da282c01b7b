use hailong::edition::figures::Style;
use hailong::wording::Tongue;

use super::{bare, home, release, text};
use crate::harness::tam_ky::tam_ky;

#[test]
fn editions_are_listed_with_their_finding() {
    let page = home(&[release(tam_ky(Style::Mean)), release(bare())], Tongue::Vi);
    assert_eq!(
        page.matches("<a href=\"/editions/tam-ky-2024-1\">").count(),
        2
    );
    let words = text(&page);
    assert!(words.contains("Năm 2024, điểm hài lòng chung của người dân là 67,4 trên 100"));
    assert!(words.contains("13 địa phương, 3.325 phiếu trả lời. Công bố ngày 20/12/2024."));
    assert!(words.contains("chỉ số chung chưa công bố"));
}

#[test]
fn before_the_first_edition_the_list_says_what_will_be_there() {
    let page = text(&home(&[], Tongue::Vi));
    assert!(page.contains("Chưa có kỳ công bố nào Kết quả sẽ ở đây"));
    assert!(!page.contains("Đang lấy ý kiến"));
}

#[test]
fn whoever_holds_a_code_gets_to_the_survey_and_live_waves_are_named_without_a_link() {
    let page = home(&[release(tam_ky(Style::Mean))], Tongue::En);
    assert!(page.contains("<form class=\"panel\" action=\"/s\" method=\"get\">"));
    assert!(page.contains("name=\"code\""));
    assert!(text(&page).contains(
        "Living environment 2026 : answers are taken until the end of 24 December 2026."
    ));
    assert!(!page.contains("href=\"/s"));
}
