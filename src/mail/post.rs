//! The conversation with the mail server, step by step, so that what fails is known: the connection, the sender, the
//! recipient or the letter.

use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use lettre::{Address, Message};
use thiserror::Error;

use crate::config::mail::{MailSettings, Security};
use crate::survey::letter::Trouble;

/// The mail server is waited for so long at every step.
const PATIENCE: Duration = Duration::from_secs(30);

/// "Service not available", said at any step.
const SHUTTING_DOWN: u16 = 421;

#[derive(Debug, Error)]
pub enum NoPost {
    #[error("{file}: {source}")]
    Authority {
        file: String,
        source: std::io::Error,
    },
    #[error("{0}")]
    Tls(#[from] lettre::transport::smtp::Error),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    /// For good. `address`: it is the recipient whom the server does not know.
    Refused {
        trouble: Trouble,
        address: bool,
    },
    Failed(Trouble),
}

/// The way to one mail server.
#[derive(Clone)]
pub struct Post {
    settings: MailSettings,
    tls: TlsParameters,
    patience: Duration,
}

impl Post {
    pub fn new(settings: MailSettings) -> Result<Self, NoPost> {
        let mut tls = TlsParametersBuilder::new(settings.host.clone());
        if let Some(path) = &settings.authority {
            let pem = std::fs::read(path).map_err(|source| NoPost::Authority {
                file: path.display().to_string(),
                source,
            })?;
            tls = tls.add_root_certificate(Certificate::from_pem(&pem)?);
        }
        Ok(Self {
            tls: tls.build_rustls()?,
            settings,
            patience: PATIENCE,
        })
    }

    /// For tests, which do not wait half a minute.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    pub async fn send(&self, message: &Message) -> Verdict {
        let (Some(from), [to]) = (message.envelope().from(), message.envelope().to()) else {
            return Verdict::Failed(Trouble::Unmakeable);
        };
        let mut connection = match self.connect().await {
            Ok(connection) => connection,
            Err(trouble) => return Verdict::Failed(trouble),
        };
        let verdict = self.hand_over(&mut connection, from, to, message).await;
        // The outcome is noted at once; taking leave may take its time.
        let patience = self.patience;
        tokio::spawn(async move {
            let _ = tokio::time::timeout(patience, connection.abort()).await;
        });
        verdict
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let hello = ClientId::default();
        let implicit = (self.settings.security == Security::Tls).then(|| self.tls.clone());
        let address = (self.settings.host.as_str(), self.settings.port());
        let connecting = AsyncSmtpConnection::connect_tokio1(
            address,
            Some(self.patience),
            &hello,
            implicit,
            None,
        );
        let mut connection = match tokio::time::timeout(self.patience, connecting).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(problem)) => {
                tracing::warn!(%problem, "no connection to the mail server");
                return Err(if problem.is_tls() {
                    Trouble::Insecure
                } else if problem.status().is_some() {
                    Trouble::Busy
                } else {
                    Trouble::Unreachable
                });
            }
            Err(_) => return Err(Trouble::Unreachable),
        };
        if self.settings.security == Security::Starttls {
            let securing = connection.starttls(self.tls.clone(), &hello);
            match tokio::time::timeout(self.patience, securing).await {
                Ok(Ok(())) => {}
                Ok(Err(problem)) => {
                    tracing::warn!(%problem, "no secure connection to the mail server");
                    return Err(Trouble::Insecure);
                }
                Err(_) => return Err(Trouble::Unreachable),
            }
        }
        if let Some(user) = &self.settings.user {
            let password = self.settings.password.clone().unwrap_or_default();
            let login = Credentials::new(user.clone(), password);
            let asking = connection.auth(&[Mechanism::Plain, Mechanism::Login], &login);
            match tokio::time::timeout(self.patience, asking).await {
                Ok(Ok(_)) => {}
                Ok(Err(problem)) => {
                    tracing::warn!(%problem, "the mail server refused user and password");
                    return Err(Trouble::Login);
                }
                Err(_) => return Err(Trouble::Unreachable),
            }
        }
        Ok(connection)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &Address,
        to: &Address,
        message: &Message,
    ) -> Verdict {
        let mail = connection.command(Mail::new(Some(from.clone()), Vec::new()));
        match self.reply(mail).await {
            Reply::Good => {}
            // Whoever the letter is for, the sender would be refused again.
            Reply::Refused(_) => return Verdict::Failed(Trouble::Sender),
            Reply::Failed(trouble) => return Verdict::Failed(trouble),
        }
        let rcpt = connection.command(Rcpt::new(to.clone(), Vec::new()));
        match self.reply(rcpt).await {
            Reply::Good => {}
            Reply::Refused(Refusal { policy: true, .. }) => {
                return Verdict::Failed(Trouble::Sender);
            }
            Reply::Refused(Refusal { code, .. }) => {
                return Verdict::Refused {
                    trouble: Trouble::Reply(code),
                    address: true,
                };
            }
            Reply::Failed(trouble) => return Verdict::Failed(trouble),
        }
        for last in [false, true] {
            let reply = if last {
                self.reply(connection.message(&message.formatted())).await
            } else {
                self.reply(connection.command(Data)).await
            };
            match reply {
                Reply::Good => {}
                Reply::Refused(Refusal { code, .. }) => {
                    return Verdict::Refused {
                        trouble: Trouble::Reply(code),
                        address: false,
                    };
                }
                Reply::Failed(trouble) => return Verdict::Failed(trouble),
            }
        }
        Verdict::Accepted
    }

    async fn reply(
        &self,
        asked: impl Future<Output = Result<Response, lettre::transport::smtp::Error>>,
    ) -> Reply {
        match tokio::time::timeout(self.patience, asked).await {
            Err(_) => Reply::Failed(Trouble::Interrupted),
            Ok(Ok(_)) => Reply::Good,
            Ok(Err(problem)) => match problem.status().map(u16::from) {
                Some(SHUTTING_DOWN) => Reply::Failed(Trouble::Busy),
                Some(code) if problem.is_permanent() => Reply::Refused(Refusal {
                    code,
                    policy: is_policy(&problem.to_string()),
                }),
                Some(code) => Reply::Failed(Trouble::Reply(code)),
                None => Reply::Failed(Trouble::Interrupted),
            },
        }
    }
}

enum Reply {
    Good,
    Refused(Refusal),
    Failed(Trouble),
}

struct Refusal {
    code: u16,
    /// The server refuses us, not the recipient: an enhanced code of 5.7 (RFC 3463).
    policy: bool,
}

fn is_policy(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.trim_start_matches('(').starts_with("5.7."))
}
