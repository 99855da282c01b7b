//! What the program says of itself while it runs: to standard error, without anything about residents.

use tracing_subscriber::EnvFilter;

/// Warnings and errors, or what `HAILONG_LOG` asks for.
pub fn start() {
    let filter = EnvFilter::try_from_env("HAILONG_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second start, as tests do, changes nothing.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
