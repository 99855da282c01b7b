//! The pictures of real-looking figures.

use hailong::charts::Size;
use hailong::edition::figures::{Style, WHOLE};
use hailong::edition::pictures::{Picture, draw, files};
use hailong::wording::Tongue;

use super::texts;
use crate::harness::tam_ky::tam_ky;

#[test]
fn an_edition_has_every_picture_in_every_language() {
    let files = files(&tam_ky(Style::Mean));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "ranking-vi.svg",
        "ranking-en.svg",
        "levels-vi.svg",
        "answers-en.svg",
        "answers-rac_thai-vi.svg",
        "answers-rac_thai-vi-narrow.svg",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert_eq!(files.len(), (3 + 8) * 2 * 2);
    for (name, svg) in &files {
        assert!(
            texts(svg)
                .iter()
                .any(|text| text.contains("simulated data")),
            "{name}"
        );
        assert!(!svg.contains('{') || svg.contains("<style>"), "{name}");
    }
}

#[test]
fn a_withheld_locality_has_its_reason_and_no_mark() {
    let figures = tam_ky(Style::Satisfied);
    for picture in [
        Picture::Levels,
        Picture::Ranking,
        Picture::Item("rac_thai".into()),
    ] {
        let drawn = texts(&draw(&figures, &picture, Tongue::Vi, Size::Wide));
        let at = drawn
            .iter()
            .position(|text| text == "Phường Phước Hòa")
            .unwrap();
        assert!(
            drawn[at + 1..at + 3].contains(&"Chưa công bố vì quá ít câu trả lời".to_owned()),
            "{:?}",
            &drawn[at..at + 4]
        );
    }
}

#[test]
fn what_an_office_computed_but_may_not_show_is_not_drawn() {
    let mut figures = tam_ky(Style::Mean);
    for figure in figures
        .figures
        .iter_mut()
        .filter(|one| one.domain == "20338")
    {
        figure.estimate = Some(12.3);
        figure.ci_low = Some(11.1);
        figure.ci_high = Some(13.3);
        figure.n = Some(21);
    }
    for distribution in figures
        .distributions
        .iter_mut()
        .filter(|one| one.domain == "20338")
    {
        distribution.levels = Some([20.0; 5]);
        distribution.n = Some(21);
    }
    for picture in [Picture::Levels, Picture::Item("rac_thai".into())] {
        assert_eq!(
            draw(&figures, &picture, Tongue::En, Size::Wide),
            draw(&tam_ky(Style::Mean), &picture, Tongue::En, Size::Wide)
        );
    }
}

#[test]
fn pictures_of_figures_without_anything_are_drawn() {
    let mut figures = tam_ky(Style::Mean);
    figures.figures.clear();
    figures.ranking.clear();
    figures.distributions.clear();
    figures.withheld.clear();
    for (_, svg) in files(&figures) {
        texts(&svg);
    }
    figures.localities.clear();
    figures.form.criteria.clear();
    for (_, svg) in files(&figures) {
        texts(&svg);
    }
}

#[test]
fn the_number_of_decided_pairs_is_read_off_the_sets() {
    let figures = tam_ky(Style::Mean);
    let (pairs, told) = figures.pairs().unwrap();
    let lower: u32 = figures
        .localities
        .iter()
        .filter_map(|locality| figures.place(&locality.code))
        .map(|place| place.lower)
        .sum();
    assert_eq!(pairs, 12 * 11 / 2);
    assert_eq!(told, lower);
    assert!(told > 0 && told < pairs);
    assert!(figures.index(WHOLE).is_ok());
}
