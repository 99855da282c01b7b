//! `hailong plan`: how many to ask, before anybody is asked.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::Said;
use crate::cli::files::{read, unwritable};
use crate::edition::figures::WHOLE;
use crate::edition::plan::{PlanRow, Unit, Wish, plan, plan_csv};
use crate::exchange::frame;
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
    #[arg(long, default_value_t = 1.0)]
    deff: f64,
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

pub fn print(order: &PlanOrder, tongue: Tongue) -> Said {
    let file = order.frame.display().to_string();
    let bytes = read(&order.frame, tongue).map_err(|line| vec![line])?;
    let frame = frame::read(&file, &bytes).map_err(|faults| data_faults::data(&faults, tongue))?;
    let wish = Wish {
        unit: match order.unit {
            UnitName::Person => Unit::Person,
            UnitName::Household => Unit::Household,
        },
        margin: order.margin,
        deff: order.deff,
        response_rate: order.response_rate,
        confidence: order.confidence,
    };
    let rows = plan(&frame, &wish).map_err(|faults| {
        faults
            .iter()
            .map(|one| fault(&file, one, tongue))
            .collect::<Vec<_>>()
    })?;
    if let Some(path) = &order.csv {
        std::fs::write(path, plan_csv(&rows))
            .map_err(|problem| vec![unwritable(path, &problem, tongue)])?;
    }
    Ok(table(&rows, tongue))
}

fn table(rows: &[PlanRow], tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    let mut cells: Vec<Vec<String>> = vec![words.header.map(str::to_owned).to_vec()];
    for row in rows {
        let name = if row.code == WHOLE {
            words.whole
        } else {
            &row.name
        };
        let points = |value: f64| format!("{value:.1}");
        cells.push(vec![
            row.code.clone(),
            name.to_owned(),
            row.size.to_string(),
            row.interviews.to_string(),
            row.invitations.to_string(),
            row.yamane.to_string(),
            points(row.pair),
            row.ranking.map(points).unwrap_or_default(),
        ]);
    }
    let width = |column: usize| {
        cells
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..words.header.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let padded = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| {
                if column < 2 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let localities = || rows.iter().filter(|row| row.code != WHOLE);
    let sum = |of: fn(&PlanRow) -> f64| localities().map(of).sum::<f64>().to_string();
    let (interviews, invitations, yamane) = (
        sum(|row| row.interviews),
        sum(|row| row.invitations),
        sum(|row| row.yamane),
    );
    let mut lines: Vec<String> = cells.iter().map(line).collect();
    lines.push(String::new());
    let values = [
        ("interviews", interviews.as_str()),
        ("invitations", &invitations),
        ("yamane", &yamane),
    ];
    lines.push(fill(words.sum, &values));
    lines.push(words.note.to_owned());
    lines
}
