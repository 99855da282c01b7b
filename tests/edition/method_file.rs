//! Method files: every fault at once and on its line, and what is meant by what is left out.

use hailong::edition::figures::Style;
use hailong::edition::method::{BaseWeight, DesignName, Method, Strata};
use hailong::wording::{Tongue, method_faults};

use crate::edition::small::METHOD;
use crate::survey::sample::form;

fn faults(text: &str) -> Vec<String> {
    let found = Method::read(text, &form()).unwrap_err();
    let sentence = |fault| method_faults::sentence("m", fault, Tongue::En);
    found.iter().map(sentence).collect()
}

#[test]
fn each_fault_stands_on_its_line() {
    let cases = [
        ("[design]", "[desing]", "m:1: the key “design” is missing"),
        (
            "[design]",
            "[desing]",
            "m:4: unknown key “desing”: did you mean “design”?",
        ),
        (
            "style = \"mean\"",
            "style = \"average\"",
            "m:3: style cannot be “average”: write \"mean\" or \"satisfied\"",
        ),
        (
            "style = \"mean\"",
            "",
            "m:1: the key “style” is missing: add it",
        ),
        (
            "version = 1",
            "version = \"one\"",
            "m:2: the key “version” has the wrong type: write a whole number",
        ),
        (
            "\"opt_in\"",
            "\"volunteers\"",
            "m:5: kind cannot be “volunteers”: write \"probability\", \"census_attempt\" or \"opt_in\"",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\nfinite_population = true",
            "m:6: finite_population cannot be used here",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\nvariance = \"bootstrap\"",
            "m:6: variance = \"bootstrap\" draws at random: add seed",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\nreplicates = 7",
            "m:6: replicates is out of range",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\nlonely_psu = \"drop\"",
            "m:6: lonely_psu cannot be “drop”",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\n[index]\npooled = true",
            "m:7: unknown key “pooled”",
        ),
        (
            "\"opt_in\"",
            "\"opt_in\"\nstrata = \"wards\"",
            "m:6: strata cannot be “wards”",
        ),
        (
            "version = 1",
            "version = 1\nconfidence = 95",
            "m:3: confidence is out of range",
        ),
        (
            "version = 1",
            "version = 1\nconfidence = nan",
            "m:3: the key “confidence” has the wrong type: write a number",
        ),
        (
            "version = 1",
            "version = 1\nwishes = 3",
            "m:3: unknown key “wishes”: remove it, or see docs/method-file.md",
        ),
        (
            "[design]",
            "[criteria]\nwater = 0.5\n[design]",
            "m:5: the form has no criterion “water”",
        ),
        (
            "[design]",
            "[criteria]\nair = 0.5\n[design]",
            "m:4: the criteria's weights sum to 0.75: they must sum to 1",
        ),
        (
            "[design]",
            "[criteria]\nair = 1.5\nquiet = -0.5\n[design]",
            "m:6: a weight must be above 0",
        ),
        (
            "[design]",
            "[criteria]\nair = nan\n[design]",
            "m:5: the key “air” has the wrong type: write a number",
        ),
        (
            "[design]",
            "[weighting]\nraking = [\"sex\", \"sex\"]\n[design]",
            "m:5: raking is malformed",
        ),
        (
            "[design]",
            "[weighting]\ncap = 0.5\n[design]",
            "m:5: cap is below 1",
        ),
        (
            "[design]",
            "[thresholds]\nnever_below = 5\n[design]",
            "m:5: never_below is too small",
        ),
        (
            "[design]",
            "[thresholds.b]\nwidth = -1\n[design]",
            "m:5: width is negative: write 0 or more",
        ),
        (
            "[design]",
            "title = { vi = \"\" }\n[design]",
            "m:4: “title” is empty",
        ),
        ("[design]", "design = 3 [", "m:4: not valid TOML"),
        (
            "[design]",
            "[points]\ncap = 0\n[design]",
            "m:5: cap of [points] is not above 0",
        ),
        (
            "[design]",
            "[bands]\nfair = 75\n[design]",
            "m:4: [bands] is out of order",
        ),
        (
            "[design]",
            "[bands]\nbad = 20\n[design]",
            "m:5: unknown key “bad”",
        ),
        (
            "[design]",
            "[opt_in]\nrho = 1\n[design]",
            "m:5: rho is out of range",
        ),
        (
            "[design]",
            "seed = 1\n[sensitivity]\nruns = 10\n[design]",
            "m:6: runs is out of range",
        ),
        (
            "[design]",
            "[sensitivity]\nruns = 512\n[design]",
            "m:5: a sensitivity analysis needs a seed",
        ),
    ];
    for (from, to, said) in cases {
        let text = METHOD.replacen(from, to, 1);
        let found = faults(&text);
        assert!(
            found.iter().any(|one| one.starts_with(said)),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_lines() {
    let text = "code = \"m\"\nversion = 0.5\nstyle = 3\nconfidence = 2.0\nextra = 1\n[design]\nkind = \"x\"\n";
    let lines: Vec<String> = faults(text)
        .iter()
        .map(|one| one.split(':').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(lines, ["2", "3", "4", "5", "7"]);
}

#[test]
fn what_is_left_out_has_the_documented_meaning() {
    let method = Method::read(METHOD, &form()).unwrap();
    assert_eq!(method.style, Style::Mean);
    assert_eq!(method.design, DesignName::OptIn);
    assert_eq!(method.strata, Strata::Locality);
    assert_eq!(method.base, BaseWeight::Population);
    assert!(!method.finite_population && !method.simulated);
    assert_eq!(method.confidence, 0.95);
    assert_eq!(method.thresholds, Default::default());
    assert_eq!(method.criteria_weights(&form()), [0.25, 0.75]);
}

#[test]
fn weights_and_single_thresholds_can_be_set() {
    let text = format!("{METHOD}[criteria]\nair = 0.5\nquiet = 0.5\n[thresholds.a]\nn = 200\n");
    let method = Method::read(&text, &form()).unwrap();
    assert_eq!(method.criteria_weights(&form()), [0.5, 0.5]);
    assert_eq!(method.thresholds.a.n, 200);
    assert_eq!(method.thresholds.a.width, 20.0);
}

#[test]
fn the_shipped_method_is_good_for_the_shipped_form() {
    let shipped = |name: &str| {
        let place = concat!(env!("CARGO_MANIFEST_DIR"), "/survey-forms/");
        std::fs::read_to_string(format!("{place}{name}")).unwrap()
    };
    let form = hailong::survey::reading::read(&shipped("living-environment-v1.toml")).unwrap();
    Method::read(&shipped("method-v1.toml"), &form).unwrap();
}
