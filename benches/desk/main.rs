//! How fast the desk answers: `cargo bench --bench desk`.
//!
//! 94 localities × 2,000 residential groups × 1,000,000 answers on SQLite, made once in `target/bench-desk` (some minutes; delete
//! the folder to make it anew). The real site is served; somebody who may is signed in and asks for every GET page of the site
//! map, for the live wave and the closed one. Printed: median and 99th percentile in milliseconds, and the median as a multiple of the sign-in page,
//! which asks the database for nothing; the slowest first. Where an address needs an id of something else, 1 is tried.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;

use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use hailong::clock::Clock;
use hailong::flow::collect::Collector;
use hailong::flow::staff::accounts::{Invited, invite};
use hailong::flow::staff::digest_of;
use hailong::store::sessions::{self, Session};
use hailong::store::{Store, accounts};
use hailong::survey::access::{Reach, Role, reach};
use hailong::web::desk::routes::{Need, all};
use hailong::web::server;
use hailong::web::site::Site;
use ureq::Agent;

const SIGN_IN: &str = "/desk/sign-in";
/// No page may take longer.
const LIMIT: Duration = Duration::from_millis(50);
const WARM_UP: usize = 3;
const ASKED: usize = 100;

/// A cookie of a new session of this role.
fn cookie(store: &Store, role: Role) -> String {
    let now = Clock::System.now();
    let name = format!("bench-{}", role.as_str());
    let known = |connection: &mut _| accounts::by_name(connection, &name);
    let id = match store.read_blocking(known).unwrap() {
        Some(account) => account.staff.id,
        None => {
            let own = if role == Role::Committee {
                vec![made::key(0)]
            } else {
                Vec::new()
            };
            let new = Invited {
                name: name.clone(),
                full_name: name.clone(),
                email: None,
                role,
                localities: own,
            };
            invite(store, None, &new, now).unwrap().0
        }
    };
    let secret = format!("{:032x}", rand::random::<u128>());
    let session = Session {
        digest: digest_of(&secret).to_vec(),
        account: id,
        csrf: secret.clone(),
        second_factor: true,
        made_at: now,
        seen_at: now,
    };
    store
        .write_blocking(|connection| sessions::keep(connection, &session))
        .unwrap();
    format!("desk={secret}; lang=vi")
}

fn serve(site: Site) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(server::serve(listener, site, 2)).unwrap();
    });
    base
}

/// Sorted times, or the status of a page that does not answer with 200.
fn measure(agent: &Agent, address: &str, cookie: &str) -> Result<Vec<Duration>, u16> {
    let mut times = Vec::with_capacity(ASKED);
    for round in 0..WARM_UP + ASKED {
        let began = Instant::now();
        let mut response = agent.get(address).header("cookie", cookie).call().unwrap();
        response.body_mut().read_to_vec().unwrap();
        if response.status() != 200 {
            return Err(response.status().as_u16());
        }
        if round >= WARM_UP {
            times.push(began.elapsed());
        }
    }
    times.sort_unstable();
    Ok(times)
}

/// Addresses of a pattern: of both waves, where it names one.
fn addresses(pattern: &str) -> Vec<String> {
    let waves = if pattern.contains("{wave}") {
        vec![made::LIVE, made::CLOSED]
    } else {
        vec![""]
    };
    waves
        .into_iter()
        .map(|wave| {
            let mut address = pattern.replace("{wave}", wave);
            address = address.replace("{locality}", &made::key(0).to_string());
            while let (Some(open), Some(close)) = (address.find('{'), address.find('}')) {
                address.replace_range(open..=close, "1");
            }
            address
        })
        .collect()
}

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-desk");
    let (store, folder) = made::ready(&path);
    let cookies = Role::ALL.map(|role| (role, cookie(&store, role)));
    let base = serve(Site {
        collector: Collector::start(store.clone(), Clock::System).unwrap(),
        folder,
        clock: Clock::System,
        base_url: "http://localhost".to_owned(),
        letters: false,
        institutions: Vec::new(),
        demonstration: false,
        store,
    });
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let bare = measure(&agent, &format!("{base}{SIGN_IN}"), "").unwrap();
    let median = |times: &[Duration]| times[times.len() / 2].as_secs_f64() * 1e3;
    let floor = median(&bare);
    println!("{SIGN_IN}: p50 {floor:.2} ms");
    let (mut measured, mut unmeasured) = (Vec::new(), Vec::new());
    for entry in all()
        .into_iter()
        .filter(|entry| entry.method == Method::GET)
    {
        let may = |role: Role, wanted: Reach| match entry.need {
            Need::May(action) => reach(role, action) == wanted,
            _ => role == Role::Office,
        };
        let somebody = [Reach::Everywhere, Reach::Own]
            .into_iter()
            .find_map(|wanted| cookies.iter().find(|(role, _)| may(*role, wanted)));
        let cookie = somebody.map_or("", |(_, cookie)| cookie);
        for address in addresses(entry.pattern) {
            match measure(&agent, &format!("{base}{address}"), cookie) {
                Ok(times) => measured.push((address, times)),
                Err(status) => unmeasured.push((address, status)),
            }
        }
    }
    measured.sort_by_key(|(_, times)| std::cmp::Reverse(times[times.len() / 2]));
    for (address, times) in &measured {
        let (p50, p99) = (median(times), times[times.len() * 99 / 100]);
        let late = if p99 > LIMIT { "  above 50 ms" } else { "" };
        println!(
            "p50 {p50:>7.2} ms  p99 {:>7.2} ms  {:>6.1} × sign-in  {address}{late}",
            p99.as_secs_f64() * 1e3,
            p50 / floor,
        );
    }
    for (address, status) in unmeasured {
        println!("not measured: {address} answers {status}");
    }
}
