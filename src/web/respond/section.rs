//! One section of the form, one page.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::flow::collect::Way;
use crate::flow::draft::Draft;
use crate::survey::answering::{Answers, Fault, Part, Typed, check, field_is_asked};
use crate::survey::form::Form;
use crate::survey::link::Code;
use crate::survey::locality::Group;
use crate::survey::question::Kind;
use crate::web::failure::Failure;
use crate::web::respond::door::{Door, knock};
use crate::web::respond::page::{Page, Switch, answer as render, redirect};
use crate::web::respond::secret;
use crate::web::respond::target::Target;
use crate::web::respond::view::{Control, Looking, QuestionView};
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::{Tongue, fill_with};

/// A fault in the summary, with the address of its field.
pub struct FaultLine {
    pub target: String,
    pub words: String,
}

#[derive(Template)]
#[template(path = "respond/section.html", config = "src/web/askama.toml")]
struct SectionPage {
    page: Page,
    target: Target,
    number: usize,
    progress: String,
    title: String,
    introduction: Option<String>,
    questions: Vec<QuestionView>,
    faults: Vec<FaultLine>,
}

/// What was sent, composed (NFC) so that the same word is always the same letters.
pub fn typed_of(pairs: Vec<(String, String)>) -> Typed {
    let compose = |text: String| {
        if text.is_ascii() || is_nfc(&text) {
            text
        } else {
            text.nfc().collect()
        }
    };
    Typed::new(
        pairs
            .into_iter()
            .map(|(name, value)| (name, compose(value)))
            .collect(),
    )
}

/// The groups that the respondent may choose from: none when the link says which one it is.
pub fn groups(way: &Way) -> &[Group] {
    if way.link.group.is_some() {
        return &[];
    }
    way.wave
        .groups
        .get(way.locality())
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// Whether a field stands on its page: asked under its conditions, and not a group that nobody can choose.
pub fn is_shown(form: &Form, at: usize, answers: &Answers, groups: &[Group]) -> bool {
    form.fields.get(at).is_some_and(|field| {
        field_is_asked(form, field, answers)
            && (!groups.is_empty() || !matches!(form.question(field).kind, Kind::Group))
    })
}

/// The sections with something to answer, in order.
pub fn path(form: &Form, answers: &Answers, groups: &[Group]) -> Vec<usize> {
    let shown = |section: &usize| {
        (0..form.fields.len())
            .any(|at| form.fields[at].section == *section && is_shown(form, at, answers, groups))
    };
    (0..form.sections.len()).filter(shown).collect()
}

pub fn page(
    reader: Reader,
    target: Target,
    way: &Way,
    section: usize,
    typed: &Typed,
    faults: &[Fault],
) -> Result<HttpResponse, Failure> {
    let (form, groups) = (&way.wave.form, groups(way));
    let answers = check(form, Part::Section(section), typed, groups).answers;
    let steps = match target.shows_all() {
        true => (0..form.sections.len()).collect(),
        false => path(form, &answers, groups),
    };
    let step = steps
        .iter()
        .position(|own| *own == section)
        .map_or(1, |at| at + 1);
    let tag = reader.tongue.tag();
    let own = &form.sections[section];
    let title = own.title.in_language(tag).to_owned();
    let mut page = Page::of_wave(reader.tongue, &title, "", &way.wave);
    page.switch = Switch::Button;
    page.script = target.keeps_answers();
    let values = [
        ("page", step.to_string()),
        ("pages", (steps.len() + 1).to_string()),
    ];
    let progress = fill_with(page.w().page_of, &values);
    page.title = format!(
        "{}{} – {}",
        if faults.is_empty() {
            ""
        } else {
            page.w().fault
        },
        progress,
        page.title
    );
    let looking = Looking {
        form,
        tongue: reader.tongue,
        typed,
        groups,
        faults,
    };
    let questions = looking.questions(section, |at| {
        target.shows_all() || is_shown(form, at, &answers, groups)
    });
    let template = SectionPage {
        target,
        number: section + 1,
        progress,
        title,
        introduction: own
            .introduction
            .as_ref()
            .map(|text| text.in_language(tag).to_owned()),
        faults: fault_lines(&questions),
        questions,
        page,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    render(status, reader, &template)
}

/// Each line leads to the first control of its field.
fn fault_lines(questions: &[QuestionView]) -> Vec<FaultLine> {
    let fields = questions.iter().flat_map(|question| &question.fields);
    fields
        .filter_map(|field| {
            let error = field.error.as_ref()?;
            let first = match &field.control {
                Control::Choices(options, _) => options.first().map(|option| option.id.clone()),
                _ => None,
            };
            let target = first.unwrap_or_else(|| format!("i-{}", field.code));
            Some(FaultLine {
                target,
                words: format!("{} – {error}", field.text),
            })
        })
        .collect()
}

/// The open way with its draft, or the answer to give instead: without consent there is no section.
pub async fn with_draft(
    site: &Site,
    request: &HttpRequest,
    typed_code: &str,
) -> Result<Result<(Code, Way, String, Draft), HttpResponse>, Failure> {
    let reader = Reader::of(request);
    let (code, way) = match knock(site, request, typed_code).await? {
        Door::Open(code, way) => (code, way),
        Door::Answer(answer) => return Ok(Err(answer)),
    };
    let Some(secret) = secret::brought(request, &code, &way) else {
        return Ok(Err(redirect(reader, &format!("/s/{}", code.as_str()))));
    };
    let draft = site
        .collector
        .load_draft(&way, &secret)
        .await
        .map_err(Failure::store(reader.tongue))?;
    match draft.filter(|draft| draft.consented) {
        Some(draft) => Ok(Ok((code, way, secret, draft))),
        None => Ok(Err(redirect(reader, &format!("/s/{}", code.as_str())))),
    }
}

fn section_of(number: &str, form: &Form, tongue: Tongue) -> Result<usize, Failure> {
    let section = number
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    section
        .filter(|at| *at < form.sections.len())
        .ok_or(Failure::NotFound(tongue))
}

pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let (typed_code, number) = path.into_inner();
    let (code, way, _, draft) = match with_draft(&site, &request, &typed_code).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let section = section_of(&number, &way.wave.form, reader.tongue)?;
    let answers = check(
        &way.wave.form,
        Part::Section(section),
        &draft.typed,
        groups(&way),
    )
    .answers;
    let steps = self::path(&way.wave.form, &answers, groups(&way));
    if !steps.contains(&section) {
        return Ok(redirect(reader, &next_address(&code, &steps, section)));
    }
    page(reader, Target::of(&code), &way, section, &draft.typed, &[])
}

fn next_address(code: &Code, steps: &[usize], section: usize) -> String {
    match steps.iter().find(|step| **step > section) {
        Some(next) => format!("/s/{}/{}", code.as_str(), next + 1),
        None => format!("/s/{}/review", code.as_str()),
    }
}

pub async fn answer(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let mut reader = Reader::of(&request);
    let (typed_code, number) = path.into_inner();
    let (code, way, secret, mut draft) = match with_draft(&site, &request, &typed_code).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let form = &way.wave.form;
    let section = section_of(&number, form, reader.tongue)?;
    let newer = typed_of(pairs.into_inner());
    let own = |at: &usize| form.fields[*at].section == section;
    let before = check(form, Part::Section(section), &draft.typed, groups(&way)).answers;
    let codes: Vec<&str> = (0..form.fields.len())
        .filter(|at| {
            own(at)
                && (is_shown(form, *at, &before, groups(&way)) || newer.has(&form.fields[*at].code))
        })
        .map(|at| form.fields[at].code.as_str())
        .collect();
    draft.typed.replace(&codes, &newer);
    draft.section = section;
    let checked = check(form, Part::Section(section), &draft.typed, groups(&way));
    let steps = self::path(form, &checked.answers, groups(&way));
    let action = newer.values("action").next().unwrap_or("next").to_owned();
    let chosen = newer.values("lang").next().and_then(Tongue::parse);
    let goes_on = action == "next" && chosen.is_none();
    if goes_on && checked.faults.is_empty() {
        draft.section = steps
            .iter()
            .copied()
            .find(|step| *step > section)
            .unwrap_or(section);
    }
    site.collector
        .save_draft(&way, &secret, &draft)
        .await
        .map_err(Failure::store(reader.tongue))?;
    if let Some(tongue) = chosen {
        reader = Reader {
            tongue,
            chosen_now: true,
        };
        return Ok(redirect(
            reader,
            &format!("/s/{}/{}", code.as_str(), section + 1),
        ));
    }
    match action.as_str() {
        "save" => Ok(HttpResponse::NoContent().finish()),
        "back" => Ok(redirect(
            reader,
            &match steps.iter().rev().find(|step| **step < section) {
                Some(step) => format!("/s/{}/{}", code.as_str(), step + 1),
                None => format!("/s/{}", code.as_str()),
            },
        )),
        _ if checked.faults.is_empty() => {
            Ok(redirect(reader, &next_address(&code, &steps, section)))
        }
        _ => page(
            reader,
            Target::of(&code),
            &way,
            section,
            &draft.typed,
            &checked.faults,
        ),
    }
}
