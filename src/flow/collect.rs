//! Taking answers: from a code to a receipt.

use std::sync::Arc;

use crate::clock::Clock;
use crate::flow::draft::{self, Draft};
use crate::flow::in_play::{InPlay, WaveInPlay, candidates};
use crate::flow::secrets;
use crate::store::ingest::{Ingest, NotTaken, Outcome, Submission};
use crate::store::{Store, StoreFailure, drafts, links};
use crate::survey::answering::{Answer, Answers};
use crate::survey::form::Form;
use crate::survey::link::{Code, Link, LinkKind, Token};
use crate::survey::response::{ResponseId, encode, is_complete};
use crate::survey::wave::Intake;

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct Collector {
    store: Store,
    ingest: Ingest,
    in_play: Arc<InPlay>,
    clock: Clock,
}

/// What a code opens.
#[derive(Clone, Debug)]
pub enum Entrance {
    Ready(Way),
    Used {
        wave: Arc<WaveInPlay>,
        receipt: String,
    },
    NotYet {
        wave: Arc<WaveInPlay>,
    },
    Closed {
        wave: Arc<WaveInPlay>,
    },
    Expired {
        wave: Arc<WaveInPlay>,
    },
    Unknown,
}

/// An open way in.
#[derive(Clone, Debug)]
pub struct Way {
    pub wave: Arc<WaveInPlay>,
    pub link: Link,
}

impl Way {
    pub fn locality(&self) -> usize {
        usize::try_from(self.link.locality).unwrap_or_default()
    }
}

/// Checked answers that somebody sends.
#[derive(Clone, Debug)]
pub struct Sending<'a> {
    pub code: &'a Code,
    /// Chosen by the sender; sending again with the same one changes nothing.
    pub idempotency_key: &'a str,
    pub answers: &'a Answers,
    /// Secret of the draft that ends with this.
    pub draft_secret: Option<&'a str>,
    /// Random, the same for every answer that one browser sends through an open link.
    pub device_mark: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// On the disk: now, or by an earlier attempt.
    Taken { receipt: String, fresh: bool },
    /// The code opens nothing now; [`Collector::enter`] says why.
    NoWayIn,
    /// Nothing was lost; the same can be sent again.
    Busy,
}

impl Collector {
    pub fn start(store: Store, clock: Clock) -> Result<Self, StoreFailure> {
        let ingest = Ingest::start(&store)?;
        Ok(Self {
            in_play: Arc::new(InPlay::new(store.clone())),
            store,
            ingest,
            clock,
        })
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// All waves, newest first.
    pub async fn waves(&self) -> Result<Arc<Vec<Arc<WaveInPlay>>>, StoreFailure> {
        self.in_play.waves().await
    }

    /// Makes a change to waves visible at once.
    pub fn forget(&self) {
        self.in_play.forget();
    }

    /// What `code` opens now.
    pub async fn enter(&self, code: &Code) -> Result<Entrance, StoreFailure> {
        let waves = self.in_play.waves().await?;
        let mut ended = None;
        for wave in candidates(&waves, code) {
            let Some(key) = &wave.key else {
                ended.get_or_insert(wave);
                continue;
            };
            let (id, token, spent) = (
                wave.wave.id,
                secrets::link_token(key, code),
                secrets::spent_single(key, code),
            );
            let found = self
                .store
                .read(
                    move |connection| match links::find(connection, id, token)? {
                        None => Ok(None),
                        Some(link) => Ok(Some((link, links::is_spent(connection, id, spent)?))),
                    },
                )
                .await?;
            let Some((link, is_spent)) = found else {
                continue;
            };
            let wave = Arc::clone(wave);
            let now = self.clock.now();
            return Ok(match wave.wave.intake(now) {
                Intake::NotYet => Entrance::NotYet { wave },
                _ if link.kind == LinkKind::Single && is_spent => Entrance::Used {
                    receipt: secrets::receipt(key, spent),
                    wave,
                },
                Intake::Over => Entrance::Closed { wave },
                Intake::Open if link.is_expired(now) => Entrance::Expired { wave },
                Intake::Open => Entrance::Ready(Way { wave, link }),
            });
        }
        Ok(ended.map_or(Entrance::Unknown, |wave| Entrance::Closed {
            wave: Arc::clone(wave),
        }))
    }

    /// The wave whose form `code` answers now, without looking the code up.
    pub async fn wave_of(&self, code: &Code) -> Result<Option<Arc<WaveInPlay>>, StoreFailure> {
        let now = self.clock.now();
        let waves = self.in_play.waves().await?;
        let open =
            |wave: &&Arc<WaveInPlay>| wave.key.is_some() && wave.wave.intake(now) == Intake::Open;
        Ok(candidates(&waves, code).find(open).cloned())
    }

    pub async fn load_draft(&self, way: &Way, secret: &str) -> Result<Option<Draft>, StoreFailure> {
        let Some(key) = &way.wave.key else {
            return Ok(None);
        };
        let (id, token) = (way.wave.wave.id, secrets::draft_token(key, secret));
        let sealed = self
            .store
            .read(move |connection| drafts::find(connection, id, token))
            .await?;
        Ok(sealed.and_then(|sealed| draft::open(&secrets::draft_key(key, secret), &sealed)))
    }

    pub async fn save_draft(
        &self,
        way: &Way,
        secret: &str,
        draft: &Draft,
    ) -> Result<(), StoreFailure> {
        let Some(key) = &way.wave.key else {
            return Ok(());
        };
        let (id, token) = (way.wave.wave.id, secrets::draft_token(key, secret));
        let sealed = draft::seal(&secrets::draft_key(key, secret), draft);
        let sealed = sealed.ok_or(StoreFailure::Unreadable("draft"))?;
        self.store
            .write(move |connection| drafts::keep(connection, id, token, &sealed))
            .await
    }

    /// The receipt of answers that were sent before with this code or, on an open link, this idempotency key.
    pub async fn already_sent(
        &self,
        code: &Code,
        idempotency_key: &str,
    ) -> Result<Option<(Arc<WaveInPlay>, String)>, StoreFailure> {
        let Some(wave) = self.wave_of(code).await? else {
            return Ok(None);
        };
        let Some(key) = &wave.key else {
            return Ok(None);
        };
        let id = wave.wave.id;
        for token in [
            secrets::spent_single(key, code),
            secrets::spent_open(key, code, idempotency_key),
        ] {
            if self
                .store
                .read(move |connection| links::is_spent(connection, id, token))
                .await?
            {
                let receipt = secrets::receipt(key, token);
                return Ok(Some((wave, receipt)));
            }
        }
        Ok(None)
    }

    /// Takes checked answers. They are on the disk when this says so.
    pub async fn submit(&self, sending: &Sending<'_>) -> Result<Sent, StoreFailure> {
        let Some(wave) = self.wave_of(sending.code).await? else {
            return Ok(Sent::NoWayIn);
        };
        let Some(key) = &wave.key else {
            return Ok(Sent::NoWayIn);
        };
        let spent_single = secrets::spent_single(key, sending.code);
        let spent_open = secrets::spent_open(key, sending.code, sending.idempotency_key);
        let submission = Submission {
            wave: wave.wave.id,
            link: secrets::link_token(key, sending.code),
            spent_single,
            spent_open,
            id: ResponseId(rand::random()),
            group: chosen_group(sending.answers),
            complete: is_complete(&wave.form, sending.answers),
            answers: encode(&wave.form, sending.answers),
            comments: comments(&wave.form, sending.answers),
            draft: sending
                .draft_secret
                .map(|secret| secrets::draft_token(key, secret)),
            device: sending
                .device_mark
                .map(|mark| secrets::device(key, sending.code, mark)),
            now: self.clock.now().and_utc().timestamp_micros(),
        };
        let receipt = |kind| {
            let spent: Token = match kind {
                LinkKind::Single => spent_single,
                LinkKind::Open => spent_open,
            };
            secrets::receipt(key, spent)
        };
        Ok(match self.ingest.submit(submission).await {
            Ok(Outcome::Stored(kind)) => Sent::Taken {
                receipt: receipt(kind),
                fresh: true,
            },
            Ok(Outcome::Repeated(kind)) => Sent::Taken {
                receipt: receipt(kind),
                fresh: false,
            },
            Ok(Outcome::Refused) => {
                self.in_play.forget();
                Sent::NoWayIn
            }
            Err(NotTaken::QueueFull | NotTaken::DatabaseFailed) => Sent::Busy,
        })
    }
}

/// Code of the residential group that a respondent named.
pub(super) fn chosen_group(answers: &Answers) -> Option<String> {
    answers.iter().flatten().find_map(|answer| match answer {
        Answer::Group(code) => Some(code.clone()),
        _ => None,
    })
}

/// Free text, apart from the other answers.
pub(super) fn comments(form: &Form, answers: &Answers) -> Vec<(String, String)> {
    let fields = form.fields.iter().zip(answers);
    fields
        .filter_map(|(field, answer)| match answer {
            Some(Answer::Text(words)) if !words.is_empty() => {
                Some((field.code.clone(), words.clone()))
            }
            _ => None,
        })
        .collect()
}
