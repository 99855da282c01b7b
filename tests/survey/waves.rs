//! The life of a wave.

use hailong::survey::wave::WaveState::{self, Closed, Computed, Draft, Open, Published};

#[test]
fn a_wave_moves_only_forward_and_may_be_computed_again_until_it_is_published() {
    let allowed = [
        (Draft, Open),
        (Open, Closed),
        (Closed, Computed),
        (Computed, Computed),
        (Computed, Published),
    ];
    for from in WaveState::ALL {
        for to in WaveState::ALL {
            assert_eq!(
                from.may_move_to(to).is_ok(),
                allowed.contains(&(from, to)),
                "{from:?} to {to:?}"
            );
        }
    }
}
