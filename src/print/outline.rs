//! The outlines of dark squares: about half as many corners as a rectangle for every run of them.

/// Column and row of a corner between squares.
pub type Corner = (usize, usize);

/// East, south, west, north: how an edge leaves its corner.
const STEPS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// Closed lines around the dark squares of a grid, dark on their right: holes run the other way, so that both rules of filling
/// leave them white.
pub fn outlines(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Vec<Vec<Corner>> {
    let mut edges = Edges::around(size, is_dark);
    let mut found = Vec::new();
    for y in 0..=size {
        for x in 0..=size {
            while let Some(outline) = edges.take_outline((x, y)) {
                found.push(outline);
            }
        }
    }
    found
}

/// For every corner and direction, whether an edge that has not been followed yet leaves that way.
struct Edges {
    width: usize,
    leaving: Vec<[bool; 4]>,
}

impl Edges {
    fn around(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Self {
        let width = size + 1;
        let mut edges = Self {
            width,
            leaving: vec![[false; 4]; width * width],
        };
        let dark = |x: Option<usize>, y: Option<usize>| match (x, y) {
            (Some(x), Some(y)) if x < size && y < size => is_dark(x, y),
            _ => false,
        };
        for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
            if !is_dark(x, y) {
                continue;
            }
            edges.at((x, y))[0] = !dark(Some(x), y.checked_sub(1));
            edges.at((x + 1, y))[1] = !dark(Some(x + 1), Some(y));
            edges.at((x + 1, y + 1))[2] = !dark(Some(x), Some(y + 1));
            edges.at((x, y + 1))[3] = !dark(x.checked_sub(1), Some(y));
        }
        edges
    }

    fn at(&mut self, (x, y): Corner) -> &mut [bool; 4] {
        &mut self.leaving[y * self.width + x]
    }

    /// Follows an outline from its first corner on, the corners where it turns only.
    fn take_outline(&mut self, start: Corner) -> Option<Vec<Corner>> {
        let mut way = self.at(start).iter().position(|leaves| *leaves)?;
        let mut corners = vec![start];
        let mut here = start;
        loop {
            self.at(here)[way] = false;
            let (east, south) = STEPS[way];
            here = (
                here.0.wrapping_add_signed(east),
                here.1.wrapping_add_signed(south),
            );
            if here == start {
                return Some(corners);
            }
            // To the right first: squares that touch at a corner stay apart.
            let turns = [(way + 1) % 4, way, (way + 3) % 4];
            let next = turns.into_iter().find(|way| self.at(here)[*way])?;
            if next != way {
                corners.push(here);
            }
            way = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&str]) -> Vec<Vec<Corner>> {
        outlines(rows.len(), |x, y| rows[y].as_bytes()[x] == b'#')
    }

    /// Twice the area inside closed lines: holes count against.
    fn doubled_area(lines: &[Vec<Corner>]) -> i64 {
        let cross = |line: &Vec<Corner>| -> i64 {
            let next = line.iter().cycle().skip(1);
            let pairs = line.iter().zip(next);
            pairs
                .map(|(a, b)| a.0 as i64 * b.1 as i64 - b.0 as i64 * a.1 as i64)
                .sum()
        };
        lines.iter().map(cross).sum()
    }

    #[test]
    fn one_square_has_four_corners() {
        assert_eq!(of(&["#"]), [[(0, 0), (1, 0), (1, 1), (0, 1)]]);
    }

    #[test]
    fn a_hole_is_a_line_of_its_own_that_runs_the_other_way() {
        let ring = of(&["###", "#.#", "###"]);
        assert_eq!(ring.len(), 2);
        assert_eq!(doubled_area(&ring), 2 * 8);
    }

    #[test]
    fn squares_that_touch_at_a_corner_stay_two() {
        assert_eq!(of(&["#.", ".#"]).len(), 2);
        assert_eq!(doubled_area(&of(&[".#", "#."])), 2 * 2);
    }

    #[test]
    fn the_outlines_hold_exactly_the_dark_squares() {
        let dark = |x: usize, y: usize| (x * 7 + y * 13 + x * y).is_multiple_of(3);
        let count = (0..21).flat_map(|y| (0..21).map(move |x| (x, y)));
        let count = count.filter(|(x, y)| dark(*x, *y)).count();
        assert_eq!(doubled_area(&outlines(21, dark)), 2 * count as i64);
    }
}
