//! What may change about a wave, and when: everything in draft; once it is open only its titles and a later end; then
//! nothing.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::survey::locality::LocalityKey;
use crate::survey::wave::{Wave, WaveState};

/// What an office decides about a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    TitleVi,
    TitleEn,
    Form,
    Method,
    Localities,
    OpensAt,
    ClosesAt,
    Margins,
    Plan,
}

impl Part {
    pub const ALL: [Self; 9] = [
        Self::TitleVi,
        Self::TitleEn,
        Self::Form,
        Self::Method,
        Self::Localities,
        Self::OpensAt,
        Self::ClosesAt,
        Self::Margins,
        Self::Plan,
    ];

    /// As the audit log names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TitleVi => "title_vi",
            Self::TitleEn => "title_en",
            Self::Form => "form",
            Self::Method => "method",
            Self::Localities => "localities",
            Self::OpensAt => "opens_at",
            Self::ClosesAt => "closes_at",
            Self::Margins => "margins",
            Self::Plan => "plan",
        }
    }
}

pub fn may_change(state: WaveState, part: Part) -> bool {
    match state {
        WaveState::Draft => true,
        WaveState::Open => matches!(part, Part::TitleVi | Part::TitleEn | Part::ClosesAt),
        WaveState::Closed | WaveState::Computed | WaveState::Published => false,
    }
}

/// Letters of the longest title.
pub const LONGEST_TITLE: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditFault {
    /// This part stands fast in this state.
    Fixed(Part),
    /// Without a title, or with one that is too long.
    Title(Part),
    NoLocalities,
    /// Two localities with one code, which a response could not tell apart.
    SameCode(String),
    /// Links that are out lead to localities by their places in the wave.
    HandedOut,
    /// The end is not after the beginning.
    Period,
    /// An open wave ends earlier than was said: posters and slips carry the old day.
    Shortened,
    /// The new end of an open wave has passed already.
    Past,
}

/// What differs, in the order of [`Part::ALL`]; margins and plan are not part of a [`Wave`].
pub fn changed(before: &Wave, after: &Wave) -> Vec<Part> {
    let form = |wave: &Wave| (wave.form_code.clone(), wave.form_version);
    let differs = |part: &Part| match part {
        Part::TitleVi => before.title_vi != after.title_vi,
        Part::TitleEn => before.title_en != after.title_en,
        Part::Form => form(before) != form(after),
        Part::Method => before.method != after.method,
        Part::Localities => before.localities != after.localities,
        Part::OpensAt => before.opens_at != after.opens_at,
        Part::ClosesAt => before.closes_at != after.closes_at,
        Part::Margins | Part::Plan => false,
    };
    Part::ALL.into_iter().filter(differs).collect()
}

/// Everything that is wrong with changing `before` into `after` at an instant (UTC).
pub fn check(before: &Wave, after: &Wave, now: NaiveDateTime) -> Vec<EditFault> {
    let changes = changed(before, after);
    let fixed = changes
        .iter()
        .filter(|part| !may_change(before.state, **part));
    let mut faults: Vec<EditFault> = fixed.map(|part| EditFault::Fixed(*part)).collect();
    faults.extend(whole(after));
    if before.state == WaveState::Open && changes.contains(&Part::ClosesAt) {
        if after.closes_at < before.closes_at {
            faults.push(EditFault::Shortened);
        }
        if after.closes_at <= now {
            faults.push(EditFault::Past);
        }
    }
    faults
}

/// Whether every locality stands where it stood: a link, as an answer, names its locality by its place.
pub fn keeps_places(before: &Wave, after: &Wave) -> bool {
    after.localities.starts_with(&before.localities)
}

/// What every wave must have, a new one too.
pub fn whole(wave: &Wave) -> Vec<EditFault> {
    let mut faults = Vec::new();
    for (part, title) in [
        (Part::TitleVi, &wave.title_vi),
        (Part::TitleEn, &wave.title_en),
    ] {
        if title.trim().is_empty() || title.chars().count() > LONGEST_TITLE {
            faults.push(EditFault::Title(part));
        }
    }
    if wave.localities.is_empty() {
        faults.push(EditFault::NoLocalities);
    }
    faults.extend(shared_codes(&wave.localities).map(EditFault::SameCode));
    if wave.closes_at <= wave.opens_at {
        faults.push(EditFault::Period);
    }
    faults
}

fn shared_codes(localities: &[LocalityKey]) -> impl Iterator<Item = String> {
    let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for key in localities {
        if !seen.insert(&key.code) {
            shared.insert(key.code.clone());
        }
    }
    shared.into_iter()
}
