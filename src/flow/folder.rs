//! The data folder: the database file, sealed datasets, computed figures and published editions.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// Creates the folder when it is missing and makes sure that it can be written to.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let probe = path.join(".writable");
        fs::write(&probe, b"")?;
        fs::remove_file(&probe)?;
        Ok(Self(path.to_owned()))
    }

    pub fn database(&self) -> PathBuf {
        self.0.join("hailong.sqlite")
    }

    /// The inputs of a closed wave.
    pub fn sealed(&self, wave: &str) -> PathBuf {
        self.0.join("sealed").join(wave)
    }

    /// Earlier surveys that a wave is compared with: a folder each.
    pub fn earlier(&self, wave: &str) -> PathBuf {
        self.0.join("earlier").join(wave)
    }

    /// The office's full figures of a computed wave.
    pub fn computed(&self, wave: &str) -> PathBuf {
        self.0.join("computed").join(wave)
    }

    /// Key files of a demonstration. A real institution keeps its key elsewhere.
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// An edition as it will be, until every party has signed it.
    pub fn draft(&self, id: &str) -> PathBuf {
        self.0.join("drafts").join(id)
    }

    /// Where localities lie, if the operator has given a map.
    pub fn map(&self) -> PathBuf {
        self.0.join("map.json")
    }

    /// What the public reads.
    pub fn edition(&self, id: &str) -> PathBuf {
        self.0.join("editions").join(id)
    }
}

/// Writes a file so that it is either wholly there, on disk, or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = path.with_extension("partial");
    let mut file = fs::File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
