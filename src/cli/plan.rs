//! `hailong plan`: how many to ask, before anybody is asked.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::Said;
use crate::cli::files::{read, unwritable};
use crate::edition::plan::{
    Costs, PlanFault, PlanRow, Sampling, Unit, Wish, best_cluster, plan, plan_csv,
};
use crate::exchange::frame;
use crate::wording::numbers::{decimal, plain};
use crate::wording::plan::{Plan as Words, fault};
use crate::wording::{Tongue, data_faults, fill};

#[derive(clap::Args)]
pub struct PlanOrder {
    /// FRAME.csv
    #[arg(long)]
    frame: PathBuf,
    /// ± điểm phần trăm · percentage points
    #[arg(long, default_value_t = 5.0)]
    margin: f64,
    /// Hệ số thiết kế · Design effect
    #[arg(long, default_value_t = 1.0, conflicts_with_all = ["per_cluster", "correlation"])]
    deff: f64,
    /// Số phỏng vấn trong mỗi cụm (khối phố, thôn) · Interviews per cluster (residential group)
    #[arg(long, requires = "correlation")]
    per_cluster: Option<f64>,
    /// Tương quan trong cụm · Intra-class correlation, usually 0.02 to 0.1
    #[arg(long)]
    correlation: Option<f64>,
    /// Chi phí cho mỗi cụm · Cost of each cluster
    #[arg(long, requires_all = ["correlation", "cost_per_interview"])]
    cost_per_cluster: Option<f64>,
    /// Chi phí cho mỗi phỏng vấn · Cost of each interview
    #[arg(long, requires_all = ["correlation", "cost_per_cluster"])]
    cost_per_interview: Option<f64>,
    /// Tỷ lệ trả lời · Share that answers
    #[arg(long, default_value_t = 1.0)]
    response_rate: f64,
    #[arg(long, default_value_t = 0.95)]
    confidence: f64,
    #[arg(long, default_value = "person")]
    unit: UnitName,
    /// Ghi ra tệp CSV · Write a CSV file
    #[arg(long)]
    csv: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum UnitName {
    Person,
    Household,
}

impl PlanOrder {
    /// The best number of interviews per cluster, where costs are given.
    fn best(&self) -> Result<Option<f64>, Vec<PlanFault>> {
        let costs = self.cost_per_cluster.zip(self.cost_per_interview);
        let Some(((per_cluster, per_interview), correlation)) = costs.zip(self.correlation) else {
            return Ok(None);
        };
        let costs = Costs {
            per_cluster,
            per_interview,
        };
        best_cluster(&costs, correlation).map(Some)
    }

    /// Clusters of the size that was asked for, otherwise of the best one, in whole interviews.
    fn sampling(&self, best: Option<f64>) -> Result<Sampling, Vec<PlanFault>> {
        let Some(correlation) = self.correlation else {
            return Ok(Sampling::Deff(self.deff));
        };
        let per_cluster = self.per_cluster.or(best.map(f64::round));
        let per_cluster = per_cluster.ok_or_else(|| vec![PlanFault::PerCluster])?;
        Ok(Sampling::Clusters {
            per_cluster,
            correlation,
        })
    }
}

pub fn print(order: &PlanOrder, tongue: Tongue) -> Said {
    let file = order.frame.display().to_string();
    let bytes = read(&order.frame, tongue).map_err(|line| vec![line])?;
    let frame = frame::read(&file, &bytes).map_err(|faults| data_faults::data(&faults, tongue))?;
    let refused = |faults: Vec<PlanFault>| -> Vec<String> {
        let lines = faults.iter().map(|one| fault(&file, one, tongue));
        lines.collect()
    };
    let best = order.best().map_err(refused)?;
    let wish = Wish {
        unit: match order.unit {
            UnitName::Person => Unit::Person,
            UnitName::Household => Unit::Household,
        },
        margin: order.margin,
        sampling: order.sampling(best).map_err(refused)?,
        response_rate: order.response_rate,
        confidence: order.confidence,
    };
    let rows = plan(&frame, &wish).map_err(refused)?;
    if let Some(path) = &order.csv {
        std::fs::write(path, plan_csv(&rows))
            .map_err(|problem| vec![unwritable(path, &problem, tongue)])?;
    }
    let mut lines = table(&rows, tongue);
    lines.push(String::new());
    lines.extend(remarks(&rows, &wish, best, tongue));
    Ok(lines)
}

/// Columns that no row has anything in are left out.
fn table(rows: &[PlanRow], tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    let mut cells: Vec<Vec<String>> = vec![words.header.map(str::to_owned).to_vec()];
    for row in rows {
        let name = if row.is_locality() {
            &row.name
        } else {
            words.whole
        };
        let points = |value: f64| decimal(tongue, value);
        cells.push(vec![
            row.code.clone(),
            name.to_owned(),
            row.size.to_string(),
            row.interviews.to_string(),
            row.clusters
                .map(|own| own.count.to_string())
                .unwrap_or_default(),
            row.clusters
                .map(|own| own.worth.round().to_string())
                .unwrap_or_default(),
            row.invitations.to_string(),
            row.yamane.to_string(),
            points(row.pair),
            row.ranking.map(points).unwrap_or_default(),
        ]);
    }
    let width = |column: usize| {
        let below = cells.iter().skip(1).filter_map(|row| row.get(column));
        if below.into_iter().all(String::is_empty) {
            return 0;
        }
        let all = cells.iter().filter_map(|row| row.get(column));
        all.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..words.header.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let shown = row.iter().zip(&widths).enumerate();
        let padded = shown
            .filter(|(_, (_, width))| **width > 0)
            .map(|(column, (cell, &width))| {
                if column < 2 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    cells.iter().map(line).collect()
}

/// What the table says, in sentences.
fn remarks(rows: &[PlanRow], wish: &Wish, best: Option<f64>, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    let localities = || rows.iter().filter(|row| row.is_locality());
    let sum = |of: fn(&PlanRow) -> f64| localities().map(of).sum::<f64>().to_string();
    let most = |of: fn(&PlanRow) -> f64| decimal(tongue, localities().map(of).fold(0.0, f64::max));
    let (interviews, invitations, yamane) = (
        sum(|row| row.interviews),
        sum(|row| row.invitations),
        sum(|row| row.yamane),
    );
    let values = [
        ("interviews", interviews.as_str()),
        ("invitations", &invitations),
        ("yamane", &yamane),
    ];
    let mut lines = vec![fill(words.sum, &values)];
    if let Sampling::Clusters {
        per_cluster,
        correlation,
    } = wish.sampling
    {
        let deff = wish.sampling.deff();
        let values = [
            ("per_cluster", plain(tongue, per_cluster, 2)),
            ("correlation", plain(tongue, correlation, 4)),
            ("deff", plain(tongue, deff, 2)),
            ("worth", plain(tongue, 100.0 / deff, 0)),
        ];
        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
        lines.push(fill(words.clusters, &values));
    }
    if let Some(best) = best {
        lines.push(fill(words.best, &[("best", &plain(tongue, best, 1))]));
    }
    let few: Vec<&str> = localities()
        .filter(|row| row.has_few_clusters())
        .map(|row| row.name.as_str())
        .collect();
    if !few.is_empty() {
        lines.push(fill(words.few_clusters, &[("places", &few.join(", "))]));
    }
    lines.push(words.note.to_owned());
    let places = localities().count();
    if places > 1 {
        let (pair, ranking) = (
            most(|row| row.pair),
            most(|row| row.ranking.unwrap_or_default()),
        );
        let places = places.to_string();
        let values = [
            ("pair", pair.as_str()),
            ("ranking", &ranking),
            ("places", &places),
        ];
        lines.push(fill(words.apart, &values));
    }
    lines
}
