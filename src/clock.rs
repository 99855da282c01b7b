//! What time is it: the only place that asks the machine.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

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

/// UTC of the first instant of a civil day in Viet Nam.
pub fn start_of(day: NaiveDate) -> NaiveDateTime {
    utc(day.and_time(NaiveTime::MIN))
}

/// UTC of the instant at which a civil day in Viet Nam is over.
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    start_of(day.succ_opt().unwrap_or(day))
}

/// The last civil day in Viet Nam before an instant (UTC).
pub fn last_day_before(utc: NaiveDateTime) -> NaiveDate {
    local(utc - Duration::microseconds(1)).date()
}
