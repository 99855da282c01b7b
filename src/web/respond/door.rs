//! From the code in an address to an open way in, or to the page that says why there is none.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

use crate::clock::{last_day_before, local};
use crate::flow::collect::{Entrance, Way};
use crate::flow::in_play::WaveInPlay;
use crate::survey::link::Code;
use crate::survey::wave::Wave;
use crate::web::failure::Failure;
use crate::web::respond::code;
use crate::web::respond::message::Message;
use crate::web::respond::page::{Page, answer, wave_title};
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::fill;
use crate::wording::respond::Respond;

/// An open way in, or the answer to give instead.
pub enum Door {
    Open(Code, Way),
    Answer(HttpResponse),
}

pub async fn knock(site: &Site, request: &HttpRequest, typed: &str) -> Result<Door, Failure> {
    let reader = Reader::of(request);
    let code = match Code::read(typed) {
        Ok(code) => code,
        Err(mistake) => {
            return Ok(Door::Answer(code::page(
                reader,
                typed.to_owned(),
                Some(mistake),
            )?));
        }
    };
    match site
        .collector
        .enter(&code)
        .await
        .map_err(Failure::store(reader.tongue))?
    {
        Entrance::Ready(way) => Ok(Door::Open(code, way)),
        other => Ok(Door::Answer(closed_door(reader, &code, &other)?)),
    }
}

/// dd/mm/yyyy in Viet Nam.
fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The last day on which a wave takes answers.
pub fn last_day(wave: &Wave) -> String {
    date(last_day_before(wave.closes_at))
}

/// The page of a code that opens nothing now.
pub fn closed_door(
    reader: Reader,
    code: &Code,
    entrance: &Entrance,
) -> Result<HttpResponse, Failure> {
    let words = Respond::in_tongue(reader.tongue);
    let here = format!("/s/{}", code.as_str());
    let of_wave = |wave: &WaveInPlay, title: &str, text: &str, day: String| {
        let values = [
            ("wave", wave_title(reader.tongue, wave)),
            ("date", day.as_str()),
        ];
        Message::new(
            Page::of_wave(reader.tongue, title, &here, wave),
            title,
            &fill(text, &values),
        )
    };
    let (status, message) = match entrance {
        Entrance::Used { wave, receipt } => {
            let receipt = Some(receipt.clone());
            let message = of_wave(wave, words.used_title, words.used, last_day(&wave.wave));
            (StatusCode::OK, Message { receipt, ..message })
        }
        Entrance::NotYet { wave } => (
            StatusCode::FORBIDDEN,
            of_wave(
                wave,
                words.not_yet_title,
                words.not_yet,
                date(local(wave.wave.opens_at).date()),
            ),
        ),
        Entrance::Closed { wave } => (
            StatusCode::GONE,
            of_wave(wave, words.closed_title, words.closed, last_day(&wave.wave)),
        ),
        Entrance::Expired { wave } => (
            StatusCode::GONE,
            of_wave(
                wave,
                words.expired_title,
                words.expired,
                last_day(&wave.wave),
            ),
        ),
        Entrance::Unknown | Entrance::Ready(_) => {
            let page = Page::new(reader.tongue, words.unknown_title, &here);
            let message = Message::new(page, words.unknown_title, words.unknown);
            (
                StatusCode::NOT_FOUND,
                Message {
                    offers_code: true,
                    ..message
                },
            )
        }
    };
    answer(status, reader, &message)
}
