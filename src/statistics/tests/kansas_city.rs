//! The resident survey of Kansas City, 2022, against R `survey`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::bands::{Band, Comparison, against_whole};
use hailong_statistics::calibration::Calibration;
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{
    Counted, DomainEstimates, Estimates, Options, Survey, estimate, estimate_calibrated,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::published::{Moments, moments};
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::Style;
use hailong_statistics::weights::kish;

mod known;

use known::{Answers, Known, oracle};

struct City {
    /// Moments of the survey, and its estimates by other weights of items and criteria; base weights, then raked.
    by_other_weights: [(Moments, Estimates); 2],
    other: IndexSpec,
    estimates: Estimates,
    raked: Estimates,
    raked_weights: Vec<f64>,
    items: Vec<String>,
    components: Vec<String>,
}

const WAVE: &str = "3QMAR2022";

fn city(answers: &Answers) -> City {
    let known = answers.root();
    let adults = known.at("population_per_district").number();
    let components = known.at("components").each();
    let items: Vec<String> = components
        .iter()
        .flat_map(|(_, list)| list.texts())
        .map(str::to_owned)
        .collect();
    let spec = IndexSpec {
        components: components
            .iter()
            .map(|(name, list)| {
                let list = list.texts();
                let place = |code: &&str| items.iter().position(|item| item == code).unwrap();
                Component {
                    weight: known.at("component_weights").at(name).number(),
                    items: list
                        .iter()
                        .map(|code| (place(code), 1.0 / list.len() as f64))
                        .collect(),
                }
            })
            .collect(),
    };
    let text = oracle("data/kansas_city_2022.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let places: Vec<usize> = items.iter().map(|item| column(item)).collect();
    let mut sample = Sample {
        items: vec![vec![]; items.len()],
        localities: 6,
        strata: 6,
        ..Sample::default()
    };
    let mut person: [Vec<String>; 2] = [vec![], vec![]];
    for row in reader.records() {
        let row = row.unwrap();
        for (values, name) in person.iter_mut().zip(["sex", "age_band"]) {
            values.push(row[column(name)].to_owned());
        }
        let district: u32 = row[column("district")].parse().unwrap();
        sample.locality.push(district - 1);
        for (item, place) in sample.items.iter_mut().zip(&places) {
            item.push(match &row[*place] {
                "" => 255,
                "9" => 0,
                code => code.parse().unwrap(),
            });
        }
    }
    sample.stratum = sample.locality.clone();
    let size = |district: u32| {
        sample
            .locality
            .iter()
            .filter(|own| **own == district)
            .count() as f64
    };
    let sizes: Vec<f64> = (0..6).map(size).collect();
    sample.weight = sample
        .locality
        .iter()
        .map(|own| adults / sizes[*own as usize])
        .collect();
    let design = Design {
        kind: DesignKind::Probability,
        stratum_population: vec![Some(adults); 6],
    };
    let mut margins = vec![Margin {
        category: sample.locality.clone(),
        target: vec![adults; 6],
    }];
    for (values, name) in person.iter().zip(["sex", "age"]) {
        let targets = known.at("results").at(WAVE).at("margins").at(name).each();
        // Five people of another sex are with those of unknown sex.
        let position = |value: &str| targets.iter().position(|(key, _)| key == value);
        let place = |value: &String| position(value).or_else(|| position("9")).unwrap() as u32;
        margins.push(Margin {
            category: values.iter().map(place).collect(),
            target: targets.iter().map(|(_, target)| target.number()).collect(),
        });
    }
    let calibration = Calibration::new(&sample.weight, &margins).unwrap();
    let raked = Sample {
        weight: rake(&sample.weight, &margins).unwrap().weight,
        ..sample.clone()
    };
    let other = other_weights(&spec);
    let from_moments = |sample: &Sample, calibration: Option<&Calibration>| {
        let mut survey = Survey::new(sample, &spec, &design);
        survey.calibration = calibration;
        let kept = moments(&survey, &survey.estimates().unwrap()).unwrap();
        let wanted = Survey {
            index: &other,
            ..survey
        }
        .estimates()
        .unwrap();
        (kept, wanted)
    };
    City {
        by_other_weights: [
            from_moments(&sample, None),
            from_moments(&raked, Some(&calibration)),
        ],
        other,
        estimates: estimate(&sample, &spec, &design).unwrap(),
        raked: estimate_calibrated(&raked, &spec, &design, &calibration).unwrap(),
        raked_weights: raked.weight,
        items,
        components: components.into_iter().map(|(name, _)| name).collect(),
    }
}

fn other_weights(spec: &IndexSpec) -> IndexSpec {
    let shares = |count: usize| {
        let sum = (count * (count + 1)) as f64 / 2.0;
        (1..=count).map(move |at| at as f64 / sum)
    };
    let components = spec.components.iter().zip(shares(spec.components.len()));
    let component = |(own, weight): (&Component, f64)| Component {
        weight,
        items: own
            .items
            .iter()
            .zip(shares(own.items.len()))
            .map(|((item, _), weight)| (*item, weight))
            .collect(),
    };
    IndexSpec {
        components: components.map(component).collect(),
    }
}

#[test]
fn moments_give_the_districts_by_any_other_weights() {
    let city = city(&Answers::of("kansas_city_2022"));
    for (kept, wanted) in &city.by_other_weights {
        let domains = kept.localities.iter().chain([&kept.whole]);
        for (own, wanted) in domains.zip(wanted.localities.iter().chain([&wanted.whole])) {
            let found = own.recomputed(&city.other, Options::default());
            for style in Style::ALL {
                let found = found.index(style).estimate(&own.size.unwrap()).unwrap();
                let wanted = wanted.style(style).index.estimate.unwrap();
                for (a, b) in [
                    (found.value, wanted.value),
                    (found.variance, wanted.variance),
                    (found.n_eff, wanted.n_eff),
                    (found.df, wanted.df),
                ] {
                    assert!((a - b).abs() <= 1e-9 * b, "{a} {b}");
                }
            }
        }
    }
}

fn compare(found: &Counted, known: &Known) {
    let found = found.estimate.unwrap();
    known.at("est").close(found.value);
    known.at("se").close(found.variance.sqrt());
    if known.each().iter().any(|(field, _)| field == "ci") {
        let limits = interval::of_mean(&found, 0.95).unwrap();
        known.at("ci").all_close(&[limits.low, limits.high]);
    }
}

fn compare_domain(city: &City, found: &DomainEstimates, known: &Known) {
    known.at("df").close(found.mean.index.estimate.unwrap().df);
    for (style, key) in [
        (Style::Mean, "mean_score_0_100"),
        (Style::Satisfied, "top_two_box_pct"),
    ] {
        let (known, own) = (known.at(key), found.style(style));
        compare(&own.index, &known.at("index"));
        for (code, one) in city.components.iter().zip(&own.components) {
            compare(one, &known.at(code));
        }
        for (code, one) in city.items.iter().zip(&own.items) {
            compare(one, &known.at("items").at(code));
        }
    }
    for (code, one) in city.items.iter().zip(&found.dont_know) {
        compare(one, &known.at("dont_know_pct").at(code));
    }
}

fn compare_domains(city: &City, estimates: &Estimates, known: &Known) {
    compare_domain(city, &estimates.whole, &known.at("city"));
    for (at, own) in estimates.localities.iter().enumerate() {
        compare_domain(city, own, &known.at(format!("d{}", at + 1)));
    }
}

fn compare_ranks(estimates: &Estimates, known: &Known, normal: bool) {
    let contestants: Vec<Contestant> = estimates
        .localities
        .iter()
        .map(|one| one.mean.index.estimate.unwrap())
        .map(|one| Contestant {
            estimate: one.value,
            variance: one.variance,
            df: if normal { f64::INFINITY } else { one.df },
        })
        .collect();
    let found = rank_sets(&contestants, 0.05);
    let of =
        |value: fn(&Contestant) -> f64| -> Vec<f64> { contestants.iter().map(value).collect() };
    if normal {
        known.at("index").all_close(&of(|one| one.estimate));
        known.at("se").all_close(&of(|one| one.variance.sqrt()));
        known.at("rank").same(found.rank);
    } else {
        known.at("df").all_close(&of(|one| one.df));
    }
    let ends = |sets: Vec<RankSet>| -> Vec<Vec<u32>> {
        sets.into_iter()
            .map(|set| vec![set.low, set.high])
            .collect()
    };
    known.at("simultaneous").same(ends(found.simultaneous));
    known.at("marginal").same(ends(found.marginal));
}

#[test]
fn every_estimate_error_interval_and_rank_set_is_rs_with_base_and_with_raked_weights() {
    let answers = Answers::of("kansas_city_2022");
    let (city, known) = (city(&answers), answers.root());
    known
        .at("note")
        .set_aside("says that weights and margins are illustrative");
    let results = known.at("results").at(WAVE);
    for (key, estimates) in [("base", &city.estimates), ("raked", &city.raked)] {
        compare_domains(&city, estimates, &results.at(key));
        for (name, normal) in [("rank_sets_holm", true), ("rank_sets_holm_welch", false)] {
            compare_ranks(estimates, &known.at(name).at(key), normal);
        }
    }
    let domains = city.estimates.localities.iter().enumerate();
    let sizes = domains.map(|(at, one)| (format!("d{}", at + 1), one.respondents));
    let whole = ("city".to_owned(), city.estimates.whole.respondents);
    for (name, respondents) in sizes.chain([whole]) {
        results.at("base").at(&name).at("n").same(respondents);
        // R keeps everybody, with weight 0, in a domain of a calibrated design.
        let everybody = city.raked_weights.len();
        results.at("raked").at(&name).at("n").same(everybody);
    }
    known
        .at("weights_raked")
        .at(WAVE)
        .all_close(&city.raked_weights);
    results
        .at("kish_deff_raked")
        .close(kish(&city.raked_weights).deff);
    answers.all_compared();
}

#[test]
fn districts_stand_against_the_city_as_known_in_city_services() {
    let city = city(&Answers::of("kansas_city_2022"));
    let services = city
        .components
        .iter()
        .position(|code| code == "services")
        .unwrap();
    let of = |one: &DomainEstimates| one.mean.components[services].estimate.unwrap();
    let answers = Answers::of("kansas_city_band_2022");
    let known = answers.root().at(WAVE);
    let localities: Vec<_> = city.estimates.localities.iter().map(of).collect();
    let whole = of(&city.estimates.whole);
    known.at("df").close(whole.df);
    let found = against_whole(&localities, &whole, 0.05);
    let all = |value: fn(&Comparison) -> f64| -> Vec<f64> { found.iter().map(value).collect() };
    known.at("diff").all_close(&all(|one| one.difference));
    known.at("se").all_close(&all(|one| one.se));
    known.at("p").all_close(&all(|one| one.p));
    known.at("p_holm").all_close(&all(|one| one.p_holm));
    let words = found.iter().map(|one| match one.band {
        Band::Above => "above",
        Band::NotDifferent => "not different",
        Band::Below => "below",
    });
    known.at("band").same(words.collect::<Vec<_>>());
    answers.all_compared();
}
