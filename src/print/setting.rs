//! Setting type: the templates and typefaces that are built in, typst around them, PDF or SVG out.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use thiserror::Error;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::model::Document;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

use crate::qr::qr;

/// A page that cannot be set: an address too long for a QR code, or a fault in a template.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("cannot be printed: {0}")]
pub struct Failure(pub String);

const TEMPLATES: [(&str, &str); 5] = [
    ("family.typ", include_str!("templates/family.typ")),
    ("poster.typ", include_str!("templates/poster.typ")),
    ("slips.typ", include_str!("templates/slips.typ")),
    ("paper_form.typ", include_str!("templates/paper_form.typ")),
    ("collectors.typ", include_str!("templates/collectors.typ")),
];

/// The file in which a template finds what is to be printed.
const DATA: &str = "data.json";

const TYPEFACES: [&[u8]; 2] = [
    include_bytes!("fonts/BeVietnamPro_400Regular.ttf"),
    include_bytes!("fonts/BeVietnamPro_600SemiBold.ttf"),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let mut library = Library::default();
    library.global.scope_mut().define_func::<qr>();
    LazyHash::new(library)
});

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files = TYPEFACES.into_iter().map(Bytes::new);
    files.filter_map(|file| Font::new(file, 0)).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let sources = TEMPLATES.into_iter().filter_map(|(name, text)| {
        let id = file(name)?;
        Some((id, Source::new(id, text.to_owned())))
    });
    sources.collect()
});

fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// All that a template can see.
struct Workshop {
    main: FileId,
    data: Bytes,
}

impl World for Workshop {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = SOURCES.get(&id).cloned();
        found.ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if file(DATA) == Some(id) {
            return Ok(self.data.clone());
        }
        Err(FileError::NotFound(
            id.get().vpath().get_with_slash().into(),
        ))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// No print depends on the day it was made.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn failure(faults: impl IntoIterator<Item = SourceDiagnostic>) -> Failure {
    let messages = faults.into_iter().map(|fault| fault.message.to_string());
    Failure(messages.collect::<Vec<_>>().join("; "))
}

/// One print at a time: each uses every core and, while it is set, much memory.
static PRESS: Mutex<()> = Mutex::new(());

fn set(template: &str, data: &[u8]) -> Result<PagedDocument, Failure> {
    let workshop = Workshop {
        main: file(template).ok_or_else(|| Failure(template.to_owned()))?,
        data: Bytes::new(data.to_vec()),
    };
    let _one_at_a_time = PRESS.lock().unwrap_or_else(PoisonError::into_inner);
    let document = typst::compile::<PagedDocument>(&workshop).output;
    // What typst remembers between two documents would grow as long as the process lives.
    comemo::evict(0);
    document.map_err(failure)
}

pub fn pdf(template: &str, data: &[u8]) -> Result<Vec<u8>, Failure> {
    typst_pdf::pdf(&set(template, data)?, &PdfOptions::default()).map_err(failure)
}

pub fn svg(template: &str, data: &[u8], page: usize) -> Result<Option<String>, Failure> {
    let document = set(template, data)?;
    let title = document.info().title.as_deref().unwrap_or_default();
    let page = document.pages().get(page);
    Ok(page.map(|page| titled(&typst_svg::svg(page, &SvgOptions::default()), title)))
}

/// Outlines say nothing to somebody who listens; a title does.
fn titled(picture: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    match picture.split_once('>') {
        Some((start, rest)) => format!("{start} role=\"img\"><title>{title}</title>{rest}"),
        None => picture.to_owned(),
    }
}
