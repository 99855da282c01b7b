//! `edition.json`: what an edition is, and which parties must sign it. It is one of the files that are signed.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub const IMPRINT: &str = "edition.json";
const FORMAT: &str = "hailong-edition/1";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    pub format: String,
    /// For example `tam-ky-2026-1`.
    pub id: String,
    pub wave: String,
    /// 1 for the first edition of a wave.
    pub number: u32,
    /// Who must sign before anybody may see it.
    pub parties: Vec<Asked>,
}

/// A party whose signature an edition needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// For example `office`.
    pub party: String,
    /// For example `publisher`.
    pub role: String,
}

impl Imprint {
    pub fn new(wave: &str, number: u32, parties: Vec<Asked>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            id: format!("{wave}-{number}"),
            wave: wave.to_owned(),
            number,
            parties,
        }
    }

    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    pub fn read(folder: &Path) -> io::Result<Self> {
        let bytes = fs::read(folder.join(IMPRINT))?;
        let imprint: Self = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
        if imprint.format == FORMAT {
            Ok(imprint)
        } else {
            Err(io::Error::other(format!("format {}", imprint.format)))
        }
    }
}
