//! How many answers came: counts, never answers.

use std::ops::AddAssign;

use crate::survey::link::Token;
use crate::survey::response::Mode;
use crate::survey::sketch::Sketch;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub responses: i64,
    /// Of them, those with at least 80 % of the scale questions.
    pub complete: i64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.responses += other.responses;
        self.complete += other.complete;
    }
}

/// What came from one place, or from all, by the way it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    pub open: Count,
    pub single: Count,
    pub entry: Count,
    pub simulated: Count,
}

impl Received {
    pub fn of(&mut self, mode: Mode) -> &mut Count {
        match mode {
            Mode::Open => &mut self.open,
            Mode::Single => &mut self.single,
            Mode::Entry => &mut self.entry,
            Mode::Simulated => &mut self.simulated,
        }
    }

    pub fn all(&self) -> Count {
        let mut sum = Count::default();
        for part in [self.open, self.single, self.entry, self.simulated] {
            sum += part;
        }
        sum
    }
}

impl AddAssign for Received {
    fn add_assign(&mut self, other: Self) {
        self.open += other.open;
        self.single += other.single;
        self.entry += other.entry;
        self.simulated += other.simulated;
    }
}

/// What came through one open link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUse {
    pub token: Token,
    /// Place in the wave's localities.
    pub locality: i16,
    pub group: Option<String>,
    pub responses: i64,
    pub devices: Sketch,
}

impl LinkUse {
    /// Answers per device, where enough came to ask.
    pub fn per_device(&self) -> Option<i64> {
        let devices = i64::try_from(self.devices.estimate()).ok()?;
        (self.responses >= 20 && devices > 0).then(|| self.responses / devices)
    }

    /// Whether somebody should ask how: a family shares a phone, a village does not. A committee that goes from door to
    /// door with its own phone is seen here too.
    pub fn is_crowded(&self) -> bool {
        self.per_device().is_some_and(|answers| answers >= 5)
    }
}
