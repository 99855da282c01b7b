//! Where the tile of each locality stands: in rows from north to south, each from west to east.

/// Column and row of each place, given as longitude and latitude. Rows are as long as the land is wide, all full but the
/// last, so that no tile hides another and each is near its place.
pub fn lay(places: &[(f64, f64)]) -> Vec<(i32, i32)> {
    let columns = columns(places);
    let mut order: Vec<usize> = (0..places.len()).collect();
    let at = |place: &usize| places.get(*place).copied().unwrap_or_default();
    order.sort_by(|a, b| at(b).1.total_cmp(&at(a).1).then(a.cmp(b)));
    let mut tiles = vec![(0, 0); places.len()];
    for (row, part) in (0_i32..).zip(order.chunks_mut(columns)) {
        part.sort_by(|a, b| at(a).0.total_cmp(&at(b).0).then(a.cmp(b)));
        for (column, place) in (0_i32..).zip(part.iter()) {
            if let Some(tile) = tiles.get_mut(*place) {
                *tile = (column, row);
            }
        }
    }
    tiles
}

/// From 3 to 8, as many more than rows as the land is wider than high.
pub fn columns(places: &[(f64, f64)]) -> usize {
    let span = |of: fn(&(f64, f64)) -> f64| {
        let values = || places.iter().map(of);
        values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min)
    };
    let (width, height) = (span(|one| one.0), span(|one| one.1));
    let ratio = if width > 0.0 && height > 0.0 {
        width / height
    } else {
        1.0
    };
    let columns = (places.len() as f64 * ratio).sqrt().round();
    (columns.clamp(3.0, 8.0)) as usize
}
