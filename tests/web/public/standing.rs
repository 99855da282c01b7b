//! Groups, bands, above and below the whole, other choices, and who chose to answer, as the page has them.

use hailong::edition::figures::{Figures, Level, RankingRow, Style};
use hailong::web::public::sorting::Sort;
use hailong::wording::{Tongue, collation};

use super::{edition, row, text, without_pictures};
use crate::harness::tam_ky::tam_ky;

fn page(tongue: Tongue) -> String {
    without_pictures(&edition(tam_ky(Style::Mean), tongue, Sort::Name))
}

fn section(page: &str, id: &str) -> String {
    let own = page.split(&format!("id=\"{id}\"")).nth(1).unwrap();
    text(own.split("</section>").next().unwrap())
}

#[test]
fn a_place_has_its_group_and_stands_against_the_whole() {
    let vi = page(Tongue::Vi);
    let own = row(&vi, "Khoảng hạng của từng", "Phường An Mỹ");
    assert!(
        own.contains("1 đến 4 nhóm 1–2 cao hơn mức chung; cao hơn hẳn"),
        "{own}"
    );
    assert!(row(&vi, "Khoảng hạng của từng", "Phường Trường Xuân").contains("thấp hơn mức chung"));
    assert!(section(&vi, "ranking").contains("Nhóm 1 là một phần tư đứng đầu"));
    let en = page(Tongue::En);
    let own = row(&en, "Range of ranks of each", "Phường An Mỹ");
    assert!(
        own.contains("1 to 4 group 1–2 above overall; surely higher"),
        "{own}"
    );
    let mut certain = tam_ky(Style::Mean);
    for row in &mut certain.ranking {
        row.standing.group_high = row.standing.group_low;
    }
    let certain = edition(certain, Tongue::Vi, Sort::Name);
    let own = row(&certain, "Khoảng hạng của từng", "Phường An Mỹ");
    assert!(own.contains("nhóm 1 cao"), "{own}");
}

#[test]
fn a_withheld_place_has_neither() {
    for (tongue, caption) in [
        (Tongue::Vi, "Khoảng hạng của từng"),
        (Tongue::En, "Range of ranks of each"),
    ] {
        let own = row(&page(tongue), caption, "Phường Phước Hòa");
        for word in ["nhóm", "mức chung", "group", "overall"] {
            assert!(!own.contains(word), "{own}");
        }
    }
}

#[test]
fn without_groups_they_are_not_explained() {
    let mut figures = tam_ky(Style::Mean);
    for row in &mut figures.ranking {
        row.standing = Default::default();
    }
    let page = edition(figures, Tongue::Vi, Sort::Name);
    assert!(!section(&page, "ranking").to_lowercase().contains("nhóm 1"));
}

#[test]
fn a_band_is_certain_only_where_the_whole_interval_lies_in_it() {
    // The index is 67.4, from 66.8 to 68.0.
    let said = |fair: f64, tongue| {
        let mut figures = tam_ky(Style::Mean);
        figures.method.scale.fair = fair;
        text(&edition(figures, tongue, Sort::Name))
    };
    let vi = said(60.0, Tongue::Vi);
    assert!(vi.contains("đây là mức “khá” (tốt từ 70, khá từ 60, trung bình từ 50)"));
    let vi = said(67.5, Tongue::Vi);
    assert!(vi.contains(
        "có thể là mức “trung bình” đến “khá”, chưa chắc hẳn mức nào (tốt từ 70, khá từ 67,5,"
    ));
    assert!(said(60.0, Tongue::En).contains("On a fixed scale this is “fair” (good from 70,"));
    assert!(said(67.5, Tongue::En).contains("anything from “average” to “fair”"));
}

#[test]
fn volunteers_are_weighed_against_people_drawn_by_lot() {
    let vi = text(&page(Tongue::Vi));
    assert!(vi.contains(
        "(tương quan 0,005), thì 3.325 phiếu này chỉ đáng tin như 1.117 phiếu rút thăm."
    ),);
    assert!(text(&page(Tongue::En)).contains(
        "(correlation 0.005), these 3,325 responses are worth no more than 1,117 drawn by lot."
    ));
    let mut figures = tam_ky(Style::Mean);
    figures.selection = None;
    let drawn = edition(figures, Tongue::Vi, Sort::Name);
    assert!(!drawn.contains("tương quan"));
    let mut figures = tam_ky(Style::Mean);
    if let Some(own) = &mut figures.selection {
        own.n_eff = own.n as f64;
    }
    assert_eq!(edition(figures, Tongue::Vi, Sort::Name), drawn);
}

#[test]
fn it_says_whether_noise_or_choices_move_ranks() {
    let said = |share| {
        let mut figures = tam_ky(Style::Mean);
        if let Some(found) = &mut figures.sensitivity {
            found.sampling_share = share;
        }
        section(&edition(figures, Tongue::Vi, Sort::Name), "sensitivity")
    };
    assert!(said(Some(0.7)).contains("chủ yếu vì không phải ai cũng trả lời"));
    assert!(said(Some(0.3)).contains("chủ yếu vì cách tính được chọn"));
    assert!(said(Some(0.5)).contains("gần ngang nhau"));
    assert!(said(None).contains("Tính theo cách nào"));
    let own = said(Some(0.7));
    assert!(own.contains("tính lại 2.048 lần"), "{own}");
    assert!(own.contains("lệch trung bình 1,3 bậc"), "{own}");
    let noise = own.find("Không phải ai cũng trả lời 80%").unwrap();
    assert!(
        noise < own.find("Bỏ một tiêu chí 25%").unwrap(),
        "the greatest part comes first"
    );
    assert!(own.contains("Phường An Mỹ 2 đến 6"), "{own}");
    assert!(!own.contains("Phường Phước Hòa"), "{own}");
}

#[test]
fn without_a_seed_there_is_no_such_section() {
    let mut figures = tam_ky(Style::Mean);
    figures.sensitivity = None;
    let page = edition(figures, Tongue::Vi, Sort::Name);
    assert!(!page.contains("#sensitivity") && !page.contains("Nếu chọn cách tính khác"));
}

#[test]
fn the_three_best_are_those_that_cannot_be_ruled_out() {
    let mut figures = tam_ky(Style::Mean);
    let said = |figures: &Figures, tongue| {
        section(
            &without_pictures(&edition(figures.clone(), tongue, Sort::Name)),
            "ranking",
        )
    };
    let own = figures
        .ranking
        .iter()
        .filter(|row| row.style == Style::Mean);
    let mut names: Vec<String> = own
        .filter(|row| row.set_low.is_some_and(|low| low <= 3))
        .map(|row| figures.locality(&row.locality).unwrap().name.clone())
        .collect();
    assert!(names.len() > 3);
    names.sort_by_key(|name| collation::key(name));
    let vi = said(&figures, Tongue::Vi);
    let sentence = format!(
        "Có thể đứng trong ba nơi hài lòng nhất: {}. Những nơi khác",
        names.join(", ")
    );
    assert!(vi.contains(&sentence), "{vi}");
    assert!(said(&figures, Tongue::En).contains("May be among the three most satisfied: "));
    // A place that is withheld might be among them.
    let own = |row: &&mut RankingRow| row.style == Style::Mean && row.rank == Some(4);
    let hidden = figures.ranking.iter_mut().find(own).unwrap();
    (hidden.level, hidden.rank, hidden.set_low, hidden.set_high) = (Level::C, None, None, None);
    assert!(!said(&figures, Tongue::Vi).contains("ba nơi hài lòng nhất"));
}
