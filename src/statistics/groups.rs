//! Groups of ranks, as wide as the rank set is uncertain (method §11).
//!
//! ```
//! use hailong_statistics::groups::{group_span, possibly_among_best};
//! use hailong_statistics::ranks::RankSet;
//! // Of 12 localities, three stand in each quarter.
//! assert_eq!(group_span(RankSet { low: 1, high: 3 }, 12, 4), (1, 1));
//! assert_eq!(group_span(RankSet { low: 3, high: 5 }, 12, 4), (1, 2));
//! assert!(possibly_among_best(RankSet { low: 3, high: 5 }, 3));
//! ```

use crate::ranks::RankSet;

/// The quarters that a quartile map colours.
pub const QUARTERS: u32 = 4;

/// First and last of `groups` equal groups of `ranked` localities that a rank set touches, 1 the best. A locality is
/// surely in a group only where both are the same. Rank r is in group 1 + ⌊groups (r − 1)/ranked⌋, so that the best
/// always is in the first, and groups that cannot be equal are larger at the top.
pub fn group_span(set: RankSet, ranked: u32, groups: u32) -> (u32, u32) {
    let group = |rank: u32| {
        let above = u64::from(rank.saturating_sub(1)) * u64::from(groups);
        (1 + above / u64::from(ranked.max(1))).min(u64::from(groups.max(1))) as u32
    };
    (group(set.low), group(set.high))
}

/// Whether the answers cannot rule out that a locality is among the best `tau`: its set begins there.
pub fn possibly_among_best(set: RankSet, tau: u32) -> bool {
    set.low <= tau
}
