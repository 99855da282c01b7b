//! The table `[mail]`: how letters leave.

use std::net::IpAddr;
use std::path::PathBuf;

use chrono::NaiveTime;
use serde::Deserialize;
use validator::{Validate, ValidationError};

#[derive(Clone, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "encrypted_or_local"))]
pub struct MailSettings {
    #[validate(length(min = 1))]
    pub host: String,
    /// 587 for STARTTLS, 465 for TLS when missing.
    pub port: Option<u16>,
    #[serde(default)]
    pub security: Security,
    pub user: Option<String>,
    /// Better in the environment: `HAILONG_MAIL_PASSWORD`.
    pub password: Option<String>,
    /// PEM file of an authority of one's own, beside the public ones.
    pub authority: Option<PathBuf>,
    /// The sender's address.
    #[validate(email)]
    pub from: String,
    /// The sender's name.
    pub from_name: Option<String>,
    #[validate(email)]
    pub reply_to: Option<String>,
    #[serde(default = "default_rate")]
    #[validate(range(min = 1, max = 10_000))]
    pub rate_per_minute: u32,
    #[serde(default)]
    pub quiet_hours: QuietHours,
}

/// The password stays out of logs.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "MailSettings({:?})", self.host)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    #[default]
    Starttls,
    Tls,
    /// Only to a server on the same machine.
    None,
}

/// From when until when, in Viet Nam's civil time, letters of a survey wait; `21:00-07:00`, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct QuietHours(Option<(NaiveTime, NaiveTime)>);

impl QuietHours {
    pub const NONE: Self = Self(None);

    pub fn hold(self, local: NaiveTime) -> bool {
        match self.0 {
            None => false,
            Some((from, until)) if from <= until => (from..until).contains(&local),
            Some((from, until)) => local >= from || local < until,
        }
    }

    /// For people: `21:00` and `07:00`.
    pub fn bounds(self) -> Option<(String, String)> {
        let shown = |time: NaiveTime| time.format("%H:%M").to_string();
        self.0.map(|(from, until)| (shown(from), shown(until)))
    }
}

impl Default for QuietHours {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self(Some((hour(21), hour(7))))
    }
}

impl TryFrom<String> for QuietHours {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "none" {
            return Ok(Self::NONE);
        }
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        text.split_once('-')
            .and_then(|(from, until)| Some(Self(Some((time(from)?, time(until)?)))))
            .ok_or("expected hours such as \"21:00-07:00\", or \"none\"")
    }
}

fn default_rate() -> u32 {
    60
}

fn encrypted_or_local(settings: &MailSettings) -> Result<(), ValidationError> {
    let host = settings.host.as_str();
    let is_local = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    if settings.security == Security::None && !is_local {
        return Err(ValidationError::new("security"));
    }
    Ok(())
}

impl MailSettings {
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Starttls => 587,
            Security::Tls => 465,
            Security::None => 25,
        })
    }
}
