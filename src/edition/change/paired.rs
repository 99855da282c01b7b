//! Surveys that share their sampling units: the change of each unit, so that what is alike in both cancels (method §13).

use std::collections::BTreeMap;

use hailong_statistics::change::{Change, paired_change};
use hailong_statistics::clustering::Clustering;
use hailong_statistics::estimate::UnitScores;
use hailong_statistics::score::Style;

use crate::edition::compute::ComputeFailure;
use crate::edition::inputs::Inputs;
use crate::edition::prepared::Prepared;
use crate::edition::weighting::index_of;

/// Stratum and name of a sampling unit.
type Unit = (String, String);

/// Two surveys stacked: the units of both.
pub struct Paired {
    units: Clustering,
    now: Stacked,
    before: Stacked,
}

/// The scores of one survey, and the place of each of its units among those of both.
struct Stacked {
    scores: UnitScores,
    places: Vec<usize>,
}

impl Paired {
    /// `None` unless both surveys name their units. `asked` has today's criteria; `before` lies in today's localities.
    pub fn of(
        asked: &Inputs,
        now: &Prepared,
        answered: &Inputs,
        before: &Prepared,
    ) -> Result<Option<Self>, ComputeFailure> {
        let scores = [
            now.unit_scores(&index_of(asked, asked), asked)?,
            before.unit_scores(&index_of(asked, answered), answered)?,
        ];
        let names = [now.unit_names(asked), before.unit_names(answered)];
        let ([Some(scores), Some(earlier)], [Some(names), Some(earlier_names)]) = (scores, names)
        else {
            return Ok(None);
        };
        let mut all: BTreeMap<Unit, usize> = BTreeMap::new();
        for unit in names.iter().chain(&earlier_names) {
            all.insert(unit.clone(), 0);
        }
        let mut strata: Vec<&str> = all.keys().map(|(stratum, _)| stratum.as_str()).collect();
        strata.dedup();
        let stratum_of: Vec<u32> = all
            .keys()
            .map(|(stratum, _)| strata.partition_point(|own| *own < stratum.as_str()) as u32)
            .collect();
        let population = vec![None; strata.len()];
        let units = Clustering::of_elements(&stratum_of, &population, asked.method.lonely)?;
        for (place, number) in all.values_mut().enumerate() {
            *number = place;
        }
        let stacked = |scores: UnitScores, names: Vec<Unit>| Stacked {
            scores,
            places: names
                .iter()
                .filter_map(|unit| all.get(unit).copied())
                .collect(),
        };
        Ok(Some(Self {
            now: stacked(scores, names),
            before: stacked(earlier, earlier_names),
            units,
        }))
    }

    /// Of a locality of today (`None` = the whole), and of a criterion (`None` = the index).
    pub fn change(
        &self,
        locality: Option<usize>,
        style: Style,
        criterion: Option<usize>,
        values: [f64; 2],
        confidence: f64,
    ) -> Change {
        let totals = |own: &Stacked| {
            let mut totals = vec![0.0; self.units.stratum_of.len()];
            let scores = own.scores.of(locality, style, criterion);
            for (place, score) in own.places.iter().zip(scores) {
                totals[*place] += score;
            }
            totals
        };
        let (now, before) = (totals(&self.now), totals(&self.before));
        paired_change(
            (values[0], &now),
            (values[1], &before),
            &self.units,
            confidence,
        )
    }
}
