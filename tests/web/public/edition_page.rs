use hailong::edition::figures::{FigureKind, Style, WHOLE, Withheld, WithheldReason};
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::{bare, edition, row, text, without_pictures};
use askama::Template;
use hailong::web::public::edition::EditionPage;

use crate::harness::tam_ky::{tam_ky, text as in_both};
use crate::web::public::release;

fn page(style: Style, tongue: Tongue) -> String {
    edition(tam_ky(style), tongue, Sort::Name)
}

#[test]
fn it_opens_with_the_sentence() {
    let opening = |style, tongue| {
        let page = page(style, tongue);
        text(
            page.split("<h1")
                .nth(1)
                .unwrap()
                .split("</h1>")
                .next()
                .unwrap(),
        )
    };
    let vi = opening(Style::Mean, Tongue::Vi);
    assert!(
        vi.ends_with(
            "Năm 2024, điểm hài lòng chung của người dân là 67,4 trên 100 — từ 66,8 đến 68,0."
        ),
        "{vi}"
    );
    let en = opening(Style::Satisfied, Tongue::En);
    assert!(
        en.ends_with("In 2024, 60.5% of residents are satisfied — from 59.5% to 61.5%."),
        "{en}"
    );
}

#[test]
fn without_a_year_the_sentence_still_begins_with_a_capital() {
    let mut release = super::release(tam_ky(Style::Mean));
    release.year = None;
    assert!(
        release
            .sentence(Tongue::Vi)
            .before
            .starts_with("Điểm hài lòng")
    );
    release.figures = bare();
    assert!(
        release
            .sentence(Tongue::Vi)
            .before
            .starts_with("Chỉ số chung chưa công bố")
    );
}

#[test]
fn a_withheld_locality_shows_its_reason_and_no_number() {
    let page = without_pictures(&page(Style::Mean, Tongue::Vi));
    let reason = "Chưa công bố vì quá ít câu trả lời";
    for caption in [
        "Khoảng hạng",
        "Mức hài lòng theo tiêu chí",
        "Không khí nơi Ông/Bà ở",
    ] {
        let row = row(&page, caption, "Phường Phước Hòa");
        assert!(row.contains(reason), "{row}");
        assert!(!row.chars().any(|c| c.is_ascii_digit()), "{row}");
    }
    assert_eq!(
        row(
            &page,
            "Mức hài lòng của từng địa phương",
            "Phường Phước Hòa"
        ),
        format!("Phường Phước Hòa {reason} 20")
    );
}

#[test]
fn fewer_than_ten_answers_are_not_counted_out() {
    let mut figures = tam_ky(Style::Mean);
    figures.localities[1].responses = None;
    let page = edition(figures.clone(), Tongue::Vi, Sort::Name);
    assert!(row(&page, "Mức hài lòng của từng", "Phường Phước Hòa").ends_with(" ẩn"));
    figures.localities[1].responses = Some(7);
    assert_eq!(page, edition(figures, Tongue::Vi, Sort::Name));
}

#[test]
fn responses_of_a_locality_are_rounded_to_five_and_those_of_all_are_not() {
    let mut figures = tam_ky(Style::Mean);
    figures.localities[0].responses = Some(128);
    let name = figures.localities[0].name.clone();
    for one in &mut figures.figures {
        if one.domain == WHOLE && one.kind == FigureKind::Index {
            one.n = Some(2418);
        }
    }
    let page = edition(figures, Tongue::Vi, Sort::Name);
    let row = |name: &str| row(&page, "Mức hài lòng của từng", name);
    assert!(row(&name).ends_with(" 130"), "{}", row(&name));
    let all = row("Tất cả địa phương");
    assert!(all.ends_with(" 2.418"), "{all}");
}

#[test]
fn a_rank_is_never_bare() {
    for tongue in Tongue::ALL {
        let caption = match tongue {
            Tongue::Vi => "Khoảng hạng của từng",
            Tongue::En => "Range of ranks of each",
        };
        let page = page(Style::Mean, tongue);
        let own = row(&page, caption, "Phường An Mỹ");
        let expected = match tongue {
            Tongue::Vi => "1 đến 4",
            Tongue::En => "1 to 4",
        };
        assert!(own.contains(expected), "{own}");
    }
    // A set of one rank says that it is one.
    let mut figures = tam_ky(Style::Mean);
    for row in &mut figures.ranking {
        (row.set_low, row.set_high) = (row.rank, row.rank);
    }
    let page = edition(figures, Tongue::Vi, Sort::Name);
    assert!(row(&page, "Khoảng hạng của từng", "Phường An Mỹ").contains("chỉ 1"));
}

#[test]
fn it_says_how_many_places_can_be_told_apart() {
    let page = without_pictures(&page(Style::Mean, Tongue::Vi));
    assert!(page.contains(
        "Trong 66 cặp địa phương, 29 cặp phân biệt được chắc chắn, 37 cặp không phân biệt được."
    ));
    let own = row(&page, "Khoảng hạng của từng", "Phường An Sơn");
    assert!(
        own.contains("cao hơn hẳn 4 nơi; thấp hơn hẳn 1 nơi; không phân biệt được với 6 nơi"),
        "{own}"
    );
}

#[test]
fn little_answers_are_marked_in_words() {
    let page = page(Style::Mean, Tongue::Vi);
    for caption in [
        "Mức hài lòng của từng",
        "Khoảng hạng của từng",
        "Mức hài lòng theo tiêu chí",
    ] {
        let marked = row(&page, caption, "Xã Tam Thanh");
        assert_eq!(marked.matches("Thận trọng").count(), 1, "{marked}");
        assert!(!row(&page, caption, "Phường An Mỹ").contains("Thận trọng"));
    }
}

#[test]
fn volunteers_have_no_margin_of_error() {
    let vi = page(Style::Mean, Tongue::Vi);
    assert!(vi.contains("độ chính xác nếu mô hình cân bằng mẫu là đúng"));
    let en = page(Style::Mean, Tongue::En);
    assert!(en.contains("the precision if the weighting model holds"));
    for tongue in Tongue::ALL {
        for design in ["probability", "census_attempt", "opt_in"] {
            let mut figures = tam_ky(Style::Mean);
            figures.method.design = design.into();
            let page = edition(figures, tongue, Sort::Name).to_lowercase();
            assert!(!page.contains("margin of error") && !page.contains("sampling error"));
            assert!(!page.contains("biên độ sai số") && !page.contains("sai số chọn mẫu"));
            assert_eq!(
                page.contains("if the weighting model holds")
                    || page.contains("nếu mô hình cân bằng mẫu là đúng"),
                design == "opt_in"
            );
        }
    }
}

#[test]
fn localities_stand_in_alphabetical_order_unless_asked_otherwise() {
    let order = |sort| {
        let page = edition(tam_ky(Style::Mean), Tongue::Vi, sort);
        let table = page
            .split("<caption>")
            .find(|part| part.starts_with("Khoảng hạng của từng"))
            .unwrap()
            .to_owned();
        let place = |name: &str| table.find(name).unwrap();
        (
            place("Phường An Mỹ"),
            place("Phường Hòa Hương"),
            place("Phường Hoà Thuận"),
            place("Xã Tam Phú"),
            place("Phường Phước Hòa"),
        )
    };
    let (an_my, hoa_huong, hoa_thuan, tam_phu, phuoc_hoa) = order(Sort::Name);
    assert!(
        an_my < hoa_huong && hoa_huong < hoa_thuan && hoa_thuan < phuoc_hoa && phuoc_hoa < tam_phu
    );
    let (an_my, hoa_huong, hoa_thuan, tam_phu, phuoc_hoa) = order(Sort::Level);
    assert!(
        an_my < hoa_thuan && hoa_thuan < hoa_huong && hoa_huong < tam_phu && tam_phu < phuoc_hoa
    );
    assert_eq!(Sort::of_query("lang=vi&sort=level"), Sort::Level);
    assert_eq!(Sort::of_query("sort=rank"), Sort::Name);
}

#[test]
fn names_are_escaped() {
    let mut figures = tam_ky(Style::Mean);
    figures.localities[0].name = "<script>alert('A & B')</script>".into();
    figures.title = in_both("<b>T</b>", "<b>T</b>");
    figures.form.criteria[0].items[0].text = in_both("\"><img>", "\"><img>");
    let page = edition(figures, Tongue::Vi, Sort::Name);
    for markup in ["<script", "<b>T</b>", "\"><img>"] {
        assert!(!page.contains(markup), "{markup}");
    }
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let vi = page(Style::Mean, Tongue::Vi);
    assert!(vi.contains("<dt>3.325</dt>") && vi.contains("74,8") && vi.contains("20/12/2024"));
    assert!(vi.contains("82,2 KB"));
    let en = page(Style::Mean, Tongue::En);
    assert!(
        en.contains("<dt>3,325</dt>") && en.contains("74.8") && en.contains("20 December 2024")
    );
    assert!(!without_pictures(&en).contains("74,8"));
}

#[test]
fn what_is_withheld_is_listed_with_its_reason() {
    let mut figures = tam_ky(Style::Mean);
    figures.withheld.push(Withheld {
        domain: "20389".into(),
        kind: FigureKind::Item,
        code: "tieng_on".into(),
        style: Style::Mean,
        reason: WithheldReason::WouldReveal,
    });
    let page = edition(figures, Tongue::Vi, Sort::Name);
    let section = text(
        page.split("id=\"withheld\"")
            .nth(1)
            .unwrap()
            .split("</section>")
            .next()
            .unwrap(),
    );
    assert!(
        section.contains(
            "Phường Phước Hòa : tất cả số liệu. Chưa công bố vì quá ít câu trả lời (20 phiếu)."
        ),
        "{section}"
    );
    assert!(
        section.contains("Xã Tam Ngọc : Tiếng ồn, độ rung và bụi. Chưa công bố để không làm lộ"),
        "{section}"
    );
}

#[test]
fn files_are_offered_with_their_sizes_and_the_way_to_recompute_them() {
    let page = page(Style::Mean, Tongue::En);
    for file in ["figures.csv", "ranking.csv", "figures.json"] {
        assert!(
            page.contains(&format!(
                "<a href=\"/editions/tam-ky-2024-1/{file}\" download>"
            )),
            "{file}"
        );
    }
    assert!(page.contains("hailong compute --form FORM.toml --method METHOD.toml --frame FRAME.csv --responses RESPONSES.csv --out FIGURES"));
    for input in &tam_ky(Style::Mean).inputs {
        assert!(page.contains(&input.sha256.0));
    }
}

#[test]
fn every_picture_that_the_page_names_is_among_the_files_of_the_edition() {
    let figures = tam_ky(Style::Mean);
    let files = super::all_files(&figures);
    for tongue in Tongue::ALL {
        let page = edition(figures.clone(), tongue, Sort::Name);
        let named: Vec<&str> = page
            .split("/editions/tam-ky-2024-1/charts/")
            .skip(1)
            .map(|part| part.split('"').next().unwrap())
            .collect();
        assert!(named.len() >= 3 + 8 * 3);
        for name in named {
            assert!(files.iter().any(|(file, _)| file == name), "{name}");
        }
    }
}

#[test]
fn a_signed_edition_names_who_has_signed_and_what() {
    let mut release = release(tam_ky(Style::Mean));
    release.signed_by = vec![
        ("Sở A".to_owned(), "Office A".to_owned()),
        ("Ủy ban B".to_owned(), "Committee B".to_owned()),
    ];
    let shown = |tongue| {
        let page = EditionPage::new(tongue, &release, Sort::Name);
        text(&page.render().unwrap())
    };
    let digest = &release.digest;
    assert!(shown(Tongue::Vi).contains(&format!(
        "Đã ký Sở A; Ủy ban B. Mã băm của kỳ công bố: {digest}."
    )));
    assert!(shown(Tongue::En).contains("Signed Office A; Committee B."));
}

#[test]
fn an_unsigned_edition_says_so() {
    assert!(
        text(&page(Style::Mean, Tongue::Vi))
            .contains("Chưa ký Kỳ công bố này chưa có chữ ký của hai cơ quan.")
    );
}
