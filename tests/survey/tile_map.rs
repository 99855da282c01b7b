//! Tiles near their places.

use std::collections::BTreeSet;

use hailong::survey::tile_map::lay;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_tile_hides_another_and_only_the_last_row_is_not_full(
        places in prop::collection::vec((107.0_f64..109.0, 14.0_f64..17.0), 1..100)
    ) {
        let tiles = lay(&places);
        let different: BTreeSet<_> = tiles.iter().copied().collect();
        prop_assert_eq!(different.len(), places.len());
        let columns = tiles.iter().map(|tile| tile.0).max().unwrap() + 1;
        let last = tiles.iter().map(|tile| tile.1).max().unwrap();
        for row in 0..last {
            let full = tiles.iter().filter(|tile| tile.1 == row).count();
            prop_assert_eq!(full as i32, columns);
        }
    }

    #[test]
    fn further_north_is_never_further_down_and_west_is_left_in_a_row(
        places in prop::collection::vec((107.0_f64..109.0, 14.0_f64..17.0), 2..60)
    ) {
        let tiles = lay(&places);
        for (one, own) in places.iter().zip(&tiles) {
            for (other, theirs) in places.iter().zip(&tiles) {
                prop_assert!(one.1 <= other.1 || own.1 <= theirs.1);
                prop_assert!(own.1 != theirs.1 || one.0 >= other.0 || own.0 < theirs.0);
            }
        }
    }
}
