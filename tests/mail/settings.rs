//! The table `[mail]` of the settings.

use chrono::NaiveTime;
use hailong::config::mail::Security;
use hailong::config::{Settings, SettingsFailure};

const BASE: &str = "database = \"sqlite:x\"\ndata = \"d\"\nbase_url = \"https://k.example\"\n";

fn read(table: &str) -> Result<Settings, SettingsFailure> {
    Settings::read("h.toml", &format!("{BASE}{table}"), |_| None)
}

#[test]
fn without_the_table_no_letters_leave_and_with_it_the_password_may_come_from_the_environment() {
    assert_eq!(read("").unwrap().mail, None);
    let text = format!("{BASE}[mail]\nhost = \"mx.k.example\"\nfrom = \"a@k.example\"\n");
    let environment = |name: &str| (name == "HAILONG_MAIL_PASSWORD").then(|| "secret".to_owned());
    let mail = Settings::read("h.toml", &text, environment)
        .unwrap()
        .mail
        .unwrap();
    assert_eq!(mail.password.as_deref(), Some("secret"));
    assert_eq!((mail.security, mail.port()), (Security::Starttls, 587));
    assert_eq!(mail.rate_per_minute, 60);
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet: Vec<u32> = (0..24)
        .filter(|hour| mail.quiet_hours.hold(at(*hour)))
        .collect();
    assert_eq!(quiet, [0, 1, 2, 3, 4, 5, 6, 21, 22, 23]);
    assert!(
        Settings::read("h.toml", BASE, environment)
            .unwrap()
            .mail
            .is_none()
    );
}

#[test]
fn what_cannot_be_used_is_refused_by_its_name() {
    let refused = |table: &str| match read(table) {
        Err(SettingsFailure::Unusable { keys, .. }) => keys.join(" "),
        Err(SettingsFailure::Malformed { problem, .. }) => problem,
        other => panic!("{other:?}"),
    };
    let mail =
        |more: &str| format!("[mail]\nhost = \"mx.k.example\"\nfrom = \"a@k.example\"\n{more}");
    assert_eq!(refused(&mail("security = \"none\"")), "mail.security");
    assert_eq!(refused(&mail("reply_to = \"nobody\"")), "mail.reply_to");
    assert_eq!(
        refused(&mail("rate_per_minute = 0")),
        "mail.rate_per_minute"
    );
    assert!(refused(&mail("colour = 1")).contains("colour"));
    assert!(refused(&mail("quiet_hours = \"evening\"")).contains("21:00-07:00"));
    assert!(
        read("[mail]\nhost = \"127.0.0.1\"\nfrom = \"a@k.example\"\nsecurity = \"none\"\n").is_ok()
    );
}
