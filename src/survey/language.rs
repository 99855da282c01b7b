//! Languages, and texts that exist in several of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language tag as forms write it, for example `vi` or `en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Language(pub String);

impl Language {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One text in every language of its form. Checking a form guarantees that none is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(pub BTreeMap<Language, String>);

impl Text {
    /// The text in `language`; in any other language it has when that one is missing.
    pub fn in_language(&self, language: &str) -> &str {
        self.0
            .iter()
            .find(|(tag, _)| tag.as_str() == language)
            .or_else(|| self.0.iter().next_back())
            .map_or("", |(_, text)| text)
    }
}
