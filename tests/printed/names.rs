//! Names come from people: they are printed as they are, and change nothing else.

use hailong::printed::{Paper, collectors, paper_form, poster, slips};
use hailong::wording::Tongue;

use crate::printed::pages::Pages;
use crate::printed::{Given, address, given};

fn named(group: &str, locality: &str, institution: &str) -> Given {
    let mut given = given();
    given.groups[2].name = group.to_owned();
    given.locality.name = locality.to_owned();
    given.institutions = vec![institution.to_owned(); 2];
    given
}

#[test]
fn signs_that_mean_something_to_a_typesetter_are_only_signs() {
    for name in [
        "#panic() $x^2$",
        "*a* _b_ `c`",
        "a\\b ~ <c> @d",
        "\"a\" 'b' -- /* c",
        "// a [b] {c}",
        "= a; + b: %s",
    ] {
        let given = named(name, "Phường #1", "Sở $ & <b>");
        let of = given.occasion(Tongue::Vi);
        let codes = given.codes(3);
        let prints = [
            poster(&of, Paper::A4, &codes[0]),
            slips(&of, Paper::A4, &codes),
            paper_form(&of, &[]),
            collectors(&of, 3),
        ];
        for print in prints {
            let pages = Pages::of(&print.pdf().unwrap());
            let words = pages.words();
            for name in [name, "Phường #1", "Sở $ & <b>"] {
                assert!(words.contains(name), "{name} is not in {words}");
            }
        }
    }
}

#[test]
fn a_name_that_never_ends_pushes_neither_the_code_nor_the_date_off_the_page() {
    for name in ["Khối phố rất dài ".repeat(40), "Ơ".repeat(600)] {
        let given = named(&name, &name, &name);
        let of = given.occasion(Tongue::Vi);
        let codes = given.codes(8);
        let wide = Pages::of(&poster(&of, Paper::A4, &codes[0]).pdf().unwrap());
        assert_eq!(wide.count(), 1);
        assert_eq!(wide.scan()[0].text, address(&codes[0]));
        assert!(wide.words().contains(&codes[0].grouped()));
        assert!(wide.words().contains("31/12/2026"));
        let cut = Pages::of(&slips(&of, Paper::A4, &codes).pdf().unwrap());
        assert_eq!(cut.count(), 1);
        let scanned: Vec<String> = cut.cut_and_scan().into_iter().map(|one| one.text).collect();
        assert_eq!(scanned, codes.iter().map(address).collect::<Vec<_>>());
    }
}

#[test]
fn every_vietnamese_letter_survives() {
    let letters = "ăằẳẵắặ âầẩẫấậ êềểễếệ ôồổỗốộ ơờởỡớợ ưừửữứự đ ỳỷỹýỵ";
    let given = named(
        letters,
        &letters.to_uppercase(),
        "Sở Nông nghiệp và Môi trường",
    );
    let of = given.occasion(Tongue::Vi);
    let pages = Pages::of(&poster(&of, Paper::A4, &given.codes(1)[0]).pdf().unwrap());
    let words = pages.words();
    for part in letters.split(' ') {
        assert!(words.contains(part), "{part} is not in {words}");
        assert!(
            words.contains(&part.to_uppercase()),
            "{part} is not in {words}"
        );
    }
}
