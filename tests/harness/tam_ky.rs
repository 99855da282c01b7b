//! Released figures of a made-up wave in the thirteen units of Tam Kỳ in 2024: one ward withheld, three communes to be
//! read with caution. The numbers hang together as real ones do, but come from no answers.

use std::collections::BTreeMap;

use hailong::edition::figures::*;
use hailong::edition::sensitivity::{FactorName, FactorRow, Sensitivity, SpreadRow};
use hailong::edition::standing::{AgainstWhole, Scale, Selection, Standing};
use hailong::survey::digest::Digest;
use hailong::survey::language::{Language, Text};

/// Code, kind, name, population, households, respondents, level of satisfaction.
type Unit = (&'static str, &'static str, &'static str, i64, i64, u64, f64);

const UNITS: [Unit; 13] = [
    ("20335", "ward", "Phường Tân Thạnh", 11726, 3285, 402, 69.3),
    ("20338", "ward", "Phường Phước Hòa", 4331, 1262, 21, 66.0),
    ("20341", "ward", "Phường An Mỹ", 14163, 4409, 518, 74.8),
    ("20344", "ward", "Phường Hòa Hương", 8822, 2491, 286, 63.9),
    ("20347", "ward", "Phường An Xuân", 10035, 2960, 371, 71.6),
    ("20350", "ward", "Phường An Sơn", 13480, 3799, 455, 70.2),
    ("20353", "ward", "Phường Trường Xuân", 8327, 2401, 233, 58.7),
    ("20356", "ward", "Phường An Phú", 9430, 2690, 241, 61.5),
    ("20359", "commune", "Xã Tam Thanh", 5582, 1526, 64, 67.2),
    ("20362", "commune", "Xã Tam Thăng", 8399, 2670, 92, 64.4),
    ("20371", "commune", "Xã Tam Phú", 9301, 2806, 214, 60.1),
    ("20375", "ward", "Phường Hoà Thuận", 11136, 3127, 340, 72.9),
    ("20389", "commune", "Xã Tam Ngọc", 7642, 2132, 88, 65.8),
];

const ITEMS: [(&str, &str, &str, &str, f64); 8] = [
    (
        "air",
        "khong_khi",
        "Không khí nơi Ông/Bà ở",
        "The air where you live",
        4.0,
    ),
    (
        "air",
        "tieng_on",
        "Tiếng ồn, độ rung và bụi",
        "Noise, vibration and dust",
        -6.0,
    ),
    (
        "water",
        "nuoc_song_ho",
        "Nước ở sông, hồ, ao gần nhà",
        "Water in nearby rivers, lakes and ponds",
        -11.0,
    ),
    (
        "water",
        "nuoc_sinh_hoat",
        "Nước sinh hoạt của gia đình",
        "Your household's domestic water",
        9.0,
    ),
    (
        "water",
        "nuoc_thai",
        "Thoát nước và xử lý nước thải",
        "Drainage and wastewater",
        -8.0,
    ),
    (
        "waste",
        "rac_thai",
        "Thu gom rác thải sinh hoạt",
        "Collection of household waste",
        7.0,
    ),
    (
        "green",
        "cay_xanh",
        "Cây xanh và nơi sinh hoạt cộng đồng",
        "Green and public space",
        5.0,
    ),
    (
        "green",
        "chinh_quyen",
        "Sự quan tâm của chính quyền địa phương đối với môi trường",
        "How much the local authority cares about the environment",
        1.0,
    ),
];

const CRITERIA: [(&str, &str, &str); 4] = [
    ("air", "Không khí xung quanh", "Ambient air"),
    (
        "water",
        "Nước mặt và nước sinh hoạt",
        "Surface and domestic water",
    ),
    ("waste", "Đất và rác thải", "Soil and waste"),
    (
        "green",
        "Cảnh quan thiên nhiên, đa dạng sinh học",
        "Landscape and biodiversity",
    ),
];

const LEVELS: [(&str, &str); 5] = [
    ("Rất không hài lòng", "Very dissatisfied"),
    ("Không hài lòng", "Dissatisfied"),
    ("Bình thường", "Neutral"),
    ("Hài lòng", "Satisfied"),
    ("Rất hài lòng", "Very satisfied"),
];

pub fn text(vi: &str, en: &str) -> Text {
    Text(BTreeMap::from([
        (Language("vi".into()), vi.into()),
        (Language("en".into()), en.into()),
    ]))
}

fn level_of(n: u64) -> Level {
    match n {
        100.. => Level::A,
        30.. => Level::B,
        _ => Level::C,
    }
}

/// Five shares whose mean score is near `score`.
fn shares(score: f64) -> [f64; 5] {
    let p = score / 100.0;
    let mut binomial = [0.0; 5];
    for (k, share) in binomial.iter_mut().enumerate() {
        let ways = [1.0, 4.0, 6.0, 4.0, 1.0][k];
        *share = 100.0 * ways * p.powi(k as i32) * (1.0 - p).powi(4 - k as i32);
    }
    binomial
}

fn satisfied(score: f64) -> f64 {
    let shares = shares(score);
    shares[3] + shares[4]
}

fn figure(
    domain: &str,
    kind: FigureKind,
    code: &str,
    style: Style,
    n: u64,
    value: f64,
    sd: f64,
) -> Figure {
    let level = level_of(n);
    let se = sd / (n as f64).sqrt();
    let shown = |value: f64| (level != Level::C).then_some(value);
    Figure {
        domain: domain.into(),
        kind,
        code: code.into(),
        style,
        n: (level != Level::C).then_some(n),
        estimate: shown(value),
        se: shown(se),
        ci_low: shown((value - 1.97 * se).max(0.0)),
        ci_high: shown((value + 1.97 * se).min(100.0)),
        df: shown(n as f64 - 1.0),
        deff: shown(1.1),
        n_eff: shown(n as f64 / 1.1),
        se_linearised: None,
        pooled: false,
        level,
    }
}

fn domain_figures(domain: &str, n: u64, score: f64, figures: &mut Vec<Figure>) {
    for style in Style::ALL {
        let of = |score: f64| match style {
            Style::Mean => score,
            Style::Satisfied => satisfied(score),
        };
        let (narrow, wide) = match style {
            Style::Mean => (17.0, 24.0),
            Style::Satisfied => (30.0, 46.0),
        };
        figures.push(figure(
            domain,
            FigureKind::Index,
            "index",
            style,
            n,
            of(score),
            narrow,
        ));
        for (code, _, _) in CRITERIA {
            let (sum, count) = ITEMS
                .iter()
                .filter(|item| item.0 == code)
                .fold((0.0, 0.0), |(sum, count), item| (sum + item.4, count + 1.0));
            let level = of(score + sum / count);
            figures.push(figure(
                domain,
                FigureKind::Component,
                code,
                style,
                n,
                level,
                narrow,
            ));
        }
        for (_, code, _, _, shift) in ITEMS {
            let level = of(score + shift);
            figures.push(figure(
                domain,
                FigureKind::Item,
                code,
                style,
                n,
                level,
                wide,
            ));
        }
    }
}

/// Pairs further apart than this many standard errors are told apart.
const FAR: f64 = 3.4;

fn ranking(style: Style) -> Vec<RankingRow> {
    let at = |unit: &Unit| match style {
        Style::Mean => unit.6,
        Style::Satisfied => satisfied(unit.6),
    };
    let se = |unit: &Unit| 17.0 / (unit.5 as f64).sqrt();
    let ranked: Vec<&Unit> = UNITS
        .iter()
        .filter(|unit| level_of(unit.5) != Level::C)
        .collect();
    let higher = |a: &Unit, b: &Unit| at(a) - at(b) > FAR * se(a).hypot(se(b));
    let count = |of: &dyn Fn(&Unit) -> bool| ranked.iter().filter(|unit| of(unit)).count() as u32;
    UNITS
        .iter()
        .map(|unit| {
            let level = level_of(unit.5);
            let shown = |value: u32| (level != Level::C).then_some(value);
            let low = 1 + count(&|other| higher(other, unit));
            let high = ranked.len() as u32 - count(&|other| higher(unit, other));
            RankingRow {
                locality: unit.0.into(),
                style,
                estimate: (level != Level::C).then_some(at(unit)),
                rank: shown(1 + count(&|other| at(other) > at(unit))),
                set_low: shown(low),
                set_high: shown(high),
                marginal_low: shown(low),
                marginal_high: shown(high),
                level,
                standing: standing(level, low, high, at(unit), style),
            }
        })
        .collect()
}

/// Quarters of twelve ranked localities; the level of the whole is near 67.
fn standing(level: Level, low: u32, high: u32, value: f64, style: Style) -> Standing {
    if level == Level::C {
        return Standing::default();
    }
    let group = |rank: u32| Some(1 + (rank - 1) / 3);
    Standing {
        points: (style == Style::Satisfied).then_some(0.3 * value),
        group_low: group(low),
        group_high: group(high),
        against_whole: Some(match (low, high) {
            (_, ..=6) => AgainstWhole::Above,
            (7.., _) => AgainstWhole::Below,
            _ => AgainstWhole::NotDifferent,
        }),
        p_whole: Some(0.01),
        ..Standing::default()
    }
}

fn sensitivity() -> Sensitivity {
    let factor = |factor, total| FactorRow {
        factor,
        first_order: Some(total / 2.0),
        total: Some(total),
    };
    let ranked = UNITS.iter().filter(|unit| level_of(unit.5) != Level::C);
    Sensitivity {
        runs: 1024,
        mean_shift: 1.26,
        sampling_share: Some(0.7),
        factors: vec![
            factor(FactorName::Weights, 0.04),
            factor(FactorName::DropOne, 0.25),
            factor(FactorName::Sampling, 0.8),
        ],
        localities: ranked
            .map(|unit| SpreadRow {
                locality: unit.0.into(),
                p05: 2.35,
                p50: 4.0,
                p95: 6.0,
            })
            .collect(),
    }
}

fn distribution(domain: &str, n: u64, score: f64) -> Vec<Distribution> {
    ITEMS
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let shown = level_of(n) != Level::C;
            Distribution {
                domain: domain.into(),
                item: item.1.into(),
                n: shown.then_some(n - n / 20),
                levels: shown.then(|| shares(score + item.4)),
                dont_know: shown.then_some(2.0 + at as f64 * 1.3),
            }
        })
        .collect()
}

fn withheld() -> Vec<Withheld> {
    let mut withheld = Vec::new();
    for unit in UNITS.iter().filter(|unit| level_of(unit.5) == Level::C) {
        let mut figures = Vec::new();
        domain_figures(unit.0, unit.5, unit.6, &mut figures);
        withheld.extend(figures.into_iter().map(|figure| Withheld {
            domain: figure.domain,
            kind: figure.kind,
            code: figure.code,
            style: figure.style,
            reason: WithheldReason::TooFewAnswers,
        }));
    }
    withheld
}

fn criteria() -> Vec<CriterionSummary> {
    CRITERIA
        .iter()
        .map(|(code, vi, en)| {
            let own: Vec<_> = ITEMS.iter().filter(|item| item.0 == *code).collect();
            let weight = 1.0 / own.len() as f64;
            CriterionSummary {
                code: (*code).into(),
                name: text(vi, en),
                weight: 0.25,
                items: own
                    .into_iter()
                    .map(|(_, code, vi, en, _)| ItemSummary {
                        code: (*code).into(),
                        text: text(vi, en),
                        weight,
                        levels: LEVELS.iter().map(|(vi, en)| text(vi, en)).collect(),
                        dont_know: Some(text(
                            "Không biết / không có ý kiến",
                            "Don't know / no opinion",
                        )),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// In the given headline style, as an edition releases them.
pub fn tam_ky(style: Style) -> Figures {
    let total: i64 = UNITS.iter().map(|unit| unit.3).sum();
    let whole = UNITS.iter().map(|unit| unit.3 as f64 * unit.6).sum::<f64>() / total as f64;
    let everyone: u64 = UNITS.iter().map(|unit| unit.5).sum();
    let mut figures = Vec::new();
    domain_figures(WHOLE, everyone, whole, &mut figures);
    let mut distributions = distribution(WHOLE, everyone, whole);
    for unit in UNITS {
        domain_figures(unit.0, unit.5, unit.6, &mut figures);
        distributions.extend(distribution(unit.0, unit.5, unit.6));
    }
    let input = |role: &str, bytes| Input {
        role: role.into(),
        sha256: Digest::of(role.as_bytes()),
        bytes,
    };
    Figures {
        program: "hailong 0.1.0".into(),
        title: text(
            "Mức độ hài lòng của người dân về chất lượng môi trường sống, thành phố Tam Kỳ, năm 2024",
            "Residents' satisfaction with the living environment, Tam Kỳ city, 2024",
        ),
        simulated: true,
        released: true,
        form: FormSummary {
            code: "living-environment".into(),
            version: 1,
            title: text(
                "Phiếu khảo sát môi trường sống",
                "Living environment survey",
            ),
            languages: vec!["vi".into(), "en".into()],
            criteria: criteria(),
        },
        method: MethodSummary {
            code: "tam-ky-2024".into(),
            version: 1,
            style,
            design: "opt_in".into(),
            weighting: "population".into(),
            raking: Vec::new(),
            confidence: 0.95,
            seed: Some(20241220),
            scale: Scale::default(),
            thresholds: serde_json::json!({
                "never_below": 10,
                "a": {"n": 100, "n_eff": 60.0, "df": 8.0, "half_width": 5.0, "width": 20.0, "cv": 16.5, "cv_width": 5.0},
                "b": {"n": 30, "n_eff": 30.0, "df": 0.0, "half_width": 10.0, "width": 30.0, "cv": 33.3, "cv_width": 10.0},
            }),
        },
        inputs: vec![
            input("form", 18_243),
            input("method", 812),
            input("frame", 1_004),
            input("responses", 214_552),
        ],
        localities: UNITS
            .iter()
            .map(|unit| FramedLocality {
                code: unit.0.into(),
                valid_from: Some("2006-09-29".into()),
                kind: Some(unit.1.into()),
                name: unit.2.into(),
                population: unit.3,
                households: Some(unit.4),
                responses: Some(unit.5),
            })
            .collect(),
        figures,
        ranking: Style::ALL.into_iter().flat_map(ranking).collect(),
        distributions,
        bounds: Vec::new(),
        sensitivity: Some(sensitivity()),
        selection: Some(Selection {
            correlation: 0.005,
            n: everyone,
            population: total,
            n_eff: 1117.2,
        }),
        changes: Vec::new(),
        changes_withheld: Vec::new(),
        dominated: Vec::new(),
        one_source: Vec::new(),
        quality: Default::default(),
        ways: Vec::new(),
        pairs: Vec::new(),
        raking: None,
        variance: None,
        weights: Vec::new(),
        withheld: withheld(),
    }
}
