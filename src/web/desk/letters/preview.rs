//! A letter as its reader will see it, with a sample code.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::mail::compose::{self, Composed, Part};
use crate::survey::email::EmailAddress;
use crate::survey::letter::{AddressId, LetterKind, Ticket};
use crate::survey::link::Code;
use crate::web::desk::letters::NEED;
use crate::web::desk::routes::{Entry, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::letters_desk::LettersDesk;

pub fn entries() -> Vec<Entry> {
    let pattern = "/desk/waves/{wave}/localities/{locality}/letters/preview";
    vec![page(pattern, NEED, || web::get().to(show))]
}

struct Way {
    href: String,
    label: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "desk/letters_preview.html", config = "src/web/askama.toml")]
struct Preview {
    shell: Shell,
    words: &'static LettersDesk,
    address: String,
    ways: Vec<Way>,
    letter: Composed,
}

async fn show(
    desk: Desk,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let words = LettersDesk::of(desk.tongue);
    let asked = |name: &str| {
        form_urlencoded::parse(request.query_string().as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let is_reminder = asked("kind").as_deref() == Some("reminder");
    let tongue = asked("letter")
        .and_then(|tag| Tongue::parse(&tag))
        .unwrap_or_default();
    let wave = &place.wave.wave;
    let Some(recipient) = EmailAddress::read("nguoi-nhan@example.vn") else {
        return Err(Failure::Broken(desk.tongue));
    };
    let sample = Ticket {
        recipient,
        address: AddressId([0; 16]),
        code: Code::new(wave.id, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        title_vi: wave.title_vi.clone(),
        title_en: wave.title_en.clone(),
        locality: place.locality.name.clone(),
        closes_at: wave.closes_at,
    };
    let kind = |is_reminder| match is_reminder {
        true => LetterKind::Reminder,
        false => LetterKind::Invitation,
    };
    // Kind and language are chosen apart: of each the current one is marked.
    let way = |reminder: bool, other: Tongue, label, current| Way {
        href: format!(
            "?kind={}&letter={}",
            if reminder { "reminder" } else { "invitation" },
            other.tag()
        ),
        label,
        current,
    };
    desk.html(&Preview {
        shell: desk.shell(words.preview_title),
        words,
        address: format!("{}/letters", place.address()),
        ways: vec![
            way(false, tongue, words.invitation, !is_reminder),
            way(true, tongue, words.reminder, is_reminder),
            way(
                is_reminder,
                Tongue::Vi,
                words.vietnamese,
                tongue == Tongue::Vi,
            ),
            way(is_reminder, Tongue::En, words.english, tongue == Tongue::En),
        ],
        letter: compose::survey(kind(is_reminder), &sample, &desk.site.base_url, tongue),
    })
}
