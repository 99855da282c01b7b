//! The list of an edition's files with their digests. The list's own digest is what the institutions sign.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::survey::digest::Digest;

/// As `sha256sum` writes and checks it.
pub const MANIFEST: &str = "MANIFEST.sha256";
/// Signatures lie beside what they sign.
pub const SIGNATURES: &str = "signatures";

/// Path inside the edition, with `/`, and digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, Digest>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Changed(String),
    Missing(String),
    /// A file that the manifest does not know.
    Added(String),
}

impl Manifest {
    /// Looks at every file of a folder but the manifest and the signatures.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        look(folder, "", &mut files)?;
        Ok(Self(files))
    }

    /// `Err` holds the first line that is not `digest`, two spaces, path.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut files = BTreeMap::new();
        for (at, line) in text.split_terminator('\n').enumerate() {
            let parts = line.split_once("  ").filter(|(digest, path)| {
                let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                digest.len() == 64 && digest.bytes().all(hexadecimal) && !path.is_empty()
            });
            let (digest, path) = parts.ok_or(at + 1)?;
            let before = files.insert(path.to_owned(), Digest(digest.to_owned()));
            if before.is_some() {
                return Err(at + 1);
            }
        }
        let manifest = Self(files);
        // One way to write it: what is signed has one spelling.
        if manifest.text() == text {
            Ok(manifest)
        } else {
            Err(1)
        }
    }

    pub fn text(&self) -> String {
        self.0
            .iter()
            .map(|(path, digest)| format!("{}  {path}\n", digest.0))
            .collect()
    }

    pub fn digest(&self) -> Digest {
        Digest::of(self.text().as_bytes())
    }

    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How the files that are there differ from this list.
    pub fn compare(&self, found: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (path, digest) in &self.0 {
            match found.0.get(path) {
                None => differences.push(Difference::Missing(path.clone())),
                Some(other) if other != digest => {
                    differences.push(Difference::Changed(path.clone()));
                }
                Some(_) => {}
            }
        }
        let added = found.0.keys().filter(|path| !self.0.contains_key(*path));
        differences.extend(added.cloned().map(Difference::Added));
        differences
    }
}

fn look(folder: &Path, inside: &str, files: &mut BTreeMap<String, Digest>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = match (inside, name.to_string_lossy()) {
            ("", name) => name.into_owned(),
            (inside, name) => format!("{inside}/{name}"),
        };
        if path == MANIFEST || path == SIGNATURES {
            continue;
        }
        if entry.file_type()?.is_dir() {
            look(&entry.path(), &path, files)?;
        } else {
            files.insert(path, Digest::of(&fs::read(entry.path())?));
        }
    }
    Ok(())
}
