//! From received to used, on the page of an edition.

use hailong::edition::figures::{Figures, Style, WHOLE};
use hailong::edition::quality::{ByReason, QualityRow, Rate};
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::{edition, row, text, without_pictures};
use crate::harness::tam_ky::tam_ky;

/// Released figures with this row for all localities together, and Phường An Mỹ marked.
pub fn screened(whole: QualityRow) -> Figures {
    let mut figures = tam_ky(Style::Mean);
    figures.quality.rules.caution_share = 20.0;
    figures.quality.rows = vec![
        QualityRow {
            domain: WHOLE.into(),
            used: Some(3325),
            index_mean: Some(67.4),
            ..whole
        },
        QualityRow {
            domain: "20341".into(),
            caution: true,
            ..QualityRow::default()
        },
    ];
    figures
}

pub fn usual() -> QualityRow {
    QualityRow {
        received: Some(3400),
        excluded: Some(75),
        flagged: Some(136),
        flagged_share: Some(4.0),
        by_reason: ByReason {
            impossible: Some(0),
            same_person: Some(60),
            two_flags: Some(15),
            confirmed_burst: Some(0),
        },
        index_mean_received: Some(67.93),
        ..QualityRow::default()
    }
}

fn section(figures: Figures, tongue: Tongue) -> Option<String> {
    let page = without_pictures(&edition(figures, tongue, Sort::Name));
    let (_, after) = page.split_once("<section id=\"quality\"")?;
    Some(after.split("</section>").next().unwrap().to_owned())
}

#[test]
fn it_says_how_many_came_in_were_left_out_and_are_used() {
    let html = section(screened(usual()), Tongue::Vi).unwrap();
    let said = text(&html);
    for sentence in [
        "Từ phiếu nhận được đến phiếu được dùng",
        "Nhận được 3.400 phiếu, loại 75, dùng 3.325.",
        "Chỉ số chung là 67,4; nếu tính cả các phiếu bị loại thì là 67,9.",
        "136 phiếu (4,0%) có ít nhất một dấu hiệu đáng ngờ",
        "Hãy thận trọng với nơi có hơn 20% phiếu đáng ngờ: Phường An Mỹ.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let caption = "Số phiếu qua từng bước soát";
    assert!(row(&html, caption, "Nhận được").ends_with("3.400"));
    assert!(row(&html, caption, "Loại: một người gửi nhiều phiếu").ends_with("60"));
    assert!(row(&html, caption, "Được dùng").ends_with("3.325"));
    assert!(
        !said.contains("không thể đi cùng nhau"),
        "nobody, so no row"
    );
    let said = text(&section(screened(usual()), Tongue::En).unwrap());
    assert!(said.contains("3,400 responses came in, 75 were left out, 3,325 are used."));
}

#[test]
fn it_is_not_there_when_nothing_was_doubted() {
    assert_eq!(section(tam_ky(Style::Mean), Tongue::Vi), None);
    let clean = QualityRow {
        received: Some(3325),
        excluded: Some(0),
        flagged: Some(0),
        ..QualityRow::default()
    };
    assert_eq!(section(screened(clean.clone()), Tongue::Vi), None);
    let mut known = screened(clean);
    let rate = |measure: &str, value| Rate {
        measure: measure.into(),
        value: Some(value),
    };
    known.quality.rates = vec![rate("rr1", 40.0), rate("rr2", 48.26)];
    let said = text(&section(known.clone(), Tongue::Vi).unwrap());
    assert!(
        said.contains("48,3% đã trả lời (cách tính RR2 của AAPOR)"),
        "{said}"
    );
    assert!(said.contains("Nhận được 3.325 phiếu và dùng tất cả."));
    known.quality.rates = vec![
        rate("starts", 4000.0),
        rate("completes", 3000.0),
        rate("completion", 75.0),
        rate("per_1000", 27.2),
    ];
    let said = text(&section(known, Tongue::En).unwrap());
    assert!(
        said.contains("4,000 people began and 3,000 finished (75.0%)"),
        "{said}"
    );
}

#[test]
fn too_few_to_count_are_said_without_a_number() {
    let few = QualityRow {
        flagged: Some(40),
        flagged_share: Some(1.2),
        ..QualityRow::default()
    };
    let html = section(screened(few), Tongue::Vi).unwrap();
    assert!(text(&html).contains("Dùng 3.325 phiếu. Có phiếu bị loại"));
    assert!(!html.contains("<table") && !html.contains("nếu tính cả"));
    let unnamed = QualityRow {
        by_reason: ByReason::default(),
        ..usual()
    };
    let html = section(screened(unnamed), Tongue::Vi).unwrap();
    assert!(row(&html, "Số phiếu qua", "Bị loại, tất cả").ends_with("75"));
}
