//! Handing out links. Codes are shown once, here; the database keeps only their keyed hashes.

use chrono::NaiveDateTime;

use crate::flow::secrets;
use crate::store::{Store, StoreFailure, links, waves};
use crate::survey::link::{ALPHABET, Code, Link, LinkKind};
use crate::survey::wave::WaveId;

/// Which links are wanted.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub kind: LinkKind,
    /// Place in the wave's localities.
    pub locality: i16,
    pub group: Option<String>,
    pub expires_at: Option<NaiveDateTime>,
    pub count: usize,
}

/// New codes of a wave that has not been closed.
pub fn new_links(
    store: &Store,
    wave: &str,
    wanted: &Invitation,
) -> Result<Vec<Code>, StoreFailure> {
    let kept = store
        .read_blocking(|connection| waves::find(connection, wave))?
        .ok_or(StoreFailure::Missing("wave"))?;
    let key = kept
        .code_key
        .ok_or(StoreFailure::Missing("key of the wave"))?;
    let codes: Vec<Code> = (0..wanted.count).map(|_| draw(kept.wave.id)).collect();
    let rows: Vec<Link> = codes
        .iter()
        .map(|code| Link {
            wave: kept.wave.id,
            token: secrets::link_token(&key, code),
            kind: wanted.kind,
            locality: wanted.locality,
            group: wanted.group.clone(),
            expires_at: wanted.expires_at,
        })
        .collect();
    store.write_blocking(|connection| links::keep(connection, &rows))?;
    Ok(codes)
}

/// Ten letters, each equally likely: bytes beyond the last multiple of 23 are drawn again.
fn draw(wave: WaveId) -> Code {
    let letters = ALPHABET.len() as u8;
    let fair = u8::MAX - u8::MAX % letters;
    let letter = || loop {
        let byte: u8 = rand::random();
        if byte < fair {
            return byte % letters;
        }
    };
    Code::new(wave, std::array::from_fn(|_| letter()))
}
