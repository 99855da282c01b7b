//! From what was published to what the pages take. Blocking: to be called off the async threads.

use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDateTime};

use crate::clock::local;
use crate::edition::imprint::Imprint;
use crate::flow::folder::DataFolder;
use crate::flow::publish;
use crate::store::editions::{self, KeptEdition};
use crate::store::waves::{self, KeptWave};
use crate::store::{AnyConnection, StoreFailure, parties};
use crate::survey::party::Party;
use crate::survey::wave::WaveState;
use crate::web::public::home::LiveWave;
use crate::web::public::release::Release;

/// Files of an edition that anyone may fetch, with their media types.
pub const FILES: [(&str, &str); 21] = [
    ("figures.csv", "text/csv; charset=utf-8"),
    ("ranking.csv", "text/csv; charset=utf-8"),
    ("pairs.csv", "text/csv; charset=utf-8"),
    ("change.csv", "text/csv; charset=utf-8"),
    ("weights.csv", "text/csv; charset=utf-8"),
    ("sensitivity.csv", "text/csv; charset=utf-8"),
    ("suppressed.csv", "text/csv; charset=utf-8"),
    ("quality.csv", "text/csv; charset=utf-8"),
    ("rates.csv", "text/csv; charset=utf-8"),
    ("ways.csv", "text/csv; charset=utf-8"),
    ("figures.json", "application/json"),
    ("moments.json", "application/json"),
    ("form.toml", "application/toml"),
    ("method.toml", "application/toml"),
    ("frame.csv", "text/csv; charset=utf-8"),
    ("margins.csv", "text/csv; charset=utf-8"),
    ("changes_to_last_edition.csv", "text/csv; charset=utf-8"),
    ("CHANGES.txt", "text/plain; charset=utf-8"),
    ("edition.json", "application/json"),
    ("MANIFEST.sha256", "text/plain; charset=utf-8"),
    ("inputs.json", "application/json"),
];

/// Every edition, newest first, and the waves that take answers at `now`. An edition whose files are gone is left out.
pub fn everything(
    connection: &mut AnyConnection,
    folder: &DataFolder,
    now: NaiveDateTime,
) -> Result<(Vec<Release>, Vec<LiveWave>), StoreFailure> {
    let waves = waves::all(connection)?;
    let parties = parties::all(connection)?;
    let releases = editions::visible(connection, now)?
        .iter()
        .filter_map(|kept| take(folder, kept, &waves, &parties))
        .collect();
    let live = waves
        .iter()
        .map(|kept| &kept.wave)
        .filter(|wave| {
            wave.state == WaveState::Open && wave.opens_at <= now && now < wave.closes_at
        })
        .map(|wave| LiveWave {
            title_vi: wave.title_vi.clone(),
            title_en: wave.title_en.clone(),
            closes_on: local(wave.closes_at).date(),
            simulated: wave.simulated,
        })
        .collect();
    Ok((releases, live))
}

/// One edition, or `None` when there is no such edition.
pub fn one(
    connection: &mut AnyConnection,
    folder: &DataFolder,
    id: &str,
    now: NaiveDateTime,
) -> Result<Option<Release>, StoreFailure> {
    let editions = editions::visible(connection, now)?;
    let Some(kept) = editions.iter().find(|kept| kept.id == id) else {
        return Ok(None);
    };
    let waves = waves::all(connection)?;
    let parties = parties::all(connection)?;
    Ok(take(folder, kept, &waves, &parties))
}

/// A file of an edition below its folder, for example `figures.csv` or `charts/ranking-vi.svg`. Only ids that were
/// published reach the disk, and `path` is one that the site itself made.
pub fn file(
    connection: &mut AnyConnection,
    folder: &DataFolder,
    (id, path): (&str, &str),
    now: NaiveDateTime,
) -> Result<Option<Vec<u8>>, StoreFailure> {
    let editions = editions::visible(connection, now)?;
    if editions.iter().all(|kept| kept.id != id) {
        return Ok(None);
    }
    Ok(fs::read(folder.edition(id).join(path)).ok())
}

/// Names, on the day of publication, of the parties that had to sign; without signatures an edition is not published.
fn signed_by(place: &Path, kept: &KeptEdition, parties: &[Party]) -> Vec<(String, String)> {
    let Ok(imprint) = Imprint::read(place) else {
        return Vec::new();
    };
    let named = |code: &str| {
        let in_office = |party: &&Party| party.code == code && party.is_valid_on(kept.published_on);
        parties.iter().find(in_office)
    };
    let names = imprint
        .parties
        .iter()
        .map(|asked| match named(&asked.party) {
            Some(party) => (party.name_vi.clone(), party.name_en.clone()),
            None => (asked.party.clone(), asked.party.clone()),
        });
    names.collect()
}

fn take(
    folder: &DataFolder,
    kept: &KeptEdition,
    waves: &[KeptWave],
    parties: &[Party],
) -> Option<Release> {
    let edition = publish::read(folder, kept)?;
    let wave = waves.iter().find(|one| one.wave.id == kept.wave);
    let place = folder.edition(&kept.id);
    let files = FILES
        .iter()
        .filter_map(|(name, _)| {
            let about = fs::metadata(place.join(name)).ok()?;
            Some(((*name).to_owned(), about.len()))
        })
        .collect();
    Some(Release {
        id: kept.id.clone(),
        year: wave.map(|one| local(one.wave.closes_at).year()),
        published_on: kept.published_on,
        signed_by: signed_by(&place, kept, parties),
        digest: kept.digest.clone(),
        figures: edition.figures,
        files,
    })
}
