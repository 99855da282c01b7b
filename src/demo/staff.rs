//! Accounts of the demonstration: one per role, with passwords made anew when there are none.

use chrono::NaiveDateTime;

use crate::flow::staff::accounts::{AccountFailure, Invited, choose_password, invite};
use crate::store::{Store, accounts};
use crate::survey::access::Role;
use crate::survey::locality::LocalityKey;
use crate::survey::staff::one_time_code;

/// A role, its account's name and the password that was just made.
pub struct DemoAccount {
    pub role: Role,
    pub name: &'static str,
    pub password: String,
}

const PEOPLE: [(Role, &str, &str); 5] = [
    (Role::Operator, "quan-tri", "Lê Minh Đức"),
    (Role::Office, "moi-truong", "Nguyễn Thị Hồng Hạnh"),
    (Role::Front, "mat-tran", "Trần Văn Bình"),
    (Role::Committee, "phuong", "Phạm Thị Lan"),
    (Role::Auditor, "giam-sat", "Võ Quốc Dũng"),
];

/// Makes the accounts and gives each a new password; every run of the demonstration prints passwords that work.
pub fn prepare(
    store: &Store,
    own: &LocalityKey,
    now: NaiveDateTime,
) -> Result<Vec<DemoAccount>, AccountFailure> {
    let mut all = Vec::new();
    for (role, name, full_name) in PEOPLE {
        let kept = store.read_blocking(|connection| accounts::by_name(connection, name))?;
        let code = match kept {
            Some(account) => crate::flow::staff::accounts::renew_code(store, None, &account, now)?,
            None => {
                let localities = if role == Role::Committee {
                    vec![own.clone()]
                } else {
                    Vec::new()
                };
                let new = Invited {
                    name: name.to_owned(),
                    full_name: full_name.to_owned(),
                    email: None,
                    role,
                    localities,
                };
                invite(store, None, &new, now)?.1
            }
        };
        let password = one_time_code(rand::random()).to_lowercase();
        choose_password(store, &code, &password, now)?;
        all.push(DemoAccount {
            role,
            name,
            password,
        });
    }
    Ok(all)
}
