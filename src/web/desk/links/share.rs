//! Texts to pass a link on with: chat, text message, loudspeaker.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::survey::access::Action;
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::links::{Links, Shared, messages, within_a_sentence};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill, fill_with};

use super::group::open_link;
use super::{last_day, read_group};

pub fn entries() -> Vec<Entry> {
    vec![page(
        "/desk/waves/{wave}/localities/{locality}/groups/{group}/share",
        Need::May(Action::HandOutLinks),
        || web::get().to(show),
    )]
}

struct Text {
    id: &'static str,
    title: &'static str,
    text: String,
    length: String,
    rows: usize,
}

#[derive(Template)]
#[template(path = "desk/links/share.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    words: &'static Links,
    group: String,
    up: String,
    texts: Vec<Text>,
}

async fn show(
    desk: Desk,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let group = read_group(&desk, &place, &path.2).await?;
    let up = format!("{}/groups/{}", place.address(), group.group.code);
    let Some(link) = open_link(&desk, &place, &group) else {
        // Its page says how to make one.
        return Ok(desk.on_to(&up, ""));
    };
    let words = Links::of(desk.tongue);
    let until = last_day(Tongue::Vi, &place);
    let shared = Shared {
        ward: &within_a_sentence(&place.locality.name),
        group: &within_a_sentence(&group.group.name),
        address: &link.address,
        until: &until,
    };
    let number = |value: usize| count(desk.tongue, value as u64);
    let length = |text: &str| fill(words.length, &[("count", &number(text.chars().count()))]);
    let (chat, sms, speaker) = (shared.chat(), shared.sms(), shared.speaker());
    let letters = sms.chars().count();
    let as_messages = [
        ("count", number(letters)),
        ("parts", number(messages(letters))),
    ];
    let texts = vec![
        Text {
            id: "chat",
            title: words.share_zalo,
            length: length(&chat),
            text: chat,
            rows: 17,
        },
        Text {
            id: "sms",
            title: words.share_sms,
            length: fill_with(words.length_sms, &as_messages),
            text: sms,
            rows: 6,
        },
        Text {
            id: "speaker",
            title: words.share_speaker,
            length: length(&speaker),
            text: speaker,
            rows: 13,
        },
    ];
    desk.html(&Page {
        shell: desk.shell(words.share_title),
        words,
        group: group.group.name,
        up,
        texts,
    })
}
