//! Each role reads its own guide at the desk.

use hailong::survey::access::Role;
use hailong::web::desk::guide::{IMAGES, source};
use hailong::wording::Tongue;

use crate::harness::desk::signed_in;
use crate::harness::{databases, site, wave};

/// Names of the pictures in a guide.
fn pictures(markdown: &str) -> Vec<&str> {
    let targets = markdown
        .split("](")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap());
    targets
        .filter_map(|target| target.strip_prefix("../images/"))
        .collect()
}

#[test]
fn every_role_has_a_guide_in_both_languages_with_pictures_of_its_language() {
    let mut shown = Vec::new();
    for tongue in Tongue::ALL {
        for role in Role::ALL {
            let text = source(tongue, role);
            assert_eq!(
                text.lines().filter(|line| line.starts_with("# ")).count(),
                1,
                "{role:?}"
            );
            assert!(text.len() > 800, "{role:?} {tongue:?} is too short to help");
            for name in pictures(text) {
                assert!(
                    name.starts_with(tongue.tag()),
                    "{name} in {role:?} {tongue:?}"
                );
                assert!(IMAGES.iter().any(|(known, _)| *known == name), "{name}");
                shown.push(name);
            }
            let other = source(
                if tongue == Tongue::Vi {
                    Tongue::En
                } else {
                    Tongue::Vi
                },
                role,
            );
            assert_eq!(pictures(text).len(), pictures(other).len(), "{role:?}");
        }
    }
    for (name, bytes) in IMAGES {
        assert!(shown.contains(name), "{name} is in no guide");
        assert!(
            bytes.starts_with(b"\x89PNG") && bytes.len() <= 60 * 1024,
            "{name}"
        );
    }
}

#[test]
fn the_desk_shows_the_guide_of_the_role_that_asks_and_its_pictures() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let base = site::start(&database);
    for (role, title) in [
        (Role::Office, "<h1>Hướng dẫn cho cơ quan môi trường</h1>"),
        (
            Role::Committee,
            "<h1>Hướng dẫn cho Ủy ban MTTQ phường, xã</h1>",
        ),
    ] {
        let own = [wave::key("1")];
        let own = if role == Role::Committee {
            &own[..]
        } else {
            &[]
        };
        let who = signed_in(&database, &base, role.as_str(), role, own);
        let page = who.get("/desk/guide").body;
        assert!(page.contains(title), "{page}");
        let first = page
            .split("src=\"/desk/guide/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert!(IMAGES.iter().any(|(known, _)| *known == first));
        assert_eq!(who.get("/desk/guide/nothing.png").status, 404);
        assert!(who.get("/desk").body.contains("href=\"/desk/guide\""));
    }
}
