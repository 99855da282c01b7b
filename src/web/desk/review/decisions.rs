//! Proposals and decisions, in rows.

use chrono::NaiveDateTime;

use crate::clock::local;
use crate::store::waves::KeptWave;
use crate::survey::access::Action;
use crate::survey::exclusion::{Hand, Proposal, Rule};
use crate::web::desk::review::Names;
use crate::web::desk::signed::Desk;
use crate::wording::desk::role as role_words;
use crate::wording::numbers::moment;
use crate::wording::review::{self, Review};
use crate::wording::{Tongue, fill};

pub struct RuleChoice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

pub struct ProposalRow {
    pub number: i32,
    pub what: String,
    pub reason: String,
    pub proposed: String,
    pub decided: String,
    pub mark: &'static str,
    /// It waits, and this person may decide.
    pub is_mine_to_decide: bool,
    /// It waits, and this person proposed it.
    pub is_own: bool,
}

/// The start of a burst, which is in local time already.
pub fn start_words(tongue: Tongue, start: &str) -> String {
    let known = NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M");
    known.map_or_else(|_| start.to_owned(), |start| moment(tongue, start))
}

fn rule_words(tongue: Tongue, kept: &KeptWave, names: &Names, rule: &Rule) -> String {
    let (place, start) = match rule {
        Rule::TwoFlags => ("", String::new()),
        Rule::Burst { locality, start } => {
            (names.place(kept, locality), start_words(tongue, start))
        }
    };
    review::rule(tongue, rule, place, &start)
}

pub fn choices(
    tongue: Tongue,
    kept: &KeptWave,
    names: &Names,
    rules: &[Rule],
    chosen: &str,
) -> Vec<RuleChoice> {
    let one = |rule: &Rule| {
        let value = match rule {
            Rule::TwoFlags => rule.as_str().to_owned(),
            Rule::Burst { locality, start } => format!("{}/{locality}/{start}", rule.as_str()),
        };
        RuleChoice {
            chosen: value == chosen,
            value,
            label: rule_words(tongue, kept, names, rule),
        }
    };
    rules.iter().map(one).collect()
}

pub fn row(
    desk: &Desk,
    kept: &KeptWave,
    names: &Names,
    proposal: &Proposal,
    is_open: bool,
) -> ProposalRow {
    let (tongue, words) = (desk.tongue, Review::of(desk.tongue));
    let said = |template: &str, hand: &Hand| {
        let who = names.people.get(&hand.who.0).map_or("–", String::as_str);
        let at = moment(tongue, local(hand.at));
        let values = [
            ("who", who),
            ("role", role_words(tongue, hand.role)),
            ("at", &at),
        ];
        fill(template, &values)
    };
    let waits = proposal.decided.is_none() && is_open;
    let is_own = proposal.proposed.who == desk.id();
    ProposalRow {
        number: proposal.number,
        what: format!(
            "{}: {}",
            review::verdict(tongue, proposal.verdict),
            rule_words(tongue, kept, names, &proposal.rule)
        ),
        reason: proposal.reason.clone(),
        proposed: said(words.proposed, &proposal.proposed),
        decided: match &proposal.decided {
            None => words.waits.to_owned(),
            Some((hand, outcome)) => said(review::outcome(tongue, *outcome), hand),
        },
        mark: if proposal.decided.is_none() {
            "caution"
        } else {
            "quiet"
        },
        is_mine_to_decide: waits && !is_own && desk.may(Action::DecideExclusion, None),
        is_own: waits && is_own,
    }
}
