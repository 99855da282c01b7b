//! The index: items form components, components form the index (method §3).

use crate::error::Error;

#[derive(Clone, Debug, PartialEq)]
pub struct IndexSpec {
    pub components: Vec<Component>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// W_c; all sum to 1.
    pub weight: f64,
    /// Item column and v_q; all v_q sum to 1.
    pub items: Vec<(usize, f64)>,
}

/// A component is kept where at least this share of its item weight has answers.
const KEPT_WEIGHT: f64 = 2.0 / 3.0;

impl IndexSpec {
    pub fn check(&self, items: usize) -> Result<(), Error> {
        let sums_to_one = |what, sum: f64| {
            if (sum - 1.0).abs() <= 1e-9 {
                Ok(())
            } else {
                Err(Error::WeightSum { what, sum })
            }
        };
        sums_to_one(
            "the components",
            self.components
                .iter()
                .map(|component| component.weight)
                .sum(),
        )?;
        for component in &self.components {
            sums_to_one(
                "the items of a component",
                component.items.iter().map(|(_, weight)| weight).sum(),
            )?;
            if let Some((item, _)) = component.items.iter().find(|(item, _)| *item >= items) {
                return Err(Error::UnknownItem { item: *item });
            }
        }
        Ok(())
    }

    /// v_q of every component with the unanswered items dropped and the rest rescaled; `None` where less than two
    /// thirds of the weight is left.
    pub fn usable(&self, answered: impl Fn(usize) -> bool) -> Vec<Option<Vec<(usize, f64)>>> {
        self.components
            .iter()
            .map(|component| {
                let kept: Vec<(usize, f64)> = component
                    .items
                    .iter()
                    .copied()
                    .filter(|(item, _)| answered(*item))
                    .collect();
                if kept.len() == component.items.len() {
                    return Some(kept);
                }
                let sum: f64 = kept.iter().map(|(_, weight)| weight).sum();
                (sum >= KEPT_WEIGHT - 1e-12).then(|| {
                    kept.into_iter()
                        .map(|(item, weight)| (item, weight / sum))
                        .collect()
                })
            })
            .collect()
    }
}
