//! Symmetric matrices of item estimates, or of weighted sums of them.

/// The lower half of a symmetric matrix, row by row, the diagonal last in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Triangle(pub Vec<f64>);

/// A row: a weighted sum of items.
pub type Part = Vec<(usize, f64)>;

/// Variances and covariances of the estimates of `parts`, no two of which have an item in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    pub parts: Vec<Part>,
    /// C
    pub covariance: Triangle,
    /// P
    pub plain: Triangle,
}

/// How many numbers the lower half of a matrix has.
pub(crate) fn half(size: usize) -> usize {
    size * (size + 1) / 2
}

/// Where the entry of two rows lies in the lower half.
pub(crate) fn place(a: usize, b: usize) -> usize {
    let (low, high) = (a.min(b), a.max(b));
    half(high) + low
}

impl Triangle {
    pub fn at(&self, a: usize, b: usize) -> f64 {
        self.0.get(place(a, b)).copied().unwrap_or(f64::NAN)
    }

    /// Σ x_a y_b M_ab
    fn product(&self, x: &[(usize, f64)], y: &[(usize, f64)]) -> f64 {
        let row = |(a, x): &(usize, f64)| {
            let row = y.iter().map(|(b, y)| y * self.at(*a, *b));
            x * row.sum::<f64>()
        };
        x.iter().map(row).sum()
    }
}

impl Matrix {
    /// Variance of Σ x_q Y_q, and that of simple random sampling; `None` unless it is a sum of the parts.
    pub fn variances(&self, x: &[(usize, f64)]) -> Option<(f64, f64)> {
        let own = self.in_parts(x)?;
        let of = |triangle: &Triangle| triangle.product(&own, &own);
        Some((of(&self.covariance), of(&self.plain)))
    }

    /// The matrix of other parts, each a sum of these.
    pub fn of_parts(&self, parts: Vec<Part>) -> Option<Self> {
        let own: Option<Vec<Part>> = parts.iter().map(|part| self.in_parts(part)).collect();
        let own = own?;
        let triangle = |from: &Triangle| {
            let pairs = own
                .iter()
                .enumerate()
                .flat_map(|(at, a)| own[..=at].iter().map(move |b| (a, b)));
            Triangle(pairs.map(|(a, b)| from.product(a, b)).collect())
        };
        Some(Self {
            covariance: triangle(&self.covariance),
            plain: triangle(&self.plain),
            parts,
        })
    }

    /// Parts and factors that sum to `x`.
    fn in_parts(&self, x: &[(usize, f64)]) -> Option<Vec<(usize, f64)>> {
        let mut left: Vec<(usize, f64)> =
            x.iter().copied().filter(|(_, own)| *own != 0.0).collect();
        let mut found = Vec::new();
        while let Some((item, wanted)) = left.first().copied() {
            let holds = |part: &Part| part.iter().position(|(own, _)| *own == item);
            let (at, place) = self
                .parts
                .iter()
                .enumerate()
                .find_map(|(at, part)| Some((at, holds(part)?)))?;
            let factor = wanted / self.parts[at][place].1;
            for (item, weight) in &self.parts[at] {
                let own = left.iter().position(|(other, _)| other == item)?;
                let (_, wanted) = left.swap_remove(own);
                if (wanted - factor * weight).abs() > SLACK * wanted.abs() {
                    return None;
                }
            }
            found.push((at, factor));
        }
        found.sort_unstable_by_key(|(at, _)| *at);
        Some(found)
    }
}

/// Weights inside a criterion may be off by as much and still be those of the part.
const SLACK: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    fn two_parts() -> Matrix {
        Matrix {
            parts: vec![vec![(0, 0.5), (1, 0.5)], vec![(2, 1.0)]],
            covariance: Triangle(vec![4.0, 1.0, 9.0]),
            plain: Triangle(vec![1.0, 0.0, 1.0]),
        }
    }

    #[test]
    fn a_sum_of_parts_has_the_variance_of_a_sum() {
        let found = two_parts().variances(&[(0, 0.25), (1, 0.25), (2, 0.5)]);
        // 0.5² · 4 + 2 · 0.5 · 0.5 · 1 + 0.5² · 9
        assert_eq!(found, Some((3.75, 0.5)));
    }

    #[test]
    fn other_weights_inside_a_part_have_none() {
        assert_eq!(two_parts().variances(&[(0, 0.4), (1, 0.1)]), None);
        assert_eq!(two_parts().variances(&[(0, 0.5)]), None);
        assert_eq!(two_parts().variances(&[(3, 1.0)]), None);
    }
}
