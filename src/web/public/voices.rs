//! What residents raised and what was done: the published replies. Only what staff wrote, and a quote that they ticked.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use crate::store::cases::{self, Published};
use crate::store::{AnyConnection, StoreFailure, forms, localities, waves};
use crate::survey::comment::STRUCK;
use crate::survey::form::Form;
use crate::survey::language::Text;
use crate::survey::locality::Locality;
use crate::survey::reading;
use crate::survey::wave::Wave;
use crate::web::public::frame::Frame;
use crate::wording::numbers::date;
use crate::wording::public::Frame as FrameWords;
use crate::wording::voices::Voices as Words;
use crate::wording::{Tongue, fill, topics};

/// Replies on one page.
pub const PAGE: usize = 30;

/// A published reply with the names of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub number: i32,
    pub published_on: NaiveDate,
    pub said_vi: String,
    pub said_en: Option<String>,
    pub done_vi: String,
    pub done_en: Option<String>,
    pub quote: Option<String>,
    /// Code and, where the form brought it, name.
    pub topic: Option<(String, Option<Text>)>,
    pub locality: Option<String>,
    pub place: Option<String>,
    pub unit: Option<String>,
    /// Ten or more.
    pub comments: Option<i32>,
    pub simulated: bool,
}

/// All of them, newest first.
pub fn taken(connection: &mut AnyConnection) -> Result<Vec<Voice>, StoreFailure> {
    let published = cases::published(connection)?;
    if published.is_empty() {
        return Ok(Vec::new());
    }
    let waves = waves::all(connection)?;
    let everywhere = localities::all(connection)?;
    let mut known: HashMap<(String, u32), Form> = HashMap::new();
    let mut all = Vec::new();
    for one in published {
        let of = waves
            .iter()
            .map(|kept| &kept.wave)
            .find(|known| known.id == one.wave);
        let Some(wave) = of else {
            continue;
        };
        let key = (wave.form_code.clone(), wave.form_version);
        if !known.contains_key(&key) {
            let source = forms::source(connection, &key.0, key.1)?;
            if let Some(form) = source.and_then(|source| reading::read(&source).ok()) {
                known.insert(key.clone(), form);
            }
        }
        all.push(Voice::of(one, wave, known.get(&key), &everywhere));
    }
    Ok(all)
}

impl Voice {
    pub fn of(one: Published, wave: &Wave, form: Option<&Form>, everywhere: &[Locality]) -> Self {
        let reply = one.reply;
        let own = |code: &str| {
            let named = form?.criteria.iter().find(|known| known.code == code);
            named.map(|known| known.name.clone())
        };
        let locality = reply
            .locality
            .and_then(|at| wave.localities.get(usize::try_from(at).ok()?))
            .and_then(|key| everywhere.iter().find(|known| &known.key == key));
        Self {
            number: reply.case.0,
            published_on: reply.published_on,
            said_vi: reply.said_vi,
            said_en: reply.said_en,
            done_vi: reply.done_vi,
            done_en: reply.done_en,
            quote: one.quoted,
            topic: one.topic.map(|code| (code.clone(), own(&code))),
            locality: locality.map(|known| known.name.clone()),
            place: reply.place,
            unit: one.unit,
            comments: reply.comments,
            simulated: wave.simulated,
        }
    }
}

#[derive(Template)]
#[template(
    path = "public/voices.html",
    config = "src/web/askama.toml",
    whitespace = "minimize"
)]
pub struct VoicesPage {
    frame: Frame,
    voices: &'static Words,
    cards: Vec<VoiceCard>,
    struck: bool,
    newer: Option<usize>,
    older: Option<usize>,
}

/// A text, and whether it is in another language than the page.
pub struct Said {
    pub paragraphs: Vec<String>,
    pub foreign: bool,
}

/// One reply as it is printed; also the preview of staff.
pub struct VoiceCard {
    pub number: i32,
    pub topic: Option<String>,
    pub place: Option<String>,
    pub simulated: Option<&'static str>,
    pub said: Said,
    pub done: Said,
    pub quote: Option<String>,
    pub facts: String,
}

impl VoicesPage {
    /// `page` counts from 1; beyond the last stands the last.
    pub fn new(tongue: Tongue, all: &[Voice], page: usize) -> Self {
        let words = Words::of(tongue);
        let page = page.clamp(1, all.len() / PAGE + 1);
        let from = (page - 1) * PAGE;
        let shown: Vec<&Voice> = all.iter().skip(from).take(PAGE).collect();
        let simulated = !shown.is_empty() && shown.iter().all(|one| one.simulated);
        Self {
            frame: Frame::new(
                tongue,
                words.title.to_owned(),
                words.lead.to_owned(),
                simulated,
            ),
            voices: words,
            struck: shown.iter().any(|one| {
                one.quote
                    .as_deref()
                    .is_some_and(|text| text.contains(STRUCK))
            }),
            cards: shown
                .iter()
                .map(|one| {
                    let mut card = VoiceCard::new(tongue, one);
                    // Said once, on top.
                    card.simulated = card.simulated.filter(|_| !simulated);
                    card
                })
                .collect(),
            newer: (page > 1).then(|| page - 1),
            older: (all.len() > from + PAGE).then_some(page + 1),
        }
    }
}

impl VoiceCard {
    pub fn new(tongue: Tongue, voice: &Voice) -> Self {
        let words = Words::of(tongue);
        let mut facts = Vec::new();
        facts.extend(
            voice
                .comments
                .map(|count| fill(words.comments, &[("count", &count.to_string())])),
        );
        facts.extend(
            voice
                .unit
                .as_deref()
                .map(|unit| fill(words.by_unit, &[("unit", unit)])),
        );
        facts.push(fill(
            words.published,
            &[("date", &date(tongue, voice.published_on))],
        ));
        let place = [&voice.place, &voice.locality].into_iter().flatten();
        let place: Vec<&str> = place.map(String::as_str).collect();
        Self {
            number: voice.number,
            topic: voice.topic.as_ref().map(|(code, own)| match own {
                Some(text) if topics::name(tongue, code, None) == *code => {
                    text.in_language(tongue.tag()).to_owned()
                }
                _ => topics::name(tongue, code, None),
            }),
            place: (!place.is_empty()).then(|| place.join(", ")),
            simulated: voice.simulated.then_some(FrameWords::of(tongue).simulated),
            said: said(tongue, &voice.said_vi, voice.said_en.as_deref()),
            done: said(tongue, &voice.done_vi, voice.done_en.as_deref()),
            quote: voice.quote.clone(),
            facts: facts.join(" · "),
        }
    }
}

fn said(tongue: Tongue, vi: &str, en: Option<&str>) -> Said {
    let (text, foreign) = match (tongue, en) {
        (Tongue::Vi, _) => (vi, false),
        (Tongue::En, Some(en)) => (en, false),
        (Tongue::En, None) => (vi, true),
    };
    let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Said {
        paragraphs: paragraphs.map(str::to_owned).collect(),
        foreign,
    }
}
