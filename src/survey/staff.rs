//! People who work at the desk: names, passwords, one-time codes, and how often one may guess.

use chrono::{Duration, NaiveDateTime};

use crate::survey::access::Role;
use crate::survey::link::ALPHABET;
use crate::survey::locality::LocalityKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub i64);

/// Somebody with an account, as pages and rules need to know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub id: AccountId,
    /// What is typed at the door: lower-case letters, digits, dots and hyphens.
    pub name: String,
    pub full_name: String,
    pub email: Option<String>,
    pub role: Role,
    /// A committee's localities; empty for the others.
    pub localities: Vec<LocalityKey>,
    pub active: bool,
}

/// Longest time without a page, and longest time altogether.
pub const SESSION_IDLE: Duration = Duration::minutes(45);
pub const SESSION_LIFE: Duration = Duration::hours(12);

/// A code on paper is used at the ward hall within two weeks; one in a letter within a day.
pub const INVITATION_LIFE: Duration = Duration::days(14);
pub const RESET_LIFE: Duration = Duration::hours(24);

pub const SHORTEST_PASSWORD: usize = 12;
pub const LONGEST_PASSWORD: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    Short,
    Long,
    /// Holds the person's own name, or one character over and over.
    Guessable,
}

/// Length is what counts (NIST SP 800-63B); no rule asks for signs that nobody can remember.
pub fn check_password(name: &str, password: &str) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(PasswordFault::Short);
    }
    if length > LONGEST_PASSWORD {
        return Err(PasswordFault::Long);
    }
    let lower = password.to_lowercase();
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 5 || lower.contains(&name.to_lowercase()) {
        return Err(PasswordFault::Guessable);
    }
    Ok(())
}

/// Can be typed on any keyboard and be read aloud.
pub fn is_account_name(name: &str) -> bool {
    let shape = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-'
    };
    (3..=40).contains(&name.len()) && name.bytes().all(shape)
}

/// Four groups of four letters, 72 bits: printed on paper, sent in a letter, or kept as a recovery code.
pub fn one_time_code(random: [u8; 32]) -> String {
    let letters: Vec<char> = random
        .chunks(2)
        .map(|two| {
            let value = two
                .iter()
                .fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte));
            char::from(ALPHABET[value % ALPHABET.len()])
        })
        .collect();
    let groups = letters
        .chunks(4)
        .map(|part| part.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// A one-time code as typed: case, spaces and hyphens do not matter.
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// How many wrong attempts are free, for one account and for one address. A ward hall has many people behind one
/// address, so an address may be wrong far more often, and is slowed down, never shut out.
pub const FREE_FOR_ACCOUNT: i32 = 5;
pub const FREE_FOR_ADDRESS: i32 = 60;

/// How long to wait after the last of `failures` wrong attempts: doubling from 30 seconds, at most 15 minutes.
pub fn wait_after(failures: i32, free: i32) -> Duration {
    if failures < free {
        return Duration::zero();
    }
    let doublings = u32::try_from(failures - free).unwrap_or_default().min(5);
    Duration::seconds(30 * (1 << doublings)).min(Duration::minutes(15))
}

/// Wrong attempts are forgotten after this long without another.
pub const FORGET_FAILURES: Duration = Duration::hours(1);

/// Whether a session that was made and last used then still opens the desk.
pub fn is_session_alive(
    made_at: NaiveDateTime,
    seen_at: NaiveDateTime,
    now: NaiveDateTime,
) -> bool {
    now - seen_at < SESSION_IDLE && now - made_at < SESSION_LIFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_a_password_and_ones_own_name_is_not() {
        assert_eq!(check_password("van-phong", "mưa trên sông Tam Kỳ"), Ok(()));
        assert_eq!(
            check_password("van-phong", "ngan"),
            Err(PasswordFault::Short)
        );
        assert_eq!(
            check_password("van-phong", "VAN-PHONG-2026-x"),
            Err(PasswordFault::Guessable)
        );
        assert_eq!(
            check_password("a", "111111111111111"),
            Err(PasswordFault::Guessable)
        );
    }

    #[test]
    fn guessing_gets_slower_and_never_waits_longer_than_a_quarter_of_an_hour() {
        assert_eq!(wait_after(4, FREE_FOR_ACCOUNT), Duration::zero());
        assert_eq!(wait_after(5, FREE_FOR_ACCOUNT), Duration::seconds(30));
        assert_eq!(wait_after(7, FREE_FOR_ACCOUNT), Duration::minutes(2));
        assert_eq!(wait_after(1_000, FREE_FOR_ACCOUNT), Duration::minutes(15));
    }

    #[test]
    fn a_one_time_code_is_read_as_it_is_typed() {
        let code = one_time_code([7; 32]);
        assert_eq!(code.len(), 19);
        assert_eq!(
            plain_code(&code.to_lowercase().replace('-', " ")),
            code.replace('-', "")
        );
    }
}
