//! How sure the figures are, in words: each sentence where it applies and nowhere else.

use hailong::edition::figures::*;
use hailong::edition::method::VarianceName;
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::{edition, text};
use crate::harness::tam_ky::tam_ky;

fn said(change: impl Fn(&mut Figures), tongue: Tongue) -> String {
    let mut figures = tam_ky(Style::Mean);
    change(&mut figures);
    let page = edition(figures, tongue, Sort::Name);
    let own = page.split("id=\"method\"").nth(1).unwrap();
    text(own.split("</section>").next().unwrap())
}

const VARIANCE: VarianceSummary = VarianceSummary {
    method: VarianceName::Linearised,
    replicates: None,
    clusters: None,
    lonely_strata: 0,
    pooled_localities: 0,
};

fn raking() -> RakingSummary {
    RakingSummary {
        rounds: 12,
        error: 1e-11,
        at_cap: 0,
        cap_dropped: false,
        rescaled: Vec::new(),
        collapsed: Vec::new(),
    }
}

fn of_variance(variance: VarianceSummary, raked: bool) -> String {
    let change = |figures: &mut Figures| {
        figures.variance = Some(variance.clone());
        figures.raking = raked.then(raking);
    };
    said(change, Tongue::Vi)
}

#[test]
fn nothing_is_said_of_what_is_not_known() {
    for tongue in Tongue::ALL {
        let own = said(|_| (), tongue);
        assert!(!own.contains("chắc chắn đến đâu") && !own.contains("How sure"));
    }
}

#[test]
fn it_names_the_way_the_interval_was_computed() {
    let own = of_variance(VARIANCE, false);
    assert!(own.contains("bằng phương pháp tuyến tính hóa"), "{own}");
    let jackknife = VarianceSummary {
        method: VarianceName::Jackknife,
        clusters: Some(1040),
        ..VARIANCE
    };
    let own = of_variance(jackknife.clone(), true);
    assert!(own.contains("jackknife") && own.contains("mỗi lần cân bằng mẫu lại từ đầu"));
    assert!(
        own.contains("Người trả lời thuộc 1.040 đơn vị chọn mẫu."),
        "{own}"
    );
    assert!(!of_variance(jackknife, false).contains("cân bằng mẫu lại"));
    let bootstrap = VarianceSummary {
        method: VarianceName::Bootstrap,
        replicates: Some(500),
        ..VARIANCE
    };
    let own = of_variance(bootstrap.clone(), true);
    assert!(own.contains("rút lại mẫu 500 lần, mỗi lần cân bằng mẫu lại từ đầu; số khởi đầu ngẫu nhiên là 20241220"), "{own}");
    let own = of_variance(bootstrap, false);
    assert!(own.contains("rút lại mẫu 500 lần rồi tính lại"), "{own}");
    assert!(!own.contains("đơn vị chọn mẫu"), "{own}");
}

#[test]
fn few_units_are_said() {
    let few = VarianceSummary {
        clusters: Some(26),
        lonely_strata: 3,
        pooled_localities: 13,
        ..VARIANCE
    };
    let own = of_variance(few.clone(), false);
    assert!(
        own.contains("13 địa phương có quá ít đơn vị chọn mẫu"),
        "{own}"
    );
    assert!(own.contains("3 tầng chỉ có một đơn vị chọn mẫu"), "{own}");
    let own = of_variance(
        VarianceSummary {
            clusters: None,
            ..few
        },
        false,
    );
    assert!(own.contains("3 tầng chỉ có một phiếu"), "{own}");
    let own = of_variance(VARIANCE, false);
    assert!(
        !own.contains("tầng") && !own.contains("quá ít đơn vị"),
        "{own}"
    );
}

#[test]
fn what_raking_had_to_do_is_said() {
    let after = |change: &dyn Fn(&mut RakingSummary), tongue| {
        let mut own = raking();
        change(&mut own);
        said(|figures| figures.raking = Some(own.clone()), tongue)
    };
    let vi = after(
        &|own| {
            own.rescaled = vec!["sex".into(), "age".into()];
            own.collapsed = vec![["age".into(), "85+".into(), "70-84".into()]];
            own.at_cap = 7;
        },
        Tongue::Vi,
    );
    assert!(
        vi.contains("Cơ cấu dân số theo sex, age có tổng khác"),
        "{vi}"
    );
    assert!(
        vi.contains(
            "Trong cơ cấu “age”, không ai thuộc “85+” trả lời, nên mục này được gộp với “70-84”."
        ),
        "{vi}"
    );
    assert!(vi.contains("7 phiếu có trọng số bị giữ ở mức trần"), "{vi}");
    let dropped = after(
        &|own| {
            own.cap_dropped = true;
            own.at_cap = 7;
        },
        Tongue::Vi,
    );
    assert!(dropped.contains("mức trần đã được bỏ"), "{dropped}");
    assert!(!dropped.contains("bị giữ ở mức trần"), "{dropped}");
    let en = after(&|own| own.at_cap = 7, Tongue::En);
    assert!(
        en.contains("weight is held at the cap, so that nobody counts for too much: 7."),
        "{en}"
    );
    let quiet = after(&|_| (), Tongue::En);
    for part in ["the cap", "joined", "scaled"] {
        assert!(!quiet.contains(part), "{part} in {quiet}");
    }
}

#[test]
fn a_design_effect_of_the_weights_above_two_is_a_warning() {
    let weights = |domain: &str, deff: f64| WeightRow {
        domain: domain.into(),
        n: 3325,
        min: 1.0,
        median: 10.0,
        max: 90.0,
        deff,
        n_eff: 3325.0 / deff,
    };
    let own = said(
        |figures| {
            figures.weights = vec![
                weights(WHOLE, 2.5),
                weights("20341", 2.1),
                weights("20335", 2.0),
            ];
        },
        Tongue::Vi,
    );
    assert!(
        own.contains("(hệ số Kish 2,5), nên 3.325 phiếu chỉ đáng tin như 1.330 phiếu"),
        "{own}"
    );
    assert!(
        own.contains("Phường An Mỹ (2,1).") && !own.contains("Tân Thạnh"),
        "{own}"
    );
    let own = said(
        |figures| figures.weights = vec![weights(WHOLE, 2.0)],
        Tongue::Vi,
    );
    assert!(!own.contains("Kish"), "{own}");
}

#[test]
fn bounds_need_no_assumption_and_the_assumption_is_named() {
    let bound = |about, low, high| Bounds {
        domain: WHOLE.into(),
        style: Style::Mean,
        about,
        low: Some(low),
        high: Some(high),
    };
    let with = |design: &str, tongue| {
        said(
            |figures| {
                figures.method.design = design.into();
                figures.bounds = vec![bound(Unsaid::DontKnow, 61.2, 69.9)];
                if design == "census_attempt" {
                    figures.bounds.push(bound(Unsaid::NonResponse, 40.1, 80.2));
                }
            },
            tongue,
        )
    };
    let vi = with("census_attempt", Tongue::Vi);
    assert!(
        vi.contains(
            "là chê hết mức thì chỉ số chung là 61,2; nếu coi là khen hết mức thì là 69,9."
        ),
        "{vi}"
    );
    assert!(vi.contains("Dù những người không trả lời nghĩ thế nào đi nữa, chỉ số chung cũng nằm trong khoảng từ 40,1 đến 80,2."), "{vi}");
    assert!(
        vi.contains("nếu trong mỗi nhóm, người không trả lời nghĩ như người đã trả lời."),
        "{vi}"
    );
    let en = with("census_attempt", Tongue::En);
    assert!(
        en.contains(
            "Whatever those think who did not answer, the overall index lies between 40.1 and 80.2."
        ),
        "{en}"
    );
    assert!(
        en.contains("if those who did not answer in a group think like those who did."),
        "{en}"
    );
    let drawn = with("probability", Tongue::En);
    assert!(
        drawn.contains("61.2") && !drawn.contains("did not answer"),
        "{drawn}"
    );
}

#[test]
fn bounds_of_a_withheld_index_are_not_told() {
    let own = said(
        |figures| {
            figures.figures.retain(|figure| figure.domain != WHOLE);
            figures.bounds = vec![Bounds {
                domain: WHOLE.into(),
                style: Style::Mean,
                about: Unsaid::DontKnow,
                low: Some(61.2),
                high: Some(69.9),
            }];
        },
        Tongue::Vi,
    );
    assert!(!own.contains("61,2"), "{own}");
}
