//! "Ask only if": when a section or question is shown.

/// Holds when the answer to an earlier single, multiple, scale, sex or age-band field is one of `any_of`.
/// An unanswered field never satisfies a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Index into [`crate::survey::form::Form::fields`]; always an earlier field.
    pub field: usize,
    /// Codes as the form writes them: option codes, level codes, or the scale's "don't know" code.
    pub any_of: Vec<String>,
}
