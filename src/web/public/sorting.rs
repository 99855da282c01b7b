//! The order of localities in tables: alphabetical unless the reader asks for another.

use std::cmp::Reverse;

use crate::edition::figures::{Figures, FramedLocality};
use crate::wording::collation;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Name,
    Level,
    Set,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Name, Self::Level, Self::Set];

    /// As in `?sort=`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Level => "level",
            Self::Set => "set",
        }
    }

    /// From a query string; anything unknown is alphabetical.
    pub fn of_query(query: &str) -> Self {
        let wish = query.split('&').find_map(|pair| pair.strip_prefix("sort="));
        Self::ALL
            .into_iter()
            .find(|sort| Some(sort.key()) == wish)
            .unwrap_or_default()
    }

    /// Withheld localities come last; ties stand in alphabetical order.
    pub fn apply(self, figures: &Figures) -> Vec<&FramedLocality> {
        let mut localities: Vec<&FramedLocality> = figures.localities.iter().collect();
        localities.sort_by_cached_key(|locality| collation::key(&locality.name));
        match self {
            Self::Name => {}
            Self::Level => localities.sort_by(|a, b| {
                let level = |one: &FramedLocality| {
                    let shown = figures.index(&one.code).ok();
                    shown.map_or(f64::NEG_INFINITY, |shown| shown.estimate)
                };
                level(b).total_cmp(&level(a))
            }),
            Self::Set => localities.sort_by_key(|one| {
                let place = figures.place(&one.code);
                (
                    Reverse(place.is_some()),
                    place.map(|place| (place.low, place.high)),
                )
            }),
        }
        localities
    }
}
