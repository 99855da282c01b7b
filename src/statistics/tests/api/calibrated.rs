//! Weights that meet known totals: R's `calibrate` and `postStratify`.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::weights::poststratify;

use crate::known::{Answers, Known};
use crate::sample::Schools;

/// Calibrated weights, and how their scores become residuals.
pub struct Calibrated<'a> {
    pub schools: &'a Schools,
    pub weight: &'a [f64],
    pub calibration: &'a Calibration,
}

impl Calibrated<'_> {
    fn residuals(&self, scores: &[f64]) -> Vec<f64> {
        self.calibration.residuals(scores, self.weight)
    }

    /// Mean and standard error of `column` where `domain` is 1.
    pub fn mean(&self, column: &str, domain: &[f64]) -> (f64, f64) {
        let (mean, scores) = self.schools.mean_in(self.weight, column, domain);
        (mean, self.schools.se(self.residuals(&scores)))
    }

    pub fn total(&self, column: &str) -> (f64, f64) {
        let (total, scores) = self.schools.total(self.weight, column);
        (total, self.schools.se(self.residuals(&scores)))
    }

    /// Means and standard errors of api00 at every level of `by`.
    pub fn means_by(&self, by: &str, known: &Known) -> (Vec<f64>, Vec<f64>) {
        let levels = self.schools.levels(by).1;
        assert_eq!(known.at("levels").texts(), levels);
        levels
            .iter()
            .map(|level| self.mean("api00", &self.schools.domain(by, level)))
            .unzip()
    }

    fn everywhere(&self) -> Vec<f64> {
        vec![1.0; self.weight.len()]
    }

    /// All that the file says of weights from `calibrate`.
    fn compare(&self, known: &Known) {
        let columns = ["api00", "api99"];
        let all = self.everywhere();
        let (means, errors): (Vec<f64>, Vec<f64>) = columns
            .map(|column| self.mean(column, &all))
            .into_iter()
            .unzip();
        known.at("mean").all_close(&means);
        known.at("se").all_close(&errors);
        let scores = columns.map(|column| self.schools.mean_in(self.weight, column, &all).1);
        let residuals = scores.map(|scores| self.residuals(&scores));
        known
            .at("vcov")
            .all_close_matrix(&self.schools.covariance(&residuals));
        for by in ["stype", "sch.wide"] {
            let known = known.at(format!("by_{by}"));
            let (means, errors) = self.means_by(by, &known);
            known.at("est").all_close(&means);
            known.at("se").all_close(&errors);
        }
        let (total, se) = self.total("enroll");
        known.at("total_enroll").at("est").close(total);
        known.at("total_enroll").at("se").close(se);
    }
}

#[test]
fn calibrated_weights_and_their_errors_are_those_of_calibrate() {
    let answers = Answers::of("survey_api_calibrate");
    for (design, known) in answers.root().each() {
        let schools = Schools::of(&design);
        let margins = schools.margins();
        let calibration = Calibration::new(&schools.weight, &margins).unwrap();
        let raked = rake(&schools.weight, &margins).unwrap().weight;
        let raking = known.at("calibrate_raking");
        raking.at("weights").all_close(&raked);
        let with = |weight| Calibrated {
            schools: &schools,
            weight,
            calibration: &calibration,
        };
        with(&raked).compare(&raking);
        // Linear calibration may give negative weights and is no part of the method: its weights are an input here. Their
        // errors follow from the same residuals.
        let linear = known.at("calibrate_linear_GREG");
        with(&linear.at("weights").numbers()).compare(&linear);
        let variant = known.at("rake_residual_variant_se");
        if design == "clus1" {
            // All base weights are equal: the two residuals are the same.
            variant.all_close(&raking.at("se").numbers());
        } else {
            variant.set_aside(crate::raked::NOT_OUR_RESIDUALS);
        }
    }
    answers.all_compared();
}

#[test]
fn the_order_of_the_margins_does_not_matter() {
    let schools = Schools::of("clus1");
    let mut margins = schools.margins();
    let one = rake(&schools.weight, &margins).unwrap();
    margins.reverse();
    let other = rake(&schools.weight, &margins).unwrap();
    for (one, other) in one.weight.iter().zip(&other.weight) {
        assert!((one / other - 1.0).abs() < 1e-9);
    }
}

#[test]
fn post_stratified_means_and_totals_are_those_of_r() {
    let answers = Answers::of("survey_api_poststratify");
    for (design, known) in answers.root().each() {
        let schools = Schools::of(&design);
        let cells = Margin {
            category: schools.levels("stype").0,
            target: vec![4_421.0, 755.0, 1_018.0],
        };
        let weight = poststratify(&schools.weight, &cells).unwrap().weight;
        known.at("weights").all_close(&weight);
        let own = Calibrated {
            schools: &schools,
            weight: &weight,
            calibration: &Calibration::new(&schools.weight, &[cells]).unwrap(),
        };
        let (mean, se) = own.mean("api00", &own.everywhere());
        known.at("mean_api00").close(mean);
        known.at("se").close(se);
        let (total, se) = own.total("enroll");
        known.at("total_enroll").close(total);
        known.at("se_total").close(se);
        let by = known.at("by_sch.wide");
        let (means, errors) = own.means_by("sch.wide", &by);
        by.at("api00").all_close(&means);
        by.at("se").all_close(&errors);
    }
    answers.all_compared();
}
