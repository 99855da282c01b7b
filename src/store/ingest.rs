//! Taking answers: one writer takes everything that is queued, commits it once, then answers each caller.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;

use rand::seq::SliceRandom;
use tokio::sync::oneshot;

use crate::store::connection::{AnyConnection, DatabaseUrl, in_transaction};
use crate::store::failure::StoreFailure;
use crate::store::{Store, ingest_postgresql, ingest_sqlite};
use crate::survey::link::{LinkKind, Token};
use crate::survey::response::ResponseId;
use crate::survey::wave::WaveId;

/// So many submissions may wait; more are asked to come back.
const QUEUE: usize = 4_096;
/// So many share one commit.
pub(crate) const BATCH: usize = 256;

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

/// The way to the writer; cheap to clone. It ends when the last one is dropped.
#[derive(Clone)]
pub struct Ingest {
    queue: SyncSender<Waiting>,
}

impl Ingest {
    /// Starts the writer, with a connection of its own.
    pub fn start(store: &Store) -> Result<Self, StoreFailure> {
        let (queue, waiting) = sync_channel(QUEUE);
        let url = store.url().clone();
        let connection = Some(url.connect_writer()?);
        let writer = Writer { url, connection };
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

/// Everything that is queued, up to a batch; waits for the first. `None` when nobody can send any more.
fn next_batch(waiting: &Receiver<Waiting>) -> Option<Vec<Waiting>> {
    let mut batch = vec![waiting.recv().ok()?];
    batch.extend(waiting.try_iter().take(BATCH - 1));
    Some(batch)
}

fn write(mut writer: Writer, waiting: &Receiver<Waiting>) {
    let mut random = rand::rng();
    while let Some(mut batch) = next_batch(waiting) {
        // The order of arrival must not become an order of rows.
        batch.shuffle(&mut random);
        let submissions: Vec<&Submission> = batch.iter().map(|one| &one.submission).collect();
        let outcomes = writer.take(&submissions);
        for (one, outcome) in batch.into_iter().zip(outcomes) {
            // A caller that hung up finds its receipt when it asks again.
            let _ = one.answer.send(outcome);
        }
    }
}

struct Writer {
    url: DatabaseUrl,
    /// None after a failure: the next transaction opens another.
    connection: Option<AnyConnection>,
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
        let mut connection = match self.connection.take() {
            Some(open) => open,
            None => self.url.connect_writer()?,
        };
        let outcomes = transaction(&mut connection, batch)?;
        self.connection = Some(connection);
        Ok(outcomes)
    }
}

fn transaction(
    connection: &mut AnyConnection,
    batch: &[&Submission],
) -> Result<Vec<Outcome>, StoreFailure> {
    if let AnyConnection::Postgresql(inner) = connection {
        // One statement: a transaction by itself, without two more trips to the server.
        return ingest_postgresql::write(inner, batch);
    }
    in_transaction(connection, |connection| match connection {
        AnyConnection::Sqlite(inner) => ingest_sqlite::write(inner, batch),
        AnyConnection::Postgresql(inner) => ingest_postgresql::write(inner, batch),
    })
}
