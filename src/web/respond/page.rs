//! What all pages of residents share.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::flow::in_play::WaveInPlay;
use crate::web::assets;
use crate::web::failure::Failure;
use crate::web::tongue::Reader;
use crate::wording::Tongue;
use crate::wording::respond::Respond;

/// How the other language is reached.
pub enum Switch {
    Link(String),
    /// A button of the page's form, so that nothing typed is lost.
    Button,
}

/// What a chat shows of a link that is passed on (Open Graph, which Zalo reads).
pub struct Card {
    pub title: String,
    pub text: String,
    /// A whole address.
    pub image: String,
}

pub struct Page {
    pub tongue: Tongue,
    pub title: String,
    /// Above the page: whose survey this is.
    pub heading: String,
    pub switch: Switch,
    pub simulated: bool,
    pub script: bool,
    pub card: Option<Card>,
}

impl Page {
    pub fn new(tongue: Tongue, title: &str, here: &str) -> Self {
        let other = other(tongue);
        Self {
            tongue,
            title: title.to_owned(),
            heading: "Hài lòng".to_owned(),
            switch: Switch::Link(format!("{here}?lang={}", other.tag())),
            simulated: false,
            script: false,
            card: None,
        }
    }

    pub fn of_wave(tongue: Tongue, title: &str, here: &str, wave: &WaveInPlay) -> Self {
        let heading = wave_title(tongue, wave).to_owned();
        let mut page = Self::new(tongue, &format!("{title} – {heading}"), here);
        page.heading = heading;
        page.simulated = wave.wave.simulated;
        page
    }

    pub fn w(&self) -> &'static Respond {
        Respond::in_tongue(self.tongue)
    }

    pub fn other(&self) -> Tongue {
        other(self.tongue)
    }

    /// Address of this page in the other language; `None` where a button of the form switches.
    pub fn href(&self) -> Option<&str> {
        match &self.switch {
            Switch::Link(href) => Some(href),
            Switch::Button => None,
        }
    }

    pub fn css(&self) -> &'static str {
        &assets::RESPOND_CSS.path
    }

    pub fn js(&self) -> &'static str {
        &assets::RESPOND_JS.path
    }
}

fn other(tongue: Tongue) -> Tongue {
    match tongue {
        Tongue::Vi => Tongue::En,
        Tongue::En => Tongue::Vi,
    }
}

pub fn wave_title(tongue: Tongue, wave: &WaveInPlay) -> &str {
    match tongue {
        Tongue::Vi => &wave.wave.title_vi,
        Tongue::En => &wave.wave.title_en,
    }
}

/// The filled template as an answer; sets the language cookie when the reader has just chosen.
pub fn answer(
    status: StatusCode,
    reader: Reader,
    template: &impl Template,
) -> Result<HttpResponse, Failure> {
    let body = template.render().map_err(|problem| {
        tracing::error!(%problem, "a page could not be made");
        Failure::Broken(reader.tongue)
    })?;
    let mut response = HttpResponse::build(status);
    if reader.chosen_now {
        response.cookie(reader.cookie());
    }
    Ok(response.content_type("text/html; charset=utf-8").body(body))
}

/// See other: the browser fetches `to` anew.
pub fn redirect(reader: Reader, to: &str) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    if reader.chosen_now {
        response.cookie(reader.cookie());
    }
    response.insert_header(("Location", to)).finish()
}
