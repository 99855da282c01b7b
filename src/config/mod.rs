//! SETTINGS: one file, environment over it; an unknown key is fatal.

pub mod mail;

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;
use validator::{Validate, ValidationErrorsKind};

use crate::config::mail::MailSettings;

/// Settings of `hailong serve`, as the file says them. `docs/operating.md` explains every key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `sqlite:FILE` or `postgres://…`.
    #[validate(custom(function = "known_database"))]
    pub database: String,
    /// Folder of sealed datasets and editions.
    pub data: PathBuf,
    /// Address and port to listen on.
    #[serde(default = "default_listen")]
    #[validate(custom(function = "socket_address"))]
    pub listen: String,
    /// How residents reach the site; printed in links and QR codes. No slash at the end.
    #[validate(url, custom(function = "no_final_slash"))]
    pub base_url: String,
    /// How letters leave; without it there are none.
    #[serde(default)]
    #[validate(nested)]
    pub mail: Option<MailSettings>,
    #[validate(nested)]
    institutions: Option<Institutions>,
}

/// The two that ask and publish, as posters, slips and forms name them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Institutions {
    #[validate(length(min = 1))]
    pub office: String,
    #[validate(length(min = 1))]
    pub front: String,
}

pub const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

fn default_listen() -> String {
    DEFAULT_LISTEN.to_owned()
}

fn rule(holds: bool, code: &'static str) -> Result<(), validator::ValidationError> {
    if holds {
        Ok(())
    } else {
        Err(validator::ValidationError::new(code))
    }
}

fn known_database(url: &str) -> Result<(), validator::ValidationError> {
    let schemes = ["sqlite:", "postgres://", "postgresql://"];
    rule(
        schemes.iter().any(|scheme| {
            url.strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty())
        }),
        "database",
    )
}

fn socket_address(listen: &str) -> Result<(), validator::ValidationError> {
    rule(address(listen).is_some(), "listen")
}

fn no_final_slash(url: &str) -> Result<(), validator::ValidationError> {
    rule(!url.ends_with('/'), "base_url")
}

/// The first address that `listen` names.
pub fn address(listen: &str) -> Option<SocketAddr> {
    listen.to_socket_addrs().ok()?.next()
}

#[derive(Debug, Error)]
pub enum SettingsFailure {
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        file: String,
        source: std::io::Error,
    },
    /// Not TOML, an unknown key, a missing key or a value of the wrong type.
    #[error("{file}:{line}: {problem}")]
    Malformed {
        file: String,
        line: usize,
        problem: String,
    },
    /// Well-formed, but these keys have unusable values.
    #[error("{file}: unusable values of {keys:?}")]
    Unusable { file: String, keys: Vec<String> },
}

/// The environment's name of a key: `HAILONG_DATABASE` stands over `database`.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("HAILONG_DATABASE", "database"),
    ("HAILONG_DATA", "data"),
    ("HAILONG_LISTEN", "listen"),
    ("HAILONG_BASE_URL", "base_url"),
    ("HAILONG_MAIL_PASSWORD", "mail.password"),
];

impl Settings {
    /// The office, then the Front; empty where the file names none.
    pub fn institutions(&self) -> Vec<String> {
        let named = self.institutions.iter();
        named
            .flat_map(|two| [two.office.clone(), two.front.clone()])
            .collect()
    }

    /// Reads `file`, puts the environment over it and checks every value.
    pub fn load(
        file: &Path,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SettingsFailure> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|source| SettingsFailure::Unreadable {
            file: name.clone(),
            source,
        })?;
        Self::read(&name, &text, environment)
    }

    pub fn read(
        name: &str,
        text: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SettingsFailure> {
        let malformed = |problem: &toml::de::Error| SettingsFailure::Malformed {
            file: name.to_owned(),
            line: problem.span().map_or(1, |span| line_of(text, span.start)),
            problem: problem.message().to_owned(),
        };
        let overrides: Vec<(&str, String)> = ENVIRONMENT
            .iter()
            .filter_map(|(variable, key)| Some((*key, environment(variable)?)))
            .collect();
        let settings: Self = if overrides.is_empty() {
            toml::from_str(text).map_err(|problem| malformed(&problem))?
        } else {
            let mut table: toml::Table =
                toml::from_str(text).map_err(|problem| malformed(&problem))?;
            for (key, value) in overrides {
                put(&mut table, key, value);
            }
            table.try_into().map_err(|problem| malformed(&problem))?
        };
        settings.validate().map_err(|faults| {
            let mut keys = Vec::new();
            name_keys("", &faults, &mut keys);
            keys.sort();
            SettingsFailure::Unusable {
                file: name.to_owned(),
                keys,
            }
        })?;
        Ok(settings)
    }
}

/// `table.key` names a key of a table, which is not made for its sake.
fn put(table: &mut toml::Table, key: &str, value: String) {
    let value = toml::Value::String(value);
    match key.split_once('.') {
        Some((inner, key)) => {
            if let Some(inner) = table.get_mut(inner).and_then(toml::Value::as_table_mut) {
                inner.insert(key.to_owned(), value);
            }
        }
        None => {
            table.insert(key.to_owned(), value);
        }
    }
}

fn name_keys(table: &str, faults: &validator::ValidationErrors, keys: &mut Vec<String>) {
    for (key, kind) in faults.errors() {
        match kind {
            ValidationErrorsKind::Struct(inner) => name_keys(&format!("{key}."), inner, keys),
            ValidationErrorsKind::Field(found) if key == "__all__" => {
                keys.extend(found.iter().map(|fault| format!("{table}{}", fault.code)));
            }
            _ => keys.push(format!("{table}{key}")),
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "database = \"sqlite:x.sqlite\"\ndata = \"d\"\nbase_url = \"https://khaosat.example\"\n";

    fn read(text: &str) -> Result<Settings, SettingsFailure> {
        Settings::read("h.toml", text, |_| None)
    }

    #[test]
    fn a_complete_file_is_read_and_listens_locally_by_default() {
        assert_eq!(read(GOOD).unwrap().listen, DEFAULT_LISTEN);
    }

    #[test]
    fn an_unknown_key_is_fatal_and_its_line_is_named() {
        match read(&format!("{GOOD}colour = \"red\"\n")) {
            Err(SettingsFailure::Malformed { line, problem, .. }) => {
                assert_eq!(line, 4);
                assert!(problem.contains("colour"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_institutions_are_two_names_or_none() {
        let named = "[institutions]\noffice = \"Sở A\"\nfront = \"Ủy ban B\"\n";
        assert!(read(GOOD).unwrap().institutions().is_empty());
        let settings = read(&format!("{GOOD}{named}")).unwrap();
        assert_eq!(settings.institutions(), ["Sở A", "Ủy ban B"]);
        let without_name = named.replace("Sở A", "");
        match read(&format!("{GOOD}{without_name}")) {
            Err(SettingsFailure::Unusable { keys, .. }) => {
                assert_eq!(keys, ["institutions.office"]);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_unusable_value_is_named_at_once() {
        let text = "database = \"mysql://x\"\ndata = \"d\"\nlisten = \"nowhere\"\nbase_url = \"https://k.example/\"\n";
        match read(text) {
            Err(SettingsFailure::Unusable { keys, .. }) => {
                assert_eq!(keys, ["base_url", "database", "listen"])
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_environment_stands_over_the_file() {
        let settings = Settings::read("h.toml", GOOD, |name| {
            (name == "HAILONG_DATABASE").then(|| "postgres://db/hailong".to_owned())
        });
        assert_eq!(settings.unwrap().database, "postgres://db/hailong");
    }
}
