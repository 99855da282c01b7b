//! The audit log from the command line.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::{Said, failure, serve};
use crate::store::{Store, audit};
use crate::wording::Tongue;
use crate::wording::audit::{broken, unwitnessed, whole};

#[derive(Subcommand)]
pub enum AuditOrder {
    /// Kiểm tra chuỗi nhật ký · Follow the chain of the audit log
    Verify {
        #[arg(long)]
        config: PathBuf,
        /// Dòng và mã băm đã ghi lại ở lần trước · A line and its digest noted earlier: 120:3f9a…
        #[arg(long = "witness", value_parser = witness)]
        witnesses: Vec<(i64, String)>,
    },
}

fn witness(text: &str) -> Result<(i64, String), &'static str> {
    let shape = "NUMBER:DIGEST";
    let (number, digest) = text.split_once(':').ok_or(shape)?;
    Ok((number.parse().map_err(|_| shape)?, digest.to_lowercase()))
}

pub fn run(order: &AuditOrder, tongue: Tongue) -> Said {
    let AuditOrder::Verify { config, witnesses } = order;
    let settings = serve::settings(config, tongue)?;
    let failed = |problem| failure::store(&problem, tongue);
    let store = Store::open(&settings.database).map_err(failed)?;
    let walk = store
        .read_blocking(audit::verify)
        .map_err(failed)?
        .map_err(|at| vec![broken(tongue, at)])?;
    for (number, digest) in witnesses {
        let line = store
            .read_blocking(|connection| audit::back_from(connection, *number, 1))
            .map_err(failed)?;
        let met = line.first().is_some_and(|line| {
            let hexadecimal: String = line
                .digest
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            line.number == *number && hexadecimal == *digest
        });
        if !met {
            return Err(vec![unwitnessed(tongue, *number)]);
        }
    }
    Ok(vec![whole(tongue, &walk)])
}
