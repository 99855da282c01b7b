//! What is varied, and which uniforms drive it.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// W_c times a uniform from 0.75 to 1.25, renormalised; one column per component.
    Weights,
    /// Arithmetic below ½, else geometric on 1 + 0.99 C.
    Aggregation,
    /// The headline's style below ½, else the other one, brought to the headline's mean and spread.
    Style,
    /// "Don't know": left out, as 50, or a mean per person first; a third each.
    DontKnow,
    /// None, or one component, 1/(C + 1) each; with a single component none.
    DropOne,
    /// I_j + SE_j Φ⁻¹(U_j); one column per locality, taken as independent.
    Sampling,
}

impl Factor {
    pub const ALL: [Self; 6] = [
        Self::Weights,
        Self::Aggregation,
        Self::Style,
        Self::DontKnow,
        Self::DropOne,
        Self::Sampling,
    ];

    fn width(self, components: usize, localities: usize) -> usize {
        match self {
            Self::Weights => components,
            Self::Sampling => localities,
            Self::Aggregation | Self::Style | Self::DontKnow | Self::DropOne => 1,
        }
    }
}

/// The columns of each factor in the order given: they stand beside each other. Their sum is the width of a row.
pub fn columns(factors: &[Factor], components: usize, localities: usize) -> Vec<Range<usize>> {
    let mut from = 0;
    factors
        .iter()
        .map(|factor| {
            let own = from..from + factor.width(components, localities);
            from = own.end;
            own
        })
        .collect()
}
