//! One resident's answers.

/// 128 random bits; says nothing about when or from where the response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseId(pub [u8; 16]);

/// How the answers reached the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A poster's link, open to whoever reads it.
    Open,
    /// A household's single-use code.
    Single,
    /// Paper, typed in by staff.
    Entry,
    /// Drawn by a program; never a person.
    Simulated,
}
