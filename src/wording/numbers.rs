//! Numbers and dates as people write them: 1.234,5 in Vietnamese, 1,234.5 in English.

use chrono::{NaiveDate, NaiveDateTime};

use crate::wording::Tongue;

/// One decimal, which is how every estimate is printed. What is not a number is a dash.
pub fn decimal(tongue: Tongue, value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.1}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let (mark, group) = marks(tongue);
    let sign = if value < 0.0 && text != "0.0" {
        "−"
    } else {
        ""
    };
    format!("{sign}{}{mark}{part}", grouped(whole, group))
}

/// A difference: as [`decimal`], with its sign.
pub fn signed(tongue: Tongue, value: f64) -> String {
    let text = decimal(tongue, value);
    let is_nothing = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if value > 0.0 && !is_nothing {
        format!("+{text}")
    } else {
        text
    }
}

/// A count, with its thousands apart.
pub fn count(tongue: Tongue, value: u64) -> String {
    grouped(&value.to_string(), marks(tongue).1)
}

/// 71,3% – without a space, as both languages print it here.
pub fn percent(tongue: Tongue, value: f64) -> String {
    format!("{}%", decimal(tongue, value))
}

/// A parameter such as a weight: as many digits as it has, up to `places`.
pub fn plain(tongue: Tongue, value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    text.replace('.', &marks(tongue).0.to_string())
}

pub fn date(tongue: Tongue, day: NaiveDate) -> String {
    match tongue {
        Tongue::Vi => day.format("%d/%m/%Y").to_string(),
        Tongue::En => day.format("%-d %B %Y").to_string(),
    }
}

/// Size of a file.
pub fn size(tongue: Tongue, bytes: u64) -> String {
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let kilobytes = bytes as f64 / 1024.0;
    if kilobytes < 1024.0 {
        return format!("{} KB", decimal(tongue, kilobytes));
    }
    format!("{} MB", decimal(tongue, kilobytes / 1024.0))
}

/// Decimal mark and thousands mark.
/// A day and a minute, in the civil time that is passed in.
pub fn moment(tongue: Tongue, at: NaiveDateTime) -> String {
    let day = date(tongue, at.date());
    format!("{} {day}", at.format("%H:%M"))
}

fn marks(tongue: Tongue) -> (char, char) {
    match tongue {
        Tongue::Vi => (',', '.'),
        Tongue::En => ('.', ','),
    }
}

fn grouped(digits: &str, group: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(decimal(Tongue::Vi, 71.25), "71,2");
        assert_eq!(decimal(Tongue::Vi, 1234.56), "1.234,6");
        assert_eq!(decimal(Tongue::En, 1_234_567.0), "1,234,567.0");
        assert_eq!(decimal(Tongue::Vi, -0.01), "0,0");
        assert_eq!(decimal(Tongue::Vi, -2.5), "−2,5");
        assert_eq!(decimal(Tongue::Vi, f64::NAN), "–");
        assert_eq!(signed(Tongue::Vi, 2.25), "+2,2");
        assert_eq!(signed(Tongue::Vi, -2.5), "−2,5");
        assert_eq!(signed(Tongue::En, 0.04), "0.0");
        assert_eq!(signed(Tongue::En, f64::NAN), "–");
        assert_eq!(count(Tongue::Vi, 122_374), "122.374");
        assert_eq!(count(Tongue::En, 999), "999");
        assert_eq!(plain(Tongue::Vi, 0.25, 4), "0,25");
        assert_eq!(plain(Tongue::Vi, 100.0, 0), "100");
    }
}
