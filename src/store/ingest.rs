//! Taking answers: one writer takes everything that is queued, commits it once, then answers each caller.

use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use rand::seq::SliceRandom;
use tokio::sync::oneshot;

use crate::clock::local;
use crate::store::columns::from_micros;
use crate::store::connection::{AnyConnection, DatabaseUrl, in_transaction};
use crate::store::failure::StoreFailure;
use crate::store::sums::{Landed, Sums};
use crate::store::{Store, ingest_postgresql, ingest_sqlite, tallies};
use crate::survey::link::{LinkKind, Token};
use crate::survey::response::ResponseId;
use crate::survey::wave::WaveId;

/// So many submissions may wait; more are asked to come back.
const QUEUE: usize = 4_096;
/// So many share one commit.
pub(crate) const BATCH: usize = 256;
/// Counts are added to their tables so often; a page is at most this much behind.
const TALLY: Duration = Duration::from_secs(1);

/// Checked answers on their way into the database.
#[derive(Clone, Debug)]
pub struct Submission {
    pub wave: WaveId,
    pub link: Token,
    /// Spent when the link turns out to be a single code: the same for every attempt with that code.
    pub spent_single: Token,
    /// Spent when the link turns out to take many answers: the same for every attempt with one idempotency key.
    pub spent_open: Token,
    pub id: ResponseId,
    /// The group that the respondent chose; the link's own stands above it.
    pub group: Option<String>,
    pub complete: bool,
    pub answers: Vec<u8>,
    /// Question code and words.
    pub comments: Vec<(String, String)>,
    /// The draft that this submission ends.
    pub draft: Option<Token>,
    /// Keyed hash of the device, on an open link.
    pub device: Option<u64>,
    /// UTC µs, to compare with the link's last moment.
    pub now: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Stored(LinkKind),
    /// This code or idempotency key was spent before; nothing was written.
    Repeated(LinkKind),
    /// The link is unknown or expired, or the wave is not open; nothing was written.
    Refused,
}

/// Why a submission was not taken; it may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    QueueFull,
    DatabaseFailed,
}

struct Waiting {
    submission: Submission,
    answer: oneshot::Sender<Result<Outcome, NotTaken>>,
}

/// What the statements of a database say of one submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Stored(Landed),
    Repeated(LinkKind),
    Refused,
}

impl Written {
    fn outcome(&self) -> Outcome {
        match self {
            Self::Stored(landed) => Outcome::Stored(landed.kind),
            Self::Repeated(kind) => Outcome::Repeated(*kind),
            Self::Refused => Outcome::Refused,
        }
    }
}

/// The way to the writer; cheap to clone. It ends when the last one is dropped.
#[derive(Clone)]
pub struct Ingest {
    queue: SyncSender<Waiting>,
}

impl Ingest {
    /// Starts the writer, with a connection of its own, after counting anew what a killed one may not have added.
    pub fn start(store: &Store) -> Result<Self, StoreFailure> {
        let (queue, waiting) = sync_channel(QUEUE);
        let url = store.url().clone();
        let mut writer = Writer {
            connection: Some(url.connect_writer()?),
            url,
            sums: Sums::default(),
            is_uncertain: true,
        };
        if let Err(failure) = writer.tally() {
            // Answers come first; it is tried again.
            tracing::error!(%failure, "the counts of answers were not checked");
        }
        thread::Builder::new()
            .name("ingest".to_owned())
            .spawn(move || write(writer, &waiting))?;
        Ok(Self { queue })
    }

    /// Resolves once the answers are on the disk.
    pub async fn submit(&self, submission: Submission) -> Result<Outcome, NotTaken> {
        let (answer, outcome) = oneshot::channel();
        self.queue
            .try_send(Waiting { submission, answer })
            .map_err(|problem| match problem {
                TrySendError::Full(_) => NotTaken::QueueFull,
                TrySendError::Disconnected(_) => NotTaken::DatabaseFailed,
            })?;
        outcome.await.map_err(|_| NotTaken::DatabaseFailed)?
    }
}

/// Everything that is queued, up to a batch; waits for the first, until `due` where there is one.
fn next_batch(
    waiting: &Receiver<Waiting>,
    due: Option<Instant>,
) -> Result<Vec<Waiting>, RecvTimeoutError> {
    let first = match due {
        None => waiting.recv().map_err(RecvTimeoutError::from)?,
        Some(due) => waiting.recv_timeout(due.saturating_duration_since(Instant::now()))?,
    };
    let mut batch = vec![first];
    batch.extend(waiting.try_iter().take(BATCH - 1));
    Ok(batch)
}

fn write(mut writer: Writer, waiting: &Receiver<Waiting>) {
    let mut random = rand::rng();
    let mut due = writer.owes().then(|| Instant::now() + TALLY);
    loop {
        let more = match next_batch(waiting, due) {
            Ok(mut batch) => {
                // The order of arrival must not become an order of rows.
                batch.shuffle(&mut random);
                let submissions: Vec<&Submission> =
                    batch.iter().map(|one| &one.submission).collect();
                let outcomes = writer.take(&submissions);
                for (one, outcome) in batch.into_iter().zip(outcomes) {
                    // A caller that hung up finds its receipt when it asks again.
                    let _ = one.answer.send(outcome);
                }
                true
            }
            Err(RecvTimeoutError::Timeout) => true,
            // Nobody can send any more.
            Err(RecvTimeoutError::Disconnected) => false,
        };
        let is_due = due.is_some_and(|due| due <= Instant::now());
        if is_due || !more {
            if let Err(failure) = writer.tally() {
                tracing::error!(%failure, "the counts of answers were not written");
            }
            due = None;
        }
        if !more {
            return;
        }
        if writer.owes() {
            due = due.or_else(|| Some(Instant::now() + TALLY));
        }
    }
}

struct Writer {
    url: DatabaseUrl,
    /// None after a failure: the next transaction opens another.
    connection: Option<AnyConnection>,
    /// Not in the tables of counts yet.
    sums: Sums,
    /// The counts may not be those of the answers: they have to be counted anew.
    is_uncertain: bool,
}

impl Writer {
    /// One outcome per submission. What fails is tried once more, as the server may only have been started again: what
    /// was written all the same is then found as repeated, with the same receipt. Then one by one, so that one bad
    /// submission does not take others with it; two failures in a row mean that it is not the submissions.
    fn take(&mut self, batch: &[&Submission]) -> Vec<Result<Outcome, NotTaken>> {
        for _ in 0..2 {
            match self.transaction(batch) {
                Ok(outcomes) => return outcomes.into_iter().map(Ok).collect(),
                Err(failure) => {
                    let submissions = batch.len();
                    tracing::error!(%failure, submissions, "a batch of answers was not written");
                }
            }
        }
        let mut in_a_row = 0;
        let mut alone = |one: &&Submission| {
            if in_a_row == 2 {
                return Err(NotTaken::DatabaseFailed);
            }
            let outcome = self.transaction(&[one]).ok();
            let outcome = outcome.and_then(|outcomes| outcomes.first().copied());
            in_a_row = if outcome.is_some() { 0 } else { in_a_row + 1 };
            outcome.ok_or(NotTaken::DatabaseFailed)
        };
        batch.iter().map(&mut alone).collect()
    }

    fn transaction(&mut self, batch: &[&Submission]) -> Result<Vec<Outcome>, StoreFailure> {
        let written = self.connected(|connection| transaction(connection, batch))?;
        for (one, landed) in batch.iter().zip(&written) {
            if let Written::Stored(landed) = landed {
                let day = local(from_micros(one.now)?).date();
                let link = (one.link, one.device);
                self.sums.add(one.wave, landed, one.complete, day, link);
            }
        }
        Ok(written.iter().map(Written::outcome).collect())
    }

    fn owes(&self) -> bool {
        self.is_uncertain || !self.sums.is_empty()
    }

    /// Brings the tables of counts up to date. After a failure nobody knows what was written of it.
    fn tally(&mut self) -> Result<(), StoreFailure> {
        let (sums, is_uncertain) = (self.sums.clone(), self.is_uncertain);
        self.is_uncertain = true;
        self.connected(|connection| {
            in_transaction(connection, |connection| {
                if is_uncertain {
                    tallies::recount_open(connection)?;
                }
                tallies::add(connection, &sums)
            })
        })?;
        self.sums = Sums::default();
        self.is_uncertain = false;
        Ok(())
    }

    fn connected<T>(
        &mut self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure>,
    ) -> Result<T, StoreFailure> {
        let mut connection = match self.connection.take() {
            Some(open) => open,
            None => self.url.connect_writer()?,
        };
        let done = work(&mut connection)?;
        self.connection = Some(connection);
        Ok(done)
    }
}

fn transaction(
    connection: &mut AnyConnection,
    batch: &[&Submission],
) -> Result<Vec<Written>, StoreFailure> {
    if let AnyConnection::Postgresql(inner) = connection {
        // One statement: a transaction by itself, without two more trips to the server.
        return ingest_postgresql::write(inner, batch);
    }
    in_transaction(connection, |connection| match connection {
        AnyConnection::Sqlite(inner) => ingest_sqlite::write(inner, batch),
        AnyConnection::Postgresql(inner) => ingest_postgresql::write(inner, batch),
    })
}
