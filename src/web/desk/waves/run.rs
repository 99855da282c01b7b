//! Opening, extending and closing a wave: each says what will happen, and is asked once.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::clock::{end_of, last_day_before};
use crate::flow::close::close_by;
use crate::flow::wave::WaveFailure;
use crate::flow::wave::edit::{Wanted, edit};
use crate::flow::wave::open::open as open_wave;
use crate::flow::wave::seen::Seen;
use crate::store::StoreFailure;
use crate::store::waves::KeptWave;
use crate::survey::wave::WaveState;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::details::seen;
use crate::web::desk::waves::list::title;
use crate::web::desk::waves::one::{period, readiness};
use crate::web::desk::waves::typed::{day, last_day_of};
use crate::web::desk::waves::{address, editor, refusals};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::numbers::date;
use crate::wording::waves::Waves;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Open,
    Extend,
    Close,
}

/// One question: what will happen, and the button that does it.
#[derive(Template)]
#[template(path = "desk/waves/run.html", config = "src/web/askama.toml")]
struct Run {
    shell: Shell,
    words: &'static Waves,
    title: &'static str,
    up: String,
    wave: String,
    action: String,
    /// Whether the wave stands where this can be done; otherwise only the refusals show.
    may: bool,
    blocked: &'static str,
    lead: String,
    points: Vec<String>,
    warning: Option<String>,
    button: &'static str,
    is_closing: bool,
    is_extending: bool,
    confirm: String,
    typed: String,
    seen: String,
    refusals: Refusals,
}

impl Act {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Extend => "extend",
            Self::Close => "close",
        }
    }

    fn state(self) -> WaveState {
        match self {
            Self::Open => WaveState::Draft,
            Self::Extend | Self::Close => WaveState::Open,
        }
    }
}

async fn page(desk: &Desk, kept: &KeptWave, act: Act, typed: &str) -> Result<Run, Failure> {
    let (words, tongue, wave) = (Waves::of(desk.tongue), desk.tongue, &kept.wave);
    let last = date(tongue, last_day_before(wave.closes_at));
    let dated = |template| fill(template, &[("date", &last)]);
    let mut refusals = Refusals::default();
    if wave.state != act.state() {
        let text = match act {
            Act::Open => words.not_draft,
            Act::Extend | Act::Close => words.not_open,
        };
        refusals.add(act.word(), text);
    } else if act == Act::Open {
        let ready = readiness(desk, kept).await?;
        if !ready.may_open() {
            refusals = refusals::of(desk, WaveFailure::NotReady(Box::new(ready)))?;
        }
    }
    let places = wave.localities.len().to_string();
    let opened = [
        ("places", places.as_str()),
        ("period", &period(tongue, kept)),
    ];
    let own = |points: &[&str]| points.iter().map(|text| (*text).to_owned()).collect();
    let (title_, lead, points, button) = match act {
        Act::Open => (
            words.open_title,
            words.open_what.to_owned(),
            vec![
                fill(words.open_1, &opened),
                words.open_2.to_owned(),
                words.open_3.to_owned(),
                words.open_4.to_owned(),
            ],
            words.open_button,
        ),
        Act::Extend => (
            words.extend_title,
            dated(words.extend_what),
            Vec::new(),
            words.extend_button,
        ),
        Act::Close => (
            words.close_title,
            words.close_what.to_owned(),
            own(&[words.close_1, words.close_2, words.close_3]),
            words.close_button,
        ),
    };
    let is_early = act == Act::Close && desk.now < wave.closes_at;
    Ok(Run {
        shell: desk.shell(title_),
        words,
        title: title_,
        up: address(&wave.code),
        wave: title(tongue, wave).to_owned(),
        action: format!("{}/{}", address(&wave.code), act.word()),
        may: refusals.is_empty(),
        blocked: match act {
            Act::Open => words.open_refused,
            Act::Extend | Act::Close => words.run_refused,
        },
        lead,
        points,
        warning: is_early.then(|| dated(words.close_early)),
        button,
        is_closing: act == Act::Close,
        is_extending: act == Act::Extend,
        confirm: fill(words.close_confirm, &[("code", &wave.code)]),
        typed: typed.to_owned(),
        seen: seen(desk, kept).await?.written(),
        refusals,
    })
}

async fn ask(desk: Desk, code: &str, act: Act) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(code).await?;
    let typed = if act == Act::Extend {
        last_day_of(kept.wave.closes_at)
    } else {
        String::new()
    };
    desk.html(&page(&desk, &kept, act, &typed).await?)
}

async fn refused(
    desk: &Desk,
    kept: &KeptWave,
    act: Act,
    typed: &str,
    found: Refusals,
) -> Result<HttpResponse, Failure> {
    let mut page = page(desk, kept, act, typed).await?;
    if page.refusals.is_empty() {
        page.refusals = found;
    }
    desk.refused(&page)
}

pub async fn open_form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    ask(desk, &code, Act::Open).await
}

pub async fn extend_form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    ask(desk, &code, Act::Extend).await
}

pub async fn close_form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    ask(desk, &code, Act::Close).await
}

pub async fn open(desk: Desk, code: web::Path<String>, _: Posted) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let (own, editor) = (code.clone(), editor(&desk));
    let done = desk
        .block(move |site| open_wave(&site.store, &own, &editor))
        .await?;
    match done {
        Ok(()) => {
            desk.site.collector.forget();
            Ok(desk.on_to(&address(&code), "wave-opened"))
        }
        Err(problem) => {
            let found = refusals::of(&desk, problem)?;
            refused(&desk, &kept, Act::Open, "", found).await
        }
    }
}

pub async fn extend(
    desk: Desk,
    code: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let kept = desk.wave(&code).await?;
    let typed = posted.text("last_day");
    if kept.wave.state != WaveState::Open {
        return refused(&desk, &kept, Act::Extend, typed, Refusals::default()).await;
    }
    let Some(last) = day(typed) else {
        let found = Refusals::one("last_day", words.bad_day);
        return refused(&desk, &kept, Act::Extend, typed, found).await;
    };
    let seen = match Seen::read(posted.text("seen")) {
        Some(seen) => seen,
        None => seen(&desk, &kept).await?,
    };
    let wanted = Wanted {
        closes_at: Some(end_of(last)),
        ..Wanted::default()
    };
    let (own, editor) = (code.clone(), editor(&desk));
    let done = desk
        .block(move |site| edit(&site.store, &own, &seen, &wanted, &editor))
        .await?;
    let found = match done {
        Ok(parts) => {
            desk.site.collector.forget();
            let done = if parts.is_empty() {
                "wave-unchanged"
            } else {
                "wave-extended"
            };
            return Ok(desk.on_to(&address(&code), done));
        }
        Err(WaveFailure::Changed(_)) => Refusals::one("last_day", words.changed_title),
        Err(problem) => refusals::of(&desk, problem)?,
    };
    let kept = desk.wave(&code).await?;
    refused(&desk, &kept, Act::Extend, typed, found).await
}

pub async fn close(
    desk: Desk,
    code: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let kept = desk.wave(&code).await?;
    let typed = posted.text("confirm");
    let mut found = Refusals::default();
    if typed.trim() != kept.wave.code {
        let text = fill(words.close_mistyped, &[("code", &kept.wave.code)]);
        found.add("confirm", text);
    } else {
        let act = editor(&desk).act("wave-closed", &code, String::new());
        let own = code.clone();
        let done = desk
            .block(move |site| close_by(&site.store, &site.folder, &own, Some(&act)))
            .await?;
        match done {
            Ok(()) => {
                desk.site.collector.forget();
                return Ok(desk.on_to(&address(&code), "wave-closed"));
            }
            Err(StoreFailure::IllegalMove(_)) => found.add("close", words.not_open),
            Err(problem) => return Err(Failure::store(desk.tongue)(problem)),
        }
    }
    let kept = desk.wave(&code).await?;
    refused(&desk, &kept, Act::Close, typed, found).await
}
