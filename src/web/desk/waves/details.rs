//! Title, days, localities, form and method of a wave: making one, and changing it.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::clock::{end_of, local, start_of};
use crate::flow::prepare::{NewWave, check, create_wave_by};
use crate::flow::wave::WaveFailure;
use crate::flow::wave::edit::{Wanted, edit};
use crate::flow::wave::seen::Seen;
use crate::store::waves::KeptWave;
use crate::store::{forms, localities};
use crate::survey::form::Form;
use crate::survey::locality::Locality;
use crate::survey::packaged;
use crate::survey::reading;
use crate::survey::wave::WaveState;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::changed::{ChangedLine, lines};
use crate::web::desk::waves::localities::{Parent, choices, expanded};
use crate::web::desk::waves::typed::{Typed, day, form_value};
use crate::web::desk::waves::{address, editor, refusals};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::waves::Waves;

struct FormChoice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/waves/details.html", config = "src/web/askama.toml")]
struct Details {
    shell: Shell,
    words: &'static Waves,
    title: &'static str,
    /// Where the form is sent, and where one goes without it.
    action: String,
    up: String,
    is_new: bool,
    /// Only the titles may still change.
    titles_only: bool,
    typed: Typed,
    seen: String,
    forms: Vec<FormChoice>,
    parents: Vec<Parent>,
    refusals: Refusals,
    changed: Vec<ChangedLine>,
}

/// What the page offers to choose from.
struct Offer {
    localities: Vec<Locality>,
    /// Forms that are kept or packaged, newest version first, and their files.
    forms: Vec<(Form, String)>,
}

impl Offer {
    async fn read(desk: &Desk) -> Result<Self, Failure> {
        let (localities, mut sources) = desk
            .read(|connection| Ok((localities::all(connection)?, forms::sources(connection)?)))
            .await?;
        sources.push(packaged::FORM.to_owned());
        let mut forms: Vec<(Form, String)> = Vec::new();
        for source in sources {
            let Ok(form) = reading::read(&source) else {
                continue;
            };
            let is_known =
                |known: &Form| (&known.code, known.version) == (&form.code, form.version);
            if !forms.iter().any(|(known, _)| is_known(known)) {
                forms.push((form, source));
            }
        }
        Ok(Self { localities, forms })
    }

    fn sources(&self) -> Vec<(String, String)> {
        let one = |(form, source): &(Form, String)| {
            (form_value(&form.code, form.version), source.clone())
        };
        self.forms.iter().map(one).collect()
    }

    fn parents(&self, desk: &Desk, chosen: &[String]) -> Vec<Parent> {
        choices(
            &self.localities,
            chosen,
            local(desk.now).date(),
            desk.tongue,
        )
    }
}

impl Details {
    fn new(
        desk: &Desk,
        offer: &Offer,
        typed: Typed,
        kept: Option<&KeptWave>,
        seen: String,
    ) -> Self {
        let words = Waves::of(desk.tongue);
        let title = if kept.is_some() {
            words.edit_title
        } else {
            words.new_title
        };
        let choice = |(form, _): &(Form, String)| {
            let value = form_value(&form.code, form.version);
            let version = form.version.to_string();
            let version = fill(words.version, &[("version", &version)]);
            let name = form.title.in_language(desk.tongue.tag());
            FormChoice {
                chosen: typed.form == value,
                label: format!("{name} ({}, {version})", form.code),
                value,
            }
        };
        let up = kept.map_or_else(|| "/desk/waves".to_owned(), |own| address(&own.wave.code));
        let own = kept.map(|_| format!("{up}/edit"));
        Self {
            shell: desk.shell(title),
            words,
            title,
            action: own.unwrap_or_else(|| format!("{up}/new")),
            up,
            is_new: kept.is_none(),
            titles_only: kept.is_some_and(|own| own.wave.state != WaveState::Draft),
            forms: offer.forms.iter().map(choice).collect(),
            parents: offer.parents(desk, &typed.localities),
            typed,
            seen,
            refusals: Refusals::default(),
            changed: Vec::new(),
        }
    }
}

pub async fn new(desk: Desk) -> Result<HttpResponse, Failure> {
    let offer = Offer::read(&desk).await?;
    let first = offer.forms.first();
    let typed = Typed {
        form: first.map_or_else(String::new, |(form, _)| {
            form_value(&form.code, form.version)
        }),
        method: packaged::METHOD.to_owned(),
        ..Typed::default()
    };
    desk.html(&Details::new(&desk, &offer, typed, None, String::new()))
}

/// Days that cannot be read.
fn days(typed: &Typed, words: &Waves, refusals: &mut Refusals) {
    for (field, text) in [
        ("first_day", &typed.first_day),
        ("last_day", &typed.last_day),
    ] {
        if day(text).is_none() {
            refusals.add(field, words.bad_day);
        }
    }
}

pub async fn create(desk: Desk, posted: Posted) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let offer = Offer::read(&desk).await?;
    let (mut typed, sent) = Typed::posted(&posted);
    let parents = offer.parents(&desk, &typed.localities);
    typed.localities = expanded(&parents, &typed.whole, &[]);
    let mut refusals = refusals::uploaded(&desk, &sent);
    days(&typed, words, &mut refusals);
    let known = offer.sources();
    let chosen = known.iter().find(|(value, _)| *value == typed.form);
    let form = match chosen {
        _ if !typed.form_text.trim().is_empty() => typed.form_text.clone(),
        Some((_, source)) => source.clone(),
        None => {
            refusals.add("form", words.no_form);
            String::new()
        }
    };
    let new = NewWave {
        code: typed.code.clone(),
        title_vi: typed.title_vi.trim().to_owned(),
        title_en: typed.title_en.trim().to_owned(),
        form,
        method: typed.method.clone(),
        localities: typed.keys(),
        opens_at: day(&typed.first_day).map(start_of).unwrap_or_default(),
        closes_at: day(&typed.last_day).map(end_of).unwrap_or_default(),
        simulated: false,
    };
    // All at once, with what could not be read.
    if let Err(faults) = check(&new) {
        let unread = refusals.clone();
        for fault in faults {
            let found = refusals::of_new(&desk, fault)?.0.into_iter();
            refusals
                .0
                .extend(found.filter(|one| unread.of(&one.field).is_none()));
        }
    }
    if refusals.is_empty() {
        let act = editor(&desk).act("wave-created", &new.code, String::new());
        let made = desk
            .block(move |site| create_wave_by(&site.store, &new, Some(&act)))
            .await?;
        match made {
            Ok(_) => return Ok(desk.on_to(&address(&typed.code), "wave-created")),
            Err(problem) => refusals = refusals::of_new(&desk, problem)?,
        }
    }
    let mut page = Details::new(&desk, &offer, typed, None, String::new());
    page.refusals = refusals;
    desk.refused(&page)
}

pub async fn form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let offer = Offer::read(&desk).await?;
    let seen = seen(&desk, &kept).await?;
    let typed = Typed::of(&kept.wave);
    desk.html(&Details::new(
        &desk,
        &offer,
        typed,
        Some(&kept),
        seen.written(),
    ))
}

pub async fn seen(desk: &Desk, kept: &KeptWave) -> Result<Seen, Failure> {
    let kept = kept.clone();
    desk.read(move |connection| Seen::of(connection, &kept))
        .await
}

pub async fn change(
    desk: Desk,
    code: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let kept = desk.wave(&code).await?;
    let offer = Offer::read(&desk).await?;
    let (mut typed, sent) = Typed::posted(&posted);
    let is_draft = kept.wave.state == WaveState::Draft;
    let (mut refusals, mut changed) = (refusals::uploaded(&desk, &sent), Vec::new());
    // A page that does not say what it saw, saw nothing: whoever sent it is shown the wave as it is.
    let mut seen_now = match Seen::read(posted.text("seen")) {
        Some(seen) => seen,
        None => {
            let seen = seen(&desk, &kept).await?;
            Seen {
                revision: 0,
                ..seen
            }
        }
    };
    let wanted = if is_draft {
        let parents = offer.parents(&desk, &typed.localities);
        typed.localities = expanded(&parents, &typed.whole, &seen_now.localities);
        days(&typed, words, &mut refusals);
        typed.wanted(&seen_now, &offer.sources())
    } else {
        Wanted {
            title_vi: Some(typed.title_vi.clone()),
            title_en: Some(typed.title_en.clone()),
            ..Wanted::default()
        }
    };
    if refusals.is_empty() {
        let (own, seen, editor) = (code.clone(), seen_now.clone(), editor(&desk));
        let done = desk
            .block(move |site| edit(&site.store, &own, &seen, &wanted, &editor))
            .await?;
        match done {
            Ok(parts) => {
                desk.site.collector.forget();
                let done = if parts.is_empty() {
                    "wave-unchanged"
                } else {
                    "wave-edited"
                };
                return Ok(desk.on_to(&address(&code), done));
            }
            Err(WaveFailure::Changed(by)) => {
                let current = desk.wave(&code).await?;
                let both = typed.merged(&by, &current.wave);
                changed = lines(&by, &both, &offer.localities, desk.tongue);
                seen_now = by.now;
            }
            Err(problem) => refusals = refusals::of(&desk, problem)?,
        }
    }
    let mut page = Details::new(&desk, &offer, typed, Some(&kept), seen_now.written());
    (page.refusals, page.changed) = (refusals, changed);
    desk.refused(&page)
}
