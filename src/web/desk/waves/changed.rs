//! What somebody else changed while this editor was typing, part by part.

use crate::clock::{last_day_before, local};
use crate::flow::wave::seen::{Changed, Seen};
use crate::survey::locality::Locality;
use crate::survey::wave_edit::Part;
use crate::web::desk::waves::typed::instant;
use crate::wording::numbers::date;
use crate::wording::waves::Waves;
use crate::wording::{Tongue, fill, wave_edits};

pub struct ChangedLine {
    pub text: String,
    /// What the form made of it.
    pub note: &'static str,
}

/// `both`: what this editor changed too, and the form keeps; `None` where a part is sent whole.
pub fn lines(
    changed: &Changed,
    both: &[Part],
    known: &[Locality],
    tongue: Tongue,
) -> Vec<ChangedLine> {
    let words = Waves::of(tongue);
    let line = |part: &Part| {
        let name = wave_edits::part(*part, tongue);
        let shown = |seen| shown(seen, *part, known, tongue);
        let text = match (shown(&changed.before), shown(&changed.now)) {
            (Some(before), Some(now)) => fill(
                words.changed_line,
                &[("part", name), ("before", &before), ("now", &now)],
            ),
            _ => fill(words.changed_file, &[("part", name)]),
        };
        let note = if both.contains(part) {
            words.changed_yours
        } else {
            words.changed_same
        };
        ChangedLine { text, note }
    };
    changed.parts.iter().map(line).collect()
}

/// `None` for what is too long to show.
fn shown(seen: &Seen, part: Part, known: &[Locality], tongue: Tongue) -> Option<String> {
    let day = |micros, of: fn(chrono::NaiveDateTime) -> chrono::NaiveDate| {
        instant(micros).map(|utc| date(tongue, of(utc)))
    };
    match part {
        Part::TitleVi => Some(seen.title_vi.clone()),
        Part::TitleEn => Some(seen.title_en.clone()),
        Part::Form => {
            let version = seen.form.1.to_string();
            let version = fill(Waves::of(tongue).version, &[("version", &version)]);
            Some(format!("{}, {version}", seen.form.0))
        }
        Part::Localities => {
            let name = |key: &String| {
                let found = known.iter().find(|one| one.key.to_string() == *key);
                found.map_or_else(|| key.clone(), |one| one.name.clone())
            };
            let names: Vec<String> = seen.localities.iter().map(name).collect();
            Some(names.join(", "))
        }
        Part::OpensAt => day(seen.opens_at, |utc| local(utc).date()),
        Part::ClosesAt => day(seen.closes_at, last_day_before),
        Part::Method | Part::Margins | Part::Plan => None,
    }
}
