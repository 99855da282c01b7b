//! Quality screening (method §15): which responses give cause for doubt, and which are left out.
//!
//! Every screen looks at the whole survey, one column per item in the order shown and one value per respondent, and
//! gives the rows it flags, ascending. [`flags::verdict`] says who is left out: hard errors always, everybody else only
//! for two independent flags or a burst that people have confirmed; never by the direction of the answers. No screen
//! allocates per respondent, and neither the order of rows nor the number of threads changes what is flagged.
//!
//! ```
//! use hailong_statistics::screening::flags::{Flag, Flags, raise, verdict, Reason};
//! use hailong_statistics::screening::speed::{SpeedRule, speeding};
//! use hailong_statistics::screening::straight_lining::{Grid, StraightLiningRule, straight_lined};
//!
//! // Two grids of eight items; the second respondent gives one answer to everything, in five seconds.
//! let item = [2_u8, 4];
//! let last = [5_u8, 4];
//! let mut columns: Vec<&[u8]> = vec![&item; 7];
//! columns.push(&last);
//! let grid = || Grid { columns: columns.clone(), has_reversed: false };
//! let mut flags = vec![Flags::default(); 2];
//! let rows = straight_lined(&[grid(), grid()], 2, &StraightLiningRule::default()).unwrap();
//! raise(&mut flags, Flag::StraightLining, &rows);
//! let pace = speeding(&[Some(300.0), Some(5.0)], &[16, 16], &[0, 0], &SpeedRule::default()).unwrap();
//! raise(&mut flags, Flag::Speeding, &pace.flagged);
//! assert_eq!(verdict(flags[0], true), None);
//! assert_eq!(verdict(flags[1], true), Some(Reason::TwoFlags));
//! ```

pub mod burst;
mod columns;
mod fingerprint;
pub mod flags;
pub mod flow;
pub mod impossible;
pub mod interviewer;
pub mod same_answers;
pub mod same_person;
pub mod speed;
pub mod straight_lining;
pub mod variability;
