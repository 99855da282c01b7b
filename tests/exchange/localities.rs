//! The real localities, as they are.

use hailong::exchange::fault::Expected;
use hailong::exchange::localities;

fn shared(name: &str) -> Vec<u8> {
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/");
    std::fs::read(format!("{place}{name}")).unwrap()
}

#[test]
fn the_real_units_and_their_changes_are_read_as_they_are() {
    let units = localities::read("localities.csv", &shared("localities.csv")).unwrap();
    assert_eq!(units.len(), 21);
    let of_2024: i64 = units
        .iter()
        .filter(|unit| unit.key.valid_from.to_string() == "2006-09-29")
        .filter_map(|unit| unit.population)
        .sum();
    assert_eq!(of_2024, 122_374, "the census of 2019");
    let changes = shared("locality_changes.csv");
    let changes = localities::read_changes("locality_changes.csv", &changes).unwrap();
    assert_eq!(changes.len(), 14);
    for change in &changes {
        assert!(units.iter().any(|unit| unit.key == change.from));
        assert!(units.iter().any(|unit| unit.key == change.to));
    }
}

#[test]
fn a_code_may_come_back_with_another_first_day_but_not_with_the_same() {
    let text = "code,valid_from,kind,name\n1,2006-01-01,ward,A\n1,2025-07-01,ward,B\n1,2025-07-01,ward,C\n";
    let faults = localities::read("l.csv", text.as_bytes()).unwrap_err();
    let found: Vec<_> = faults
        .found
        .iter()
        .map(|one| (one.row, &one.expected))
        .collect();
    assert_eq!(found, [(4, &Expected::UniqueCode)]);
}

#[test]
fn groups_belong_to_a_locality_and_a_first_day() {
    let text = "code,valid_from,group_code,group_name,households\n\
                20341,2025-07-01,kp1,Khối phố 1,210\n20341,2025-07-01,kp2,Khối phố 2,\n";
    let groups = localities::read_groups("g.csv", text.as_bytes()).unwrap();
    assert_eq!(groups[0].households, Some(210));
    assert_eq!(
        (&groups[1].code[..], &groups[1].name[..]),
        ("kp2", "Khối phố 2")
    );
    let twice = format!("{text}20341,2025-07-01,kp1,Khối phố 1,\n,01/07/2025,kp3,,x\n");
    let faults = localities::read_groups("g.csv", twice.as_bytes()).unwrap_err();
    let found: Vec<_> = faults
        .found
        .iter()
        .map(|one| (one.row, &one.column[..]))
        .collect();
    assert_eq!(
        found,
        [
            (4, "group_code"),
            (5, "code"),
            (5, "valid_from"),
            (5, "group_name"),
            (5, "households")
        ]
    );
}

#[test]
fn a_missing_column_is_one_fault_and_not_one_per_row() {
    let text = "code,kind,name\n1,ward,A\n2,ward,B\n";
    let faults = localities::read("l.csv", text.as_bytes()).unwrap_err();
    let found: Vec<_> = faults
        .found
        .iter()
        .map(|one| (one.row, &one.column[..]))
        .collect();
    assert_eq!(found, [(1, "valid_from")]);
}
