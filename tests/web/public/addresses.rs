//! The public pages and files through the server, from an edition in the data folder.

use actix_web::http::{StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use chrono::NaiveDate;
use hailong::edition::folder;
use hailong::flow::collect::Collector;
use hailong::flow::folder::DataFolder;
use hailong::store::editions::{KeptEdition, keep};
use hailong::survey::wave::WaveId;
use hailong::web::headers;
use hailong::web::server::routes;
use hailong::web::site::Site;

use crate::harness::compared::compared;
use crate::harness::{databases, wave};

struct Got {
    status: StatusCode,
    kind: String,
    policy: String,
    vary: String,
    body: String,
}

/// Asks for every address in turn, of a site with one open wave and, if `published`, one edition.
fn get(published: bool, addresses: &[&str]) -> Vec<Got> {
    let database = databases::sqlite();
    wave::open(&database.store);
    let folder = DataFolder::open(database.folder.path()).unwrap();
    if published {
        let out = folder.edition("test-1");
        std::fs::create_dir_all(out.parent().unwrap()).unwrap();
        folder::write(&out, &compared(&["2023"], 2.1), &[]).unwrap();
        let kept = KeptEdition {
            id: "test-1".into(),
            wave: WaveId(1),
            number: 1,
            digest: String::new(),
            published_on: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
            visible_from: wave::now(),
        };
        let store = &database.store;
        store
            .write_blocking(|connection| keep(connection, &kept))
            .unwrap();
    }
    actix_web::rt::System::new().block_on(async {
        let site = Site {
            store: database.store.clone(),
            collector: Collector::start(database.store.clone(), wave::clock()).unwrap(),
            folder,
            clock: wave::clock(),
            base_url: "http://127.0.0.1".to_owned(),
            letters: false,
            institutions: Vec::new(),
            demonstration: false,
        };
        let app = App::new()
            .app_data(web::Data::new(site))
            .wrap(from_fn(headers::set))
            .configure(routes);
        let app = init_service(app).await;
        let mut all = Vec::new();
        for address in addresses {
            let response = call_service(&app, TestRequest::get().uri(address).to_request()).await;
            let value = |name| {
                let value = response.headers().get(name);
                value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
            };
            all.push(Got {
                status: response.status(),
                kind: value(header::CONTENT_TYPE),
                policy: value(header::CONTENT_SECURITY_POLICY),
                vary: value(header::VARY),
                body: String::from_utf8_lossy(&read_body(response).await).into_owned(),
            });
        }
        all
    })
}

#[test]
fn every_page_and_file_that_an_edition_names_is_served() {
    let page = get(true, &["/editions/test-1"]).remove(0);
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.vary.contains("accept-language"));
    let mut addresses: Vec<String> = page
        .body
        .split(&[' ', '>'])
        .filter_map(|part| {
            let (name, value) = part.split_once("=\"")?;
            let known = ["href", "src", "srcset"].contains(&name) && value.starts_with('/');
            known.then(|| value.trim_end_matches('"').to_owned())
        })
        .collect();
    addresses.sort();
    addresses.dedup();
    assert!(addresses.len() > 20, "{addresses:?}");
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    for (got, address) in get(true, &addresses).iter().zip(&addresses) {
        assert_eq!(got.status, StatusCode::OK, "{address}");
        let kind = match address.rsplit_once('.') {
            Some((_, "svg")) => "image/svg+xml",
            Some((_, "csv")) => "text/csv; charset=utf-8",
            Some((_, "json")) => "application/json",
            Some((_, "css")) => "text/css; charset=utf-8",
            _ => "text/html; charset=utf-8",
        };
        assert_eq!(&got.kind, kind, "{address}");
        assert_eq!(
            got.policy.contains("unsafe-inline"),
            kind == "image/svg+xml",
            "{address}"
        );
    }
}

#[test]
fn every_table_of_an_edition_is_offered() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("edition");
    folder::write(&out, &compared(&["2023"], 2.1), &[]).unwrap();
    let page = get(true, &["/editions/test-1"]).remove(0).body;
    let mut tables = 0;
    for entry in std::fs::read_dir(&out).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".csv") {
            let offered = format!("<a href=\"/editions/test-1/{name}\" download>");
            assert!(page.contains(&offered), "{name}");
            tables += 1;
        }
    }
    assert!(tables >= 7, "{tables}");
}

#[test]
fn the_list_names_the_edition_the_open_wave_and_the_year_of_the_answers() {
    let home = get(true, &["/?lang=vi"]).remove(0).body;
    assert!(home.contains("<a href=\"/editions/test-1\">"));
    assert!(home.contains("Năm 2026, điểm hài lòng chung"));
    assert!(home.contains("<b>Đợt thử</b>: nhận câu trả lời đến hết ngày 21/03/2026."));
    let empty = get(false, &["/?lang=vi"]).remove(0).body;
    assert!(empty.contains("Chưa có kỳ công bố nào"));
}

#[test]
fn what_was_not_published_is_not_found_and_no_path_leads_out_of_an_edition() {
    let addresses = [
        "/editions/test-2",
        "/editions/test-2/figures.csv",
        "/editions/test-1/hailong.sqlite",
        "/editions/test-1/..%2F..%2Fhailong.sqlite",
        "/editions/test-1/charts/..%2Ffigures.json",
        "/editions/test-1/charts/none-vi.svg",
        "/editions/..%2Feditions%2Ftest-1",
    ];
    for (got, address) in get(true, &addresses).iter().zip(addresses) {
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[test]
fn fonts_are_served_under_the_addresses_that_the_style_sheet_names() {
    let style = include_str!("../../../src/web/assets/fonts.css");
    let fonts: Vec<&str> = style
        .split("url(")
        .skip(1)
        .map(|part| part.split(')').next().unwrap())
        .collect();
    assert_eq!(fonts.len(), 4);
    for got in get(false, &fonts) {
        assert_eq!(
            (got.status, got.kind.as_str()),
            (StatusCode::OK, "font/woff2")
        );
    }
}
