//! The localities to choose from: those of the lowest level in force, under what they belong to.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::survey::locality::Locality;
use crate::wording::collation::key;
use crate::wording::waves::Waves;
use crate::wording::{Tongue, fill};

pub struct Place {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

pub struct Parent {
    /// Empty for localities that belong to nothing.
    pub code: String,
    pub name: String,
    /// "All 94 places of …".
    pub whole: String,
    pub places: Vec<Place>,
}

impl Parent {
    pub fn chosen(&self) -> usize {
        self.places.iter().filter(|place| place.chosen).count()
    }
}

fn in_force(one: &Locality, day: NaiveDate) -> bool {
    one.key.valid_from <= day && one.valid_to.is_none_or(|last| last >= day)
}

/// `chosen` may hold units that are no longer in force; they stay on the list.
pub fn choices(
    known: &[Locality],
    chosen: &[String],
    day: NaiveDate,
    tongue: Tongue,
) -> Vec<Parent> {
    let words = Waves::of(tongue);
    let current: Vec<&Locality> = known.iter().filter(|one| in_force(one, day)).collect();
    let is_parent = |one: &Locality| {
        let code = Some(one.key.code.as_str());
        current
            .iter()
            .any(|child| child.parent_code.as_deref() == code)
    };
    let offered = known.iter().filter(|one| {
        (in_force(one, day) && !is_parent(one)) || chosen.contains(&one.key.to_string())
    });
    let mut by_parent: BTreeMap<&str, Vec<&Locality>> = BTreeMap::new();
    for one in offered {
        let parent = one.parent_code.as_deref().unwrap_or_default();
        by_parent.entry(parent).or_default().push(one);
    }
    let mut parents: Vec<Parent> = by_parent
        .into_iter()
        .map(|(code, mut places)| {
            places.sort_by_cached_key(|one| key(&one.name));
            let named = known.iter().filter(|one| one.key.code == code);
            let named = named.max_by_key(|one| one.key.valid_from);
            let name = named.map_or(words.no_parent, |one| &one.name).to_owned();
            let count = places.len().to_string();
            let place = |one: &Locality| {
                let value = one.key.to_string();
                Place {
                    chosen: chosen.contains(&value),
                    value,
                    name: one.name.clone(),
                }
            };
            Parent {
                whole: fill(words.whole_parent, &[("count", &count), ("parent", &name)]),
                code: code.to_owned(),
                places: places.into_iter().map(place).collect(),
                name,
            }
        })
        .collect();
    // Units of a parent that nobody knows stand last.
    parents.sort_by_cached_key(|parent| (parent.name == words.no_parent, key(&parent.name)));
    parents
}

/// What is chosen, with every place of the `whole` parents: first what was there `before`, in its order, so that places in
/// the wave stay as they are, then what is new in the order of the list.
pub fn expanded(parents: &[Parent], whole: &[String], before: &[String]) -> Vec<String> {
    let of_parent = |parent: &Parent| {
        let all = whole.contains(&parent.code);
        let places = parent.places.iter();
        let own = places.filter(move |place| all || place.chosen);
        own.map(|place| place.value.clone()).collect::<Vec<_>>()
    };
    let chosen: Vec<String> = parents.iter().flat_map(of_parent).collect();
    let stays = before.iter().filter(|one| chosen.contains(one));
    let new = chosen.iter().filter(|one| !before.contains(one));
    stays.chain(new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, parent: Option<&str>, until: Option<(i32, u32, u32)>) -> Locality {
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Locality {
            key: crate::survey::locality::LocalityKey {
                code: code.to_owned(),
                valid_from: day((2006, 1, 1)),
            },
            valid_to: until.map(day),
            kind: "ward".to_owned(),
            name: format!("Phường {code}"),
            parent_code: parent.map(str::to_owned),
            population: None,
            households: None,
            reference_date: None,
        }
    }

    #[test]
    fn the_lowest_level_in_force_is_offered_and_what_was_chosen_stays() {
        let known = [
            unit("48", None, None),
            unit("1", Some("48"), None),
            unit("2", Some("48"), None),
            unit("old", Some("502"), Some((2025, 6, 30))),
            unit("gone", Some("502"), Some((2025, 6, 30))),
        ];
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let chosen = ["old@2006-01-01".to_owned()];
        let parents = choices(&known, &chosen, day, Tongue::En);
        let values: Vec<&str> = parents
            .iter()
            .flat_map(|parent| &parent.places)
            .map(|place| place.value.as_str())
            .collect();
        assert_eq!(values, ["1@2006-01-01", "2@2006-01-01", "old@2006-01-01"]);
        assert_eq!(
            expanded(&parents, &["48".to_owned()], &["2@2006-01-01".to_owned()]),
            ["2@2006-01-01", "1@2006-01-01", "old@2006-01-01"]
        );
        assert_eq!(expanded(&parents, &[], &[]), ["old@2006-01-01"]);
    }
}
