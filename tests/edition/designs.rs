//! Weights and variances as the method file asks for them.

use hailong::edition::compute::compute;
use hailong::edition::figures::{Figure, FigureKind, Figures, Style, WHOLE};
use hailong::edition::inputs::{InputFault, Inputs};
use hailong::edition::method::VarianceName;
use hailong::wording::{Tongue, data_faults};

use crate::edition::small::{METHOD, frame, of, read_with_margins};

const PROBABILITY: &str =
    "code = \"m\"\nversion = 1\nstyle = \"mean\"\nseed = 7\n[design]\nkind = \"probability\"\n";

/// Forty people in each of two localities: `sex`, `stratum`, `class` and eight sampling units per locality.
fn responses() -> String {
    let mut text =
        "locality,dust,noise_day,noise_night,burning,what,days,sex,stratum,class,psu,weight\n"
            .to_owned();
    for locality in ["1", "2"] {
        for at in 0..40_usize {
            let unit = at % 8;
            let level = |step: usize| 1 + (at * step + unit + at / 9) % 5;
            let sex = if at % 3 == 0 { "m" } else { "f" };
            let class = if at % 4 == 0 { "young" } else { "old" };
            let stratum = format!("{locality}-{}", ["x", "y"][at % 2]);
            text += &format!(
                "{locality},{},{},{},,,,{sex},{stratum},{class},{unit},{}\n",
                level(1),
                level(2),
                level(3),
                50 + at
            );
        }
    }
    text
}

fn inputs(method: &str, margins: &str) -> Result<Inputs, Vec<InputFault>> {
    let rows = format!("margin,category,target,neighbour\n{margins}");
    let file = (!margins.is_empty()).then_some(rows.as_str());
    read_with_margins(method, &frame(&["1", "2"]), &responses(), file)
}

fn computed(method: &str, margins: &str) -> Figures {
    let found = inputs(method, margins);
    compute(&found.unwrap_or_else(|faults| panic!("{:?}", in_words(&faults)))).unwrap()
}

fn in_words(faults: &[InputFault]) -> Vec<String> {
    data_faults::inputs(faults, Tongue::En)
}

fn index(figures: &Figures, domain: &str) -> Figure {
    of(figures, domain, FigureKind::Index, "index", Style::Mean).clone()
}

const SEX: &str = "sex,m,4000,\nsex,f,6000,\n";

#[test]
fn raked_clusters_take_the_jackknife_and_print_the_linearised_error_beside_it() {
    let method = format!("{PROBABILITY}[weighting]\nraking = [\"locality\", \"sex\"]\n");
    let found = computed(&method, SEX);
    let variance = found.variance.as_ref().unwrap();
    assert_eq!(
        (variance.method, variance.clusters),
        (VarianceName::Jackknife, Some(16))
    );
    let whole = index(&found, WHOLE);
    assert_eq!(whole.df, Some(14.0));
    assert!(
        whole
            .se_linearised
            .is_some_and(|se| se != whole.se.unwrap())
    );
    let linearised = computed(
        &method.replace("[weighting]", "variance = \"linearised\"\n[weighting]"),
        SEX,
    );
    assert_eq!(index(&linearised, WHOLE).se, whole.se_linearised);
    assert_eq!(index(&linearised, WHOLE).se_linearised, None);
    let drawn = |seed: &str| {
        let method = method.replace("seed = 7", seed);
        let wanted = "variance = \"bootstrap\"\nreplicates = 60\n[weighting]";
        computed(&method.replace("[weighting]", wanted), SEX)
    };
    let bootstrap = drawn("seed = 7");
    assert_eq!(bootstrap.variance.as_ref().unwrap().replicates, Some(60));
    assert_eq!(index(&bootstrap, WHOLE), index(&drawn("seed = 7"), WHOLE));
    assert_ne!(
        index(&bootstrap, WHOLE).se,
        index(&drawn("seed = 8"), WHOLE).se
    );
}

#[test]
fn few_clusters_take_the_design_effect_of_all_localities_unless_the_method_says_no() {
    // 7 degrees of freedom in each of two localities are too few even together.
    let found = computed(PROBABILITY, SEX);
    assert_eq!(found.variance.as_ref().unwrap().pooled_localities, 2);
    assert!(!index(&found, "1").pooled);
    let alone = format!("{PROBABILITY}pool_few_clusters = false\n");
    assert_eq!(computed(&alone, SEX).variance.unwrap().pooled_localities, 0);
}

#[test]
fn a_finite_population_of_clusters_or_strata_is_read_from_the_margins() {
    let clustered = |units: u32| {
        let method = format!("{PROBABILITY}finite_population = true\n");
        index(
            &computed(&method, &format!("psu,1,{units},\npsu,2,{units},\n")),
            "1",
        )
        .se
        .unwrap()
    };
    let none = index(&computed(PROBABILITY, SEX), "1").se.unwrap();
    assert!((clustered(16) - none * 0.5_f64.sqrt()).abs() < 1e-12);
    let method = format!("{PROBABILITY}finite_population = true\n");
    let crowded = in_words(&inputs(&method, "psu,1,7,\npsu,2,16,\n").err().unwrap());
    assert_eq!(
        crowded,
        [
            "responses.csv: stratum “1” has 8 in the sample but only 7 in MARGINS.csv: correct that number, or leave finite_population out"
        ]
    );
    let missing = in_words(&inputs(&method, "").err().unwrap());
    assert!(
        missing
            .iter()
            .any(|line| line.starts_with("MARGINS.csv: no margin “psu”")),
        "{missing:?}"
    );
}

#[test]
fn base_weights_per_stratum_and_classes_of_non_response_come_from_the_margins() {
    let strata = "stratum,1-x,100,\nstratum,1-y,300,\nstratum,2-x,50,\nstratum,2-y,70,\n";
    let method = format!("{PROBABILITY}strata = \"column\"\n[weighting]\nbase = \"stratum\"\n");
    let found = computed(&method, strata);
    assert_eq!((found.weights[1].min, found.weights[1].max), (5.0, 15.0));
    let method = format!("{METHOD}[weighting]\nnonresponse = \"class\"\n");
    let found = computed(&method, "class,young,5000,\nclass,old,5000,\n");
    // Half of the people are of the quarter that is young.
    assert_eq!(
        (found.weights[0].min, found.weights[0].max),
        (5000.0 / 60.0, 250.0)
    );
}

#[test]
fn a_category_that_nobody_answered_for_goes_to_its_neighbour_and_that_is_said() {
    let method = format!("{METHOD}[weighting]\nraking = [\"sex\"]\n");
    let found = computed(&method, &format!("{SEX}sex,unsaid,500,f\n"));
    let raking = found.raking.unwrap();
    assert_eq!(
        raking.collapsed,
        [["sex", "unsaid", "f"].map(str::to_owned)]
    );
    let refused = in_words(
        &inputs(&method, &format!("{SEX}sex,unsaid,500,\n"))
            .err()
            .unwrap(),
    );
    assert!(
        refused[0].starts_with("margins.csv: category “unsaid” of “sex”"),
        "{refused:?}"
    );
    let itself = in_words(
        &inputs(&method, &format!("{SEX}sex,unsaid,500,unsaid\n"))
            .err()
            .unwrap(),
    );
    assert!(
        itself[0].starts_with("margins.csv:4:neighbour: found “unsaid”"),
        "{itself:?}"
    );
}

#[test]
fn margins_within_localities_hold_where_there_are_enough_respondents() {
    let rows = "locality*sex,1*m,2500,\nlocality*sex,1*f,2500,\nlocality*sex,2*m,1000,\nlocality*sex,2*f,4000,\n";
    let sums = |from: &str| {
        let method =
            format!("{METHOD}[weighting]\nraking = [\"locality\", \"locality*sex\"]\n{from}");
        let found = computed(&method, rows);
        // 14 of 40 are men.
        (found.weights[1].min, found.weights[1].max)
    };
    let (low, high) = sums("within_from = 40");
    assert!((low - 2500.0 / 26.0).abs() < 1e-9 && (high - 2500.0 / 14.0).abs() < 1e-9);
    let (low, high) = sums("");
    assert!((low - 125.0).abs() < 1e-9 && (high - 125.0).abs() < 1e-9);
}

#[test]
fn the_method_can_pool_answers_and_count_dont_know_as_not_satisfied() {
    let plain = computed(METHOD, "");
    let pooled = computed(&format!("{METHOD}[index]\npooled_answers = true\n"), "");
    assert_ne!(
        index(&plain, WHOLE).estimate,
        index(&pooled, WHOLE).estimate
    );
}
