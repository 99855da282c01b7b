use hailong::printed::collectors;
use hailong::wording::Tongue;

use crate::printed::given;
use crate::printed::pages::Pages;

#[test]
fn the_list_has_a_line_per_slip_and_asks_for_no_names() {
    let given = given();
    let pages = Pages::of(&collectors(&given.occasion(Tongue::Vi), 70).pdf().unwrap());
    let text = pages.text();
    let numbers = text
        .lines()
        .filter(|line| line.contains("Khối phố 3"))
        .filter_map(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    assert_eq!(numbers.collect::<Vec<_>>(), (1..=70).collect::<Vec<_>>());
    assert!(
        pages
            .words()
            .contains("Không ghi tên, địa chỉ hay số điện thoại")
    );
    assert_eq!(
        text.matches("Đã phát").count(),
        pages.count(),
        "every page has the heads of its columns"
    );
}
