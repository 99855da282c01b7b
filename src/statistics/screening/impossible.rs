//! Flag 1: codes out of range and answers that cannot go together. Hard errors: such a response is always left out.

use crate::error::Error;
use crate::score::{DONT_KNOW, MISSING, is_valid};
use crate::screening::columns::{check_even, in_blocks};

/// Rows with a code that is not 0–5 or 255.
pub fn out_of_range(columns: &[&[u8]], n: usize) -> Result<Vec<usize>, Error> {
    check_even(columns, n)?;
    let is_code = |code: u8| is_valid(code) || code == DONT_KNOW || code == MISSING;
    let rows = in_blocks(n, |rows| {
        let mut wrong = vec![false; rows.len()];
        for column in columns {
            for (wrong, code) in wrong.iter_mut().zip(&column[rows.clone()]) {
                *wrong |= !is_code(*code);
            }
        }
        rows.zip(wrong)
            .filter_map(|(row, wrong)| wrong.then_some(row))
            .collect::<Vec<usize>>()
    });
    Ok(rows.concat())
}

/// Answers that nobody can give together: every column has this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combination<'a> {
    /// A column's values per respondent, and the value that it must not have with the others.
    pub parts: Vec<(&'a [Option<u32>], u32)>,
}

/// Rows that one of the combinations holds for. A combination without parts holds for nobody.
pub fn impossible(combinations: &[Combination<'_>], n: usize) -> Result<Vec<usize>, Error> {
    let parts = || combinations.iter().flat_map(|one| &one.parts);
    if parts().any(|(column, _)| column.len() != n) {
        return Err(Error::UnevenColumns("combination"));
    }
    let holds = |one: &Combination<'_>, row: usize| {
        let mut parts = one.parts.iter();
        !one.parts.is_empty() && parts.all(|(column, value)| column[row] == Some(*value))
    };
    let is_impossible = |row: &usize| combinations.iter().any(|one| holds(one, *row));
    Ok((0..n).filter(is_impossible).collect())
}
