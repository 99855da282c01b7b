//! Answer codes and their scores (method §1).
//!
//! ```
//! use hailong_statistics::score::{DONT_KNOW, Style, is_valid};
//! let mean = |style: Style| [1, 4, 5].iter().map(|code| style.score(*code)).sum::<f64>() / 3.0;
//! assert!((mean(Style::Mean) - 175.0 / 3.0).abs() < 1e-12);
//! assert!((mean(Style::Satisfied) - 200.0 / 3.0).abs() < 1e-12);
//! assert!(!is_valid(DONT_KNOW));
//! ```

/// "Don't know": never enters a score.
pub const DONT_KNOW: u8 = 0;
/// Not asked, refused or blank.
pub const MISSING: u8 = 255;

/// How an answer code becomes a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Style A: 25 (r − 1), in {0, 25, 50, 75, 100}.
    Mean,
    /// Style B, top-two-box: 100 if r ≥ 4, else 0.
    Satisfied,
}

impl Style {
    /// Both, in the order they are computed.
    pub const ALL: [Self; 2] = [Self::Mean, Self::Satisfied];

    /// The score of a valid code 1–5.
    ///
    /// ```
    /// use hailong_statistics::score::Style;
    /// assert_eq!(Style::Mean.score(4), 75.0);
    /// assert_eq!(Style::Satisfied.score(3), 0.0);
    /// ```
    pub fn score(self, code: u8) -> f64 {
        match self {
            Self::Mean => 25.0 * (f64::from(code) - 1.0),
            Self::Satisfied if code >= 4 => 100.0,
            Self::Satisfied => 0.0,
        }
    }
}

/// Whether a code is a valid answer (a_iq = 1).
pub fn is_valid(code: u8) -> bool {
    (1..=5).contains(&code)
}
