//! From figures to pictures: which numbers and which words each of them takes.

mod answers;
mod change;
mod levels;
mod ranking;

pub use change::estimated;
use rayon::prelude::*;

use crate::charts::gauge::{self, Gauge};
use crate::charts::levels::Interval;
use crate::charts::{Caption, Label, Size, standalone};
use crate::charts::{
    change as change_chart, distribution, levels as level_chart, ranking as ranking_chart,
};
use crate::edition::figures::{Figures, FramedLocality, Style, WHOLE};
use crate::edition::lookup::{Place, Shown};
use crate::wording::charts::Charts;
use crate::wording::collation;
use crate::wording::numbers::{decimal, percent};
use crate::wording::{Tongue, fill};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The whole index, small.
    Gauge,
    Levels,
    Ranking,
    /// Since an earlier survey, by its place among them.
    Change(usize),
    /// Every item, all localities together.
    Answers,
    /// One item, by locality; its code.
    Item(String),
}

impl Picture {
    /// Its name in files and addresses.
    pub fn name(&self) -> String {
        match self {
            Self::Gauge => "gauge".to_owned(),
            Self::Levels => "levels".to_owned(),
            Self::Ranking => "ranking".to_owned(),
            Self::Change(at) => format!("change-{}", at + 1),
            Self::Answers => "answers".to_owned(),
            Self::Item(code) => format!("answers-{code}"),
        }
    }
}

/// The name of a picture's file, for example `ranking-vi.svg` or, drawn for phones, `ranking-vi-narrow.svg`.
pub fn file_name(picture: &Picture, tongue: Tongue, size: Size) -> String {
    let size = match size {
        Size::Narrow => "-narrow",
        Size::Wide => "",
    };
    format!("{}-{}{size}.svg", picture.name(), tongue.tag())
}

/// Every picture but the small one as a file, in every language and size.
pub fn files(figures: &Figures) -> Vec<(String, String)> {
    let items = figures.items().map(|item| Picture::Item(item.code.clone()));
    let pictures = [Picture::Levels, Picture::Ranking, Picture::Answers];
    let changes = (0..figures.previous().len()).map(Picture::Change);
    let mut wanted = Vec::new();
    for picture in pictures.into_iter().chain(changes).chain(items) {
        for tongue in Tongue::ALL {
            wanted.extend(Size::ALL.map(|size| (picture.clone(), tongue, size)));
        }
    }
    let drawn = wanted.par_iter().map(|(picture, tongue, size)| {
        let drawn = draw(figures, picture, *tongue, *size);
        (file_name(picture, *tongue, *size), standalone(&drawn))
    });
    drawn.collect()
}

pub fn draw(figures: &Figures, picture: &Picture, tongue: Tongue, size: Size) -> String {
    let words = Words {
        figures,
        tongue,
        charts: Charts::of(tongue),
        picture,
        size,
    };
    match picture {
        Picture::Gauge => gauge::draw(&words.gauge(), size),
        Picture::Levels => level_chart::draw(&words.levels(), size),
        Picture::Ranking => ranking_chart::draw(&words.ranking(), size),
        Picture::Change(at) => change_chart::draw(&words.change(*at), size),
        Picture::Answers => distribution::draw(&words.answers(), size),
        Picture::Item(code) => distribution::draw(&words.item(code), size),
    }
}

/// What a picture shows, in a sentence or two.
pub fn finding(figures: &Figures, picture: &Picture, tongue: Tongue) -> String {
    let words = Words {
        figures,
        tongue,
        charts: Charts::of(tongue),
        picture,
        size: Size::Wide,
    };
    let caption = match picture {
        Picture::Gauge => words.gauge().caption,
        Picture::Levels => words.levels().caption,
        Picture::Ranking => words.ranking().caption,
        Picture::Change(at) => words.change(*at).caption,
        Picture::Answers => words.answers().caption,
        Picture::Item(code) => words.item(code).caption,
    };
    caption.finding
}

/// A figure in the headline's unit: `71,3` or `71,3%`.
pub fn in_unit(tongue: Tongue, style: Style, value: f64) -> String {
    match style {
        Style::Mean => decimal(tongue, value),
        Style::Satisfied => percent(tongue, value),
    }
}

/// A rank set in words: never a bare number.
pub fn set_in_words(tongue: Tongue, place: &Place) -> String {
    let charts = Charts::of(tongue);
    if place.low == place.high {
        return fill(charts.only, &[("rank", &place.low.to_string())]);
    }
    let (low, high) = (place.low.to_string(), place.high.to_string());
    fill(charts.from_to, &[("low", &low), ("high", &high)])
}

struct Words<'a> {
    figures: &'a Figures,
    tongue: Tongue,
    charts: &'static Charts,
    picture: &'a Picture,
    size: Size,
}

impl Words<'_> {
    fn caption(&self, title: String, finding: String) -> Caption {
        let size = match self.size {
            Size::Narrow => "n",
            Size::Wide => "w",
        };
        let name: String = self
            .picture
            .name()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        Caption {
            id: format!("{name}-{size}"),
            title,
            finding,
            note: self
                .figures
                .simulated
                .then(|| self.charts.simulated.to_owned()),
        }
    }

    fn unit(&self, value: f64) -> String {
        in_unit(self.tongue, self.figures.method.style, value)
    }

    fn label(&self, text: &str, caution: bool) -> Label {
        Label {
            text: text.to_owned(),
            remark: caution.then(|| self.charts.caution.to_owned()),
        }
    }

    /// Localities in alphabetical order.
    fn alphabetical(&self) -> Vec<&FramedLocality> {
        let mut localities: Vec<_> = self.figures.localities.iter().collect();
        localities.sort_by_cached_key(|locality| collation::key(&locality.name));
        localities
    }

    fn gauge(&self) -> Gauge {
        let shown = self.figures.index(WHOLE);
        let interval = shown.map_or(NOWHERE, interval);
        let [level, low, high] =
            [interval.estimate, interval.low, interval.high].map(|value| self.unit(value));
        let finding = match shown {
            Ok(_) => fill(
                self.charts.gauge_finding,
                &[("level", &level), ("low", &low), ("high", &high)],
            ),
            Err(reason) => self.charts.withheld(reason).to_owned(),
        };
        Gauge {
            caption: Caption {
                note: None,
                ..self.caption(self.charts.gauge_title.to_owned(), finding)
            },
            interval,
            low,
            high,
        }
    }
}

/// Drawn nowhere.
const NOWHERE: Interval = Interval {
    estimate: f64::NAN,
    low: f64::NAN,
    high: f64::NAN,
};

fn interval(shown: Shown) -> Interval {
    Interval {
        estimate: shown.estimate,
        low: shown.low,
        high: shown.high,
    }
}
