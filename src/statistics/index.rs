//! The index: items form components, components form the index (method §3).
//!
//! ```
//! use hailong_statistics::index::{Component, IndexSpec};
//! let index = IndexSpec {
//!     components: vec![Component { weight: 1.0, items: vec![(0, 0.75), (1, 0.25)] }],
//! };
//! assert!(index.check(2).is_ok());
//! // Nobody answered item 1: item 0 has three quarters of the weight, which is enough.
//! assert_eq!(index.usable(|item| item == 0), [Some(vec![(0, 1.0)])]);
//! assert_eq!(index.usable(|item| item == 1), [None]);
//! ```

use crate::error::Error;

/// How the index is made up.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexSpec {
    /// C_c, in any order.
    pub components: Vec<Component>,
}

/// A criterion: a weighted mean of item means.
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
    /// Refuses weights below 0, such that do not sum to 1 within 1e-9, and items that are not among the sample's `items` or stand twice in a
    /// component.
    pub fn check(&self, items: usize) -> Result<(), Error> {
        let sums_to_one = |what, sum: f64| {
            if (sum - 1.0).abs() <= 1e-9 {
                Ok(())
            } else {
                Err(Error::WeightSum { what, sum })
            }
        };
        let items_of = self
            .components
            .iter()
            .flat_map(|component| &component.items);
        let all = self.components.iter().map(|component| component.weight);
        if let Some(weight) = all
            .chain(items_of.map(|(_, weight)| *weight))
            .find(|own| *own < 0.0)
        {
            return Err(Error::IndexWeight { weight });
        }
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
            for (at, (item, _)) in component.items.iter().enumerate() {
                if *item >= items {
                    return Err(Error::UnknownItem { item: *item });
                }
                if component.items[..at].iter().any(|(other, _)| other == item) {
                    return Err(Error::RepeatedItem { item: *item });
                }
            }
        }
        Ok(())
    }

    /// v_q of every component with the unanswered items dropped and the rest rescaled; `None` where less than two
    /// thirds of the weight is left.
    pub fn usable(&self, answered: impl Fn(usize) -> bool) -> Vec<Option<Vec<(usize, f64)>>> {
        let parts = |component: &Component| {
            let scale = component.scale(&answered)?;
            let kept = component.items.iter().filter(|(item, _)| answered(*item));
            Some(kept.map(|(item, weight)| (*item, scale * weight)).collect())
        };
        self.components.iter().map(parts).collect()
    }
}

impl Component {
    /// What the weights of the answered items are multiplied by to sum to 1; `None` where less than two thirds of the
    /// weight is left.
    pub fn scale(&self, answered: impl Fn(usize) -> bool) -> Option<f64> {
        if self.items.iter().all(|(item, _)| answered(*item)) {
            return Some(1.0);
        }
        let kept = self.items.iter().filter(|(item, _)| answered(*item));
        let sum: f64 = kept.map(|(_, weight)| weight).sum();
        (sum >= KEPT_WEIGHT - 1e-12).then(|| 1.0 / sum)
    }
}
