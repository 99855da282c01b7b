//! What a form sent: fields and files, read whole by the guard, which has checked where it comes from.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::{StreamExt, stream};
use serde::de::DeserializeOwned;

use crate::web::failure::Failure;
use crate::web::tongue::Reader;

/// Largest form, files included: a file may have 5 MB (see `exchange::upload`).
pub const LARGEST: usize = 6 * 1024 * 1024;

/// So much of a body that is too large is read and thrown away, so that the browser shows the page that says so.
const DRAINED: usize = 128 * 1024 * 1024;

#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    /// As the browser names it; empty when no file was chosen.
    pub name: String,
    pub bytes: Bytes,
}

#[derive(Clone, Debug, Default)]
pub struct Body {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// A form whose token was right.
#[derive(Clone)]
pub struct Posted(Rc<Body>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    TooLarge,
    Malformed,
}

impl Body {
    /// Reads a form of either kind.
    pub async fn read(headers: &HeaderMap, mut payload: Payload) -> Result<Self, Unread> {
        let mut whole = Vec::new();
        let mut size = 0_usize;
        while let Some(part) = payload.next().await {
            let part = part.map_err(|_| Unread::Malformed)?;
            size += part.len();
            if size <= LARGEST {
                whole.extend_from_slice(&part);
            } else if size > DRAINED {
                break;
            } else {
                whole = Vec::new();
            }
        }
        if size > LARGEST {
            return Err(Unread::TooLarge);
        }
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            Self::of_parts(headers, Bytes::from(whole)).await
        } else {
            let pairs = form_urlencoded::parse(&whole).into_owned().collect();
            Ok(Self {
                fields: pairs,
                files: Vec::new(),
            })
        }
    }

    async fn of_parts(headers: &HeaderMap, whole: Bytes) -> Result<Self, Unread> {
        let once = stream::iter([Ok::<Bytes, PayloadError>(whole)]);
        let mut parts = actix_multipart::Multipart::new(headers, once);
        let mut body = Self::default();
        while let Some(part) = parts.next().await {
            let mut part = part.map_err(|_| Unread::Malformed)?;
            let field = part.name().unwrap_or_default().to_owned();
            let name = part
                .content_disposition()
                .and_then(|about| about.get_filename())
                .map(ToOwned::to_owned);
            let bytes = part
                .bytes(LARGEST)
                .await
                .map_err(|_| Unread::TooLarge)?
                .map_err(|_| Unread::Malformed)?;
            match name {
                Some(name) => body.files.push(Upload { field, name, bytes }),
                None => {
                    let text = String::from_utf8(bytes.to_vec()).map_err(|_| Unread::Malformed)?;
                    body.fields.push((field, text));
                }
            }
        }
        Ok(body)
    }

    pub fn text(&self, field: &str) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value)
    }
}

impl Posted {
    pub fn new(body: Body) -> Self {
        Self(Rc::new(body))
    }

    /// The first value of a field; empty when it was not sent.
    pub fn text(&self, field: &str) -> &str {
        self.0.text(field)
    }

    /// Every value of a field, as boxes of one name send them.
    pub fn all(&self, field: &str) -> Vec<&str> {
        let of_field = self.0.fields.iter().filter(|(name, _)| name == field);
        of_field.map(|(_, value)| value.as_str()).collect()
    }

    /// Every field, in the order of the form.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0.fields
    }

    /// A struct whose fields are `String`, `Option<String>` or `Vec<String>`: what was typed is kept as typed.
    pub fn read<T: DeserializeOwned>(&self, request: &HttpRequest) -> Result<T, Failure> {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(&self.0.fields);
        serde_html_form::from_str(&pairs.finish())
            .map_err(|_| Failure::Malformed(Reader::of(request).tongue))
    }

    /// A file that was chosen.
    pub fn file(&self, field: &str) -> Option<&Upload> {
        let chosen = |file: &&Upload| file.field == field && !file.name.is_empty();
        self.0.files.iter().find(chosen)
    }
}

impl FromRequest for Posted {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Posted>().cloned();
        ready(found.ok_or_else(|| Failure::NotFound(Reader::of(request).tongue)))
    }
}
