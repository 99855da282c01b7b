//! Flag 6: interviewers whose interviews carry flags 2–4 more often than those of the others.

use crate::distribution::binomial_sf;
use crate::error::Error;
use crate::holm;
use crate::screening::flags::Flags;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interviewer {
    pub interviewer: u32,
    pub interviews: u64,
    /// Interviews with a flag 2–4.
    pub flagged: u64,
    /// p₀ = (x + ½)/(n + 1) for x flagged of the others' n interviews: half a flag more, so that others without any
    /// flag do not condemn the first.
    pub others: f64,
    /// P(X ≥ flagged) for X ~ Binomial(interviews, p₀).
    pub p: f64,
    /// Holm over the interviewers.
    pub p_holm: f64,
}

/// One row per interviewer below `interviewers` who has interviews.
pub fn interviewers(
    interviewer: &[Option<u32>],
    interviewers: usize,
    flags: &[Flags],
) -> Result<Vec<Interviewer>, Error> {
    if flags.len() != interviewer.len() {
        return Err(Error::UnevenColumns("flags"));
    }
    let mut counts = vec![(0_u64, 0_u64); interviewers];
    for (row, (own, flags)) in interviewer.iter().zip(flags).enumerate() {
        let Some(own) = own else { continue };
        let count = counts.get_mut(*own as usize).ok_or(Error::Place { row })?;
        count.0 += 1;
        count.1 += u64::from(flags.is_careless());
    }
    let all = counts
        .iter()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let mut found: Vec<Interviewer> = (0..)
        .zip(&counts)
        .filter(|(_, count)| count.0 > 0)
        .map(|(interviewer, (interviews, flagged))| {
            let others = ((all.1 - flagged) as f64 + 0.5) / ((all.0 - interviews) as f64 + 1.0);
            let p = binomial_sf(*flagged, *interviews, others);
            Interviewer {
                interviewer,
                interviews: *interviews,
                flagged: *flagged,
                others,
                p,
                p_holm: p,
            }
        })
        .collect();
    let adjusted = holm::adjusted(&found.iter().map(|one| one.p).collect::<Vec<f64>>());
    for (one, adjusted) in found.iter_mut().zip(adjusted) {
        one.p_holm = adjusted;
    }
    Ok(found)
}
