//! What the letters say.

use chrono::Duration;
use hailong::mail::compose;
use hailong::survey::email::EmailAddress;
use hailong::survey::letter::{AddressId, LetterKind, Ticket};
use hailong::survey::link::Code;
use hailong::survey::wave::WaveId;
use hailong::wording::Tongue;

use crate::harness::wave::now;

pub fn ticket() -> Ticket {
    Ticket {
        recipient: EmailAddress::read("nguyen@dan.example").unwrap(),
        address: AddressId([0xab; 16]),
        code: Code::new(WaveId(1), [3; 10]),
        title_vi: "Môi trường sống <2026>".to_owned(),
        title_en: "Living environment <2026>".to_owned(),
        locality: "Phường Tam Kỳ".to_owned(),
        closes_at: now() + Duration::days(20),
    }
}

#[test]
fn an_invitation_says_who_asks_until_when_with_which_code_and_how_to_leave() {
    let ticket = ticket();
    for tongue in Tongue::ALL {
        let letter = compose::survey(LetterKind::Invitation, &ticket, "https://k.example", tongue);
        let link = format!(
            "https://k.example/s/{}?lang={}",
            ticket.code.as_str(),
            tongue.tag()
        );
        let way_out = format!("https://k.example/unsubscribe/{}", ticket.address);
        assert_eq!(letter.unsubscribe.as_deref(), Some(way_out.as_str()));
        let [who, day] = match tongue {
            Tongue::Vi => [
                "Ủy ban Mặt trận Tổ quốc Việt Nam phường Tam Kỳ",
                "21/03/2026",
            ],
            Tongue::En => ["Committee of Phường Tam Kỳ", "21 March 2026"],
        };
        for said in [who, day, &link, &way_out, &ticket.code.grouped()] {
            assert!(letter.text().contains(said), "{said} in {}", letter.text());
            assert!(letter.html().contains(said), "{said}");
        }
        assert!(letter.html().contains("&lt;2026&gt;") && !letter.html().contains("<2026>"));
        assert!(!letter.text().contains('{'), "{}", letter.text());
    }
}

#[test]
fn a_letter_about_a_password_brings_its_link_and_says_when_it_ends() {
    let until = now() + Duration::hours(1);
    for tongue in Tongue::ALL {
        for kind in [LetterKind::PasswordReset, LetterKind::AccountInvitation] {
            let letter = compose::account(kind, "https://k.example/p/1", until, tongue);
            for said in ["https://k.example/p/1", "16:00"] {
                assert!(
                    letter.text().contains(said) && letter.html().contains(said),
                    "{said}"
                );
            }
            assert_eq!(letter.unsubscribe, None);
            assert!(!letter.text().contains('{'));
        }
    }
}
