//! Somebody at the desk: an account with an open session, and a browser that keeps its cookie.

use hailong::flow::staff::accounts::{Invited, choose_password, invite};
use hailong::flow::staff::digest_of;
use hailong::store::sessions::{self, Session};
use hailong::survey::access::Role;
use hailong::survey::locality::LocalityKey;
use hailong::survey::staff::AccountId;

use crate::harness::databases::Database;
use crate::harness::site::{Seen, seen, visitor};
use crate::harness::wave;

pub const PASSWORD: &str = "mưa trên sông Tam Kỳ";

/// Makes an account that has chosen [`PASSWORD`].
pub fn account(database: &Database, name: &str, role: Role, own: &[LocalityKey]) -> AccountId {
    let now = wave::clock().now();
    let new = Invited {
        name: name.to_owned(),
        full_name: format!("Người {name}"),
        email: None,
        role,
        localities: own.to_vec(),
    };
    let (id, code) = invite(&database.store, None, &new, now).unwrap();
    choose_password(&database.store, &code, PASSWORD, now).unwrap();
    id
}

/// A browser with an open session.
pub struct AtDesk {
    pub base: String,
    pub secret: String,
    pub csrf: String,
    pub id: AccountId,
}

/// Somebody of this role who has come in, second factor and all.
pub fn signed_in(
    database: &Database,
    base: &str,
    name: &str,
    role: Role,
    own: &[LocalityKey],
) -> AtDesk {
    let id = account(database, name, role, own);
    let now = wave::clock().now();
    let (secret, csrf) = (format!("secret-of-{name}"), "c".repeat(32));
    let session = Session {
        digest: digest_of(&secret).to_vec(),
        account: id,
        csrf: csrf.clone(),
        second_factor: true,
        made_at: now,
        seen_at: now,
    };
    database
        .store
        .write_blocking(|connection| sessions::keep(connection, &session))
        .unwrap();
    AtDesk {
        base: base.to_owned(),
        secret,
        csrf,
        id,
    }
}

impl AtDesk {
    fn cookie(&self) -> String {
        format!("desk={}; lang=vi", self.secret)
    }

    pub fn get(&self, path: &str) -> Seen {
        let address = format!("{}{path}", self.base);
        seen(
            visitor()
                .get(&address)
                .header("cookie", self.cookie())
                .call(),
        )
    }

    /// Sends a form with the session's token.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend(fields);
        self.post_as_it_is(path, &all)
    }

    /// Sends a form without adding anything.
    pub fn post_as_it_is(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let address = format!("{}{path}", self.base);
        let request = visitor().post(&address).header("cookie", self.cookie());
        seen(request.send_form(fields.iter().copied()))
    }

    /// Sends a form with one file, as a browser does.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Seen {
        let address = format!("{}{path}", self.base);
        let edge = "----hailong-test-edge";
        let mut body = Vec::new();
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend(fields);
        for (name, value) in all {
            let part = format!(
                "--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let (field, name, bytes) = file;
        let head = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let request = visitor()
            .post(&address)
            .header("cookie", self.cookie())
            .header(
                "content-type",
                format!("multipart/form-data; boundary={edge}"),
            );
        seen(request.send(&body))
    }
}
