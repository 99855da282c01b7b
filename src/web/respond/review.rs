//! All answers once more before they are sent.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::collect::Way;
use crate::flow::draft::Draft;
use crate::survey::answering::{Fault, Part, check};
use crate::survey::link::Code;
use crate::web::failure::Failure;
use crate::web::respond::page::{Page, answer};
use crate::web::respond::section::{FaultLine, groups, is_shown, path, with_draft};
use crate::web::respond::view::{Control, FieldView, Looking};
use crate::web::site::Site;
use crate::web::tongue::Reader;

pub struct Line {
    pub text: String,
    pub answer: String,
}

pub struct SectionLines {
    pub title: String,
    pub number: usize,
    pub lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "respond/review.html", config = "src/web/askama.toml")]
struct ReviewPage {
    page: Page,
    code: String,
    key: String,
    last: usize,
    sections: Vec<SectionLines>,
    faults: Vec<FaultLine>,
}

pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    match with_draft(&site, &request, &path).await? {
        Ok((code, way, secret, draft)) => page(reader, &code, &way, &secret, &draft, &[]),
        Err(answer) => Ok(answer),
    }
}

/// `key` is the idempotency key of the sending: the draft's secret, so that a draft is sent once.
pub fn page(
    reader: Reader,
    code: &Code,
    way: &Way,
    key: &str,
    draft: &Draft,
    faults: &[Fault],
) -> Result<HttpResponse, Failure> {
    let (form, groups) = (&way.wave.form, groups(way));
    let tag = reader.tongue.tag();
    let answers = check(form, Part::All, &draft.typed, groups).answers;
    let steps = path(form, &answers, groups);
    let looking = Looking {
        form,
        tongue: reader.tongue,
        typed: &draft.typed,
        groups,
        faults,
    };
    let mut page = Page::of_wave(
        reader.tongue,
        "",
        &format!("/s/{}/review", code.as_str()),
        &way.wave,
    );
    page.title = format!("{} – {}", page.w().review_title, page.heading);
    page.script = true;
    let mut sections = Vec::new();
    let mut fault_lines = Vec::new();
    for section in &steps {
        let questions = looking.questions(*section, |at| is_shown(form, at, &answers, groups));
        let fields: Vec<&FieldView> = questions
            .iter()
            .flat_map(|question| &question.fields)
            .collect();
        fault_lines.extend(fields.iter().filter_map(|field| {
            let error = field.error.as_ref()?;
            let target = format!("/s/{}/{}#f-{}", code.as_str(), section + 1, field.code);
            Some(FaultLine {
                target,
                words: format!("{} – {error}", field.text),
            })
        }));
        sections.push(SectionLines {
            title: form.sections[*section].title.in_language(tag).to_owned(),
            number: section + 1,
            lines: fields
                .iter()
                .map(|field| Line {
                    text: field.text.clone(),
                    answer: said(field),
                })
                .collect(),
        });
    }
    let template = ReviewPage {
        page,
        code: code.as_str().to_owned(),
        key: key.to_owned(),
        last: steps.last().map_or(1, |step| step + 1),
        sections,
        faults: fault_lines,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    answer(status, reader, &template)
}

/// The answer in words.
fn said(field: &FieldView) -> String {
    match &field.control {
        Control::Choices(options, _) | Control::List(options) => {
            let chosen: Vec<&str> = options
                .iter()
                .filter(|option| option.chosen)
                .map(|option| option.text.as_str())
                .collect();
            chosen.join("\n")
        }
        Control::Line(value, ..) | Control::Area(value, _) => value.trim().to_owned(),
    }
}
