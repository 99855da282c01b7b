//! From received to used, per locality.

use crate::error::Error;
use crate::screening::flags::{Flag, Flags, Reason, verdict};

/// Counts of responses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pub received: u64,
    /// By reason, in the order of [`Reason::ALL`].
    pub excluded: [u64; Reason::ALL.len()],
    pub used: u64,
    pub straight_lining: u64,
    pub speeding: u64,
    pub same_answers: u64,
    pub burst: u64,
    /// With any flag at all.
    pub flagged: u64,
}

impl Flow {
    pub fn all_excluded(&self) -> u64 {
        self.excluded.iter().sum()
    }

    /// Share of responses with a flag, 0–1; 0 where nothing was received.
    pub fn flagged_share(&self) -> f64 {
        match self.received {
            0 => 0.0,
            received => self.flagged as f64 / received as f64,
        }
    }

    fn take(&mut self, flags: Flags, reason: Option<Reason>) {
        self.received += 1;
        match reason {
            Some(reason) => self.excluded[reason as usize] += 1,
            None => self.used += 1,
        }
        self.straight_lining += u64::from(flags.has(Flag::StraightLining));
        self.speeding += u64::from(flags.has(Flag::Speeding));
        self.same_answers += u64::from(flags.has(Flag::SameAnswers));
        self.burst += u64::from(flags.has(Flag::Burst));
        self.flagged += u64::from(flags.any());
    }
}

/// One flow per locality and, last, that of all together.
pub fn flows(
    locality: &[u32],
    localities: usize,
    flags: &[Flags],
    excluding: bool,
) -> Result<Vec<Flow>, Error> {
    if flags.len() != locality.len() {
        return Err(Error::UnevenColumns("flags"));
    }
    let mut flows = vec![Flow::default(); localities + 1];
    for (row, (place, own)) in locality.iter().zip(flags).enumerate() {
        let place = *place as usize;
        if place >= localities {
            return Err(Error::Place { row });
        }
        let reason = verdict(*own, excluding);
        flows[place].take(*own, reason);
        flows[localities].take(*own, reason);
    }
    Ok(flows)
}
