//! The same submission as JSON, for programs.

use std::collections::BTreeMap;

use actix_web::error::{Error, InternalError, JsonPayloadError};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use validator::Validate;

use crate::flow::collect::{Entrance, Sending, Sent};
use crate::survey::link::Code;
use crate::web::failure::{Failure, RETRY_AFTER};
use crate::web::respond::section::typed_of;
use crate::web::respond::submit::check_for;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::Tongue;
use crate::wording::respond::Respond;

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    #[validate(length(max = 40))]
    code: String,
    /// Idempotency key.
    #[validate(length(min = 8, max = 100))]
    key: String,
    consent: bool,
    #[validate(length(max = 10))]
    language: Option<String>,
    /// Field code → value or list of values.
    #[validate(length(max = 500))]
    answers: BTreeMap<String, Value>,
}

fn problem(status: StatusCode, words: &str, faults: &[Value]) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "error": words, "faults": faults }))
}

/// The body is not JSON of this shape.
pub fn malformed(fault: JsonPayloadError, _: &HttpRequest) -> Error {
    let response = problem(StatusCode::BAD_REQUEST, &fault.to_string(), &[]);
    InternalError::from_response(fault, response).into()
}

fn pairs(answers: BTreeMap<String, Value>) -> Vec<(String, String)> {
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    answers
        .into_iter()
        .flat_map(|(name, value)| match value {
            Value::Array(several) => several
                .into_iter()
                .map(|one| (name.clone(), text(one)))
                .collect(),
            one => vec![(name, text(one))],
        })
        .collect()
}

pub async fn submit(
    site: web::Data<Site>,
    request: HttpRequest,
    body: web::Json<Submission>,
) -> Result<HttpResponse, Failure> {
    let body = body.into_inner();
    let tongue = body
        .language
        .as_deref()
        .and_then(Tongue::parse)
        .unwrap_or(Reader::of(&request).tongue);
    let words = Respond::in_tongue(tongue);
    if let Err(faults) = body.validate() {
        return Ok(problem(StatusCode::BAD_REQUEST, &faults.to_string(), &[]));
    }
    let code = match Code::read(&body.code) {
        Ok(code) => code,
        Err(mistake) => {
            return Ok(problem(
                StatusCode::BAD_REQUEST,
                words.mistake(mistake.0),
                &[],
            ));
        }
    };
    if !body.consent {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            words.consent_missing,
            &[],
        ));
    }
    let failed = Failure::store(tongue);
    let Some(wave) = site.collector.wave_of(&code).await.map_err(&failed)? else {
        return closed(&site, tongue, &code).await;
    };
    let typed = typed_of(pairs(body.answers));
    let checked = check_for(&site, &code, &wave, &typed)
        .await
        .map_err(&failed)?;
    if !checked.faults.is_empty() {
        let faults: Vec<Value> = checked
            .faults
            .iter()
            .filter_map(|fault| {
                let field = wave.form.fields.get(fault.field)?;
                Some(json!({ "field": field.code, "message": words.fault(&fault.kind) }))
            })
            .collect();
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            words.faults_title,
            &faults,
        ));
    }
    let sending = Sending {
        code: &code,
        idempotency_key: &body.key,
        answers: &checked.answers,
        draft_secret: None,
        device_mark: None,
    };
    match site.collector.submit(&sending).await.map_err(&failed)? {
        Sent::Taken { receipt, fresh } => {
            let status = if fresh {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            Ok(HttpResponse::build(status).json(json!({ "receipt": receipt })))
        }
        Sent::NoWayIn => closed(&site, tongue, &code).await,
        Sent::Busy => {
            let mut response = problem(StatusCode::SERVICE_UNAVAILABLE, words.busy, &[]);
            response.headers_mut().insert(
                header::RETRY_AFTER,
                header::HeaderValue::from_static(RETRY_AFTER),
            );
            Ok(response)
        }
    }
}

async fn closed(site: &Site, tongue: Tongue, code: &Code) -> Result<HttpResponse, Failure> {
    let words = Respond::in_tongue(tongue);
    let entrance = site
        .collector
        .enter(code)
        .await
        .map_err(Failure::store(tongue))?;
    let (status, said) = match entrance {
        Entrance::Closed { .. } => (StatusCode::GONE, words.closed_title),
        Entrance::Expired { .. } => (StatusCode::GONE, words.expired_title),
        Entrance::NotYet { .. } => (StatusCode::FORBIDDEN, words.not_yet_title),
        Entrance::Used { receipt, .. } => {
            return Ok(HttpResponse::Ok().json(json!({ "receipt": receipt })));
        }
        Entrance::Unknown | Entrance::Ready(_) => (StatusCode::NOT_FOUND, words.unknown_title),
    };
    Ok(problem(status, said, &[]))
}
