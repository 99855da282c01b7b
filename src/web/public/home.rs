//! The list of editions, with a way in for those who hold a code.

use askama::Template;
use chrono::NaiveDate;

use crate::web::public::frame::Frame;
use crate::web::public::release::{Release, Sentence};
use crate::wording::numbers::{count, date};
use crate::wording::public::Home as Words;
use crate::wording::voices::Voices;
use crate::wording::{Tongue, fill};

/// A wave that takes answers now. No link to it is shown: links are handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveWave {
    pub title_vi: String,
    pub title_en: String,
    /// Last day, in Viet Nam.
    pub closes_on: NaiveDate,
    pub simulated: bool,
}

#[derive(Template)]
#[template(
    path = "public/home.html",
    config = "src/web/askama.toml",
    whitespace = "minimize"
)]
pub struct HomePage {
    frame: Frame,
    words: &'static Words,
    voices: &'static Voices,
    live: Vec<Live>,
    cards: Vec<Card>,
}

struct Live {
    title: String,
    until: String,
    simulated: bool,
}

struct Card {
    id: String,
    title: String,
    simulated: bool,
    sentence: Sentence,
    facts: String,
    published: String,
}

impl HomePage {
    /// `releases` newest first.
    pub fn new(tongue: Tongue, releases: &[Release], live: &[LiveWave]) -> Self {
        let words = Words::of(tongue);
        let frame = Frame::new(tongue, words.title.to_owned(), words.lead.to_owned(), false);
        Self {
            frame,
            words,
            voices: Voices::of(tongue),
            live: live.iter().map(|wave| named(tongue, wave)).collect(),
            cards: releases.iter().map(|one| card(tongue, one)).collect(),
        }
    }
}

fn named(tongue: Tongue, wave: &LiveWave) -> Live {
    let title = match tongue {
        Tongue::Vi => &wave.title_vi,
        Tongue::En => &wave.title_en,
    };
    Live {
        title: title.clone(),
        until: fill(
            Words::of(tongue).live_until,
            &[("date", &date(tongue, wave.closes_on))],
        ),
        simulated: wave.simulated,
    }
}

fn card(tongue: Tongue, release: &Release) -> Card {
    let words = Words::of(tongue);
    let figures = &release.figures;
    let responses = figures.respondents().unwrap_or_default();
    Card {
        id: release.id.clone(),
        title: release.title(tongue).to_owned(),
        simulated: figures.simulated,
        sentence: release.sentence(tongue),
        facts: fill(
            words.edition_facts,
            &[
                ("localities", &figures.localities.len().to_string()),
                ("responses", &count(tongue, responses)),
            ],
        ),
        published: fill(
            words.published,
            &[("date", &date(tongue, release.published_on))],
        ),
    }
}
