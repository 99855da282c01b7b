//! R's `rake`.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::interval;
use hailong_statistics::raking::rake;
use hailong_statistics::ratio::ratio;

use crate::calibrated::Calibrated;
use crate::known::{Answers, Known};
use crate::sample::{Schools, proportion};

/// `rake` takes unweighted group means off the residuals, margin after margin, in 10 sweeps; the method regresses them on all
/// margins with the base weights, as `calibrate` does. They differ where base weights do.
pub const NOT_OUR_RESIDUALS: &str = "the standard error of rake() is no part of the method";

#[test]
fn raked_weights_means_and_totals_are_those_of_rake_under_tight_control() {
    let answers = Answers::of("survey_api_rake");
    for (design, known) in answers.root().each() {
        let schools = Schools::of(&design);
        let margins = schools.margins();
        let raked = rake(&schools.weight, &margins).unwrap().weight;
        let own = Calibrated {
            schools: &schools,
            weight: &raked,
            calibration: &Calibration::new(&schools.weight, &margins).unwrap(),
        };
        known.at("default_epsilon1_maxit10").set_aside(
            "stops while margins are off by up to one person; raking here goes on to 1e-10",
        );
        let known = known.at("tight");
        known.at("weights").all_close(&raked);
        for margin in ["stype", "sch.wide"] {
            for (level, known) in known.at("margins").at(margin).each() {
                let inside = schools.domain(margin, &level);
                known.close(raked.iter().zip(inside).map(|(w, x)| w * x).sum());
            }
        }
        // All base weights of the cluster sample are equal: there the two residuals are the same.
        let error = |known: Known, own: f64| {
            if design == "strat" {
                known.set_aside(NOT_OUR_RESIDUALS);
                known.close_within(own, 0.02);
            } else {
                known.close(own);
            }
        };
        let (mean, se) = own.mean("api00", &vec![1.0; raked.len()]);
        known.at("mean_api00").close(mean);
        error(known.at("se"), se);
        let (total, se) = own.total("enroll");
        known.at("total_enroll").close(total);
        error(known.at("se_total"), se);
        let by = known.at("by_stype");
        let (means, errors) = own.means_by("stype", &by);
        by.at("api00").all_close(&means);
        for ((_, known), own) in by.at("se").each().into_iter().zip(errors) {
            error(known, own);
        }
        awards(&own, &known.at("awards_logit"), error);
    }
    answers.all_compared();
}

/// The share of schools with an award, by R's iteratively fitted logit: 5e-10, absolute.
fn awards(own: &Calibrated, known: &Known, error: impl Fn(Known, f64)) {
    let schools = own.schools;
    let all = vec![1.0; own.weight.len()];
    let yes = schools.domain("awards", "Yes");
    let (p, scores) = ratio(own.weight, &yes, &all);
    let se = schools.se(own.calibration.residuals(&scores, own.weight));
    known.at("estimate").close(p);
    error(known.at("se"), se);
    // With R's own error where it is not ours.
    let se = known.at("se").number();
    let df = schools.clustering.degrees_of_freedom(|_| true);
    let estimate = proportion(p, se, df, own.weight.len() as u64);
    let limits = interval::of_percentage(&estimate, 0.95).unwrap();
    known
        .at("ci")
        .at(0)
        .off_by_at_most(limits.low / 100.0, 5e-10);
    known
        .at("ci")
        .at(1)
        .off_by_at_most(limits.high / 100.0, 5e-10);
}
