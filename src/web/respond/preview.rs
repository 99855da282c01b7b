//! The pages of a survey before anybody answers: the same templates, and nothing is kept.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::collect::Way;
use crate::flow::in_play::WaveInPlay;
use crate::survey::answering::{Part, check};
use crate::survey::link::{Link, LinkKind, Token};
use crate::web::failure::Failure;
use crate::web::respond::page::{Page, answer, redirect};
use crate::web::respond::section::{groups, typed_of};
use crate::web::respond::submit::ThanksPage;
use crate::web::respond::target::Target;
use crate::web::respond::{section, welcome};
use crate::web::tongue::Reader;

/// How a receipt looks.
const RECEIPT: &str = "ABCD-EFGH-JKMN";

/// `page` is `welcome`, the number of a section, or `thanks`; `query` what its form sent.
pub fn show(
    reader: Reader,
    wave: Arc<WaveInPlay>,
    base: &str,
    page: &str,
    query: Vec<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let link = Link {
        wave: wave.wave.id,
        token: Token([0; 16]),
        kind: LinkKind::Open,
        locality: 0,
        group: None,
        expires_at: None,
    };
    let way = Way { wave, link };
    let target = || Target::preview(base.to_owned());
    let sections = way.wave.form.sections.len();
    match page.parse::<usize>() {
        Ok(number) if (1..=sections).contains(&number) => {
            let typed = typed_of(query);
            let checked = check(
                &way.wave.form,
                Part::Section(number - 1),
                &typed,
                groups(&way),
            );
            let on = match typed.values("action").next() {
                Some("back") if number == 1 => "welcome".to_owned(),
                Some("back") => (number - 1).to_string(),
                Some(_) if checked.faults.is_empty() && number == sections => "thanks".to_owned(),
                Some(_) if checked.faults.is_empty() => (number + 1).to_string(),
                shown => {
                    let faults = match shown {
                        Some(_) if !reader.chosen_now => checked.faults.as_slice(),
                        _ => &[],
                    };
                    return section::page(reader, target(), &way, number - 1, &typed, faults);
                }
            };
            Ok(redirect(reader, &format!("{base}/{on}")))
        }
        _ if page == "welcome" => welcome::page(reader, target(), &way, None, false, false),
        _ if page == "thanks" => {
            let here = format!("{base}/thanks");
            let title = way.wave.form.title.in_language(reader.tongue.tag());
            let thanks = ThanksPage {
                page: Page::of_wave(reader.tongue, title, &here, &way.wave),
                receipt: RECEIPT.to_owned(),
                next_person: None,
            };
            answer(StatusCode::OK, reader, &thanks)
        }
        _ => Err(Failure::NotFound(reader.tongue)),
    }
}
