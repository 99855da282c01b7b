//! The two institutions of the demonstration, with keys that everybody may use.

use std::fs;

use chrono::{NaiveDate, NaiveDateTime};
use ed25519_dalek::SigningKey;

use crate::edition::signature::public_pem;
use crate::flow::edition_draft::{By, PublicationFailure, Wanted, draft, sign};
use crate::flow::folder::DataFolder;
use crate::flow::keys;
use crate::store::{Store, StoreFailure, parties};
use crate::survey::party::{DEFAULT_PARTIES, Party};

/// Opens the demonstration's key files.
pub const PASSPHRASE: &str = "bản dùng thử hài lòng";

fn example(code: &str) -> Party {
    let (name_vi, name_en, signatory, signatory_title) = match code {
        "office" => (
            "Phòng Tài nguyên và Môi trường thành phố (mẫu)",
            "City natural resources and environment office (example)",
            "Nguyễn Thị Hồng Hạnh",
            "Trưởng phòng",
        ),
        _ => (
            "Ủy ban MTTQ Việt Nam thành phố (mẫu)",
            "City committee of the Viet Nam Fatherland Front (example)",
            "Trần Văn Bình",
            "Chủ tịch",
        ),
    };
    Party {
        code: code.to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
        valid_to: None,
        name_vi: name_vi.to_owned(),
        name_en: name_en.to_owned(),
        signatory: signatory.to_owned(),
        signatory_title: signatory_title.to_owned(),
        document: "133/KHPH-MTTQ-TN&MT".to_owned(),
    }
}

/// The key of a party, made and registered when there is none yet; its file lies in `keys/` of the data folder.
fn key(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    now: NaiveDateTime,
) -> Result<SigningKey, StoreFailure> {
    let file = folder.keys().join(format!("{code}.key.pem"));
    if let Ok(pem) = fs::read_to_string(&file) {
        return keys::unlock(&pem, PASSPHRASE).map_err(|_| StoreFailure::Unreadable("key"));
    }
    let made = keys::new();
    let pem = keys::lock(&made, PASSPHRASE).map_err(|_| StoreFailure::Unreadable("key"))?;
    fs::create_dir_all(folder.keys())?;
    let public = made.verifying_key();
    let shown = public_pem(&public).unwrap_or_default();
    fs::write(folder.keys().join(format!("{code}.pub.pem")), shown)?;
    store.write_blocking(|connection| {
        parties::keep(connection, &example(code))?;
        parties::keep_key(connection, code, public.as_bytes(), now)
    })?;
    fs::write(&file, pem)?;
    Ok(made)
}

/// Drafts, signs for both and publishes, as two institutions would.
pub fn publish(
    store: &Store,
    folder: &DataFolder,
    wave: &str,
    now: NaiveDateTime,
) -> Result<(), PublicationFailure> {
    let by = By { account: None, now };
    let mut signing = Vec::new();
    for code in DEFAULT_PARTIES {
        signing.push((code, key(store, folder, code, now)?));
    }
    let wanted = Wanted {
        parties: DEFAULT_PARTIES.map(String::from).to_vec(),
        ..Wanted::default()
    };
    draft(store, folder, wave, &wanted, by)?;
    for (code, key) in &signing {
        sign(store, folder, wave, (code, key), by)?;
    }
    Ok(())
}
