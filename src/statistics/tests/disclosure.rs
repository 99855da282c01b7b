//! What somebody who adds and subtracts can find out: nothing. Checked against second ways of finding it out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use hailong_statistics::disclosure::differencing::{Domain, close_pairs, to_hide, uncovered};
use hailong_statistics::disclosure::dominance::{Heaviest, ONE_SOURCE, is_one_source};
use hailong_statistics::disclosure::lists::{Next, Part, State, next};
use hailong_statistics::disclosure::rounding;
use hailong_statistics::disclosure::small_cells::{FEWEST, is_small};
use hailong_statistics::disclosure::subtraction::recovered;
use hailong_statistics::disclosure::two_way::{Cell, Table};
use proptest::prelude::*;

fn hidden(table: &Table) -> Vec<usize> {
    let is_hidden = |at: &usize| matches!(table.cells[*at], Cell::Hidden | Cell::Secret);
    (0..table.cells.len()).filter(is_hidden).collect()
}

/// Rows, then columns, as the cells that add up to each total; lines without a total are left out.
fn lines(table: &Table) -> Vec<Vec<usize>> {
    let (rows, columns) = (table.row_adds_up.len(), table.columns);
    let row = |row: usize| (0..columns).map(|column| row * columns + column).collect();
    let column = |column: usize| (0..rows).map(|row| row * columns + column).collect();
    let rows = (0..rows).filter(|at| table.row_adds_up[*at]).map(row);
    let columns = (0..columns)
        .filter(|at| table.column_adds_up[*at])
        .map(column);
    rows.chain(columns).collect()
}

/// How many pieces the graph of rows and columns falls into, by colouring; lines without a total are one vertex.
fn pieces(table: &Table, edges: &[usize]) -> usize {
    let rows = table.row_adds_up.len();
    let mut colour: Vec<usize> = (0..rows + table.columns).collect();
    let paint = |colour: &mut Vec<usize>, a: usize, b: usize| {
        let (from, to) = (colour[a], colour[b]);
        for one in colour.iter_mut().filter(|one| **one == from) {
            *one = to;
        }
    };
    let open: Vec<usize> = (0..rows + table.columns)
        .filter(|at| {
            !table
                .row_adds_up
                .iter()
                .chain(&table.column_adds_up)
                .nth(*at)
                .unwrap()
        })
        .collect();
    for pair in open.windows(2) {
        paint(&mut colour, pair[0], pair[1]);
    }
    for at in edges {
        paint(&mut colour, at / table.columns, rows + at % table.columns);
    }
    colour.into_iter().collect::<BTreeSet<_>>().len()
}

fn by_brute_force(table: &Table) -> Vec<usize> {
    let all = hidden(table);
    let secret = all.iter().filter(|at| table.cells[**at] == Cell::Secret);
    secret
        .filter(|at| {
            let rest: Vec<usize> = all.iter().copied().filter(|other| other != *at).collect();
            pieces(table, &rest) > pieces(table, &all)
        })
        .copied()
        .collect()
}

const PRIME: i64 = 2_147_483_647;

fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    let power = |base: i64, mut exponent: i64| {
        let (mut base, mut result) = (base, 1);
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
            exponent /= 2;
        }
        result
    };
    let columns = rows.first().map_or(0, Vec::len);
    let mut done = 0;
    for column in 0..columns {
        let Some(pivot) = (done..rows.len()).find(|row| rows[*row][column] != 0) else {
            continue;
        };
        rows.swap(done, pivot);
        let inverse = power(rows[done][column], PRIME - 2);
        let lead = rows[done].clone();
        for row in rows.iter_mut().skip(done + 1) {
            let factor = row[column] * inverse % PRIME;
            for (own, lead) in row.iter_mut().zip(&lead) {
                *own = (*own - factor * lead % PRIME + PRIME) % PRIME;
            }
        }
        done += 1;
    }
    done
}

/// Secret cells that the equations determine, whatever algebra is used: adding "this cell is …" adds nothing to them.
fn by_linear_algebra(table: &Table) -> Vec<usize> {
    let all = hidden(table);
    let equation = |line: &Vec<usize>| -> Vec<i64> {
        all.iter().map(|at| i64::from(line.contains(at))).collect()
    };
    let equations: Vec<Vec<i64>> = lines(table).iter().map(equation).collect();
    let known = rank(equations.clone());
    let secret = (0..all.len()).filter(|place| table.cells[all[*place]] == Cell::Secret);
    secret
        .filter(|place| {
            let mut more = equations.clone();
            more.push((0..all.len()).map(|at| i64::from(at == *place)).collect());
            rank(more) == known
        })
        .map(|place| all[place])
        .collect()
}

fn by_subtraction(table: &Table) -> Vec<usize> {
    let hidden: BTreeSet<usize> = hidden(table).into_iter().collect();
    let known: Vec<bool> = (0..table.cells.len())
        .map(|at| !hidden.contains(&at))
        .collect();
    let found = recovered(&known, &lines(table));
    let mut found: Vec<usize> = found
        .into_iter()
        .map(|(at, _)| at)
        .filter(|at| table.cells[*at] == Cell::Secret)
        .collect();
    found.sort_unstable();
    found
}

fn hide(table: &mut Table, cells: &[usize]) {
    for at in cells {
        table.cells[*at] = Cell::Secret;
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => Just(Cell::Empty),
        6 => (1..200_u64).prop_map(Cell::Shown),
        1 => Just(Cell::Hidden),
        3 => Just(Cell::Secret),
    ]
}

fn tables() -> impl Strategy<Value = Table> {
    (1..7_usize, 1..7_usize).prop_flat_map(|(rows, columns)| {
        let adds_up = |lines| prop::collection::vec(prop::bool::weighted(0.9), lines);
        let cells = prop::collection::vec(cell(), rows * columns);
        (cells, adds_up(rows), adds_up(columns)).prop_map(move |(cells, rows, columns_add_up)| {
            Table {
                row_adds_up: rows,
                column_adds_up: columns_add_up,
                ..Table::new(columns, cells)
            }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_follows_from_the_totals_is_what_the_graph_falls_apart_without(table in tables()) {
        let found = table.recoverable();
        prop_assert_eq!(&found, &by_brute_force(&table));
        prop_assert_eq!(&found, &by_linear_algebra(&table));
    }

    #[test]
    fn after_complementary_suppression_only_cells_that_are_named_as_exposed_follow(table in tables()) {
        let complement = table.complement();
        let mut after = table.clone();
        hide(&mut after, &complement.added);
        prop_assert!(complement.added.iter().all(|at| matches!(table.cells[*at], Cell::Shown(1..))));
        prop_assert_eq!(&by_brute_force(&after), &complement.exposed);
        prop_assert_eq!(&by_linear_algebra(&after), &complement.exposed);
        let subtracted = by_subtraction(&after);
        prop_assert!(subtracted.iter().all(|at| complement.exposed.contains(at)));
        prop_assert!(after.complement().added.is_empty(), "a second time nothing more is hidden");
    }

    #[test]
    fn a_full_table_of_two_rows_and_two_columns_or_more_never_exposes_a_cell(
        rows in 2..7_usize, columns in 2..7_usize, n in prop::collection::vec(1..40_u64, 36),
    ) {
        let cell = |n: &u64| if is_small(*n, FEWEST) { Cell::Secret } else { Cell::Shown(*n) };
        let table = Table::new(columns, n[..rows * columns].iter().map(cell).collect());
        let complement = table.complement();
        prop_assert!(complement.exposed.is_empty());
        let mut after = table;
        hide(&mut after, &complement.added);
        prop_assert!(by_linear_algebra(&after).is_empty() && by_subtraction(&after).is_empty());
    }

    #[test]
    fn a_list_under_its_total_hides_two_or_none_and_ten_people_or_none(
        parts in prop::collection::vec((0..60_u64, prop::bool::weighted(0.2)), 1..9),
    ) {
        let state = |n: u64| if is_small(n, FEWEST) { State::Hidden } else { State::Shown };
        let part = |(n, known): &(u64, bool)| Part {
            n: *n,
            state: if *known && *n >= FEWEST { State::Known } else { state(*n) },
        };
        let mut parts: Vec<Part> = parts.iter().map(part).filter(|part| part.n > 0).collect();
        let mut is_total_shown = true;
        loop {
            match next(&parts, FEWEST) {
                Next::Nothing => break,
                Next::Part(at) => {
                    prop_assert!(parts[at].state == State::Shown);
                    let smaller = |other: &&Part| other.state == State::Shown && other.n < parts[at].n;
                    prop_assert_eq!(parts.iter().filter(smaller).count(), 0);
                    parts[at].state = State::Hidden;
                }
                Next::Total => {
                    is_total_shown = false;
                    break;
                }
            }
        }
        let mut known: Vec<bool> = parts.iter().map(|part| part.state != State::Hidden).collect();
        known.push(is_total_shown);
        let all: Vec<usize> = (0..known.len()).collect();
        let found = recovered(&known, &[all]);
        prop_assert!(found.is_empty() || !is_total_shown, "{:?}", parts);
        if is_total_shown {
            let people: u64 = parts.iter().filter(|part| part.state == State::Hidden).map(|part| part.n).sum();
            prop_assert!(people == 0 || people >= FEWEST);
        }
    }

    #[test]
    fn the_heaviest_are_those_of_the_sorted_weights_in_any_order(
        weights in prop::collection::vec(0.01..50.0_f64, 0..60), cut in 0..60_usize,
    ) {
        let of = |weights: &[f64]| {
            let mut cell = Heaviest::default();
            weights.iter().for_each(|weight| cell.add(*weight));
            cell
        };
        let mut sorted = weights.clone();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let mut merged = of(&weights[..cut.min(weights.len())]);
        merged.merge(&of(&weights[cut.min(weights.len())..]));
        sorted.resize(sorted.len().max(3), 0.0);
        let (once, back) = (of(&weights), of(&sorted));
        prop_assert_eq!(&once.largest[..], &sorted[..3]);
        prop_assert_eq!(merged.largest, once.largest);
        prop_assert_eq!(back.largest, once.largest);
        prop_assert!((merged.sum - once.sum).abs() <= 1e-12 * once.sum);
        prop_assert_eq!(merged.is_dominated(), once.is_dominated());
        prop_assert_eq!(back.is_dominated(), once.is_dominated());
    }

    #[test]
    fn no_earlier_domain_taken_from_a_new_one_leaves_few_people_or_one_withheld_unit(
        units in prop::collection::vec((0..60_u64, prop::bool::ANY, 0..4_usize), 1..14),
    ) {
        let answers: Vec<u64> = units.iter().map(|unit| unit.0).collect();
        let earlier: Vec<Domain> = (0..units.len())
            .filter(|at| units[*at].1 && units[*at].0 >= FEWEST)
            .map(|at| vec![at])
            .collect();
        let wards: Vec<Domain> = (0..4)
            .map(|ward| (0..units.len()).filter(|at| units[*at].2 == ward).collect())
            .collect();
        let hidden = to_hide(&answers, &earlier, &wards, FEWEST);
        for (at, ward) in wards.iter().enumerate() {
            let mut known: Vec<bool> = (0..units.len()).map(|unit| earlier.contains(&vec![unit])).collect();
            known.push(true);
            let with_people = ward.iter().copied().filter(|unit| answers[*unit] > 0);
            let equation: Vec<usize> = with_people.chain([units.len()]).collect();
            let left: u64 = uncovered(&earlier, ward).iter().map(|unit| answers[*unit]).sum();
            let gives_away = !recovered(&known, &[equation]).is_empty() || is_small(left, FEWEST);
            prop_assert_eq!(hidden.contains(&at), gives_away);
        }
    }

    #[test]
    fn close_pairs_are_those_that_differ_by_few_people(
        answers in prop::collection::vec(0..12_u64, 6),
        earlier in prop::collection::vec(prop::collection::vec(prop::bool::ANY, 6), 0..4),
        now in prop::collection::vec(prop::collection::vec(prop::bool::ANY, 6), 0..4),
    ) {
        let domains = |all: &[Vec<bool>]| -> Vec<Domain> {
            all.iter().map(|own| (0..6).filter(|at| own[*at]).collect()).collect()
        };
        let found = close_pairs(&answers, &domains(&earlier), &domains(&now), FEWEST);
        for (old, before) in earlier.iter().enumerate() {
            for (new, after) in now.iter().enumerate() {
                let apart: u64 = (0..6).filter(|at| before[*at] != after[*at]).map(|at| answers[at]).sum();
                prop_assert_eq!(found.contains(&(old, new)), apart > 0 && apart < FEWEST);
            }
        }
    }
}

/// Six rows and seven columns with eight cells below seven: four on a cycle, four that the totals give back.
const COUNTS: [u64; 42] = [
    3, 5, 40, 22, 31, 18, 27, //
    6, 2, 35, 24, 9, 41, 16, //
    28, 33, 4, 19, 12, 25, 30, //
    17, 21, 5, 6, 44, 13, 38, //
    26, 11, 29, 37, 15, 8, 20, //
    14, 39, 23, 10, 32, 36, 1, //
];

#[test]
fn of_eight_small_cells_of_a_table_four_follow_from_the_totals_unless_others_go_with_them() {
    let cell = |n: &u64| {
        if is_small(*n, 7) {
            Cell::Secret
        } else {
            Cell::Shown(*n)
        }
    };
    let table = Table::new(7, COUNTS.iter().map(cell).collect());
    assert_eq!(hidden(&table).len(), 8);
    assert_eq!(table.recoverable(), [16, 23, 24, 41]);
    assert_eq!(by_linear_algebra(&table), [16, 23, 24, 41]);
    assert_eq!(by_subtraction(&table), [16, 23, 24, 41]);
    let complement = table.complement();
    let mut after = table;
    hide(&mut after, &complement.added);
    assert!(complement.exposed.is_empty());
    assert!(by_linear_algebra(&after).is_empty() && by_subtraction(&after).is_empty());
    assert!(complement.added.len() <= 6, "{:?}", complement.added);
}

#[test]
fn the_cheapest_rectangle_goes_and_of_equals_the_first() {
    let n = [1, 30, 20, 30, 30, 30, 30, 30, 20];
    let mut table = Table::new(3, n.map(Cell::Shown).to_vec());
    table.cells[0] = Cell::Secret;
    // Rows 1 and 2, columns 1 and 2: 90, 80, 90, 70.
    assert_eq!(table.complement().added, [2, 6, 8]);
    let mut equal = Table::new(3, vec![Cell::Shown(20); 9]);
    equal.cells[4] = Cell::Secret;
    assert_eq!(equal.complement().added, [3, 1, 0]);
}

#[test]
fn a_cell_without_a_rectangle_is_named() {
    let mut table = Table::new(1, vec![Cell::Shown(20); 3]);
    table.cells[1] = Cell::Secret;
    let complement = table.complement();
    assert_eq!((complement.added, complement.exposed), (vec![], vec![1]));
}

#[test]
fn equal_weights_at_the_limit_are_not_dominated_whatever_their_sum_rounds_to() {
    let of = |n: usize, weight: f64| {
        let mut cell = Heaviest::default();
        (0..n).for_each(|_| cell.add(weight));
        cell.is_dominated()
    };
    for weight in [0.1, 1.0 / 3.0, 7.3, 1e9] {
        assert!(!of(12, weight), "three of twelve are a quarter");
        assert!(of(11, weight));
    }
    assert!(!Heaviest::default().is_dominated());
    let is_one = |busiest, answers| is_one_source(busiest, answers, ONE_SOURCE);
    assert!(!is_one(3, 15) && is_one(4, 15) && !is_one(0, 0));
}

#[test]
fn printed_numbers_are_the_nearest() {
    for n in 0..2000 {
        let rounded = rounding::count(n);
        assert!(rounded.is_multiple_of(5) && rounded.abs_diff(n) <= 2);
    }
    assert_eq!(rounding::count(u64::MAX), u64::MAX);
    for tenth in 0..=1000 {
        let value = f64::from(tenth) / 10.0;
        for off in [-0.049, 0.0, 0.049] {
            assert_eq!(rounding::estimate(value + off), value);
        }
    }
    assert!(rounding::estimate(f64::NAN).is_nan());
}
