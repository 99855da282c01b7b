//! Leaving responses out after closing (method §15): the office proposes with a reason, another person decides.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::survey::access::{Action, Reach, Role, reach};
use crate::survey::staff::AccountId;
use crate::survey::wave::WaveState;

/// What people decide about. Hard errors are not among them: they are always left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Responses with two independent signs of carelessness.
    TwoFlags,
    /// Ten minutes of one locality: its code, and their start as in `review.csv`.
    Burst { locality: String, start: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Exclude,
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Confirmed,
    Refused,
}

/// Somebody's part in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    pub who: AccountId,
    pub role: Role,
    /// UTC.
    pub at: NaiveDateTime,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// From 1 in each wave.
    pub number: i32,
    pub rule: Rule,
    pub verdict: Verdict,
    pub reason: String,
    pub proposed: Hand,
    pub decided: Option<(Hand, Outcome)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only between closing and publication.
    NotNow,
    /// Only the office proposes.
    NotTheOffice,
    /// A reason of [`REASON`] letters is wanted.
    Reason,
    /// The screening found no such thing.
    NothingFound,
    /// Another proposal about the same waits for a decision.
    Waiting,
    /// A burst is left out only together with the rule of two flags (`exclude` in the method).
    TwoFlagsFirst,
    NoSuchProposal,
    SamePerson,
    Decided,
}

/// Letters of a reason, at least and at most.
pub const REASON: (usize, usize) = (10, 1_000);

pub fn is_open_for_review(state: WaveState) -> bool {
    matches!(state, WaveState::Closed | WaveState::Computed)
}

/// What holds: the last confirmed verdict about each rule.
pub fn in_force(proposals: &[Proposal]) -> BTreeMap<Rule, Verdict> {
    let confirmed = proposals
        .iter()
        .filter(|one| matches!(one.decided, Some((_, Outcome::Confirmed))));
    confirmed
        .map(|one| (one.rule.clone(), one.verdict))
        .collect()
}

/// Whether bursts go with the rule of two flags, as the method file has one word for both.
fn fits(known: &[Proposal], rule: &Rule, verdict: Verdict) -> bool {
    let in_force = in_force(known);
    match (rule, verdict) {
        (Rule::Burst { .. }, Verdict::Exclude) => {
            in_force.get(&Rule::TwoFlags) == Some(&Verdict::Exclude)
        }
        (Rule::TwoFlags, Verdict::Keep) => !in_force
            .iter()
            .any(|(rule, own)| *rule != Rule::TwoFlags && *own == Verdict::Exclude),
        _ => true,
    }
}

/// `found`: what the screening found and people may decide about.
pub fn may_propose(
    state: WaveState,
    role: Role,
    known: &[Proposal],
    found: &[Rule],
    (rule, verdict, reason): (&Rule, Verdict, &str),
) -> Result<(), Refusal> {
    let letters = reason.trim().chars().count();
    if !is_open_for_review(state) {
        Err(Refusal::NotNow)
    } else if role != Role::Office {
        Err(Refusal::NotTheOffice)
    } else if !found.contains(rule) {
        Err(Refusal::NothingFound)
    } else if known
        .iter()
        .any(|one| one.decided.is_none() && one.rule == *rule)
    {
        Err(Refusal::Waiting)
    } else if !fits(known, rule, verdict) {
        Err(Refusal::TwoFlagsFirst)
    } else if !(REASON.0..=REASON.1).contains(&letters) {
        Err(Refusal::Reason)
    } else {
        Ok(())
    }
}

/// The proposal that `who` may confirm or refuse.
pub fn may_decide(
    state: WaveState,
    (who, role): (AccountId, Role),
    known: &[Proposal],
    number: i32,
    outcome: Outcome,
) -> Result<&Proposal, Refusal> {
    let proposal = known.iter().find(|one| one.number == number);
    let proposal = proposal.ok_or(Refusal::NoSuchProposal)?;
    if !is_open_for_review(state) || reach(role, Action::DecideExclusion) == Reach::Never {
        Err(Refusal::NotNow)
    } else if proposal.decided.is_some() {
        Err(Refusal::Decided)
    } else if proposal.proposed.who == who {
        Err(Refusal::SamePerson)
    } else if outcome == Outcome::Confirmed && !fits(known, &proposal.rule, proposal.verdict) {
        Err(Refusal::TwoFlagsFirst)
    } else {
        Ok(proposal)
    }
}

impl Rule {
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::TwoFlags => "two_flags",
            Self::Burst { .. } => "burst",
        }
    }
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::Keep => "keep",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Exclude, Self::Keep]
            .into_iter()
            .find(|one| one.as_str() == word)
    }
}

impl Outcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Confirmed, Self::Refused]
            .into_iter()
            .find(|one| one.as_str() == word)
    }
}
