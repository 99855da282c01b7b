//! The worker that empties the outbox, one letter after the other.
//!
//! What cannot be excluded: the mail server says that it has the letter, and this process, or the database, dies before
//! that is written down. The letter is then sent again, under the same Message-ID.

use std::time::Duration;

use chrono::NaiveDateTime;
use tokio::sync::watch;

use crate::clock::{Clock, local};
use crate::config::mail::MailSettings;
use crate::mail::post::{NoPost, Post, Verdict};
use crate::mail::{compose, message};
use crate::store::outbox::{self, Due, LEASE, Outcome, Turn};
use crate::store::{AnyConnection, Store, StoreFailure, addresses};
use crate::survey::letter::{Found, LetterKind, SurveyLetter, Trouble};

/// What a letter of a survey says now.
pub type LookUp =
    fn(&mut AnyConnection, &SurveyLetter, LetterKind, NaiveDateTime) -> Result<Found, StoreFailure>;

const IDLE: Duration = Duration::from_secs(2);
/// After the mail server or the database did not answer.
const REST: Duration = Duration::from_secs(60);
/// Letters that are out of date are given up so often.
const TIDY: chrono::Duration = chrono::Duration::minutes(1);

pub struct Worker {
    store: Store,
    post: Post,
    settings: MailSettings,
    base_url: String,
    look_up: LookUp,
    id: [u8; 16],
    /// The last attempt met an outage.
    ailing: bool,
    tidied: Option<NaiveDateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing may leave now.
    Idle,
    Tried(Outcome),
}

#[derive(Clone, Copy)]
struct Attempt {
    outcome: Outcome,
    /// The mail server was asked.
    posted: bool,
    /// It says that there is nobody at this address.
    bounced: bool,
}

impl Attempt {
    fn unsent(outcome: Outcome) -> Self {
        Self {
            outcome,
            posted: false,
            bounced: false,
        }
    }
}

impl Worker {
    pub fn new(
        store: Store,
        settings: MailSettings,
        base_url: String,
        look_up: LookUp,
    ) -> Result<Self, NoPost> {
        Ok(Self {
            store,
            post: Post::new(settings.clone())?,
            settings,
            base_url,
            look_up,
            id: rand::random(),
            ailing: false,
            tidied: None,
        })
    }

    pub fn with_patience(self, patience: Duration) -> Self {
        Self {
            post: self.post.with_patience(patience),
            ..self
        }
    }

    /// Until `stop` says so; a letter under way is finished.
    pub async fn run(mut self, clock: Clock, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let rest = match self.step(clock).await {
                Ok(Step::Tried(Outcome::Failed(trouble))) if trouble.is_outage() => REST,
                Ok(Step::Tried(_)) => continue,
                Ok(Step::Idle) => IDLE,
                Err(problem) => {
                    tracing::error!(%problem, "letters wait for the database");
                    REST
                }
            };
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// One letter, if one may leave now.
    pub async fn step(&mut self, clock: Clock) -> Result<Step, StoreFailure> {
        let now = clock.now();
        if self.tidied.is_none_or(|then| now >= then + TIDY) {
            self.store
                .write(move |connection| outbox::tidy(connection, now))
                .await?;
            self.tidied = Some(now);
        }
        let turn = Turn {
            worker: self.id,
            now,
            rate_per_minute: self.settings.rate_per_minute,
            quiet: self.settings.quiet_hours.hold(local(now).time()),
        };
        let claimed = self
            .store
            .write(move |connection| outbox::claim(connection, &turn))
            .await?;
        let Some(due) = claimed else {
            return Ok(Step::Idle);
        };
        let attempt = self.attempt(&due, now).await?;
        self.settle(due, clock.now(), attempt).await?;
        Ok(Step::Tried(attempt.outcome))
    }

    async fn attempt(&self, due: &Due, now: NaiveDateTime) -> Result<Attempt, StoreFailure> {
        let ticket = match due.survey {
            None => None,
            Some(survey) => {
                let (look_up, kind) = (self.look_up, due.kind);
                let found = self
                    .store
                    .read(move |connection| look_up(connection, &survey, kind, now))
                    .await?;
                match found {
                    Found::Ticket(ticket) => Some(ticket),
                    Found::NothingToSay => return Ok(Attempt::unsent(Outcome::Sent)),
                    Found::NoLongerWanted => return Ok(Attempt::unsent(Outcome::Dropped)),
                }
            }
        };
        let letter = compose::of_row(due, ticket.as_deref(), &self.base_url);
        let recipient = ticket.as_ref().map(|ticket| &ticket.recipient);
        let Some(recipient) = recipient.or(due.recipient.as_ref()) else {
            return Ok(Attempt::unsent(Outcome::Dropped));
        };
        let message = match message::build(&letter, due.id, recipient, &self.settings, now) {
            Ok(message) => message,
            Err(problem) => {
                tracing::error!(%problem, "a letter cannot be made");
                return Ok(Attempt::unsent(Outcome::Failed(Trouble::Unmakeable)));
            }
        };
        // Well within the lease, so that nobody else sends it at the same time.
        let limit = LEASE.to_std().unwrap_or(REST) / 2;
        let verdict = tokio::time::timeout(limit, self.post.send(&message))
            .await
            .unwrap_or(Verdict::Failed(Trouble::Interrupted));
        let (outcome, bounced) = match verdict {
            Verdict::Accepted => (Outcome::Sent, false),
            Verdict::Refused { trouble, address } => (Outcome::Refused(trouble), address),
            Verdict::Failed(trouble) => (Outcome::Failed(trouble), false),
        };
        Ok(Attempt {
            outcome,
            posted: true,
            bounced,
        })
    }

    async fn settle(
        &mut self,
        due: Due,
        now: NaiveDateTime,
        attempt: Attempt,
    ) -> Result<(), StoreFailure> {
        let outcome = attempt.outcome;
        let accepted = attempt.posted && outcome == Outcome::Sent;
        let recovered = self.ailing && accepted;
        let kept = self
            .store
            .write(move |connection| {
                let kept = outbox::settle(connection, &due, now, outcome)?;
                if let (true, Some(survey)) = (attempt.bounced, due.survey) {
                    addresses::bounce(connection, survey.wave, survey.address, true)?;
                }
                if recovered {
                    outbox::hurry(connection, now)?;
                }
                Ok(kept)
            })
            .await?;
        if !kept {
            tracing::warn!("a letter took longer than its lease");
        }
        match outcome {
            Outcome::Sent if accepted => self.ailing = false,
            Outcome::Failed(trouble) if trouble.is_outage() => self.ailing = true,
            _ => {}
        }
        Ok(())
    }
}
