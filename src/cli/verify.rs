//! Recomputing an edition.

use std::path::PathBuf;

use crate::cli::Said;
use crate::cli::edition::{known_key, not_an_edition};
use crate::cli::files::refusal;
use crate::edition::command::EarlierSurveys;
use crate::edition::signed::{Known, check};
use crate::edition::verify::{Sealed, against_sealed, recompute};
use crate::wording::Tongue;
use crate::wording::signed::{Signed, checked};
use crate::wording::verify::sentences;

#[derive(clap::Args)]
pub struct VerifyOrder {
    /// Thư mục của kỳ công bố · Folder of an edition
    folder: PathBuf,
    /// Khoá công khai đã biết · Public keys known from elsewhere: office=office.pub.pem
    #[arg(long = "known")]
    known: Vec<String>,
    /// Thư mục dữ liệu niêm phong · Folder of the sealed dataset
    #[arg(long)]
    sealed: Option<PathBuf>,
    /// Thư mục đầu vào của đợt trước · Folder with the inputs of an earlier survey
    #[arg(long, num_args = 1.., requires = "sealed")]
    previous: Vec<PathBuf>,
    /// Địa phương cũ vào địa phương mới · Which localities went into which
    #[arg(long, requires = "sealed")]
    crosswalk: Option<PathBuf>,
}

pub fn verify(order: &VerifyOrder, tongue: Tongue) -> Said {
    let mut report = recompute(&order.folder);
    if let Some(dataset) = &order.sealed {
        let sealed = Sealed {
            dataset: dataset.clone(),
            earlier: EarlierSurveys {
                folders: order.previous.clone(),
                crosswalk: order.crosswalk.clone(),
            },
        };
        against_sealed(&order.folder, &sealed, &mut report)
            .map_err(|refused| refusal(&refused, "", tongue))?;
    }
    let words = Signed::of(tongue);
    let known: Result<Vec<Known>, _> = order
        .known
        .iter()
        .map(|text| known_key(text, words))
        .collect();
    let signed = check(&order.folder, &known?)
        .map_err(|problem| not_an_edition(&order.folder, &problem, words))?;
    let mut lines = checked(tongue, &signed);
    lines.extend(sentences(tongue, &report));
    if report.is_good() && signed.holds() {
        Ok(lines)
    } else {
        Err(lines)
    }
}
