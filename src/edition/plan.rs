//! A sample plan: how many interviews each locality needs, and what they could tell apart (method §17).

use hailong_statistics::planning::{
    Separation, Target, interviews, invitations, percentage, yamane,
};

use crate::edition::figures::WHOLE;
use crate::exchange::frame::FrameRow;
use crate::exchange::write_csv::write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Person,
    Household,
}

/// What is wished for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    pub unit: Unit,
    /// Half-width of the interval of a percentage, in points.
    pub margin: f64,
    /// D
    pub deff: f64,
    /// In (0, 1].
    pub response_rate: f64,
    pub confidence: f64,
}

/// One locality, or all as one (`*`).
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    pub code: String,
    pub name: String,
    /// N, people or households.
    pub size: f64,
    pub interviews: f64,
    pub invitations: f64,
    /// N/(1 + N e²), for comparison with official plans.
    pub yamane: f64,
    /// Smallest difference of two such localities' mean scores, in points, that one comparison shows four times in five …
    pub pair: f64,
    /// … and that the ranking shows; `None` for all as one.
    pub ranking: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    Margin,
    Deff,
    ResponseRate,
    Confidence,
    /// The frame says nothing of this locality's households, or 0.
    Households {
        line: u64,
        locality: String,
    },
}

/// A share of one half and a mean score with this standard deviation: where nothing is known.
const HALF: f64 = 0.5;
const SD: f64 = 25.0;

/// All faults at once; localities in frame order, then all as one.
pub fn plan(frame: &[FrameRow], wish: &Wish) -> Result<Vec<PlanRow>, Vec<PlanFault>> {
    let mut faults = Vec::new();
    let good = [
        (wish.margin > 0.0 && wish.margin < 50.0, PlanFault::Margin),
        (wish.deff >= 1.0 && wish.deff.is_finite(), PlanFault::Deff),
        (
            wish.response_rate > 0.0 && wish.response_rate <= 1.0,
            PlanFault::ResponseRate,
        ),
        ((0.5..1.0).contains(&wish.confidence), PlanFault::Confidence),
    ];
    faults.extend(
        good.into_iter()
            .filter(|(is_good, _)| !is_good)
            .map(|(_, fault)| fault),
    );
    let mut sizes = Vec::new();
    for row in frame {
        match (wish.unit, row.households) {
            (Unit::Person, _) => sizes.push(row.population as f64),
            (Unit::Household, Some(households)) if households > 0 => sizes.push(households as f64),
            (Unit::Household, _) => faults.push(PlanFault::Households {
                line: row.line,
                locality: row.code.clone(),
            }),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut rows: Vec<PlanRow> = frame
        .iter()
        .zip(&sizes)
        .map(|(row, size)| one(wish, &row.code, &row.name, *size, Some(frame.len())))
        .collect();
    rows.push(one(wish, WHOLE, "", sizes.iter().sum(), None));
    Ok(rows)
}

fn one(wish: &Wish, code: &str, name: &str, size: f64, localities: Option<usize>) -> PlanRow {
    let n0 = percentage(HALF, wish.margin / 100.0, wish.confidence);
    let target = Target {
        deff: wish.deff,
        population: Some(size),
    };
    let n = interviews(n0, &target);
    let difference = |localities: usize| {
        Separation {
            sd: SD,
            deff: wish.deff,
            localities,
            confidence: wish.confidence,
        }
        .smallest(n, n)
    };
    PlanRow {
        code: code.to_owned(),
        name: name.to_owned(),
        size,
        interviews: n,
        invitations: invitations(n, wish.response_rate),
        yamane: yamane(size, wish.margin / 100.0).ceil(),
        pair: difference(2),
        ranking: localities.map(difference),
    }
}

const HEADER: [&str; 8] = [
    "code",
    "name",
    "size",
    "interviews",
    "invitations",
    "yamane",
    "smallest_difference_pair",
    "smallest_difference_ranking",
];

pub fn plan_csv(rows: &[PlanRow]) -> Vec<u8> {
    let lines = rows.iter().map(|row| {
        vec![
            row.code.clone(),
            row.name.clone(),
            row.size.to_string(),
            row.interviews.to_string(),
            row.invitations.to_string(),
            row.yamane.to_string(),
            row.pair.to_string(),
            row.ranking
                .map(|points| points.to_string())
                .unwrap_or_default(),
        ]
    });
    write(&HEADER, lines)
}
