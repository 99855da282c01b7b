//! Putting the program together: a database, a writer of answers, a port.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use thiserror::Error;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::config::mail::MailSettings;
use crate::config::{Settings, address};
use crate::flow::collect::Collector;
use crate::flow::folder::DataFolder;
use crate::flow::letters;
use crate::mail::post::NoPost;
use crate::mail::worker::Worker;
use crate::store::{Store, StoreFailure};
use crate::web::server;
use crate::web::site::Site;

#[derive(Debug, Error)]
pub enum StartFailure {
    #[error("{path}: {source}")]
    Folder {
        path: String,
        source: std::io::Error,
    },
    #[error("{listen}: {source}")]
    Port {
        listen: String,
        source: std::io::Error,
    },
    #[error(transparent)]
    Store(#[from] StoreFailure),
    #[error(transparent)]
    Post(#[from] NoPost),
    #[error("{0}")]
    Serve(std::io::Error),
}

pub fn folder(path: &Path) -> Result<DataFolder, StartFailure> {
    DataFolder::open(path).map_err(|source| StartFailure::Folder {
        path: path.display().to_string(),
        source,
    })
}

/// Takes the port, before any work is done that would be in vain without it.
pub fn listen(listen: &str) -> Result<TcpListener, StartFailure> {
    let failed = |source| StartFailure::Port {
        listen: listen.to_owned(),
        source,
    };
    let address = address(listen)
        .ok_or_else(|| failed(std::io::Error::from(std::io::ErrorKind::InvalidInput)))?;
    TcpListener::bind(address).map_err(failed)
}

/// `base_url` is how people reach the site.
pub fn site(
    store: Store,
    folder: DataFolder,
    clock: Clock,
    base_url: &str,
) -> Result<Site, StartFailure> {
    let collector = Collector::start(store.clone(), clock)?;
    Ok(Site {
        store,
        collector,
        folder,
        clock,
        base_url: base_url.to_owned(),
        letters: false,
        institutions: Vec::new(),
        demonstration: false,
    })
}

/// What empties the outbox, where the settings say how.
pub fn worker(store: &Store, settings: &Settings) -> Result<Option<Worker>, StartFailure> {
    let base_url = settings.base_url.clone();
    let start = |mail: MailSettings| Worker::new(store.clone(), mail, base_url, letters::ticket);
    Ok(settings.mail.clone().map(start).transpose()?)
}

/// A letter under way is finished; longer than this it is not waited for, and comes again when its lease has ended.
const LAST_LETTER: Duration = Duration::from_secs(20);

/// Serves, and sends letters, until the process is asked to stop.
pub fn serve(
    listener: TcpListener,
    mut site: Site,
    worker: Option<Worker>,
) -> Result<(), StartFailure> {
    site.letters = worker.is_some();
    let clock = site.clock;
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartFailure::Serve)?;
    runtime
        .block_on(async {
            let (stop, stopped) = watch::channel(false);
            let sending = worker.map(|worker| tokio::spawn(worker.run(clock, stopped)));
            let served = server::serve(listener, site, workers).await;
            // Nobody listens any more when no letters are sent.
            let _ = stop.send(true);
            if let Some(sending) = sending {
                let _ = tokio::time::timeout(LAST_LETTER, sending).await;
            }
            served
        })
        .map_err(StartFailure::Serve)
}
