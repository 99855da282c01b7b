//! How far a wave has come against its plan, and what may be said of it: nothing about fewer than ten people.
//!
//! Parts stand beside their total, so a part that is not named could be found by subtraction. [`parts`] therefore leaves
//! out more than the small ones, chosen by their place in the list and never by their size, and gives all of them the same
//! words: whoever knows this rule, the total and the named parts still finds at least two numbers that each small part
//! can be (`tests/survey/coverage.rs` looks for them).

/// Nothing is said about fewer people.
pub const FEWEST: i64 = 10;

/// What may be said of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Exactly(i64),
    /// Fewer than ten, or kept back for a part that is.
    Few,
}

impl Shown {
    /// A count that no other stands beside.
    pub fn alone(count: i64) -> Self {
        if count < FEWEST {
            Self::Few
        } else {
            Self::Exactly(count)
        }
    }

    pub fn known(self) -> Option<i64> {
        match self {
            Self::Exactly(count) => Some(count),
            Self::Few => None,
        }
    }
}

/// The parts of a total that stands beside them, in the order of the list.
pub fn parts(counts: &[i64]) -> Vec<Shown> {
    let mut is_hidden: Vec<bool> = counts.iter().map(|count| *count < FEWEST).collect();
    let small = is_hidden.iter().filter(|hidden| **hidden).count() as i64;
    let sum = |is_hidden: &[bool]| -> i64 {
        let hidden = counts.iter().zip(is_hidden).filter(|(_, hidden)| **hidden);
        hidden.map(|(count, _)| count).sum()
    };
    // The largest that a small part can be.
    let most = FEWEST - 1;
    let hides_itself = small > 1 && (FEWEST..=most * (small - 1)).contains(&sum(&is_hidden));
    if small > 0 && !hides_itself {
        let first = is_hidden
            .iter()
            .position(|hidden| *hidden)
            .unwrap_or_default();
        let mut kept_back = 0;
        for at in (first..counts.len()).chain(0..first) {
            if kept_back > 0 && sum(&is_hidden) >= FEWEST * kept_back + most {
                break;
            }
            if let Some(hidden) = is_hidden.get_mut(at).filter(|hidden| !**hidden) {
                *hidden = true;
                kept_back += 1;
            }
        }
    }
    let shown = |(count, hidden): (&i64, bool)| {
        if hidden {
            Shown::Few
        } else {
            Shown::Exactly(*count)
        }
    };
    counts.iter().zip(is_hidden).map(shown).collect()
}

/// What came of what was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub planned: Option<i64>,
    pub received: Shown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Unplanned,
    /// Too few to say more.
    Few,
    Missing(i64),
    Reached,
}

impl Progress {
    pub fn standing(&self) -> Standing {
        match (self.planned, self.received) {
            (_, Shown::Few) => Standing::Few,
            (None, _) => Standing::Unplanned,
            (Some(planned), Shown::Exactly(received)) if received < planned => {
                Standing::Missing(planned - received)
            }
            _ => Standing::Reached,
        }
    }

    /// Of the plan, in whole per cent, for a bar; at most 100.
    pub fn per_cent(&self) -> Option<i64> {
        let planned = self.planned.filter(|planned| *planned > 0)?;
        Some((self.received.known()? * 100 / planned).clamp(0, 100))
    }
}

/// A locality's plan by residential group, in proportion to households and in whole numbers that add up; nothing where a
/// group's households are not known.
pub fn share_out(planned: i64, households: &[Option<i64>]) -> Option<Vec<i64>> {
    let households: Vec<i64> = households.iter().copied().collect::<Option<_>>()?;
    let all: i64 = households.iter().sum();
    if all <= 0 {
        return None;
    }
    let exact = |own: i64| i128::from(planned) * i128::from(own);
    let mut shares: Vec<i64> = Vec::new();
    for own in &households {
        shares.push(i64::try_from(exact(*own) / i128::from(all)).ok()?);
    }
    // The largest remainders get one more each.
    let mut order: Vec<usize> = (0..households.len()).collect();
    order.sort_by_key(|at| {
        let remainder = households.get(*at).map(|own| exact(*own) % i128::from(all));
        std::cmp::Reverse(remainder)
    });
    let left = planned - shares.iter().sum::<i64>();
    for at in order
        .into_iter()
        .take(usize::try_from(left).unwrap_or_default())
    {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    Some(shares)
}
