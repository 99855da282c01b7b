//! The share that staff typed in stands with the figures.

use hailong::edition::figures::{Figures, Style, WHOLE};
use hailong::edition::ways::WayRow;
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::{edition, text};
use crate::harness::tam_ky::tam_ky;

pub fn figures(typed: Option<f64>) -> Figures {
    let mut figures = tam_ky(Style::Mean);
    let row = |domain: &str, mode: &str, share: Option<f64>| WayRow {
        domain: domain.to_owned(),
        mode: mode.to_owned(),
        n: share.map(|share| share as u64 * 10),
        share,
    };
    figures.ways = vec![
        row(WHOLE, "entry", typed),
        row(WHOLE, "single", Some(87.7)),
        row("20341", "entry", None),
        row("20341", "single", Some(60.0)),
    ];
    figures
}

fn section(page: &str) -> Option<String> {
    let (_, after) = page.split_once("<section id=\"ways\"")?;
    Some(text(after.split("</section>").next().unwrap()))
}

#[test]
fn a_page_says_how_much_was_typed_in_by_staff_in_all_and_in_each_locality() {
    let page = edition(figures(Some(12.34)), Tongue::Vi, Sort::Name);
    assert!(text(&page).contains("12,3% do cán bộ nhập từ phiếu giấy"));
    let said = section(&page).unwrap();
    for words in [
        "12,3% số phiếu được dùng do cán bộ nhập từ phiếu giấy",
        "Mỗi phiếu giấy được hai người nhập riêng",
        "60,0%",
        "không nêu",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let page = edition(figures(None), Tongue::En, Sort::Name);
    assert!(
        section(&page)
            .unwrap()
            .contains("to say how many could give people away")
    );
    assert!(!text(&page).contains("0.0% typed in from paper"));
}

#[test]
fn without_that_knowledge_the_page_says_nothing_of_it() {
    let page = edition(tam_ky(Style::Mean), Tongue::En, Sort::Name);
    assert!(section(&page).is_none() && !page.contains("#ways"));
}
