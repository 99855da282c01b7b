//! Putting the program together: a database, a writer of answers, a port.

use std::net::TcpListener;
use std::path::Path;

use thiserror::Error;

use crate::clock::Clock;
use crate::config::address;
use crate::flow::collect::Collector;
use crate::flow::folder::DataFolder;
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
        institutions: Vec::new(),
        demonstration: false,
    })
}

/// Serves until the process is asked to stop.
pub fn serve(listener: TcpListener, site: Site) -> Result<(), StartFailure> {
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartFailure::Serve)?;
    runtime
        .block_on(server::serve(listener, site, workers))
        .map_err(StartFailure::Serve)
}
