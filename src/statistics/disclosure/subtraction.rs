//! The attack of somebody who adds and subtracts: an equation with a single unknown gives it away, again and again.
//!
//! ```
//! use hailong_statistics::disclosure::subtraction::recovered;
//! // 0 + 1 = 2 and 1 + 3 = 4, where 0 and 3 are hidden …
//! assert_eq!(recovered(&[false, true, true, false, true], &[vec![0, 1, 2], vec![1, 3, 4]]), [(0, 0), (3, 1)]);
//! // … and with 1 hidden too.
//! assert!(recovered(&[false, false, true, false, true], &[vec![0, 1, 2], vec![1, 3, 4]]).is_empty());
//! ```

/// What can be worked out although it is not `known`: the figure and the equation that gave it, in the order found. An
/// equation lists the figures, total included, that sum to zero with known factors.
pub fn recovered(known: &[bool], equations: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut containing: Vec<Vec<usize>> = vec![Vec::new(); known.len()];
    let mut unknown = vec![0_usize; equations.len()];
    for (equation, figures) in equations.iter().enumerate() {
        for figure in figures.iter().filter(|figure| !known[**figure]) {
            containing[*figure].push(equation);
            unknown[equation] += 1;
        }
    }
    let mut known = known.to_vec();
    let mut single: Vec<usize> = (0..equations.len())
        .filter(|equation| unknown[*equation] == 1)
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equation) = single.get(at).copied() {
        at += 1;
        let Some(figure) = equations[equation].iter().copied().find(|one| !known[*one]) else {
            continue;
        };
        known[figure] = true;
        found.push((figure, equation));
        for other in &containing[figure] {
            unknown[*other] -= 1;
            if unknown[*other] == 1 {
                single.push(*other);
            }
        }
    }
    found
}
