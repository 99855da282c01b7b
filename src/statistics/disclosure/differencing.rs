//! Releases of the same answers on different boundaries (method §14 f).
//!
//! Answers lie in atoms, the smallest units whose answers were never split (an old locality, a residential group); a
//! published domain is a set of atoms. What an earlier release has shown cannot be taken back, so that only the new one
//! can give way.
//!
//! ```
//! use hailong_statistics::disclosure::differencing::{close_pairs, to_hide};
//! let answers = [120, 4, 90];
//! let earlier = [vec![0], vec![2]];
//! let now = [vec![0, 1], vec![2]];
//! assert_eq!(close_pairs(&answers, &earlier, &now, 10), [(0, 0)]);
//! assert_eq!(to_hide(&answers, &earlier, &now, 10), [0]);
//! ```

use std::collections::BTreeSet;

use super::lists::is_safe;
use super::small_cells::is_small;

/// Atoms of a domain, by place.
pub type Domain = Vec<usize>;

/// Every pair (earlier, now) of published domains whose symmetric difference has 1 … k − 1 respondents. `answers` is
/// the number of respondents per atom.
pub fn close_pairs(
    answers: &[u64],
    earlier: &[Domain],
    now: &[Domain],
    k: u64,
) -> Vec<(usize, usize)> {
    let sets = |domains: &[Domain]| -> Vec<BTreeSet<usize>> {
        let set = |domain: &Domain| domain.iter().copied().collect();
        domains.iter().map(set).collect()
    };
    let (earlier, now) = (sets(earlier), sets(now));
    let mut pairs = Vec::new();
    for (old, before) in earlier.iter().enumerate() {
        for (new, after) in now.iter().enumerate() {
            let apart = before.symmetric_difference(after);
            if is_small(apart.map(|atom| answers[*atom]).sum(), k) {
                pairs.push((old, new));
            }
        }
    }
    pairs
}

/// The new domains that may not be published, in order: those of [`close_pairs`], and those of which the earlier domains
/// inside them leave atoms that rule e would not leave hidden: one alone, or several with fewer than k respondents.
/// `earlier` is what was shown; an atom in none of its domains but the whole was withheld, and a domain of that atom alone
/// would show it. Where all that is left is part of domains that were shown, nothing was withheld, and k respondents are
/// enough. (A pair by itself does not see that two earlier domains cover nearly all of a new one.)
pub fn to_hide(answers: &[u64], earlier: &[Domain], now: &[Domain], k: u64) -> Vec<usize> {
    let close: BTreeSet<usize> = close_pairs(answers, earlier, now, k)
        .into_iter()
        .map(|(_, new)| new)
        .collect();
    let parts = earlier.iter().filter(|domain| domain.len() < answers.len());
    let shown: BTreeSet<usize> = parts.flatten().copied().collect();
    let gives_away = |domain: &Domain| {
        let mut left = uncovered(earlier, domain);
        left.retain(|atom| answers[*atom] > 0);
        let people: Vec<u64> = left.iter().map(|atom| answers[*atom]).collect();
        if left.iter().all(|atom| shown.contains(atom)) {
            is_small(people.iter().sum(), k)
        } else {
            !is_safe(&people, k)
        }
    };
    (0..now.len())
        .filter(|new| close.contains(new) || gives_away(&now[*new]))
        .collect()
}

/// The atoms of `domain` that are in none of the earlier domains inside it, in order; where there are none, the earlier
/// release has told all about it.
pub fn uncovered(earlier: &[Domain], domain: &Domain) -> Vec<usize> {
    let own: BTreeSet<usize> = domain.iter().copied().collect();
    let inside = earlier
        .iter()
        .filter(|old| old.iter().all(|atom| own.contains(atom)));
    let covered: BTreeSet<usize> = inside.flatten().copied().collect();
    own.difference(&covered).copied().collect()
}
