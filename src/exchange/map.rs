//! A map of localities as GeoJSON (RFC 7946): where each lies, from its outline or its point.

use serde_json::Value;
use thiserror::Error;

/// A locality's code and the middle of it, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Middle {
    pub code: String,
    pub longitude: f64,
    pub latitude: f64,
}

#[derive(Clone, Debug, PartialEq, Error)]
pub enum MapFault {
    #[error("line {0}: not JSON")]
    NotJson(usize),
    #[error("not a FeatureCollection")]
    NotFeatures,
    /// Features are counted from 1.
    #[error("feature {0} has no property code")]
    NoCode(usize),
    #[error("feature {number} ({code}) has no polygon and no point")]
    NoPlace { number: usize, code: String },
    #[error("{0} is there twice")]
    Twice(String),
    #[error("{0} is no known locality")]
    Unknown(String),
}

/// Every feature with a property `code`; all faults at once.
pub fn read(bytes: &[u8]) -> Result<Vec<Middle>, Vec<MapFault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole: Value =
        serde_json::from_slice(bytes).map_err(|problem| vec![MapFault::NotJson(problem.line())])?;
    let features = whole.get("features").and_then(Value::as_array);
    let features = features.ok_or_else(|| vec![MapFault::NotFeatures])?;
    let (mut found, mut faults): (Vec<Middle>, Vec<MapFault>) = Default::default();
    for (number, feature) in (1..).zip(features) {
        let code = match feature.pointer("/properties/code") {
            Some(Value::String(code)) if !code.trim().is_empty() => code.trim().to_owned(),
            Some(Value::Number(code)) => code.to_string(),
            _ => {
                faults.push(MapFault::NoCode(number));
                continue;
            }
        };
        match middle(feature.get("geometry").unwrap_or(&Value::Null)) {
            None => faults.push(MapFault::NoPlace { number, code }),
            Some(_) if found.iter().any(|one| one.code == code) => {
                faults.push(MapFault::Twice(code));
            }
            Some((longitude, latitude)) => found.push(Middle {
                code,
                longitude,
                latitude,
            }),
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(faults)
    }
}

type Point = (f64, f64);

fn point(value: &Value) -> Option<Point> {
    let number = |at: usize| value.get(at)?.as_f64();
    let (longitude, latitude) = (number(0)?, number(1)?);
    let is_on_earth = (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude);
    is_on_earth.then_some((longitude, latitude))
}

/// Of the largest part, where there are several.
fn middle(geometry: &Value) -> Option<Point> {
    let coordinates = geometry.get("coordinates")?;
    match geometry.get("type")?.as_str()? {
        "Point" => point(coordinates),
        "Polygon" => Some(centroid(coordinates.get(0)?)?.1),
        "MultiPolygon" => {
            let parts = coordinates.as_array()?.iter();
            let parts: Option<Vec<_>> = parts.map(|part| centroid(part.get(0)?)).collect();
            let largest = parts?.into_iter().max_by(|(a, _), (b, _)| a.total_cmp(b));
            largest.map(|(_, middle)| middle)
        }
        _ => None,
    }
}

/// Area and centre of gravity of a ring; the mean of the corners of one without area.
fn centroid(ring: &Value) -> Option<(f64, Point)> {
    let corners: Option<Vec<Point>> = ring.as_array()?.iter().map(point).collect();
    let corners = corners.filter(|corners| !corners.is_empty())?;
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        let cross = from.0 * to.1 - to.0 * from.1;
        area += cross / 2.0;
        x += (from.0 + to.0) * cross / 6.0;
        y += (from.1 + to.1) * cross / 6.0;
    }
    if area.abs() > 1e-12 {
        return Some((area.abs(), (x / area, y / area)));
    }
    let n = corners.len() as f64;
    let sum = |of: fn(&Point) -> f64| corners.iter().map(of).sum::<f64>() / n;
    Some((0.0, (sum(|one| one.0), sum(|one| one.1))))
}
