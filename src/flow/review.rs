//! The review of a closed wave: what screening found, what the office proposes, what a second person decides.

use std::fs;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::clock::local;
use crate::edition::method::decided::decided;
use crate::edition::quality::{self, Quality, ReviewKind};
use crate::exchange::write_csv;
use crate::flow::close::METHOD;
use crate::flow::compute::{WaveComputeFailure, sealed};
use crate::flow::folder::{DataFolder, write_whole};
use crate::store::waves::{self, KeptWave};
use crate::store::{Store, StoreFailure, audit, exclusions};
use crate::survey::audit::Act;
use crate::survey::digest::Digest;
use crate::survey::exclusion::{
    Hand, Outcome, Proposal, Refusal, Rule, Verdict, in_force, may_decide, may_propose,
};
use crate::survey::wave::Wave;

/// Beside the sealed inputs: what people decided, and what screening found, so that nobody waits for it twice.
const DECISIONS: &str = "decisions.csv";
const FLAGS: &str = "flags.json";

#[derive(Debug, Error)]
pub enum ReviewFailure {
    #[error("there is no such wave")]
    NoSuchWave,
    #[error("the rules do not allow this")]
    Rules(Refusal),
    #[error(transparent)]
    Found(#[from] WaveComputeFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

#[derive(Serialize, Deserialize)]
struct Flags {
    responses: String,
    method: Digest,
    quality: Quality,
}

/// What screening finds by the method as it was before anybody decided; kept from the first time on.
pub fn found(folder: &DataFolder, kept: &KeptWave) -> Result<Quality, WaveComputeFailure> {
    let (code, method) = (&kept.wave.code, Digest::of(kept.wave.method.as_bytes()));
    let digest = kept
        .sealed_digest
        .as_deref()
        .ok_or(StoreFailure::Missing("sealed dataset"))?;
    let path = folder.sealed(code).join(FLAGS);
    let known = fs::read(&path).ok();
    let known = known.and_then(|bytes| serde_json::from_slice::<Flags>(&bytes).ok());
    if let Some(known) = known
        && known.responses == digest
        && known.method == method
    {
        return Ok(known.quality);
    }
    let inputs = sealed(folder, code, digest, Some(&kept.wave.method))?.inputs;
    let flags = Flags {
        responses: digest.to_owned(),
        method,
        quality: quality::flags(&inputs),
    };
    let bytes = serde_json::to_vec(&flags).map_err(std::io::Error::other)?;
    write_whole(&path, &bytes)?;
    Ok(flags.quality)
}

/// What people may decide about: the rule of two flags where anybody has them, and every burst.
pub fn rules_found(found: &Quality) -> Vec<Rule> {
    let whole = found.rows.first();
    let two_flags = whole.and_then(|row| row.by_reason.two_flags).unwrap_or(0);
    let mut rules = Vec::new();
    if two_flags > 0 {
        rules.push(Rule::TwoFlags);
    }
    let bursts = found
        .review
        .iter()
        .filter(|one| one.kind == ReviewKind::Burst);
    rules.extend(bursts.map(|one| Rule::Burst {
        locality: one.domain.clone(),
        start: one.code.clone(),
    }));
    rules
}

/// Writes what holds into the inputs of the computation. Without a decision nothing is touched.
pub fn lay(folder: &DataFolder, wave: &Wave, proposals: &[Proposal]) -> Result<(), StoreFailure> {
    let in_force = in_force(proposals);
    if in_force.is_empty() {
        return Ok(());
    }
    let method =
        decided(&wave.method, &in_force).ok_or(StoreFailure::Unreadable("method of the wave"))?;
    let sealed = folder.sealed(&wave.code);
    write_whole(&sealed.join(DECISIONS), &decisions_csv(proposals))?;
    write_whole(&sealed.join(METHOD), method.as_bytes())?;
    Ok(())
}

/// Every confirmed decision in order; people by their role only.
fn decisions_csv(proposals: &[Proposal]) -> Vec<u8> {
    let header = [
        "rule",
        "locality",
        "start",
        "verdict",
        "reason",
        "proposed_by",
        "proposed_on",
        "confirmed_by",
        "confirmed_on",
    ];
    let rows = proposals.iter().filter_map(|one| {
        let (second, Outcome::Confirmed) = one.decided? else {
            return None;
        };
        let (locality, start) = match &one.rule {
            Rule::TwoFlags => (String::new(), String::new()),
            Rule::Burst { locality, start } => (locality.clone(), start.clone()),
        };
        let on = |hand: &Hand| local(hand.at).date().to_string();
        Some(vec![
            one.rule.as_str().to_owned(),
            locality,
            start,
            one.verdict.as_str().to_owned(),
            one.reason.clone(),
            one.proposed.role.as_str().to_owned(),
            on(&one.proposed),
            second.role.as_str().to_owned(),
            on(&second),
        ])
    });
    write_csv::write(&header, rows)
}

/// What a transaction came to: a refusal by the rules is no failure of the database.
type Refusable<T> = Result<Result<T, ReviewFailure>, StoreFailure>;

fn subject(code: &str, rule: &Rule) -> String {
    match rule {
        Rule::TwoFlags => format!("{code}/{}", rule.as_str()),
        Rule::Burst { locality, start } => format!("{code}/{}/{locality}/{start}", rule.as_str()),
    }
}

/// Keeps a proposal of the office, undecided.
pub fn propose(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    by: Hand,
    (rule, verdict, reason): (&Rule, Verdict, &str),
) -> Result<(), ReviewFailure> {
    let kept = store.read_blocking(|connection| waves::find(connection, code))?;
    let kept = kept.ok_or(ReviewFailure::NoSuchWave)?;
    let found = match kept.sealed_digest {
        Some(_) => rules_found(&found(folder, &kept)?),
        None => Vec::new(),
    };
    store.write_blocking(|connection| -> Refusable<()> {
        // The state may have moved on since it was read.
        let Some(kept) = waves::find(connection, code)? else {
            return Ok(Err(ReviewFailure::NoSuchWave));
        };
        let known = exclusions::of_wave(connection, kept.wave.id)?;
        let wanted = (rule, verdict, reason);
        if let Err(refusal) = may_propose(kept.wave.state, by.role, &known, &found, wanted) {
            return Ok(Err(ReviewFailure::Rules(refusal)));
        }
        let new = Proposal {
            number: known.last().map_or(1, |last| last.number + 1),
            rule: rule.clone(),
            verdict,
            reason: reason.trim().to_owned(),
            proposed: by,
            decided: None,
        };
        exclusions::keep(connection, kept.wave.id, &new)?;
        let act = Act {
            at: by.at,
            actor: Some(by.who),
            action: "exclusion-proposed",
            subject: subject(code, rule),
            detail: format!("{}: {}", verdict.as_str(), new.reason),
        };
        audit::append(connection, &act)?;
        Ok(Ok(()))
    })?
}

/// Confirms or refuses a proposal; what is confirmed is on the disk, in the inputs of the computation, before the database
/// says so.
pub fn decide(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    by: Hand,
    number: i32,
    outcome: Outcome,
) -> Result<(), ReviewFailure> {
    store.write_blocking(|connection| -> Refusable<()> {
        let Some(kept) = waves::find(connection, code)? else {
            return Ok(Err(ReviewFailure::NoSuchWave));
        };
        let known = exclusions::of_wave(connection, kept.wave.id)?;
        let person = (by.who, by.role);
        let proposal = match may_decide(kept.wave.state, person, &known, number, outcome) {
            Ok(proposal) => proposal.clone(),
            Err(refusal) => return Ok(Err(ReviewFailure::Rules(refusal))),
        };
        if !exclusions::decide(connection, kept.wave.id, number, &by, outcome)? {
            return Ok(Err(ReviewFailure::Rules(Refusal::Decided)));
        }
        let act = Act {
            at: by.at,
            actor: Some(by.who),
            action: match outcome {
                Outcome::Confirmed => "exclusion-confirmed",
                Outcome::Refused => "exclusion-refused",
            },
            subject: subject(code, &proposal.rule),
            detail: proposal.verdict.as_str().to_owned(),
        };
        audit::append(connection, &act)?;
        let all = exclusions::of_wave(connection, kept.wave.id)?;
        lay(folder, &kept.wave, &all)?;
        Ok(Ok(()))
    })?
}
