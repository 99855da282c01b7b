//! Lists of addresses as people paste and export them.

use hailong::exchange::addresses::read;
use hailong::exchange::fault::Expected;
use hailong::survey::email::EmailAddress;
use hailong::survey::locality::Group;
use proptest::prelude::*;

use crate::harness::wave::key;

fn groups() -> Vec<Group> {
    vec![Group {
        locality: key("1"),
        code: "kp1".to_owned(),
        name: "Khối phố Một".to_owned(),
        households: None,
    }]
}

fn emails(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    let read = read("ds.csv", bytes, &groups()).unwrap();
    let pair = |(email, group): (EmailAddress, Option<String>)| (email.as_str().to_owned(), group);
    read.found.into_iter().map(pair).collect()
}

#[test]
fn one_a_line_is_enough_and_what_a_mail_program_copies_is_understood() {
    let text = "\u{feff}\n lan@k.example, \nNguyễn Văn A <A.B@K.example>\r\n\nc+d@k.example;\n";
    let found: Vec<String> = emails(text.as_bytes())
        .into_iter()
        .map(|(email, _)| email)
        .collect();
    assert_eq!(found, ["lan@k.example", "a.b@k.example", "c+d@k.example"]);
}

#[test]
fn a_table_may_name_groups_by_code_or_name_and_names_of_people_are_passed_over() {
    let text = "name,email,group\nLan,lan@k.example,kp1\nMai,mai@k.example,khối phố một\nTư,tu@k.example,\n";
    let kp1 = Some("kp1".to_owned());
    assert_eq!(
        emails(text.as_bytes()),
        [
            ("lan@k.example".to_owned(), kp1.clone()),
            ("mai@k.example".to_owned(), kp1),
            ("tu@k.example".to_owned(), None)
        ]
    );
}

#[test]
fn every_fault_says_its_row_and_nothing_is_taken_of_a_list_with_faults() {
    let text = "email,group\nlan@k.example,kp1\nlan at k,kp1\nmai@k.example,kp9\n";
    let faults = read("ds.csv", text.as_bytes(), &groups()).unwrap_err();
    let found: Vec<_> = faults
        .found
        .iter()
        .map(|fault| (fault.row, fault.column.as_str(), fault.expected.clone()))
        .collect();
    assert_eq!(
        found,
        [(3, "email", Expected::Email), (4, "group", Expected::Group)]
    );
    let faults = read("dán", b"lan@k.example\nmai\n", &[]).unwrap_err();
    assert_eq!((faults.found[0].row, faults.found.len()), (2, 1));
    assert!(read("dán", b" \n ", &[]).is_err());
    assert!(read("ds.csv", b"mail\nlan@k.example\n", &[]).is_err());
}

#[test]
fn more_than_one_batch_of_addresses_is_refused() {
    let lines: Vec<String> = (0..5_001).map(|at| format!("d{at}@k.example")).collect();
    let faults = read("dán", lines.join("\n").as_bytes(), &[]).unwrap_err();
    assert_eq!(faults.found[0].expected, Expected::RowsAtMost(5_000));
    assert_eq!(faults.found[0].row, 5_001);
}

#[test]
fn only_the_plain_kind_of_address_is_taken() {
    for good in [
        "a@b.vn",
        "a.b-c_d+e@mail.gov.vn",
        "1@x-y.example",
        "O'Neil@b.vn",
    ] {
        assert!(EmailAddress::read(good).is_some(), "{good}");
    }
    let long = format!("{}@b.vn", "a".repeat(65));
    for bad in [
        "",
        "a",
        "@b.vn",
        "a@",
        "a@b",
        "a@@b.vn",
        "a@b..vn",
        "a@-b.vn",
        "a b@c.vn",
        "a@b.vn\nBcc: x@y.vn",
        "a@b.vn\r\nDATA",
        "\"a\"@b.vn",
        "a@[127.0.0.1]",
        "a@1.2.3.4",
        "ạ@b.vn",
        "a@b.vn,c@d.vn",
        ".a@b.vn",
        "a.@b.vn",
        "a@b.vn>",
        "<a@b.vn",
        "a\0@b.vn",
        &long,
    ] {
        assert!(EmailAddress::read(bad).is_none(), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("x", &bytes, &groups());
    }

    #[test]
    fn an_address_never_holds_what_could_begin_another_header(text in "\\PC{0,40}@?[a-z.\r\n\t ]{0,20}") {
        if let Some(email) = EmailAddress::read(&text) {
            prop_assert!(email.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(!email.as_str().contains(['<', '>', ',', ';', '"', '(', ')', ':', '\\']));
        }
    }
}
