//! One-step redistribution of what trimming cuts off.

use hailong_statistics::weights::redistribute;

use crate::sample::{answers, close};

#[test]
fn strict_redistribution_goes_on_until_no_weight_is_outside() {
    let answers = answers("survey_api_trim");
    let (once, strict) = (&answers["once"], &answers["strict"]);
    let list = |value: &serde_json::Value| -> Vec<f64> {
        value["weights"]
            .as_array()
            .unwrap()
            .iter()
            .map(|weight| weight.as_f64().unwrap())
            .collect()
    };
    let (lower, upper) = (
        once["lower"].as_f64().unwrap(),
        once["upper"].as_f64().unwrap(),
    );
    let trimmed = redistribute(&list(once), lower, upper, true);
    for (own, wanted) in trimmed.iter().zip(strict["weights"].as_array().unwrap()) {
        close(*own, wanted, "strict");
    }
    let before: f64 = list(once).iter().sum();
    let after: f64 = trimmed.iter().sum();
    assert!((before / after - 1.0).abs() < 1e-12);
}
