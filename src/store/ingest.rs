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
    /// Spent when the link turns out to be open: the same for every attempt with one idempotency key.
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
        let connection = url.connect_writer()?;
        thread::Builder::new()
            .name("ingest".to_owned())
            .spawn(move || write(&url, connection, &waiting))?;
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

fn write(url: &DatabaseUrl, connection: AnyConnection, waiting: &Receiver<Waiting>) {
    let mut connection = Some(connection);
    let mut random = rand::rng();
    while let Some(mut batch) = next_batch(waiting) {
        // The order of arrival must not become an order of rows.
        batch.shuffle(&mut random);
        if connection.is_none() {
            connection = url.connect_writer().ok();
        }
        let outcomes = match &mut connection {
            Some(open) => commit(open, &batch),
            None => Err(()),
        };
        if outcomes.is_err() {
            connection = None;
        }
        let mut outcomes = outcomes.unwrap_or_default().into_iter();
        for one in batch {
            let outcome = outcomes.next().unwrap_or(Err(NotTaken::DatabaseFailed));
            // A caller that hung up finds its receipt when it asks again.
            let _ = one.answer.send(outcome);
        }
    }
}

/// One transaction for all; when it fails, one each, so that one bad submission does not take others with it. `Err` when
/// none could be written.
fn commit(
    connection: &mut AnyConnection,
    batch: &[Waiting],
) -> Result<Vec<Result<Outcome, NotTaken>>, ()> {
    let all: Vec<&Submission> = batch.iter().map(|one| &one.submission).collect();
    match transaction(connection, &all) {
        Ok(outcomes) => return Ok(outcomes.into_iter().map(Ok).collect()),
        Err(failure) => {
            tracing::error!(%failure, submissions = all.len(), "a batch of answers was not written")
        }
    }
    let mut written = false;
    let outcomes = all
        .iter()
        .map(|one| match transaction(connection, &[one]) {
            Ok(outcomes) => {
                written = true;
                outcomes.first().copied().ok_or(NotTaken::DatabaseFailed)
            }
            Err(_) => Err(NotTaken::DatabaseFailed),
        })
        .collect();
    if written { Ok(outcomes) } else { Err(()) }
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
