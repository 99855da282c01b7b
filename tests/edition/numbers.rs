//! What reads well gives numbers, never NaN or infinity.

use hailong::edition::compute::compute;

use crate::edition::small::{METHOD, csv, frame, read, varied};

/// Words of the debug text outside its quoted strings.
fn is_all_numbers(figures: &impl std::fmt::Debug) -> bool {
    let text = format!("{figures:?}")
        .replace("\\\\", "")
        .replace("\\\"", "");
    let outside: Vec<&str> = text.split('"').step_by(2).collect();
    outside
        .iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
        .all(|word| word != "NaN" && word != "inf")
}

#[test]
fn the_heaviest_and_lightest_weights_that_are_read() {
    let method = format!("{METHOD}[weighting]\nbase = \"column\"\n");
    let rows = csv(&[varied("1", 40), varied("2", 40)].concat());
    for weights in [["1e12"; 2], ["1e-12"; 2], ["1e-12", "1e12"], ["1", "1e12"]] {
        let weighted: String = rows
            .lines()
            .enumerate()
            .map(|(at, line)| match at {
                0 => format!("{line},weight\n"),
                _ => format!("{line},{}\n", weights[at / 3 % 2]),
            })
            .collect();
        let inputs = read(&method, &frame(&["1", "2"]), &weighted).unwrap();
        assert!(is_all_numbers(&compute(&inputs).unwrap()), "{weights:?}");
    }
}
