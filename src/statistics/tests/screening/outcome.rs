//! What is left out, and how it is counted.

use hailong_statistics::screening::flags::{Flag, Flags, Reason, raise, verdict};
use hailong_statistics::screening::flow::flows;

#[test]
fn hard_errors_always_go_and_otherwise_two_independent_flags_or_a_confirmed_burst() {
    use Flag::{
        Burst, ConfirmedBurst, Impossible, SameAnswers, SamePerson, Speeding, StraightLining,
    };
    let of = |several: &[Flag]| {
        let mut flags = Flags::default();
        several.iter().for_each(|flag| flags.add(*flag));
        flags
    };
    for (flags, reason) in [
        (&[][..], None),
        (&[StraightLining], None),
        (&[Speeding], None),
        (&[SameAnswers], None),
        (&[Burst], None),
        (&[Burst, Speeding], None),
        (&[StraightLining, Speeding], Some(Reason::TwoFlags)),
        (&[SameAnswers, Speeding], Some(Reason::TwoFlags)),
        (&[Burst, ConfirmedBurst], Some(Reason::ConfirmedBurst)),
        (&[Impossible, SamePerson], Some(Reason::Impossible)),
        (
            &[SamePerson, Speeding, StraightLining],
            Some(Reason::SamePerson),
        ),
    ] {
        assert_eq!(verdict(of(flags), true), reason, "{flags:?}");
        let hard = [Some(Reason::Impossible), Some(Reason::SamePerson)].contains(&reason);
        assert_eq!(
            verdict(of(flags), false),
            reason.filter(|_| hard),
            "{flags:?}"
        );
    }
}

#[test]
fn the_flow_adds_up_in_every_locality() {
    let mut flags = vec![Flags::default(); 6];
    raise(&mut flags, Flag::Impossible, &[0]);
    raise(&mut flags, Flag::Speeding, &[1, 2, 4]);
    raise(&mut flags, Flag::StraightLining, &[1]);
    let found = flows(&[0, 0, 0, 1, 1, 1], 3, &flags, true).unwrap();
    let counts: Vec<(u64, u64, u64, u64)> = found
        .iter()
        .map(|one| (one.received, one.all_excluded(), one.used, one.flagged))
        .collect();
    assert_eq!(
        counts,
        [(3, 2, 1, 3), (3, 0, 3, 1), (0, 0, 0, 0), (6, 2, 4, 4)]
    );
    assert_eq!(found[3].excluded, [1, 0, 1, 0]);
    assert_eq!(
        (found[0].flagged_share(), found[2].flagged_share()),
        (1.0, 0.0)
    );
    assert!(flows(&[0, 3], 3, &flags[..2], true).is_err());
}
