//! Response rates and sample sizes against worked examples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::planning::{
    Separation, Target, cluster_deff, interviews, invitations, mean_score, optimal_cluster,
    percentage, separation_quantile, yamane,
};
use hailong_statistics::response_rates::{Dispositions, rates};

mod known;

use known::Answers;

#[test]
fn response_rates_are_those_of_the_published_example() {
    let answers = Answers::of("aapor_rates");
    let known = answers.root();
    let count = |name: &str| known.at("counts").at(name).number();
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
        known.at(name).close(own);
        if name != "e" {
            let published = known.at("published_rounded").at(name);
            published.off_by_at_most(own, 0.000_5 + 1e-12);
        }
    }
    answers.all_compared();
}

#[test]
fn sample_sizes_are_the_known_ones() {
    let answers = Answers::of("sample_size");
    for (_, known) in answers.root().each() {
        let number = |name: &str| known.at(name).number();
        let optional = |name: &str| (!known.at(name).is_null()).then(|| number(name));
        let (population, deff) = (optional("N"), number("deff"));
        let n0 = percentage(number("p"), number("e"), 0.95);
        known.at("cochran_n0").close(n0);
        let simple = Target {
            deff: 1.0,
            population,
        };
        known.at("ours_srs").close(interviews(n0, &simple));
        known
            .at("n_fpc_n0_over_1_plus_n0_over_N")
            .set_aside("a textbook's approximation of n_fpc_cochran, beside it");
        let corrected = number("n_fpc_cochran");
        assert_eq!(corrected.ceil(), interviews(n0, &simple));
        // This source multiplies by the design effect after the correction (method §17 before it).
        let invited = invitations(deff * corrected, number("resp_rate"));
        known.at("ours_invitations").close(invited);
        known.at("samplics_n").close(invited);
        assert!(interviews(n0, &Target { deff, population }) <= (deff * corrected).ceil());
        let yamane = population.map(|population| yamane(population, number("e")));
        assert_eq!(yamane.is_none(), known.at("yamane").is_null());
        if let Some(yamane) = yamane {
            known.at("yamane").close(yamane);
        }
    }
    answers.all_compared();
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
