//! Change since earlier surveys, as the page has it.

use hailong::edition::figures::{Basis, Figures, Style};
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::{edition, row, text, without_pictures};
use crate::harness::compared::compared;
use crate::harness::tam_ky::tam_ky;

fn section(figures: Figures, tongue: Tongue) -> String {
    let page = without_pictures(&edition(figures, tongue, Sort::Name));
    let own = page.split("id=\"change\"").nth(1).unwrap();
    text(own.split("</section>").next().unwrap())
}

#[test]
fn it_says_whether_the_whole_rose_or_fell_and_by_how_much() {
    let rose = section(compared(&["2023"], 2.1), Tongue::Vi);
    assert!(rose.contains("So với đợt 2023, chỉ số chung tăng 2,1 điểm (từ 1,1 đến 3,1): trước là 65,3, nay là 67,4."), "{rose}");
    let fell = section(compared(&["2023"], -2.1), Tongue::Vi);
    assert!(fell.contains("So với đợt 2023, chỉ số chung giảm 2,1 điểm (từ 1,1 đến 3,1): trước là 69,5, nay là 67,4."), "{fell}");
    let rose = section(compared(&["2023"], 2.1), Tongue::En);
    assert!(rose.contains("Since 2023 the overall index rose by 2.1 points (from 1.1 to 3.1): it was 65.3 and is 67.4 now."), "{rose}");
}

#[test]
fn where_nothing_shows_nobody_says_that_nothing_changed() {
    let vi = section(compared(&["2023"], 0.4), Tongue::Vi);
    assert!(vi.contains("chưa thấy chỉ số chung thay đổi: trước là 67,0, nay là 67,4, mức thay đổi thật có thể từ −0,6 đến +1,4 điểm."), "{vi}");
    let en = section(compared(&["2023"], 0.4), Tongue::En);
    assert!(
        en.contains("the overall index shows no change: it was 67.0"),
        "{en}"
    );
    for said in [vi, en] {
        let said = said.to_lowercase();
        for lie in ["không thay đổi", "không đổi", "did not change", "unchanged"] {
            assert!(!said.contains(lie), "{lie}");
        }
    }
}

#[test]
fn it_says_what_change_would_have_been_seen() {
    let vi = section(compared(&["2023"], 0.4), Tongue::Vi);
    assert!(
        vi.contains("thay đổi từ 1,4 điểm trở lên mới dễ thấy"),
        "{vi}"
    );
    let en = section(compared(&["2023"], 0.4), Tongue::En);
    assert!(
        en.contains("a change of 1.4 points or more is easy to see"),
        "{en}"
    );
    let mut shares = compared(&["2023"], 0.4);
    shares.method.style = Style::Satisfied;
    for row in &mut shares.changes {
        row.style = Style::Satisfied;
    }
    let vi = section(shares, Tongue::Vi);
    assert!(vi.contains("từ 1,4 điểm phần trăm trở lên"), "{vi}");
}

#[test]
fn the_table_has_the_numbers_of_the_picture() {
    let page = without_pictures(&edition(compared(&["2023"], 2.1), Tongue::Vi, Sort::Name));
    let own = |name: &str| row(&page, "Thay đổi của từng địa phương so với đợt 2023", name);
    assert_eq!(
        own("Phường An Mỹ"),
        "Phường An Mỹ 69,6 74,8 +5,2 từ +3,2 đến +7,2 tăng"
    );
    assert_eq!(
        own("Phường Trường Xuân"),
        "Phường Trường Xuân 65,1 58,7 −6,4 từ −8,4 đến −4,4 giảm"
    );
    assert_eq!(
        own("Phường An Sơn"),
        "Phường An Sơn 69,4 70,2 +0,8 từ −1,2 đến +2,8 chưa thấy thay đổi"
    );
    assert_eq!(
        own("Tất cả địa phương"),
        "Tất cả địa phương 65,3 67,4 +2,1 từ +1,1 đến +3,1 tăng"
    );
    for (name, reason) in [
        ("Phường Phước Hòa", "Chưa công bố vì quá ít câu trả lời"),
        (
            "Xã Tam Ngọc",
            "Chưa so được vì số liệu đợt trước không công bố",
        ),
        (
            "Phường Hòa Hương",
            "Chưa so được vì đợt trước không khảo sát ở đây",
        ),
    ] {
        assert_eq!(own(name), format!("{name} {reason}"));
    }
    let criterion = |name| row(&page, "Thay đổi của từng tiêu chí so với đợt 2023", name);
    assert!(criterion("Không khí").ends_with("+1,8 từ +0,8 đến +2,8 tăng"));
    assert!(criterion("Nước mặt").ends_with("chưa thấy thay đổi"));
    assert!(criterion("Cảnh quan").ends_with("Chưa so được vì số liệu đợt trước không công bố"));
}

#[test]
fn each_of_several_surveys_has_its_part() {
    let page = edition(compared(&["2023", "2022"], 2.1), Tongue::Vi, Sort::Name);
    let own = section(compared(&["2023", "2022"], 2.1), Tongue::Vi);
    for year in ["2023", "2022"] {
        assert!(page.contains(&format!("<h3>So với đợt {year}</h3>")));
        assert!(own.contains(&format!("So với đợt {year}, chỉ số chung tăng")));
    }
    let single = edition(compared(&["2023"], 2.1), Tongue::Vi, Sort::Name);
    assert!(!single.contains("<h3>So với đợt"));
}

#[test]
fn a_whole_that_cannot_be_compared_is_said() {
    let mut figures = compared(&["2023"], 2.1);
    figures.changes.retain(|row| row.domain != "*");
    let own = section(figures, Tongue::Vi);
    assert!(
        own.contains("Chưa so được chỉ số chung với đợt 2023."),
        "{own}"
    );
    assert!(!own.contains("mới dễ thấy"));
}

#[test]
fn without_earlier_surveys_there_is_no_such_section() {
    let page = edition(tam_ky(Style::Mean), Tongue::Vi, Sort::Name);
    assert!(!page.contains("#change") && !page.contains("So với các đợt trước"));
}

#[test]
fn an_interval_without_zero_that_shows_no_change_is_explained() {
    let explained =
        |figures| section(figures, Tongue::Vi).contains("khoảng của mức thay đổi không chứa số 0");
    assert!(!explained(compared(&["2023"], 2.1)));
    let mut figures = compared(&["2023"], 2.1);
    let row = figures.changes.iter_mut().find(|row| row.domain == "20350");
    row.unwrap().ci_low = 0.1;
    assert!(explained(figures));
}

#[test]
fn the_files_of_an_earlier_survey_are_named_in_words() {
    let mut figures = compared(&["2023"], 2.1);
    for role in ["previous dot 2023 frame", "crosswalk"] {
        let mut input = figures.inputs[0].clone();
        input.role = role.into();
        figures.inputs.push(input);
    }
    let page = text(&edition(figures, Tongue::Vi, Sort::Name));
    assert!(page.contains("Danh sách địa phương, đợt dot 2023"));
    assert!(page.contains("Địa phương đã chia tách, sáp nhập"));
    assert!(
        page.contains("--previous &#39;dot 2023&#39; --crosswalk CHANGES.csv"),
        "{page}"
    );
}

#[test]
fn an_estimated_back_series_is_marked_and_moved_boundaries_are_explained() {
    let moved = |share: f64, basis| {
        let mut figures = compared(&["2023"], 2.1);
        let row = figures.changes.iter_mut().find(|row| row.domain == "20350");
        let row = row.unwrap();
        (row.basis, row.split_share, row.caution) = (basis, share, share > 0.1);
        without_pictures(&edition(figures, Tongue::Vi, Sort::Name))
    };
    let own = |page: &str| {
        row(
            page,
            "Thay đổi của từng địa phương so với đợt 2023",
            "Phường An Sơn",
        )
    };
    let estimated = "đợt trước là ước tính: 20,0% dựa trên nơi đã chia tách";
    let page = moved(0.2, Basis::Estimated);
    assert!(
        own(&page).starts_with(&format!("Phường An Sơn Thận trọng {estimated} 69,4")),
        "{}",
        own(&page)
    );
    assert!(page.contains("Địa giới đã thay đổi từ đợt trước"));
    let page = moved(0.05, Basis::Estimated);
    assert!(own(&page).contains("5,0% dựa trên") && !own(&page).contains("Thận trọng"));
    let page = moved(0.0, Basis::Joined);
    assert!(!own(&page).contains("ước tính") && page.contains("Địa giới đã thay đổi"));
    let page = moved(0.0, Basis::Same);
    assert!(!page.contains("Địa giới đã thay đổi"));
}
