//! Intra-individual response variability: reported, never a flag.

use crate::error::Error;
use crate::score::is_valid;
use crate::screening::columns::{check_even, in_blocks};

/// √(Σ (r − r̄)²/(m − 1)) over a respondent's m valid answers 1–5 as shown, in codes; `None` for fewer than two. As `irv` of
/// the R package `careless` with don't-know and missing answers as NA that are left out.
pub fn irv(columns: &[&[u8]], n: usize) -> Result<Vec<Option<f64>>, Error> {
    check_even(columns, n)?;
    let parts = in_blocks(n, |rows| {
        let none = || vec![0_u32; rows.len()];
        let (mut valid, mut sums, mut squares) = (none(), none(), none());
        for column in columns {
            let codes = column[rows.clone()].iter();
            let codes = codes.map(|code| if is_valid(*code) { *code } else { 0 });
            let sums = valid.iter_mut().zip(&mut sums).zip(&mut squares);
            for (((m, sum), square), code) in sums.zip(codes) {
                *m += u32::from(code > 0);
                *sum += u32::from(code);
                *square += u32::from(code * code);
            }
        }
        let deviation = |((m, sum), squares): ((u32, u32), u32)| {
            let (m, sum) = (f64::from(m), f64::from(sum));
            (m >= 2.0).then(|| ((f64::from(squares) - sum * sum / m) / (m - 1.0)).sqrt())
        };
        let sums = valid.into_iter().zip(sums).zip(squares);
        sums.map(deviation).collect::<Vec<_>>()
    });
    Ok(parts.concat())
}
