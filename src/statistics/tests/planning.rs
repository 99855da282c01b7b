//! Response rates and sample sizes against worked examples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::planning::{
    Separation, Target, cluster_deff, interviews, invitations, mean_score, optimal_cluster,
    percentage, separation_quantile, yamane,
};
use hailong_statistics::response_rates::{Dispositions, rates};
use serde_json::Value;

fn answers(name: &str) -> Value {
    let path = format!(
        "{}/../../../shared/oracles/answers/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn response_rates_are_those_of_the_published_example() {
    let known = answers("aapor_rates");
    let count = |name: &str| known["counts"][name].as_f64().unwrap();
    let found = rates(&Dispositions {
        complete: count("I"),
        partial: count("P"),
        refused: count("R"),
        not_reached: count("NC"),
        other: count("O"),
        unknown_household: count("UH"),
        unknown_other: count("UO"),
        not_eligible: count("NE"),
    });
    let all = [
        ("e", found.e),
        ("RR1", found.rr1),
        ("RR2", found.rr2),
        ("RR3", found.rr3),
        ("RR4", found.rr4),
        ("RR5", found.rr5),
        ("RR6", found.rr6),
        ("COOP1", found.coop1),
        ("COOP2", found.coop2),
        ("COOP3", found.coop3),
        ("COOP4", found.coop4),
        ("REF1", found.ref1),
        ("REF2", found.ref2),
        ("REF3", found.ref3),
        ("CON1", found.con1),
        ("CON2", found.con2),
        ("CON3", found.con3),
    ];
    for (name, own) in all {
        let wanted = known[name].as_f64().unwrap();
        assert!(
            (own - wanted).abs() < 1e-12,
            "{name}: {own} against {wanted}"
        );
    }
}

#[test]
fn sample_sizes_are_the_known_ones() {
    for known in answers("sample_size").as_array().unwrap() {
        let number = |name: &str| known[name].as_f64().unwrap();
        let n0 = percentage(number("p"), number("e"), 0.95);
        assert!((n0 / number("cochran_n0") - 1.0).abs() < 1e-9);
        let population = known["N"].as_f64();
        assert_eq!(
            interviews(
                n0,
                &Target {
                    deff: 1.0,
                    population
                }
            ),
            number("ours_srs")
        );
        if let Some(population) = population {
            assert!((yamane(population, number("e")) / number("yamane") - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn thirteen_units_need_as_many_interviews_as_the_method_says() {
    // Two residential groups of 250 households are worth 37 interviews, 25 groups of 20 are worth 256.
    assert_eq!((500.0_f64 / cluster_deff(250.0, 0.05)).round(), 37.0);
    assert_eq!((500.0_f64 / cluster_deff(20.0, 0.05)).round(), 256.0);
    assert!((separation_quantile(13, 0.95) - 3.41).abs() < 0.01);
    assert!((separation_quantile(170, 0.95) - 4.64).abs() < 0.01);
    let apart = |localities| Separation {
        sd: 25.0,
        deff: 1.5,
        localities,
        confidence: 0.95,
    };
    let wanted = apart(13).interviews(3.0);
    assert!((apart(13).smallest(wanted, wanted) - 3.0).abs() < 1e-12);
    assert!((mean_score(50.0, 5.0, 0.95) - percentage(0.5, 0.05, 0.95)).abs() < 1e-9);
    assert_eq!(optimal_cluster(16.0, 1.0, 0.5), 4.0);
    assert!((apart(2).interviews(3.0) - 1_634.0).abs() < 3.0);
    assert!((apart(170).interviews(3.0) - 6_200.0).abs() < 100.0);
    assert_eq!(invitations(341.0, 0.6), 569.0);
}
