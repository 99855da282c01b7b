//! Strata with one PSU: the stratified sample taken as if every county were a stratum.

use hailong_statistics::clustering::LonelyPsu;

use crate::known::Answers;
use crate::sample::Schools;

#[test]
fn a_stratum_with_one_psu_is_treated_as_asked() {
    let answers = Answers::of("survey_api_lonely_psu");
    let (known, schools) = (answers.root(), Schools::of("strat"));
    // R's "remove" and "certainty" both let such a stratum add nothing.
    let options = [
        ("adjust", LonelyPsu::Adjust),
        ("certainty", LonelyPsu::Certainty),
        ("remove", LonelyPsu::Certainty),
        ("average", LonelyPsu::Average),
    ];
    let (mean, total) = (
        schools.mean("api00"),
        schools.total(&schools.weight, "api00"),
    );
    for (name, lonely) in options {
        let clustering = schools.clustered("cnum", "", false, lonely);
        known
            .at("single_psu_strata")
            .same(clustering.lonely_strata());
        known.at("strata").same(clustering.sampled.len());
        let scores = [mean.1.clone(), total.1.clone()];
        let covariance = clustering.covariance(&scores).unwrap();
        let known = known.at(name);
        known.at("mean").close(mean.0);
        known.at("se").close(covariance[0][0].sqrt());
        known.at("total").close(total.0);
        known.at("se_total").close(covariance[1][1].sqrt());
        known
            .at("degf")
            .close(clustering.degrees_of_freedom(|_| true));
    }
    let failing = schools.clustered("cnum", "", false, LonelyPsu::Fail);
    assert!(failing.covariance(&[mean.1]).is_err());
    answers.all_compared();
}
