//! What is to be printed, as an address says it.

use actix_web::HttpRequest;

use crate::survey::batch::{BatchId, LARGEST, Purpose};

pub enum What {
    Poster(BatchId),
    Slips(BatchId),
    /// For one group, or with all groups to choose from.
    Paper {
        group: Option<String>,
    },
    /// Of a batch of slips, or of sheets of paper that are handed out without one.
    Collectors {
        batch: BatchId,
    },
    CollectorsOfPaper {
        group: Option<String>,
        count: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Pdf,
    /// A picture of one page, from 0.
    Svg {
        page: usize,
    },
}

pub struct Order {
    pub what: What,
    /// `a4` or `a3`.
    pub size: String,
    pub file: File,
}

/// Lines of a collectors' list that belongs to no batch.
const LINES: usize = 60;

/// A parameter of the address; an empty one is none.
pub fn asked(request: &HttpRequest, wanted: &str) -> Option<String> {
    form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(name, value)| name == wanted && !value.is_empty())
        .map(|(_, value)| value.into_owned())
}

impl What {
    /// `None` for a batch or a number that cannot be.
    pub fn collectors(request: &HttpRequest) -> Option<Self> {
        if let Some(batch) = asked(request, "batch") {
            let batch = BatchId::read(&batch)?;
            return Some(Self::Collectors { batch });
        }
        let count = match asked(request, "count") {
            None => LINES,
            Some(count) => count.parse().ok()?,
        };
        let group = asked(request, "group");
        let can_be = (1..=LARGEST as usize).contains(&count);
        can_be.then_some(Self::CollectorsOfPaper { group, count })
    }

    /// The batch that is printed, and what it must be for.
    pub fn batch(&self) -> Option<(&BatchId, Purpose)> {
        match self {
            Self::Poster(batch) => Some((batch, Purpose::Poster)),
            Self::Slips(batch) | Self::Collectors { batch } => Some((batch, Purpose::Slips)),
            Self::Paper { .. } | Self::CollectorsOfPaper { .. } => None,
        }
    }

    /// The group that the address names.
    pub fn group(&self) -> Option<&str> {
        match self {
            Self::Paper { group } | Self::CollectorsOfPaper { group, .. } => group.as_deref(),
            _ => None,
        }
    }

    /// As the audit log and a saved file name it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Poster(_) => "poster",
            Self::Slips(_) => "slips",
            Self::Paper { .. } => "paper",
            Self::Collectors { .. } | Self::CollectorsOfPaper { .. } => "collectors",
        }
    }
}

impl Order {
    pub fn pdf(what: What) -> Self {
        Self {
            what,
            size: "a4".to_owned(),
            file: File::Pdf,
        }
    }

    /// `?size=a4|a3`, and for a picture `?page=1`; `None` for anything else.
    pub fn of_batch(
        request: &HttpRequest,
        batch: &str,
        file: &str,
        what: impl FnOnce(BatchId) -> What,
    ) -> Option<Self> {
        let page = match asked(request, "page") {
            None => 1,
            Some(page) => page.parse().ok()?,
        };
        let size = asked(request, "size").unwrap_or_else(|| "a4".to_owned());
        let file = match file {
            "pdf" => File::Pdf,
            "svg" => File::Svg {
                page: usize::checked_sub(page, 1)?,
            },
            _ => return None,
        };
        let is_known = matches!(size.as_str(), "a4" | "a3");
        is_known.then_some(Self {
            what: what(BatchId::read(batch)?),
            size,
            file,
        })
    }

    /// Letters, digits, hyphens and a dot.
    pub fn file_name(&self, locality: &str) -> String {
        let plain: String = locality
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let end = match self.file {
            File::Pdf => "pdf",
            File::Svg { .. } => "svg",
        };
        format!("{}-{plain}-{}.{end}", self.what.word(), self.size)
    }

    pub fn content_type(&self) -> &'static str {
        match self.file {
            File::Pdf => "application/pdf",
            File::Svg { .. } => "image/svg+xml",
        }
    }
}
