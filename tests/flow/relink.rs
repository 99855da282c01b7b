//! The attack on anonymity: join codes to answers from what the database holds, after closing.
//!
//! The attacker has the whole database and knows who answered in which order; answers are distinguishable. What is left
//! to find is an order of rows that follows the order of answering.

use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Sent};
use hailong::flow::folder::DataFolder;
use hailong::survey::link::LinkKind;
use hailong::survey::response::encode;

use crate::harness::databases::{self, Database};
use crate::harness::wave;
use crate::survey::sample::form;

const PEOPLE: usize = 200;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Binary)]
    answers: Vec<u8>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Text)]
    n: String,
}

/// Numbers of the respondents in the order in which the query gives their answers.
fn order(database: &Database, query: &str) -> Vec<usize> {
    let layout = form();
    let known: Vec<Vec<u8>> = (0..PEOPLE)
        .map(|number| encode(&layout, &wave::answers(&layout, number)))
        .collect();
    let rows: Vec<Row> = if let Some(path) = database.url.strip_prefix("sqlite:") {
        diesel::sql_query(query)
            .load(&mut SqliteConnection::establish(path).unwrap())
            .unwrap()
    } else {
        diesel::sql_query(query)
            .load(&mut PgConnection::establish(&database.url).unwrap())
            .unwrap()
    };
    rows.iter()
        .map(|row| {
            known
                .iter()
                .position(|answers| answers == &row.answers)
                .unwrap()
        })
        .collect()
}

/// How many stand where they would stand in the order of answering; about one by chance.
fn matches(order: &[usize]) -> usize {
    order
        .iter()
        .enumerate()
        .filter(|(place, number)| place == *number)
        .count()
}

/// Neighbours in the order of answering that are neighbours in the rows; about two by chance.
fn neighbours(order: &[usize]) -> usize {
    order
        .windows(2)
        .filter(|pair| pair[0].abs_diff(pair[1]) == 1)
        .count()
}

#[test]
fn after_closing_no_order_of_rows_follows_the_order_of_answering() {
    for database in databases::both() {
        wave::open(&database.store);
        let codes = wave::codes(&database.store, LinkKind::Single, 0, PEOPLE);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
            for (number, code) in codes.iter().enumerate() {
                assert!(matches!(
                    wave::send(&collector, code, "k", number).await,
                    Sent::Taken { .. }
                ));
            }
        });
        let folder = DataFolder::open(database.folder.path()).unwrap();
        close(&database.store, &folder, wave::WAVE).unwrap();
        let queries: &[&str] = if database.url.starts_with("sqlite:") {
            &[
                "SELECT answers FROM response",
                "SELECT answers FROM response ORDER BY id",
            ]
        } else {
            &[
                "SELECT answers FROM response",
                "SELECT answers FROM response ORDER BY id",
                "SELECT answers FROM response ORDER BY ctid",
                "SELECT answers FROM response ORDER BY xmin::text::bigint, ctid",
                "SELECT answers FROM response ORDER BY xmin::text::bigint, cmin::text::bigint, id",
            ]
        };
        for query in queries {
            let order = order(&database, query);
            assert_eq!(order.len(), PEOPLE);
            // Chance gives 8 or more matches once in 10⁶ runs, 14 or more neighbours once in 10⁸.
            assert!(
                matches(&order) < 8 && neighbours(&order) < 14,
                "{}: {query}",
                database.url
            );
        }
    }
}

#[test]
fn after_closing_neither_key_nor_spent_codes_nor_drafts_are_left() {
    for database in databases::both() {
        wave::open(&database.store);
        let mut codes = wave::codes(&database.store, LinkKind::Single, 0, 2);
        codes.extend(wave::codes(&database.store, LinkKind::Open, 0, 1));
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
            wave::send(&collector, &codes[0], "k", 1).await;
            wave::send(&collector, &codes[2], "k", 1).await;
        });
        let folder = DataFolder::open(database.folder.path()).unwrap();
        close(&database.store, &folder, wave::WAVE).unwrap();
        for query in [
            "SELECT CAST(count(*) AS TEXT) AS n FROM spent",
            "SELECT CAST(count(*) AS TEXT) AS n FROM draft",
            "SELECT CAST(count(*) AS TEXT) AS n FROM link_tally",
            "SELECT CAST(count(*) AS TEXT) AS n FROM wave WHERE code_key IS NOT NULL",
        ] {
            let left: Vec<Count> = match database.url.strip_prefix("sqlite:") {
                Some(path) => diesel::sql_query(query)
                    .load(&mut SqliteConnection::establish(path).unwrap())
                    .unwrap(),
                None => diesel::sql_query(query)
                    .load(&mut PgConnection::establish(&database.url).unwrap())
                    .unwrap(),
            };
            assert_eq!(left[0].n, "0", "{query}");
        }
    }
}
