//! Two institutions that can sign, and an edition that both have signed.

use chrono::NaiveDate;
use ed25519_dalek::SigningKey;
use hailong::flow::edition_draft::{By, PublicationFailure, Wanted, draft, sign};
use hailong::flow::folder::DataFolder;
use hailong::store::editions::KeptEdition;
use hailong::store::parties;
use hailong::survey::party::{DEFAULT_PARTIES, Party};

use crate::harness::databases::Database;
use crate::harness::wave;

pub fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

/// The keys of office and Front, registered.
pub fn register(database: &Database) -> [(&'static str, SigningKey); 2] {
    let keys = [("office", key(1)), ("front", key(2))];
    let now = wave::now();
    database
        .store
        .write_blocking(|connection| {
            for (code, key) in &keys {
                let party = Party {
                    code: (*code).to_owned(),
                    valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
                    valid_to: None,
                    name_vi: format!("Cơ quan {code}"),
                    name_en: format!("Party {code}"),
                    signatory: "Nguyễn Văn An".to_owned(),
                    signatory_title: "Chủ tịch".to_owned(),
                    document: "1/QĐ".to_owned(),
                };
                parties::keep(connection, &party)?;
                parties::keep_key(connection, code, key.verifying_key().as_bytes(), now)?;
            }
            Ok(())
        })
        .unwrap();
    keys
}

pub fn wanted() -> Wanted {
    Wanted {
        parties: DEFAULT_PARTIES.map(String::from).to_vec(),
        ..Wanted::default()
    }
}

pub fn by() -> By {
    By {
        account: None,
        now: wave::now(),
    }
}

/// Drafts, signs for both and publishes a computed wave.
pub fn publish(
    database: &Database,
    folder: &DataFolder,
) -> Result<KeptEdition, PublicationFailure> {
    let keys = register(database);
    let store = &database.store;
    draft(store, folder, wave::WAVE, &wanted(), by())?;
    let mut published = None;
    for (code, key) in &keys {
        published = sign(store, folder, wave::WAVE, (code, key), by())?;
    }
    Ok(published.unwrap())
}
