//! Failures of commands in one line each: what is wrong and what to do.

use std::io;

use crate::cli::files;
use crate::edition::signed::NotSigned;
use crate::flow::compute::WaveComputeFailure;
use crate::flow::edition_draft::PublicationFailure;
use crate::flow::handout::HandoutFailure;
use crate::flow::prepare::PrepareFailure;
use crate::flow::staff::accounts::AccountFailure;
use crate::flow::wave::WaveFailure;
use crate::store::StoreFailure;
use crate::survey::batch::LARGEST;
use crate::wording::command::Command as Words;
use crate::wording::handout::Handout;
use crate::wording::people::account_failure;
use crate::wording::signed::Signed;
use crate::wording::{Tongue, data_faults, fill, form_faults, method_faults, review, wave_edits};

pub fn store(failure: &StoreFailure, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    let problem = failure.to_string().replace('\n', " ");
    let problem = [("problem", problem.as_str())];
    vec![match failure {
        StoreFailure::Newer(_) => words.database_newer.to_owned(),
        StoreFailure::Connect(_) | StoreFailure::Pool(_) | StoreFailure::Address(_) => {
            fill(words.database_unreachable, &problem)
        }
        StoreFailure::FormChanged { code, version } => fill(
            words.form_frozen,
            &[("form", code), ("version", &version.to_string())],
        ),
        StoreFailure::IllegalMove(refused) => fill(
            words.illegal_move,
            &[("from", refused.from.as_str()), ("to", refused.to.as_str())],
        ),
        StoreFailure::Missing("wave") => words.no_such_wave.to_owned(),
        _ => fill(words.database_failed, &problem),
    }]
}

pub fn account(failure: &AccountFailure, tongue: Tongue) -> Vec<String> {
    match failure {
        AccountFailure::Store(problem) => store(problem, tongue),
        other => vec![account_failure(tongue, other).to_owned()],
    }
}

pub fn publication(failure: &PublicationFailure, tongue: Tongue) -> Vec<String> {
    let words = Signed::of(tongue);
    vec![match failure {
        PublicationFailure::Parties(missing) => {
            fill(words.no_parties, &[("parties", &missing.join(", "))])
        }
        PublicationFailure::NoReason => words.no_reason.to_owned(),
        PublicationFailure::NoDraft => words.no_draft.to_owned(),
        PublicationFailure::Refused => words.refused.to_owned(),
        PublicationFailure::OtherKey => words.other_key.to_owned(),
        PublicationFailure::NotSigned(NotSigned::Altered(_)) => words.altered.to_owned(),
        PublicationFailure::NotSigned(NotSigned::NotAsked(party)) => {
            fill(words.not_asked, &[("party", party)])
        }
        PublicationFailure::NotSigned(NotSigned::Io(problem)) => {
            return folder("", problem, tongue);
        }
        PublicationFailure::Compute(problem) => return compute(problem, tongue),
        PublicationFailure::Store(problem) => return store(problem, tongue),
    }]
}

pub fn folder(path: &str, failure: &io::Error, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    vec![fill(
        words.cannot_write,
        &[("out", path), ("problem", &failure.to_string())],
    )]
}

pub fn prepare(failure: &PrepareFailure, form: &str, method: &str, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    match failure {
        PrepareFailure::Form(faults) => faults
            .iter()
            .map(|fault| form_faults::sentence(form, fault, tongue))
            .collect(),
        PrepareFailure::Method(faults) => faults
            .iter()
            .map(|fault| method_faults::sentence(method, fault, tongue))
            .collect(),
        PrepareFailure::BadCode(code) => vec![fill(words.bad_wave_code, &[("code", code)])],
        PrepareFailure::Taken(code) => vec![fill(words.wave_taken, &[("code", code)])],
        PrepareFailure::UnknownLocality(key) => {
            let name = key.to_string();
            vec![fill(words.unknown_locality, &[("locality", &name)])]
        }
        PrepareFailure::Rules(faults) => faults
            .iter()
            .map(|fault| wave_edits::fault(fault, tongue))
            .collect(),
        PrepareFailure::Store(failure) => store(failure, tongue),
    }
}

/// What the command line can run into; the rest only the desk does.
pub fn wave(failure: &WaveFailure, tongue: Tongue) -> Vec<String> {
    match failure {
        WaveFailure::Margins(faults) => data_faults::data(faults, tongue),
        WaveFailure::Rules(faults) => faults
            .iter()
            .map(|fault| wave_edits::fault(fault, tongue))
            .collect(),
        WaveFailure::NoSuchWave => vec![Words::in_tongue(tongue).no_such_wave.to_owned()],
        WaveFailure::Store(problem) => store(problem, tongue),
        other => vec![other.to_string()],
    }
}

pub fn handout(failure: &HandoutFailure, tongue: Tongue) -> Vec<String> {
    let words = Handout::in_tongue(tongue);
    vec![match failure {
        HandoutFailure::Size(bad) => fill(
            words.bad_size,
            &[
                ("largest", &LARGEST.to_string()),
                ("size", &bad.0.to_string()),
            ],
        ),
        HandoutFailure::UnknownGroup(group) => fill(words.unknown_group, &[("group", group)]),
        HandoutFailure::WaveClosed => words.wave_closed.to_owned(),
        HandoutFailure::Revoked => words.revoked.to_owned(),
        HandoutFailure::Store(failure) => return store(failure, tongue),
    }]
}

pub fn compute(failure: &WaveComputeFailure, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    match failure {
        WaveComputeFailure::Inputs(faults) => data_faults::inputs(faults, tongue),
        WaveComputeFailure::SealBroken => vec![words.seal_broken.to_owned()],
        WaveComputeFailure::Undecided(number) => {
            vec![review::undecided(*number, tongue)]
        }
        WaveComputeFailure::Compute(problem) => files::refusal(problem, "", tongue),
        WaveComputeFailure::Folder(problem) => {
            vec![fill(
                words.cannot_write,
                &[("out", ""), ("problem", &problem.to_string())],
            )]
        }
        WaveComputeFailure::Store(failure) => store(failure, tongue),
    }
}
