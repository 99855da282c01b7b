//! `[change]`, `[points]`, `[bands]`, `[opt_in]` and `[sensitivity]` of METHOD.toml.

use crate::edition::method::MethodFaultKind;
use crate::edition::standing::Scale;
use crate::survey::toml_walk::Node;

/// As few runs as still say something, and as many as end soon.
const RUNS: std::ops::RangeInclusive<usize> = 64..=65_536;

pub struct Choices {
    pub scale: Scale,
    pub rho: f64,
    pub runs: usize,
    pub same_psu: bool,
}

/// `add` takes each fault with its line.
pub fn read(root: Node<'_>, is_seeded: bool, add: impl Fn(usize, MethodFaultKind)) -> Choices {
    Choices {
        scale: scale(root, &add),
        rho: rho(root, &add),
        runs: runs(root, is_seeded, &add),
        same_psu: same_psu(root),
    }
}

fn scale(root: Node<'_>, add: &impl Fn(usize, MethodFaultKind)) -> Scale {
    let mut scale = Scale::default();
    if let Some(node) = root.section("points") {
        node.only(&["cap"]);
        if let Some((cap, line)) = node.number("cap") {
            if cap <= 0.0 {
                add(line, MethodFaultKind::PointsCap);
            }
            scale.cap = cap;
        }
    }
    if let Some(node) = root.section("bands") {
        node.only(&["good", "fair", "average"]);
        let bound = |key, otherwise| node.number(key).map_or(otherwise, |(value, _)| value);
        scale.good = bound("good", scale.good);
        scale.fair = bound("fair", scale.fair);
        scale.average = bound("average", scale.average);
        let ordered = [0.0, scale.average, scale.fair, scale.good, 100.0];
        if ordered.windows(2).any(|pair| pair[0] >= pair[1]) {
            add(node.line, MethodFaultKind::Bands);
        }
    }
    scale
}

fn same_psu(root: Node<'_>) -> bool {
    root.section("change").is_some_and(|node| {
        node.only(&["same_psu"]);
        node.flag("same_psu", false)
    })
}

fn rho(root: Node<'_>, add: &impl Fn(usize, MethodFaultKind)) -> f64 {
    let node = root.section("opt_in");
    if let Some(node) = node {
        node.only(&["rho"]);
    }
    let Some((rho, line)) = node.and_then(|node| node.number("rho")) else {
        return 0.005;
    };
    if rho <= 0.0 || rho >= 1.0 {
        add(line, MethodFaultKind::Rho);
    }
    rho
}

fn runs(root: Node<'_>, is_seeded: bool, add: &impl Fn(usize, MethodFaultKind)) -> usize {
    let Some(node) = root.section("sensitivity") else {
        return 1024;
    };
    node.only(&["runs"]);
    let Some((runs, line)) = node.whole::<usize>("runs") else {
        return 1024;
    };
    if runs != 0 && !RUNS.contains(&runs) {
        add(line, MethodFaultKind::Runs);
    }
    if runs != 0 && !is_seeded {
        add(line, MethodFaultKind::Unseeded);
    }
    runs
}
