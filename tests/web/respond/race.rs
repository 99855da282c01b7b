//! Many attempts with one code at once, over HTML and JSON together.

use std::collections::BTreeSet;
use std::thread;

use hailong::store::responses;
use hailong::survey::link::LinkKind;
use hailong::survey::wave::WaveId;

use crate::harness::{databases, site, wave};

#[test]
fn sixty_four_parallel_posts_of_one_code_make_one_response_and_one_receipt() {
    for database in databases::both() {
        wave::open(&database.store);
        let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
        let base = site::start(&database);
        let attempts: Vec<_> = (0..64)
            .map(|number| {
                let (base, code) = (base.clone(), code.clone());
                thread::spawn(move || {
                    let key = format!("attempt-{number}");
                    if number % 2 == 0 {
                        let fields = [
                            ("consent", "yes"),
                            ("key", key.as_str()),
                            ("dust", "4"),
                            ("burning", "no"),
                        ];
                        return site::post(&format!("{base}/s/{}/submit", code.as_str()), &fields);
                    }
                    let body = serde_json::json!({
                        "code": code.grouped(), "key": key, "consent": true, "language": "en",
                        "answers": { "dust": 4, "burning": "no" },
                    });
                    site::seen(
                        site::visitor()
                            .post(format!("{base}/api/v1/responses"))
                            .send_json(body),
                    )
                })
            })
            .collect();
        let seen: Vec<site::Seen> = attempts
            .into_iter()
            .map(|one| one.join().unwrap())
            .collect();
        for one in &seen {
            assert!(one.status == 200 || one.status == 201, "{one:?}");
        }
        let receipts: BTreeSet<String> = seen.iter().map(|one| site::receipt(&one.body)).collect();
        assert_eq!(receipts.len(), 1, "{}", database.url);
        let stored = database
            .store
            .read_blocking(|connection| responses::count(connection, WaveId(1)));
        assert_eq!(stored.unwrap(), 1);
    }
}
