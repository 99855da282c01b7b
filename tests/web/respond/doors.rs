//! Codes that open nothing, and submissions that are not taken, each with its own words and status.

use chrono::Duration;
use hailong::clock::Clock;
use hailong::flow::close::close;
use hailong::flow::folder::DataFolder;
use hailong::flow::invite::{Invitation, new_links};
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::wave::WaveId;

use crate::harness::{databases, site, wave};

#[test]
fn each_door_has_its_status_and_its_words_in_both_languages() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
    let expires_at = Some(wave::now());
    let wanted = Invitation {
        kind: LinkKind::Open,
        locality: 0,
        group: None,
        expires_at,
        count: 1,
    };
    let expired = new_links(&database.store, wave::clock(), wave::WAVE, &wanted)
        .unwrap()
        .remove(0);
    let at = |days| site::start_at(&database, Clock::Fixed(wave::now() + Duration::days(days)));
    let (today, early, late) = (at(0), at(-5), at(40));
    let unknown = Code::new(WaveId(1), [3; 10]);
    let elsewhere = Code::new(WaveId(9), [3; 10]);
    let table = [
        (
            format!("{early}/s/{}", code.as_str()),
            403,
            "chưa bắt đầu",
            "has not started",
        ),
        (
            format!("{late}/s/{}", code.as_str()),
            410,
            "đã kết thúc",
            "has ended",
        ),
        (
            format!("{today}/s/{}", expired.as_str()),
            410,
            "đã hết hạn",
            "has expired",
        ),
        (
            format!("{today}/s/{}", unknown.as_str()),
            404,
            "Không tìm thấy mã",
            "cannot find this code",
        ),
        (
            format!("{today}/s/{}", elsewhere.as_str()),
            404,
            "Không tìm thấy mã",
            "cannot find this code",
        ),
        (
            format!("{today}/s/ABCD"),
            400,
            "đủ 12 chữ cái",
            "has 12 letters",
        ),
        (
            format!("{today}/s/ABCDEFGHJKM1"),
            400,
            "không có số",
            "letters only",
        ),
        (
            format!("{today}/s/nothing/here/at/all"),
            404,
            "Không có trang này",
            "no such page",
        ),
    ];
    for (address, status, vi, en) in table {
        let (first, second) = (
            site::get(&address),
            site::get(&format!("{address}?lang=en")),
        );
        assert_eq!((first.status, second.status), (status, status), "{address}");
        assert!(
            first.body.contains(vi) && first.body.contains("lang=\"vi\""),
            "{address}: {}",
            first.body
        );
        let english = address.contains("/here/") || second.body.contains(en);
        assert!(english, "{address}: {}", second.body);
    }
}

#[test]
fn a_wrong_letter_is_told_apart_from_an_unknown_code_and_stays_in_the_box() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
    let base = site::start(&database);
    let swap = if code.as_str().ends_with('A') {
        'B'
    } else {
        'A'
    };
    let wrong = format!("{}{swap}", &code.as_str()[..11]);
    let seen = site::get(&format!("{base}/s?code={wrong}"));
    assert_eq!(seen.status, 400);
    assert!(seen.body.contains("gõ nhầm") && seen.body.contains(&format!("value=\"{wrong}\"")));
    let right = site::get(&format!("{base}/s?code={}", code.grouped().to_lowercase()));
    assert_eq!(right.location.unwrap(), format!("/s/{}", code.as_str()));
}

#[test]
fn json_says_what_is_wrong_field_by_field() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
    let base = site::start(&database);
    let send = |body: serde_json::Value| {
        site::seen(
            site::visitor()
                .post(format!("{base}/api/v1/responses"))
                .send_json(body),
        )
    };
    let good = serde_json::json!({
        "code": code.as_str(), "key": "0123456789", "consent": true, "language": "en",
        "answers": { "dust": "7", "burning": "no" },
    });
    let refused = send(good.clone());
    assert_eq!(refused.status, 422);
    let body: serde_json::Value = serde_json::from_str(&refused.body).unwrap();
    assert_eq!(body["faults"][0]["field"], "dust");
    assert_eq!(
        body["faults"][0]["message"],
        "please choose one of the options"
    );
    let with = |key: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        changed["answers"]["dust"] = 4.into();
        changed[key] = value;
        send(changed).status
    };
    assert_eq!(with("consent", false.into()), 422);
    assert_eq!(with("code", "ABCD".into()), 400);
    assert_eq!(
        with("code", Code::new(WaveId(1), [3; 10]).as_str().into()),
        404
    );
    assert_eq!(with("surprise", 1.into()), 400);
    assert_eq!(
        with("answers", serde_json::json!({ "dust": 4, "burning": "no" })),
        201
    );
    assert_eq!(
        with("answers", serde_json::json!({ "dust": 5, "burning": "no" })),
        200
    );
    let folder = DataFolder::open(database.folder.path()).unwrap();
    close(&database.store, &folder, wave::WAVE).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(with("consent", true.into()), 410);
}
