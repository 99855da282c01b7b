//! What time is it: the only place that asks the machine.

use chrono::{DateTime, Duration, NaiveDateTime, Timelike};

/// A source of time. Everything that depends on the time is given one.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// Stands still, for tests and simulations.
    Fixed(NaiveDateTime),
}

impl Clock {
    /// UTC, cut to whole microseconds: the finest that both databases keep.
    pub fn now(self) -> NaiveDateTime {
        match self {
            Self::Fixed(instant) => instant,
            Self::System => {
                let since_epoch = std::time::SystemTime::now()
                    .duration_since(std::time::UNIX_EPOCH)
                    .unwrap_or_default();
                let micros = i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX);
                let now = DateTime::from_timestamp_micros(micros)
                    .unwrap_or_default()
                    .naive_utc();
                now.with_nanosecond(now.nanosecond() / 1_000 * 1_000)
                    .unwrap_or(now)
            }
        }
    }
}

/// Viet Nam's civil time, UTC+7 all year.
pub fn local(utc: NaiveDateTime) -> NaiveDateTime {
    utc + Duration::hours(7)
}

/// UTC of a civil time in Viet Nam.
pub fn utc(local: NaiveDateTime) -> NaiveDateTime {
    local - Duration::hours(7)
}
