//! Every route of the desk, for every role, in an own locality, a foreign one and one that does not exist.

use std::fs;
use std::path::Path;

use actix_web::http::Method;
use hailong::survey::access::{Role, may};
use hailong::survey::locality::LocalityKey;
use hailong::web::desk::routes::{Entry, Need, all};

use crate::harness::desk::{AtDesk, signed_in};
use crate::harness::{databases, site, wave};

/// The address of an entry; what stands for other things than a wave or a locality names nothing.
fn address(entry: &Entry, locality: &str) -> String {
    let mut address = entry.pattern.replace("{wave}", wave::WAVE);
    address = address.replace("{locality}", locality);
    while let (Some(open), Some(close)) = (address.find('{'), address.find('}')) {
        address.replace_range(open..=close, "999");
    }
    address
}

/// Whether an address names something beside a wave and a locality, which may be missing for everybody.
fn names_more(entry: &Entry) -> bool {
    entry
        .pattern
        .replace("{wave}", "")
        .replace("{locality}", "")
        .contains('{')
}

fn ask(who: &AtDesk, entry: &Entry, address: &str) -> site::Seen {
    if entry.method == Method::GET {
        who.get(address)
    } else {
        who.post(address, &[])
    }
}

#[test]
fn every_role_reaches_what_the_table_says_and_nothing_else() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    let own = wave::key("1");
    let places = [
        own.to_string(),
        wave::key("2").to_string(),
        "9@2025-07-01".to_owned(),
        "no-locality".to_owned(),
    ];
    let mut looked_at = 0;
    for role in Role::ALL {
        let bound: Vec<LocalityKey> = if role == Role::Committee {
            vec![own.clone()]
        } else {
            vec![]
        };
        for entry in all() {
            let Need::May(action) = entry.need else {
                continue;
            };
            for place in &places {
                // What a form does could end the session that the next one needs.
                let name = format!("{}-{looked_at}", role.as_str());
                let who = signed_in(&database, &base, &name, role, &bound);
                let missing = who.get("/desk/there-is-no-such-page");
                let address = address(&entry, place);
                let seen = ask(&who, &entry, &address);
                let parsed: Option<LocalityKey> = place.parse().ok();
                let has_place = entry.pattern.contains("{locality}");
                let allowed = if has_place {
                    parsed.is_some_and(|place| may(role, &bound, action, Some(&place)))
                } else {
                    may(role, &bound, action, None)
                };
                let what = format!("{role:?} {} {address}", entry.method);
                if !allowed {
                    assert_eq!(seen.status, 404, "{what}");
                    assert_eq!(seen.body, missing.body, "{what}");
                } else if !names_more(&entry) && (!has_place || place == &places[0]) {
                    assert_ne!(seen.status, 404, "{what}");
                    assert!(seen.status < 500, "{what}: {}", seen.status);
                }
                looked_at += 1;
                if !has_place {
                    break;
                }
            }
        }
    }
    let guarded = all()
        .iter()
        .filter(|entry| matches!(entry.need, Need::May(_)))
        .count();
    assert!(looked_at >= 5 * guarded);
}

#[test]
fn nobody_reaches_a_page_without_signing_in_and_no_form_without_its_token() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    for (number, entry) in all().iter().enumerate() {
        let address = address(entry, &wave::key("1").to_string());
        let form = entry.method == Method::POST;
        if entry.need != Need::Nobody {
            let seen = if form {
                site::post(&format!("{base}{address}"), &[("csrf", "")])
            } else {
                site::get(&format!("{base}{address}"))
            };
            let wanted = if form { 401 } else { 303 };
            assert_eq!(seen.status, wanted, "{} {address}", entry.method);
        }
        if form {
            let name = format!("front-{number}");
            let who = signed_in(&database, &base, &name, Role::Front, &[]);
            for fields in [
                vec![],
                vec![("csrf", "")],
                vec![("csrf", "ddddddddddddddddddddddddddddddddd")],
            ] {
                let seen = who.post_as_it_is(&address, &fields);
                assert!(
                    matches!(seen.status, 403 | 404),
                    "{address}: {}",
                    seen.status
                );
            }
        }
    }
}

#[test]
fn the_site_map_is_the_only_place_where_the_desk_gets_an_address() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/desk");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            if path.file_name().unwrap() != "routes.rs" {
                for call in ["web::resource(", "web::scope(", ".route(", ".service("] {
                    assert!(!text.contains(call), "{} calls {call}", path.display());
                }
            }
        }
    }
}
