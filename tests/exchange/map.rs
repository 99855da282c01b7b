//! A map of localities: where each lies, and what is wrong with a file.

use hailong::exchange::map::{MapFault, read};

fn feature(code: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{{\"code\":{code}}},\"geometry\":{geometry}}}")
}

fn collection(features: &[String]) -> String {
    let features = features.join(",");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[108.0,15.0],[108.2,15.0],[108.2,15.2],[108.0,15.2],[108.0,15.0]]]}"#;
const TWO: &str = r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[10,0],[14,0],[14,4],[10,4],[10,0]]]]}"#;

#[test]
fn the_middle_of_an_outline_of_its_largest_part_and_of_a_point_is_found() {
    let point = r#"{"type":"Point","coordinates":[108.5,15.5]}"#;
    let text = collection(&[
        feature("\"20341\"", SQUARE),
        feature("20350", TWO),
        feature("\"20335\"", point),
    ]);
    let found = read(text.as_bytes()).unwrap();
    let near = |at: usize, x: f64, y: f64| {
        (found[at].longitude - x).abs() < 1e-6 && (found[at].latitude - y).abs() < 1e-6
    };
    assert!(
        near(0, 108.1, 15.1) && near(1, 12.0, 2.0) && near(2, 108.5, 15.5),
        "{found:?}"
    );
    assert_eq!(found[1].code, "20350");
    let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    assert_eq!(read(&with_mark).unwrap(), found);
}

#[test]
fn every_fault_is_named_with_the_feature_it_is_in() {
    let text = collection(&[
        feature("\"1\"", SQUARE),
        feature("\"1\"", SQUARE),
        feature("\"\"", SQUARE),
        feature(
            "\"2\"",
            r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#,
        ),
        feature("\"3\"", r#"{"type":"Point","coordinates":[500,2]}"#),
        feature("\"4\"", "null"),
    ]);
    let no_place = |number, code: &str| MapFault::NoPlace {
        number,
        code: code.to_owned(),
    };
    assert_eq!(
        read(text.as_bytes()).unwrap_err(),
        [
            MapFault::Twice("1".to_owned()),
            MapFault::NoCode(3),
            no_place(4, "2"),
            no_place(5, "3"),
            no_place(6, "4"),
        ]
    );
    assert_eq!(read(b"{\n\n,").unwrap_err(), [MapFault::NotJson(3)]);
    assert_eq!(read(b"[]").unwrap_err(), [MapFault::NotFeatures]);
    assert_eq!(read(b"PK\x03\x04").unwrap_err(), [MapFault::NotJson(1)]);
}
