//! One-step redistribution of what trimming cuts off.

use hailong_statistics::weights::redistribute;

use crate::known::Answers;

#[test]
fn strict_redistribution_goes_on_until_no_weight_is_outside() {
    let answers = Answers::of("survey_api_trim");
    let (once, strict) = (answers.root().at("once"), answers.root().at("strict"));
    let (lower, upper) = (once.at("lower").number(), once.at("upper").number());
    strict.at("lower").close(lower);
    strict.at("upper").close(upper);
    let begin = once.at("weights").numbers();
    let trimmed = redistribute(&begin, lower, upper, true);
    strict.at("weights").all_close(&trimmed);
    let (before, after): (f64, f64) = (begin.iter().sum(), trimmed.iter().sum());
    assert!((before / after - 1.0).abs() < 1e-12);
    for known in [once, strict] {
        for field in ["mean", "se"] {
            known
                .at(field)
                .set_aside("the sample apiclus2 is not among the data");
        }
    }
    let kish = answers.root().at("kish");
    let reason =
        "of the weights before trimming, which are not among the data; but n = deff × n_eff";
    let (deff, n_eff) = (kish.at("deff"), kish.at("n_eff"));
    deff.set_aside(reason);
    n_eff.close(begin.len() as f64 / deff.number());
    answers.all_compared();
}
