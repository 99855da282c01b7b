//! One wave: how it stands, and what is next.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::clock::{last_day_before, local};
use crate::flow::wave::ready::Readiness;
use crate::store::waves::KeptWave;
use crate::survey::access::Action;
use crate::survey::wave::{Intake, WaveState};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::address;
use crate::web::desk::waves::list::title;
use crate::web::failure::Failure;
use crate::wording::coverage::Coverage;
use crate::wording::numbers::{count, date};
use crate::wording::review::Review;
use crate::wording::waves::{Waves, state};
use crate::wording::{Tongue, fill, wave_fit};

pub struct Step {
    /// `None` for whoever may not do it.
    href: Option<String>,
    title: &'static str,
    text: String,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "desk/waves/one.html", config = "src/web/askama.toml")]
struct One {
    shell: Shell,
    words: &'static Waves,
    address: String,
    title: String,
    code: String,
    state: &'static str,
    mark: &'static str,
    simulated: bool,
    first_day: String,
    last_day: String,
    places: Vec<String>,
    form: String,
    method: String,
    steps: Vec<Step>,
    /// Once it is open: last part of an address, and what stands there.
    ways: Vec<(&'static str, &'static str)>,
    must_mend: Vec<String>,
    look_at: Vec<String>,
    standing: String,
    is_open: bool,
    has_margins: bool,
    sealed: Option<String>,
    may_edit: bool,
    may_run: bool,
}

/// "From 1 October to the end of 31 October".
pub fn period(tongue: Tongue, kept: &KeptWave) -> String {
    let from = date(tongue, local(kept.wave.opens_at).date());
    let to = date(tongue, last_day_before(kept.wave.closes_at));
    fill(Waves::of(tongue).from_to, &[("from", &from), ("to", &to)])
}

pub async fn readiness(desk: &Desk, kept: &KeptWave) -> Result<Readiness, Failure> {
    let (kept, now) = (kept.clone(), desk.now);
    desk.read(move |connection| Readiness::of(connection, &kept, now))
        .await
}

fn standing(desk: &Desk, kept: &KeptWave) -> String {
    let (words, wave) = (Waves::of(desk.tongue), &kept.wave);
    let first = date(desk.tongue, local(wave.opens_at).date());
    let last = date(desk.tongue, last_day_before(wave.closes_at));
    match (wave.state, wave.intake(desk.now)) {
        (WaveState::Draft, _) => String::new(),
        (WaveState::Open, Intake::NotYet) => fill(words.waiting_text, &[("date", &first)]),
        (WaveState::Open, Intake::Over) => fill(words.overdue_text, &[("date", &last)]),
        (WaveState::Open, Intake::Open) => {
            let period = period(desk.tongue, kept);
            fill(words.running_text, &[("period", &period)])
        }
        _ => words.closed_text.to_owned(),
    }
}

/// What a draft needs until it is open.
fn steps(desk: &Desk, kept: &KeptWave, ready: &Readiness) -> Vec<Step> {
    let (words, tongue) = (Waves::of(desk.tongue), desk.tongue);
    let may_edit = desk.may(Action::EditWave, None);
    let way = |part: &str, may: bool| may.then(|| format!("{}/{part}", address(&kept.wave.code)));
    let rows = count(tongue, ready.margins as u64);
    let rows = [("count", rows.as_str())];
    let (margins, mark, word) = match (ready.wanted.is_empty(), ready.margins) {
        (true, 0) => (words.step_margins_none.to_owned(), "quiet", words.mark_none),
        (true, _) => (
            fill(words.step_margins_over, &rows),
            "caution",
            words.mark_look,
        ),
        (false, 0) => {
            let wanted = ready.wanted_names(tongue.tag());
            let text = fill(words.step_margins_wanted, &[("margins", &wanted)]);
            (text, "bad", words.mark_missing)
        }
        (false, _) => (fill(words.step_margins_have, &rows), "ok", words.mark_done),
    };
    let margins = Step {
        href: way("margins", may_edit),
        title: words.margins,
        text: margins,
        mark,
        word,
    };
    let planned: i64 = ready.planned.iter().flatten().sum();
    let (plan, mark, word) = if ready.has_plan() {
        let (n, places) = (
            count(tongue, planned.unsigned_abs()),
            ready.places.len().to_string(),
        );
        let text = fill(words.step_plan_have, &[("count", &n), ("places", &places)]);
        (text, "ok", words.mark_done)
    } else if planned > 0 {
        (words.step_plan_part.to_owned(), "caution", words.mark_look)
    } else {
        (words.step_plan_none.to_owned(), "info", words.mark_optional)
    };
    let plan = Step {
        href: way("plan", may_edit),
        title: words.plan,
        text: plan,
        mark,
        word,
    };
    let (text, mark, word) = if ready.may_open() {
        (words.step_open_ready, "info", "")
    } else if ready.is_over {
        (words.step_open_over, "bad", words.mark_missing)
    } else {
        (words.step_open_not, "bad", words.mark_missing)
    };
    vec![
        Step {
            href: way("edit", may_edit),
            title: words.step_details,
            text: period(tongue, kept),
            mark: "ok",
            word: words.mark_done,
        },
        margins,
        plan,
        Step {
            href: way("preview", true),
            title: words.preview,
            text: words.step_preview.to_owned(),
            mark: "info",
            word: "",
        },
        Step {
            href: way("open", desk.may(Action::RunWave, None)),
            title: words.step_open,
            text: text.to_owned(),
            mark,
            word,
        },
    ]
}

/// Other pages about a wave that is no draft any more.
fn ways(desk: &Desk) -> Vec<(&'static str, &'static str)> {
    let ways = [
        (
            Action::SeeCoverage,
            "dashboard",
            Coverage::of(desk.tongue).title,
        ),
        (Action::SeeQuality, "quality", Review::of(desk.tongue).title),
        (Action::SeeWaves, "preview", Waves::of(desk.tongue).preview),
    ];
    let may = ways
        .into_iter()
        .filter(|(action, ..)| desk.may(*action, None));
    may.map(|(_, part, name)| (part, name)).collect()
}

pub async fn show(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let (words, tongue) = (Waves::of(desk.tongue), desk.tongue);
    let kept = desk.wave(&code).await?;
    let ready = readiness(&desk, &kept).await?;
    let wave = &kept.wave;
    let is_draft = wave.state == WaveState::Draft;
    let said = |blocking: bool| -> Vec<String> {
        let own = ready.misfits.iter().filter(|one| one.blocks() == blocking);
        own.map(|one| wave_fit::sentence(one, tongue)).collect()
    };
    let version = wave.form_version.to_string();
    let version = fill(words.version, &[("version", &version)]);
    let method_version = ready.method.version.to_string();
    let method_version = fill(words.version, &[("version", &method_version)]);
    let (state, mark) = state(tongue, wave, desk.now);
    let shown = title(tongue, wave).to_owned();
    desk.html(&One {
        shell: desk.shell(&shown),
        address: address(&wave.code),
        code: wave.code.clone(),
        state,
        mark,
        simulated: wave.simulated,
        first_day: date(tongue, local(wave.opens_at).date()),
        last_day: date(tongue, last_day_before(wave.closes_at)),
        places: ready.places.iter().map(|one| one.name.clone()).collect(),
        form: format!(
            "{} ({}, {version})",
            ready.form.title.in_language(tongue.tag()),
            wave.form_code
        ),
        method: format!("{} ({method_version})", ready.method.code),
        steps: if is_draft {
            steps(&desk, &kept, &ready)
        } else {
            Vec::new()
        },
        ways: if is_draft { Vec::new() } else { ways(&desk) },
        must_mend: if is_draft { said(true) } else { Vec::new() },
        look_at: if is_draft { said(false) } else { Vec::new() },
        standing: standing(&desk, &kept),
        is_open: wave.state == WaveState::Open,
        has_margins: ready.margins > 0,
        sealed: kept.sealed_digest.clone(),
        may_edit: desk.may(Action::EditWave, None),
        may_run: desk.may(Action::RunWave, None),
        title: shown,
        words,
    })
}
