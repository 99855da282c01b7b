//! A sample plan: how many interviews each locality needs, and what they could tell apart (method §17).

use hailong_statistics::planning::{
    Separation, Target, cluster_deff, interviews, invitations, optimal_cluster, percentage, yamane,
};
use serde::{Deserialize, Serialize};

use crate::edition::figures::WHOLE;
use crate::exchange::frame::FrameRow;
use crate::exchange::write_csv::write;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Person,
    Household,
}

/// What is wished for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    pub unit: Unit,
    /// Half-width of the interval of a percentage, in points.
    pub margin: f64,
    pub sampling: Sampling,
    /// In (0, 1].
    pub response_rate: f64,
    pub confidence: f64,
}

/// How people are reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sampling {
    /// By a design with this effect D; 1 for one by one.
    Deff(f64),
    /// So many interviews in each residential group.
    Clusters {
        per_cluster: f64,
        /// ρ, of two answers from one group.
        correlation: f64,
    },
}

impl Sampling {
    pub fn deff(&self) -> f64 {
        match *self {
            Self::Deff(deff) => deff,
            Self::Clusters {
                per_cluster,
                correlation,
            } => cluster_deff(per_cluster, correlation),
        }
    }

    fn faults(&self) -> Vec<PlanFault> {
        let good = match *self {
            Self::Deff(deff) => vec![(deff >= 1.0 && deff.is_finite(), PlanFault::Deff)],
            Self::Clusters {
                per_cluster,
                correlation,
            } => vec![
                (
                    per_cluster >= 1.0 && per_cluster.is_finite(),
                    PlanFault::PerCluster,
                ),
                ((0.0..1.0).contains(&correlation), PlanFault::Correlation),
            ],
        };
        broken(good)
    }
}

/// What going to a residential group costs, and one interview there, in any currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    pub per_cluster: f64,
    pub per_interview: f64,
}

/// m = √(C/K · (1 − ρ)/ρ): the number of interviews per group that makes the most of the money; 1 at least.
pub fn best_cluster(costs: &Costs, correlation: f64) -> Result<f64, Vec<PlanFault>> {
    let is_cost = |cost: f64| cost > 0.0 && cost.is_finite();
    let faults = broken(vec![
        (
            is_cost(costs.per_cluster) && is_cost(costs.per_interview),
            PlanFault::Costs,
        ),
        (
            correlation > 0.0 && correlation < 1.0,
            PlanFault::Correlation,
        ),
    ]);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(optimal_cluster(costs.per_cluster, costs.per_interview, correlation).max(1.0))
}

/// Fewer sampled groups than this in a locality are too few, the more so when they are of very unequal size (method,
/// trap 9).
pub const FEWEST_CLUSTERS: f64 = 25.0;

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
    /// Where groups are sampled.
    pub clusters: Option<Clusters>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clusters {
    /// n/m, rounded up.
    pub count: f64,
    /// n/D: as many interviews one by one would tell as much.
    pub worth: f64,
}

impl PlanRow {
    /// A locality, not all as one.
    pub fn is_locality(&self) -> bool {
        self.code != WHOLE
    }

    /// Too few groups to publish a figure of this locality by itself.
    pub fn has_few_clusters(&self) -> bool {
        let few = |own: Clusters| own.count < FEWEST_CLUSTERS;
        self.is_locality() && self.clusters.is_some_and(few)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    Margin,
    Deff,
    PerCluster,
    Correlation,
    Costs,
    ResponseRate,
    Confidence,
    /// The frame says nothing of this locality's households, or 0.
    Households {
        line: u64,
        locality: String,
    },
}

/// The faults of conditions that do not hold.
fn broken(conditions: Vec<(bool, PlanFault)>) -> Vec<PlanFault> {
    let broken = conditions.into_iter().filter(|(holds, _)| !holds);
    broken.map(|(_, fault)| fault).collect()
}

/// A share of one half and a mean score with this standard deviation: where nothing is known.
const HALF: f64 = 0.5;
const SD: f64 = 25.0;

/// All faults at once; localities in frame order, then all as one.
pub fn plan(frame: &[FrameRow], wish: &Wish) -> Result<Vec<PlanRow>, Vec<PlanFault>> {
    let mut faults = wish.sampling.faults();
    faults.extend(broken(vec![
        (wish.margin > 0.0 && wish.margin < 50.0, PlanFault::Margin),
        (
            wish.response_rate > 0.0 && wish.response_rate <= 1.0,
            PlanFault::ResponseRate,
        ),
        ((0.5..1.0).contains(&wish.confidence), PlanFault::Confidence),
    ]));
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
    let deff = wish.sampling.deff();
    let n0 = percentage(HALF, wish.margin / 100.0, wish.confidence);
    let target = Target {
        deff,
        population: Some(size),
    };
    let n = interviews(n0, &target);
    let difference = |localities: usize| {
        Separation {
            sd: SD,
            deff,
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
        clusters: match wish.sampling {
            Sampling::Deff(_) => None,
            Sampling::Clusters { per_cluster, .. } => Some(Clusters {
                count: (n / per_cluster).ceil(),
                worth: n / deff,
            }),
        },
    }
}

const HEADER: [&str; 10] = [
    "code",
    "name",
    "size",
    "interviews",
    "invitations",
    "yamane",
    "smallest_difference_pair",
    "smallest_difference_ranking",
    "clusters",
    "effective_interviews",
];

pub fn plan_csv(rows: &[PlanRow]) -> Vec<u8> {
    let lines = rows.iter().map(|row| {
        let of_clusters = |part: fn(&Clusters) -> f64| {
            let number = row.clusters.as_ref().map(part);
            number.map(|number| number.to_string()).unwrap_or_default()
        };
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
            of_clusters(|own| own.count),
            of_clusters(|own| own.worth),
        ]
    });
    write(&HEADER, lines)
}
