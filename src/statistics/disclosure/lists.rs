//! One-dimensional lists under a published total (method §14 e).
//!
//! ```
//! use hailong_statistics::disclosure::lists::{Next, Part, State, next};
//! let part = |n, state| Part { n, state };
//! let mut list = [part(4, State::Hidden), part(80, State::Shown), part(30, State::Shown)];
//! assert_eq!(next(&list, 10), Next::Part(2));
//! list[2].state = State::Hidden;
//! assert_eq!(next(&list, 10), Next::Nothing);
//! ```

/// One of the figures that add up to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Respondents behind it.
    pub n: u64,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Shown,
    Hidden,
    /// Known already from elsewhere, so that hiding it would help nobody.
    Known,
}

/// What else must be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Nothing,
    /// The part at this place.
    Part(usize),
    /// No part is left to hide.
    Total,
}

/// Whether hidden parts with these respondents protect each other: none, or at least two with `fewest` together. The
/// same holds for means, since (N M − Σ n m) / n gives a mean back. Parts answered by the same people take 0.
pub fn is_safe(hidden: &[u64], fewest: u64) -> bool {
    hidden.is_empty() || (hidden.len() >= 2 && hidden.iter().sum::<u64>() >= fewest)
}

/// The smallest shown part with respondents (the first of equals) while the hidden ones do not protect each other.
pub fn next(parts: &[Part], fewest: u64) -> Next {
    let hidden = parts.iter().filter(|part| part.state == State::Hidden);
    let hidden: Vec<u64> = hidden.map(|part| part.n).collect();
    if is_safe(&hidden, fewest) {
        return Next::Nothing;
    }
    smallest_shown(parts)
}

/// The smallest shown part (the first of equals); the total when none is left.
pub fn smallest_shown(parts: &[Part]) -> Next {
    parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.state == State::Shown && part.n > 0)
        .min_by_key(|(_, part)| part.n)
        .map_or(Next::Total, |(at, _)| Next::Part(at))
}
