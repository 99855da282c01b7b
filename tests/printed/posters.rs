use hailong::printed::{Paper, poster};
use hailong::wording::Tongue;

use crate::printed::pages::Pages;
use crate::printed::{address, earlier, given};

#[test]
fn the_code_of_a_poster_is_scanned_off_its_page_and_is_ten_centimetres_wide() {
    let given = given();
    let code = &given.codes(1)[0];
    for (paper, size) in [(Paper::A4, "(A4)"), (Paper::A3, "(A3)")] {
        let pages = Pages::of(
            &poster(&given.occasion(Tongue::Vi), paper, code)
                .pdf()
                .unwrap(),
        );
        assert_eq!(pages.count(), 1);
        assert!(
            pages.fact("Page size").contains(size),
            "{}",
            pages.fact("Page size")
        );
        let scanned = pages.scan();
        assert_eq!(scanned.len(), 1);
        assert_eq!(scanned[0].text, address(code));
        assert!(scanned[0].millimetres >= 99.5, "{scanned:?}");
    }
}

#[test]
fn a_poster_says_in_both_languages_where_to_go_until_when_and_who_asks() {
    let given = given();
    let code = &given.codes(1)[0];
    let promises = [
        (
            Tongue::Vi,
            "Không ghi tên, không ai biết Ông/Bà trả lời gì.",
        ),
        (
            Tongue::En,
            "No names are taken. Nobody knows what you answer.",
        ),
    ];
    for (tongue, promise) in promises {
        let pages = Pages::of(
            &poster(&given.occasion(tongue), Paper::A4, code)
                .pdf()
                .unwrap(),
        );
        let words = pages.words();
        for told in [
            code.grouped().as_str(),
            "khaosat.example.vn/s",
            "31/12/2026",
            "Khối phố 3",
            "Phường Hoà Thuận",
            promise,
        ] {
            assert!(words.contains(told), "{told} is not in {words}");
        }
        for name in given.institutions.iter().flat_map(|name| name.split(' ')) {
            assert!(words.contains(name), "{name} is not in {words}");
        }
    }
}

#[test]
fn a_poster_whose_link_ends_before_the_wave_names_the_earlier_day() {
    let given = given();
    let mut of = given.occasion(Tongue::Vi);
    of.expires_at = Some(earlier(&given));
    let pages = Pages::of(&poster(&of, Paper::A4, &given.codes(1)[0]).pdf().unwrap());
    assert!(pages.words().contains("30/12/2026"));
    assert!(!pages.words().contains("31/12/2026"));
}

#[test]
fn a_poster_of_simulated_data_says_so() {
    let mut given = given();
    given.wave.simulated = true;
    let of = given.occasion(Tongue::Vi);
    let pages = Pages::of(&poster(&of, Paper::A4, &given.codes(1)[0]).pdf().unwrap());
    assert!(pages.words().contains("dữ liệu mô phỏng"));
}

#[test]
fn a_print_is_the_same_to_the_byte_every_time_and_carries_no_day_of_its_making() {
    let given = given();
    let print = poster(&given.occasion(Tongue::Vi), Paper::A4, &given.codes(1)[0]);
    let first = print.pdf().unwrap();
    let again = std::thread::spawn(move || print.pdf().unwrap())
        .join()
        .unwrap();
    assert!(first == again);
    assert_eq!(Pages::of(&first).fact("CreationDate"), "");
}

#[test]
fn a_pdf_is_tagged_and_has_a_title_and_a_language() {
    let given = given();
    let pdf = poster(&given.occasion(Tongue::Vi), Paper::A4, &given.codes(1)[0])
        .pdf()
        .unwrap();
    let pages = Pages::of(&pdf);
    assert_eq!(pages.fact("Tagged"), "yes");
    assert_eq!(
        pages.fact("Title"),
        "Áp phích khảo sát – Khối phố 3, Phường Hoà Thuận"
    );
    assert!(String::from_utf8_lossy(&pdf).contains("/Lang(vi"));
}

#[test]
fn an_svg_is_one_page_with_a_title_and_without_letters_that_need_a_typeface() {
    let given = given();
    let print = poster(&given.occasion(Tongue::Vi), Paper::A3, &given.codes(1)[0]);
    let page = print.svg(0).unwrap().unwrap();
    assert!(page.starts_with("<svg"));
    assert!(page.contains("<title>Áp phích khảo sát – Khối phố 3, Phường Hoà Thuận</title>"));
    assert!(!page.contains("<text") && !page.contains("font-family"));
    assert_eq!(print.svg(1).unwrap(), None);
}
