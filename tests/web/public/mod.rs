mod addresses;
mod certainty;
mod change;
mod edition_page;
mod every_page;
mod home_page;
mod quality;
mod standing;
mod voices;
mod ways;
mod weight;

use askama::Template;
use chrono::NaiveDate;
use hailong::edition::figures::{Figures, Style};
use hailong::edition::pictures;
use hailong::web::public::edition::EditionPage;
use hailong::web::public::home::{HomePage, LiveWave};
use hailong::web::public::release::Release;
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use crate::harness::compared::compared;
use crate::harness::tam_ky::tam_ky;

pub fn release(figures: Figures) -> Release {
    let files = ["figures.csv", "ranking.csv", "figures.json", "inputs.json"];
    Release {
        id: "tam-ky-2024-1".into(),
        year: Some(2024),
        published_on: NaiveDate::from_ymd_opt(2024, 12, 20).unwrap(),
        signed_by: vec![],
        digest: "ab".repeat(32),
        figures,
        files: files.map(|name| (name.into(), 84_213)).into(),
    }
}

pub fn edition(figures: Figures, tongue: Tongue, sort: Sort) -> String {
    EditionPage::new(tongue, &release(figures), sort)
        .render()
        .unwrap()
}

pub fn home(releases: &[Release], tongue: Tongue) -> String {
    let live = LiveWave {
        title_vi: "Môi trường sống 2026".into(),
        title_en: "Living environment 2026".into(),
        closes_on: NaiveDate::from_ymd_opt(2026, 12, 24).unwrap(),
        simulated: false,
    };
    let live = if releases.is_empty() {
        vec![]
    } else {
        vec![live]
    };
    HomePage::new(tongue, releases, &live).render().unwrap()
}

/// Every public page in a language, with the shapes its figures can take.
pub fn every_page(tongue: Tongue) -> Vec<(String, String)> {
    let mut pages = vec![
        ("empty home".to_owned(), home(&[], tongue)),
        ("voices".to_owned(), voices::page(&voices::two(), tongue)),
        (
            "home".to_owned(),
            home(&[release(tam_ky(Style::Mean))], tongue),
        ),
        (
            "nothing published".to_owned(),
            edition(bare(), tongue, Sort::Name),
        ),
    ];
    let screened = quality::screened(quality::usual());
    pages.push(("screened".to_owned(), edition(screened, tongue, Sort::Name)));
    let typed = ways::figures(Some(12.34));
    pages.push(("ways".to_owned(), edition(typed, tongue, Sort::Name)));
    for style in Style::ALL {
        for sort in Sort::ALL {
            let page = edition(tam_ky(style), tongue, sort);
            pages.push((format!("{style:?} by {sort:?}"), page));
        }
    }
    let compared = compared(&["2023", "<b>2022</b>"], 0.4);
    pages.push(("compared".to_owned(), edition(compared, tongue, Sort::Name)));
    for design in ["probability", "census_attempt", "opt_in", "something_new"] {
        let mut figures = tam_ky(Style::Mean);
        figures.method.design = design.into();
        pages.push((design.to_owned(), edition(figures, tongue, Sort::Name)));
    }
    pages
}

/// Figures of a wave to which hardly anybody answered.
pub fn bare() -> Figures {
    let mut figures = tam_ky(Style::Mean);
    figures.figures.clear();
    figures.ranking.clear();
    figures.distributions.clear();
    figures.method.thresholds = serde_json::Value::Null;
    for locality in &mut figures.localities {
        locality.responses = None;
    }
    figures
}

/// The page without its pictures.
pub fn without_pictures(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<svg") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("</svg>").unwrap().1;
    }
    out + rest
}

/// What a reader sees of a piece of HTML.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The row of `name` in the table with this caption.
pub fn row(page: &str, caption: &str, name: &str) -> String {
    let after = page
        .split("<caption>")
        .find(|part| part.starts_with(caption))
        .unwrap_or_else(|| panic!("no table {caption}"));
    let table = after.split("</table>").next().unwrap();
    let row = table
        .split("<tr")
        .find(|row| text(&format!("<tr{row}")).starts_with(name))
        .unwrap_or_else(|| panic!("no row {name}"));
    text(&format!("<tr{row}"))
}

pub fn all_files(figures: &Figures) -> Vec<(String, String)> {
    pictures::files(figures)
}
