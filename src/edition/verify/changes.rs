//! `change.csv`: what follows from its own numbers and today's. The earlier answers are sealed.

use hailong_statistics::change::of_difference;

use crate::edition::change::judge;
use crate::edition::compute::Told;
use crate::edition::figures::{Figures, WHOLE};
use crate::edition::verify::compare::Hidden;
use crate::edition::verify::report::{Finding, Report, exact, number, probability};

pub const CHANGES: &str = "change.csv";

pub fn changes(report: &mut Report, published: &Figures, told: &Told, hidden: &Hidden) {
    let confidence = published.method.confidence;
    let mut judged = published.changes.clone();
    for of_one_survey in judged.chunk_by_mut(|a, b| a.previous == b.previous) {
        judge(of_one_survey, 1.0 - confidence);
    }
    for (one, judged) in published.changes.iter().zip(judged) {
        let parts = [
            &one.previous,
            &one.domain,
            one.kind.as_str(),
            &one.code,
            one.style.as_str(),
        ];
        let row = parts.join(" ");
        let mut add = |name: &'static str, found: Finding| report.add(CHANGES, &row, name, found);
        let same = told.figures.iter().find(|own| {
            own.domain == one.domain
                && own.kind == one.kind
                && own.code == one.code
                && own.style == one.style
        });
        add(
            "now",
            match one.common {
                // On the questions of both surveys alone.
                true => Finding::Sealed,
                false => number(Some(one.now), same.and_then(|own| own.estimate)),
            },
        );
        for name in ["before", "se", "df", "basis", "split_share"] {
            add(name, Finding::Sealed);
        }
        let own = of_difference(one.now - one.before, one.se * one.se, one.df, confidence);
        add("change", number(Some(one.change), Some(own.difference)));
        add("ci_low", number(Some(one.ci_low), Some(own.low)));
        add("ci_high", number(Some(one.ci_high), Some(own.high)));
        add("p", probability(Some(one.p), Some(own.p)));
        add(
            "detectable",
            number(Some(one.detectable), Some(own.detectable)),
        );
        let concerned = one.domain != WHOLE && hidden.concern(one.kind, &one.code, one.style);
        let among_all = |found: Finding| if concerned { Finding::Sealed } else { found };
        add(
            "p_holm",
            among_all(probability(Some(one.p_holm), Some(judged.p_holm))),
        );
        add(
            "shown",
            among_all(exact(Some(one.shown.as_str()), Some(judged.shown.as_str()))),
        );
    }
}
