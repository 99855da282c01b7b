//! Commands that run the site.

use std::io::Write;
use std::path::Path;

use crate::app::{self, StartFailure};
use crate::cli::{Said, failure};
use crate::clock::Clock;
use crate::config::Settings;
use crate::demo;
use crate::store::Store;
use crate::telemetry;
use crate::wording::command::Command as Words;
use crate::wording::{Tongue, fill};

fn start_failure(problem: &StartFailure, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    match problem {
        StartFailure::Folder { path, source } => failure::folder(path, source, tongue),
        StartFailure::Port { listen, source } => {
            vec![fill(
                words.port_taken,
                &[("listen", listen), ("problem", &source.to_string())],
            )]
        }
        StartFailure::Store(problem) => failure::store(problem, tongue),
        StartFailure::Post(problem) => {
            vec![fill(
                words.letters_unusable,
                &[("problem", &problem.to_string())],
            )]
        }
        StartFailure::Serve(problem) => {
            vec![fill(
                words.serving_failed,
                &[("problem", &problem.to_string())],
            )]
        }
    }
}

pub fn settings(config: &Path, tongue: Tongue) -> Result<Settings, Vec<String>> {
    Settings::load(config, |name| std::env::var(name).ok())
        .map_err(|problem| vec![Words::in_tongue(tongue).settings_failure(&problem)])
}

pub fn serve(config: &Path, tongue: Tongue) -> Said {
    telemetry::start();
    let settings = settings(config, tongue)?;
    let run = || {
        let folder = app::folder(&settings.data)?;
        let listener = app::listen(&settings.listen)?;
        let store = Store::open(&settings.database)?;
        let worker = app::worker(&store, &settings)?;
        let mut site = app::site(store, folder, Clock::System, &settings.base_url)?;
        site.institutions = settings.institutions();
        say(&[("public", format!("{}/", settings.base_url))]);
        app::serve(listener, site, worker)
    };
    run().map_err(|problem| start_failure(&problem, tongue))?;
    Ok(Vec::new())
}

pub fn migrate(config: &Path, tongue: Tongue) -> Said {
    let settings = settings(config, tongue)?;
    Store::open(&settings.database).map_err(|problem| failure::store(&problem, tongue))?;
    Ok(vec![Words::in_tongue(tongue).migrated.to_owned()])
}

/// `name: address` lines, at once, so that a script can read them while the site runs.
fn say(lines: &[(&str, String)]) {
    let mut out = std::io::stdout().lock();
    for (name, address) in lines {
        // Nobody to read it is no reason to stop.
        let _ = writeln!(out, "{name}: {address}");
    }
    let _ = out.flush();
}

pub fn demo(data: &Path, listen: &str, tongue: Tongue) -> Said {
    telemetry::start();
    let start = |problem: &StartFailure| start_failure(problem, tongue);
    let folder = app::folder(data).map_err(|problem| start(&problem))?;
    let listener = app::listen(listen).map_err(|problem| start(&problem))?;
    let base = listener.local_addr().map_or_else(
        |_| format!("http://{listen}"),
        |own| format!("http://{own}"),
    );
    let url = format!("sqlite:{}", folder.database().display());
    let store = Store::open(&url).map_err(|problem| failure::store(&problem, tongue))?;
    let links = demo::prepare(
        &store,
        &folder,
        Clock::System,
        Words::in_tongue(tongue).simulating,
    )
    .map_err(|problem| match problem {
        demo::DemoFailure::Prepare(problem) => failure::prepare(&problem, "form", "method", tongue),
        demo::DemoFailure::Compute(problem) => failure::compute(&problem, tongue),
        demo::DemoFailure::Handout(problem) => failure::handout(&problem, tongue),
        demo::DemoFailure::Publication(problem) => failure::publication(&problem, tongue),
        demo::DemoFailure::Account(problem) => failure::account(&problem, tongue),
        demo::DemoFailure::Store(problem) => failure::store(&problem, tongue),
    })?;
    let mut site =
        app::site(store, folder, Clock::System, &base).map_err(|problem| start(&problem))?;
    site.demonstration = true;
    say(&[
        ("public", format!("{base}/")),
        ("open-link", format!("{base}/s/{}", links.open.as_str())),
        (
            "single-use-link",
            format!("{base}/s/{}", links.single.as_str()),
        ),
        ("desk", format!("{base}/desk")),
    ]);
    for account in &links.accounts {
        say(&[(
            account.role.as_str(),
            format!("{} {}", account.name, account.password),
        )]);
    }
    app::serve(listener, site, None).map_err(|problem| start(&problem))?;
    Ok(Vec::new())
}
