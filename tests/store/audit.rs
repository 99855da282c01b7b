//! The audit log finds what was changed, taken out or put elsewhere.

use std::sync::Arc;
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use hailong::store::audit;
use hailong::survey::audit::{Act, Break};

use crate::harness::databases::{self, Database};
use crate::harness::wave;

fn act(number: usize) -> Act {
    Act {
        at: wave::now(),
        actor: None,
        action: "signed-in",
        subject: format!("người {number}"),
        detail: String::new(),
    }
}

fn with_rows(database: &Database, count: usize) {
    let work = |connection: &mut _| {
        (0..count).try_for_each(|number| audit::append(connection, &act(number)))
    };
    database.store.write_blocking(work).unwrap();
}

/// What somebody with the database in hand would do; on PostgreSQL and SQLite alike the triggers must go first.
fn tamper(database: &Database, sql: &str) {
    match database.url.strip_prefix("sqlite:") {
        Some(path) => {
            let drop =
                "DROP TRIGGER audit_keeps_what_was_written; DROP TRIGGER audit_keeps_every_row;";
            let mut connection = SqliteConnection::establish(path).unwrap();
            connection.batch_execute(&format!("{drop}{sql}")).unwrap();
        }
        None => {
            let mut connection = PgConnection::establish(&database.url).unwrap();
            let drop = "DROP TRIGGER audit_only_grows ON audit;";
            connection.batch_execute(&format!("{drop}{sql}")).unwrap();
        }
    }
}

fn verdict(database: &Database) -> Result<i64, Break> {
    let walk = database.store.read_blocking(audit::verify).unwrap();
    walk.map(|walk| walk.rows())
}

#[test]
fn an_untouched_log_is_whole() {
    for database in databases::both() {
        with_rows(&database, 12);
        assert_eq!(verdict(&database), Ok(12));
    }
}

#[test]
fn a_changed_row_a_missing_row_and_two_that_changed_places_are_found() {
    let crimes = [
        (
            "UPDATE audit SET subject = 'ai khác' WHERE number = 5",
            Break::Changed(5),
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE number = 1",
            Break::Changed(1),
        ),
        (
            "UPDATE audit SET actor = 7 WHERE number = 9",
            Break::Changed(9),
        ),
        ("DELETE FROM audit WHERE number = 3", Break::Missing(3)),
        ("DELETE FROM audit WHERE number = 1", Break::Missing(1)),
        (
            "UPDATE audit SET number = 100 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 6; \
             UPDATE audit SET number = 6 WHERE number = 100",
            Break::Changed(4),
        ),
    ];
    for (sql, found) in crimes {
        for database in databases::both() {
            with_rows(&database, 10);
            tamper(&database, sql);
            assert_eq!(verdict(&database), Err(found), "{sql}");
        }
    }
}

#[test]
fn the_database_itself_refuses_to_change_or_drop_a_row() {
    for database in databases::both() {
        with_rows(&database, 2);
        for sql in ["UPDATE audit SET detail = 'x'", "DELETE FROM audit"] {
            let refused = match database.url.strip_prefix("sqlite:") {
                Some(path) => SqliteConnection::establish(path)
                    .unwrap()
                    .batch_execute(sql),
                None => PgConnection::establish(&database.url)
                    .unwrap()
                    .batch_execute(sql),
            };
            let said = refused.unwrap_err().to_string();
            assert!(said.contains("the audit log only grows"), "{said}");
        }
        assert_eq!(verdict(&database), Ok(2));
    }
}

#[test]
fn people_who_act_at_the_same_time_make_one_chain() {
    for database in databases::both() {
        let database = Arc::new(database);
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let database = Arc::clone(&database);
                thread::spawn(move || (0..25).for_each(|_| with_rows(&database, 1)))
            })
            .collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        assert_eq!(verdict(&database), Ok(100));
    }
}
