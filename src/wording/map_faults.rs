//! Faults of a map in words.

use crate::exchange::map::MapFault;
use crate::wording::{Tongue, fill};

catalogue! {
    Map {
        kept: "đã nạp bản đồ: {n} địa phương", "the map is kept: {n} localities";
        not_json: "{file}:{line}: không đọc được: cần một tệp GeoJSON", "{file}:{line}: cannot be read: a GeoJSON file is wanted";
        not_features: "{file}: cần một FeatureCollection của GeoJSON", "{file}: a FeatureCollection of GeoJSON is wanted";
        no_code: "{file}: đối tượng thứ {n} không có thuộc tính code: hãy thêm mã địa phương", "{file}: feature {n} has no property code: add the locality's code";
        no_place: "{file}: đối tượng thứ {n} ({code}) cần Polygon, MultiPolygon hoặc Point, toạ độ là kinh độ rồi vĩ độ", "{file}: feature {n} ({code}) needs a Polygon, MultiPolygon or Point with longitude and latitude";
        twice: "{file}: mã {code} có hai lần: hãy bỏ bớt một", "{file}: {code} is there twice: remove one";
        unknown: "{file}: mã {code} không phải địa phương đã nạp: hãy sửa mã hoặc nạp địa phương trước", "{file}: {code} is no known locality: correct it or import the locality first";
    }
}

pub fn kept(count: usize, tongue: Tongue) -> String {
    fill(Map::of(tongue).kept, &[("n", &count.to_string())])
}

/// A line for each fault. Nothing was kept.
pub fn lines(file: &str, faults: &[MapFault], tongue: Tongue) -> Vec<String> {
    let words = Map::of(tongue);
    let line = |fault: &MapFault| match fault {
        MapFault::NotJson(line) => fill(
            words.not_json,
            &[("file", file), ("line", &line.to_string())],
        ),
        MapFault::NotFeatures => fill(words.not_features, &[("file", file)]),
        MapFault::NoCode(n) => fill(words.no_code, &[("file", file), ("n", &n.to_string())]),
        MapFault::NoPlace { number, code } => fill(
            words.no_place,
            &[("file", file), ("n", &number.to_string()), ("code", code)],
        ),
        MapFault::Twice(code) => fill(words.twice, &[("file", file), ("code", code)]),
        MapFault::Unknown(code) => fill(words.unknown, &[("file", file), ("code", code)]),
    };
    faults.iter().map(line).collect()
}
