//! What was published, read back for the pages.

use crate::edition::figures::Figures;
use crate::edition::folder;
use crate::flow::folder::DataFolder;
use crate::store::editions::KeptEdition;

/// A published edition with its figures, for the pages.
#[derive(Clone, Debug)]
pub struct Edition {
    pub kept: KeptEdition,
    pub figures: Figures,
}

/// `None` when there is no such edition or its files are gone.
pub fn read(folder: &DataFolder, kept: &KeptEdition) -> Option<Edition> {
    let figures = folder::read(&folder.edition(&kept.id)).ok()?;
    Some(Edition {
        kept: kept.clone(),
        figures,
    })
}
