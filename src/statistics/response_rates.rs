//! Response rates by the standard definitions of AAPOR (method §16). Weighted: pass sums of base weights for counts.
//!
//! ```
//! use hailong_statistics::response_rates::{Dispositions, rates};
//! let found = Dispositions { complete: 40.0, refused: 60.0, ..Dispositions::default() };
//! assert_eq!(rates(&found).rr1, 0.4);
//! ```

/// What became of everybody who was approached, in people (or sums of weights).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dispositions {
    /// I: at least 80 % of the core items, "don't know" counts.
    pub complete: f64,
    /// P: 50–80 %.
    pub partial: f64,
    /// R: refusal and break-off below 50 %.
    pub refused: f64,
    /// NC
    pub not_reached: f64,
    /// O
    pub other: f64,
    /// UH: unknown whether there is a household.
    pub unknown_household: f64,
    /// UO: unknown for another reason.
    pub unknown_other: f64,
    /// NE
    pub not_eligible: f64,
}

/// Response, cooperation, refusal and contact rates as shares in 0–1; NaN where nobody is in the denominator. S = I + P + R +
/// NC + O are eligible, U = UH + UO unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Share of those of unknown eligibility taken as eligible: S/(S + NE).
    pub e: f64,
    /// I/(S + U)
    pub rr1: f64,
    /// (I + P)/(S + U)
    pub rr2: f64,
    /// I/(S + eU)
    pub rr3: f64,
    /// (I + P)/(S + eU)
    pub rr4: f64,
    /// I/S
    pub rr5: f64,
    /// (I + P)/S
    pub rr6: f64,
    /// I/(I + P + R + O)
    pub coop1: f64,
    /// (I + P)/(I + P + R + O)
    pub coop2: f64,
    /// I/(I + P + R)
    pub coop3: f64,
    /// (I + P)/(I + P + R)
    pub coop4: f64,
    /// R/(S + U)
    pub ref1: f64,
    /// R/(S + eU)
    pub ref2: f64,
    /// R/S
    pub ref3: f64,
    /// (I + P + R + O)/(S + U)
    pub con1: f64,
    /// (I + P + R + O)/(S + eU)
    pub con2: f64,
    /// (I + P + R + O)/S
    pub con3: f64,
}

/// All rates of what was found.
pub fn rates(found: &Dispositions) -> Rates {
    let (i, p, r, o) = (found.complete, found.partial, found.refused, found.other);
    let s = i + p + r + found.not_reached + o;
    let u = found.unknown_household + found.unknown_other;
    let e = s / (s + found.not_eligible);
    let (all, estimated) = (s + u, s + e * u);
    let reached = i + p + r + o;
    Rates {
        e,
        rr1: i / all,
        rr2: (i + p) / all,
        rr3: i / estimated,
        rr4: (i + p) / estimated,
        rr5: i / s,
        rr6: (i + p) / s,
        coop1: i / reached,
        coop2: (i + p) / reached,
        coop3: i / (i + p + r),
        coop4: (i + p) / (i + p + r),
        ref1: r / all,
        ref2: r / estimated,
        ref3: r / s,
        con1: reached / all,
        con2: reached / estimated,
        con3: reached / s,
    }
}
