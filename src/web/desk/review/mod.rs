//! The quality review after closing: what is doubted, what is proposed, what a second person says.

mod decisions;
mod found;
mod tasks;

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::compute::WaveComputeFailure;
use crate::flow::review::{self, ReviewFailure, rules_found};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, accounts, exclusions, localities};
use crate::survey::access::{Action, Role};
use crate::survey::exclusion::{
    Hand, Outcome, Proposal, Refusal, Rule, Verdict, in_force, is_open_for_review,
};
use crate::survey::locality::Locality;
use crate::survey::wave::WaveState;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::review::decisions::{ProposalRow, RuleChoice, choices, row};
use crate::web::desk::review::found::{
    FlagRow, PlaceRow, RuleRow, flag_rows, place_rows, rule_rows,
};
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::review::{Review, refusal};
use crate::wording::{Tongue, fill};

pub use tasks::tasks;

pub fn entries() -> Vec<Entry> {
    let decide = Need::May(Action::DecideExclusion);
    vec![
        page(
            "/desk/waves/{wave}/quality",
            Need::May(Action::SeeQuality),
            || web::get().to(show),
        ),
        act("/desk/waves/{wave}/quality/proposals", decide, || {
            web::post().to(propose)
        }),
        act(
            "/desk/waves/{wave}/quality/proposals/{number}",
            decide,
            || web::post().to(answer),
        ),
    ]
}

#[derive(Template)]
#[template(path = "desk/quality.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    words: &'static Review,
    address: String,
    wave_title: String,
    notice: &'static str,
    /// Why nothing was found, where the sealed files cannot be read.
    unreadable: Option<String>,
    received: String,
    flagged: String,
    waiting: String,
    rules: Vec<RuleRow>,
    flags: Vec<FlagRow>,
    caution_note: String,
    wish: Wish,
    headings: Vec<Heading>,
    places: Vec<PlaceRow>,
    proposals: Vec<ProposalRow>,
    may_propose: bool,
    choices: Vec<RuleChoice>,
    verdict: String,
    reason: String,
    refusals: Refusals,
}

/// Names as the page needs them.
struct Names {
    people: BTreeMap<i64, String>,
    localities: Vec<Locality>,
}

impl Names {
    /// A locality of the wave by its code.
    fn place<'a>(&'a self, kept: &KeptWave, code: &'a str) -> &'a str {
        let key = kept.wave.localities.iter().find(|key| key.code == code);
        let known = self.localities.iter().find(|one| Some(&one.key) == key);
        known.map_or(code, |one| one.name.as_str())
    }
}

fn read(
    connection: &mut AnyConnection,
    kept: &KeptWave,
) -> Result<(Vec<Proposal>, Names), StoreFailure> {
    let people = accounts::all(connection)?;
    let people = people
        .into_iter()
        .map(|one| (one.staff.id.0, one.staff.full_name));
    let names = Names {
        people: people.collect(),
        localities: localities::all(connection)?,
    };
    Ok((exclusions::of_wave(connection, kept.wave.id)?, names))
}

fn notice(words: &'static Review, state: WaveState) -> &'static str {
    match state {
        WaveState::Draft | WaveState::Open => words.not_closed,
        WaveState::Closed => "",
        WaveState::Computed => words.computed,
        WaveState::Published => words.over,
    }
}

async fn page_of(
    desk: &Desk,
    kept: KeptWave,
    query: &str,
    typed: Option<&Posted>,
    refusals: Refusals,
) -> Result<Page, Failure> {
    let (tongue, words) = (desk.tongue, Review::of(desk.tongue));
    let asked = kept.clone();
    let (proposals, names) = desk
        .read(move |connection| read(connection, &asked))
        .await?;
    let (mut found, mut unreadable) = (None, None);
    if kept.sealed_digest.is_some() {
        let asked = kept.clone();
        match desk
            .block(move |site| review::found(&site.folder, &asked))
            .await?
        {
            Ok(known) => found = Some(known),
            Err(problem) => {
                unreadable = Some(fill(words.unreadable, &[("problem", &problem.to_string())]))
            }
        }
    }
    let quality = found.unwrap_or_default();
    let rules = rules_found(&quality);
    let in_force = in_force(&proposals);
    let waiting = proposals.iter().filter(|one| one.decided.is_none()).count();
    let is_open = is_open_for_review(kept.wave.state);
    let wish = Wish::of_query(query);
    let text = |field| typed.map_or("", |typed| typed.text(field)).to_owned();
    let choices = choices(tongue, &kept, &names, &rules, &text("rule"));
    let proposals = proposals.iter().rev();
    let proposals = proposals.map(|one| row(desk, &kept, &names, one, is_open));
    Ok(Page {
        shell: desk.shell(words.title),
        words,
        address: format!("/desk/waves/{}/quality", kept.wave.code),
        wave_title: match tongue {
            Tongue::Vi => kept.wave.title_vi.clone(),
            Tongue::En => kept.wave.title_en.clone(),
        },
        notice: notice(words, kept.wave.state),
        unreadable,
        received: found::alone(tongue, quality.rows.first().and_then(|row| row.received)),
        flagged: found::alone(tongue, quality.rows.first().and_then(|row| row.flagged)),
        waiting: waiting.to_string(),
        rules: rule_rows(tongue, &kept, &names, &quality, &in_force),
        flags: flag_rows(tongue, &quality),
        caution_note: found::caution_note(tongue, &quality),
        headings: found::headings(&wish, words),
        places: place_rows(tongue, &kept, &names, &quality, &wish),
        wish,
        proposals: proposals.collect(),
        may_propose: is_open && desk.role() == Role::Office && !choices.is_empty(),
        choices,
        verdict: text("verdict"),
        reason: text("reason"),
        refusals,
    })
}

async fn show(
    desk: Desk,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let page = page_of(
        &desk,
        kept,
        request.query_string(),
        None,
        Refusals::default(),
    )
    .await?;
    desk.html(&page)
}

/// A refusal by the rules becomes words; anything else a failure.
fn refused(desk: &Desk, problem: ReviewFailure) -> Result<Refusal, Failure> {
    match problem {
        ReviewFailure::Rules(refusal) => Ok(refusal),
        ReviewFailure::NoSuchWave => Err(desk.no_such_page()),
        ReviewFailure::Store(problem)
        | ReviewFailure::Found(WaveComputeFailure::Store(problem)) => {
            Err(Failure::store(desk.tongue)(problem))
        }
        ReviewFailure::Found(problem) => {
            tracing::error!(%problem, "a sealed dataset could not be screened");
            Err(Failure::Broken(desk.tongue))
        }
    }
}

fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Reason => "reason",
        Refusal::TwoFlagsFirst => "verdict",
        _ => "rule",
    }
}

fn hand(desk: &Desk) -> Hand {
    Hand {
        who: desk.id(),
        role: desk.role(),
        at: desk.now,
    }
}

/// As the list of choices writes it.
fn rule_of(text: &str) -> Option<Rule> {
    let mut parts = text.split('/');
    match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        ("two_flags", None, None, None) => Some(Rule::TwoFlags),
        ("burst", Some(locality), Some(start), None) => Some(Rule::Burst {
            locality: locality.to_owned(),
            start: start.to_owned(),
        }),
        _ => None,
    }
}

async fn propose(
    desk: Desk,
    posted: Posted,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let words = Review::of(desk.tongue);
    let (rule, verdict) = (
        rule_of(posted.text("rule")),
        Verdict::parse(posted.text("verdict")),
    );
    let mut refusals = Refusals::default();
    if let (Some(rule), Some(verdict)) = (&rule, verdict) {
        let (by, rule, code) = (hand(&desk), rule.clone(), code.to_string());
        let reason = posted.text("reason").to_owned();
        let done = desk
            .block(move |site| {
                let wanted = (&rule, verdict, reason.as_str());
                review::propose(&site.store, &site.folder, &code, by, wanted)
            })
            .await?;
        match done {
            Ok(()) => {
                let back = format!("/desk/waves/{}/quality", kept.wave.code);
                return Ok(desk.on_to(&back, "exclusion-proposed"));
            }
            Err(problem) => {
                let why = refused(&desk, problem)?;
                refusals.add(field(why), refusal(desk.tongue, why));
            }
        }
    }
    if rule.is_none() {
        refusals.add("rule", words.no_such_rule);
    }
    if verdict.is_none() {
        refusals.add("verdict", words.no_verdict);
    }
    desk.refused(&page_of(&desk, kept, "", Some(&posted), refusals).await?)
}

async fn answer(
    desk: Desk,
    posted: Posted,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&path.0).await?;
    let number: Option<i32> = path.1.parse().ok();
    let outcome = Outcome::parse(posted.text("outcome"));
    let (Some(number), Some(outcome)) = (number, outcome) else {
        return Err(desk.no_such_page());
    };
    let (by, code) = (hand(&desk), path.0.clone());
    let done = desk
        .block(move |site| review::decide(&site.store, &site.folder, &code, by, number, outcome))
        .await?;
    match done {
        Ok(()) => {
            let back = format!("/desk/waves/{}/quality", kept.wave.code);
            Ok(desk.on_to(&back, "exclusion-decided"))
        }
        Err(problem) => match refused(&desk, problem)? {
            Refusal::NoSuchProposal => Err(desk.no_such_page()),
            why => {
                let refusals =
                    Refusals::one(&format!("proposal-{number}"), refusal(desk.tongue, why));
                desk.refused(&page_of(&desk, kept, "", None, refusals).await?)
            }
        },
    }
}
