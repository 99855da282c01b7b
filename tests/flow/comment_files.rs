//! A spreadsheet of comments that was filled in.

use hailong::exchange::fault::Expected;
use hailong::flow::comment_files::{export, import};
use hailong::flow::comments::{Change, change};
use hailong::store::cases;
use hailong::store::comments::Wanted;
use hailong::survey::comment::{CommentRefusal, CommentState};

use crate::harness::comments::{by, one, sent};
use crate::harness::databases;

const TEXTS: [(i16, &str); 3] = [(0, "Rác chợ"), (0, "Chợ bẩn"), (1, "Bụi")];

#[test]
fn topics_places_and_cases_come_from_the_file_and_the_same_file_again_changes_nothing() {
    for database in databases::both() {
        let store = &database.store;
        let of = sent(store, &TEXTS);
        let [first, second, third] = TEXTS.map(|(_, text)| one(store, &of, text).id.as_text());
        let file = format!(
            "id,topics,place,new_case\n{first},waste,Chợ,Rác chợ\n{second},waste;other,,Rác chợ\n{third},,,\n"
        );
        let done = store
            .write_blocking(|connection| import(connection, &by(), &of, "c.csv", file.as_bytes()));
        assert_eq!(done.unwrap(), Ok(2));
        let opened = store.read_blocking(cases::all).unwrap();
        assert_eq!(opened.len(), 1);
        let rubbish = one(store, &of, "Rác");
        assert_eq!(
            (rubbish.state, rubbish.case),
            (CommentState::Merged, Some(opened[0].id))
        );
        assert_eq!(rubbish.place.as_deref(), Some("Chợ"));
        assert_eq!(one(store, &of, "Chợ").topics, ["other", "waste"]);
        assert_eq!(one(store, &of, "Bụi").state, CommentState::New);
        let out = store
            .read_blocking(|connection| export(connection, &of, &Wanted::default()))
            .unwrap();
        let again =
            store.write_blocking(|connection| import(connection, &by(), &of, "c.csv", &out));
        assert_eq!(again.unwrap(), Ok(0));
    }
}

#[test]
fn a_file_with_one_bad_row_changes_nothing() {
    for database in databases::both() {
        let store = &database.store;
        let of = sent(store, &TEXTS);
        let aside = one(store, &of, "Bụi").id;
        let reason = Change::SetAside("Trùng".to_owned());
        store
            .write_blocking(|connection| change(connection, &of, &[aside], &reason))
            .unwrap()
            .unwrap();
        let (first, strange) = (one(store, &of, "Rác").id.as_text(), "0".repeat(32));
        let file = format!(
            "id,topics,case\n{first},waste,7\n{},waste,\n{strange},waste,\n",
            aside.as_text()
        );
        let done = store
            .write_blocking(|connection| import(connection, &by(), &of, "c.csv", file.as_bytes()))
            .unwrap();
        let faults = done.unwrap_err().found;
        let seen: Vec<_> = faults
            .iter()
            .map(|one| (one.row, one.column.as_str(), &one.expected))
            .collect();
        let expected = [
            (2, "case", &Expected::Case),
            (3, "topics", &Expected::Handled(CommentRefusal::SetAside)),
            (4, "id", &Expected::Comment),
        ];
        assert_eq!(seen, expected);
        assert_eq!(one(store, &of, "Rác").state, CommentState::New);
    }
}
