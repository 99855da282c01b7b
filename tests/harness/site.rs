//! A site on a port of its own, in this process, and a visitor.

use std::net::TcpListener;
use std::thread;

use hailong::clock::Clock;
use hailong::flow::collect::Collector;
use hailong::flow::folder::DataFolder;
use hailong::web::server;
use hailong::web::site::Site;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::harness::databases::Database;
use crate::harness::wave;

/// Starts the site; it ends with the test process.
pub fn start(database: &Database) -> String {
    start_at(database, wave::clock())
}

pub fn start_at(database: &Database, clock: Clock) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let site = Site {
        store: database.store.clone(),
        collector: Collector::start(database.store.clone(), clock).unwrap(),
        folder: DataFolder::open(database.folder.path()).unwrap(),
        clock,
        base_url: "http://127.0.0.1".to_owned(),
        letters: true,
        institutions: Vec::new(),
        demonstration: false,
    };
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(server::serve(listener, site, 2)).unwrap();
    });
    base
}

/// An answer of the site, read whole.
#[derive(Debug)]
pub struct Seen {
    pub status: u16,
    pub location: Option<String>,
    pub cookies: Vec<String>,
    pub body: String,
}

/// Keeps no cookies by itself and follows nothing.
pub fn visitor() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into()
}

pub fn seen(response: Result<Response<Body>, ureq::Error>) -> Seen {
    let mut response = response.unwrap();
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    let cookies = response.headers().get_all("set-cookie").iter();
    Seen {
        status: response.status().as_u16(),
        location: header("location"),
        cookies: cookies
            .map(|value| value.to_str().unwrap().to_owned())
            .collect(),
        body: String::from_utf8_lossy(&response.body_mut().read_to_vec().unwrap()).into_owned(),
    }
}

pub fn get(address: &str) -> Seen {
    seen(visitor().get(address).call())
}

/// Of something that is not text.
pub fn status(address: &str) -> u16 {
    visitor().get(address).call().unwrap().status().as_u16()
}

pub fn post(address: &str, fields: &[(&str, &str)]) -> Seen {
    seen(visitor().post(address).send_form(fields.iter().copied()))
}

/// The receipt on a page or in JSON.
pub fn receipt(body: &str) -> String {
    let at = body
        .find("\"receipt\"")
        .unwrap_or_else(|| panic!("no receipt in {body}"));
    let shape = |part: &str| {
        part.len() == 14
            && part
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'-')
    };
    let mut parts = body[at + 9..].split(|c: char| !c.is_ascii_uppercase() && c != '-');
    parts.find(|part| shape(part)).unwrap().to_owned()
}
