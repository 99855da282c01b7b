//! The picture of the ranking: localities by their rank sets.

use crate::charts::ranking::{self, Ranking, Row};
use crate::edition::figures::FramedLocality;
use crate::edition::lookup::Place;
use crate::edition::pictures::{Words, set_in_words};
use crate::wording::fill;

impl Words<'_> {
    /// By their sets, so that the picture steps down; alphabetical where the sets are the same.
    pub fn ranking(&self) -> Ranking {
        let mut placed: Vec<(&FramedLocality, Option<Place>)> = self
            .alphabetical()
            .into_iter()
            .map(|locality| (locality, self.figures.place(&locality.code)))
            .collect();
        placed
            .sort_by_key(|(_, place)| place.map_or((1, 0, 0), |place| (0, place.low, place.high)));
        let sets: Vec<(u32, u32)> = placed
            .iter()
            .filter_map(|(_, place)| place.map(|place| (place.low, place.high)))
            .collect();
        let shades = shades(&sets);
        let rows = placed
            .iter()
            .enumerate()
            .map(|(at, (locality, place))| Row {
                label: self.label(&locality.name, place.is_some_and(|place| place.caution)),
                place: place
                    .map(|place| ranking::Place {
                        low: place.low,
                        high: place.high,
                        rank: place.rank,
                        text: set_in_words(self.tongue, &place),
                        shade: shades.get(at).copied().unwrap_or(0),
                        hollow: place.caution,
                    })
                    .ok_or_else(|| {
                        let reason = self.charts.not_ranked(self.figures, &locality.code);
                        reason.to_owned()
                    }),
            })
            .collect();
        Ranking {
            caption: self.caption(
                self.charts.ranking_title.to_owned(),
                self.ranking_finding(&placed),
            ),
            best: self.charts.best.to_owned(),
            worst: self.charts.worst.to_owned(),
            legend: self.charts.ranking_legend.to_owned(),
            rows,
        }
    }

    fn ranking_finding(&self, placed: &[(&FramedLocality, Option<Place>)]) -> String {
        let first: Vec<&str> = placed
            .iter()
            .filter(|(_, place)| place.is_some_and(|place| place.low == 1))
            .map(|(locality, _)| locality.name.as_str())
            .collect();
        if first.is_empty() {
            return self.charts.ranking_none.to_owned();
        }
        let first = fill(self.charts.ranking_first, &[("places", &first.join(", "))]);
        match self.figures.pairs() {
            Some((pairs, told)) => {
                let (pairs, told) = (pairs.to_string(), told.to_string());
                let values = [("pairs", pairs.as_str()), ("told", told.as_str())];
                format!("{} {first}", fill(self.charts.ranking_finding, &values))
            }
            None => first,
        }
    }
}

/// A shade for each of `sets`, which stand in order: a new one begins only where everything before it is surely higher
/// than everything after, so that localities which cannot be told apart always share theirs.
fn shades(sets: &[(u32, u32)]) -> Vec<usize> {
    let (mut shade, mut reached) = (0, 0);
    sets.iter()
        .map(|(low, high)| {
            if reached > 0 && *low > reached {
                shade += 1;
            }
            reached = reached.max(*high);
            shade
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::shades;

    #[test]
    fn a_shade_ends_only_where_all_before_are_surely_higher() {
        assert_eq!(
            shades(&[(1, 2), (1, 3), (3, 3), (4, 5), (4, 5)]),
            [0, 0, 0, 1, 1]
        );
        assert_eq!(shades(&[]), Vec::<usize>::new());
    }
}
