//! Who is in which domain, unweighted.

use crate::clustering::Clustering;
use crate::index::IndexSpec;
use crate::sample::Sample;
use crate::score::{DONT_KNOW, is_valid};

/// Unweighted counts per domain; the last domain is the whole.
pub(crate) struct Counts {
    pub respondents: Vec<u64>,
    /// Σ w per domain.
    pub weight: Vec<f64>,
    pub df: Vec<f64>,
    /// `[domain][component]`: respondents with a valid answer to any of its items.
    pub component: Vec<Vec<u64>>,
    pub index: Vec<u64>,
    /// `[domain][item]`: valid or "don't know".
    pub asked: Vec<Vec<u64>>,
}

impl Counts {
    pub fn of(sample: &Sample, index: &IndexSpec, clustering: Option<&Clustering>) -> Self {
        let domains = sample.localities + 1;
        let mut counts = Self {
            respondents: vec![0; domains],
            weight: vec![0.0; domains],
            df: Vec::new(),
            component: vec![vec![0; index.components.len()]; domains],
            index: vec![0; domains],
            asked: vec![vec![0; sample.items.len()]; domains],
        };
        let mut seen = vec![vec![false; sample.strata]; domains];
        for row in 0..sample.len() {
            let own = sample.locality[row] as usize;
            counts.respondents[own] += 1;
            counts.weight[own] += sample.weight[row];
            counts.weight[sample.localities] += sample.weight[row];
            seen[own][sample.stratum[row] as usize] = true;
            let mut any = false;
            for (at, component) in index.components.iter().enumerate() {
                let mut items = component.items.iter();
                let answered = items.any(|(item, _)| is_valid(sample.items[*item][row]));
                counts.component[own][at] += u64::from(answered);
                any |= answered;
            }
            counts.index[own] += u64::from(any);
            for (asked, column) in counts.asked[own].iter_mut().zip(&sample.items) {
                let code = column[row];
                *asked += u64::from(is_valid(code) || code == DONT_KNOW);
            }
        }
        counts.add_up(&mut seen);
        if let Some(clustering) = clustering {
            let inside = |domain: usize, row: usize| {
                domain == sample.localities || sample.locality[row] as usize == domain
            };
            counts.df = (0..domains)
                .map(|domain| clustering.degrees_of_freedom(|row| inside(domain, row)))
                .collect();
            return counts;
        }
        counts.df = seen
            .iter()
            .zip(&counts.respondents)
            .map(|(strata, n)| *n as f64 - strata.iter().filter(|seen| **seen).count() as f64)
            .collect();
        counts
    }
}

impl Counts {
    /// The whole from the localities, in the last place.
    fn add_up(&mut self, seen: &mut [Vec<bool>]) {
        let last = self.index.len() - 1;
        for own in 0..last {
            self.respondents[last] += self.respondents[own];
            self.index[last] += self.index[own];
            for at in 0..self.component[own].len() {
                self.component[last][at] += self.component[own][at];
            }
            for item in 0..self.asked[own].len() {
                self.asked[last][item] += self.asked[own][item];
            }
            for stratum in 0..seen[own].len() {
                seen[last][stratum] |= seen[own][stratum];
            }
        }
    }
}
