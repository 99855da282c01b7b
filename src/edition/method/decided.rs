//! The method file with what people decided after closing, as its readers know it: `exclude` and `confirmed_bursts`.

use toml::{Table, Value};

use crate::survey::exclusion::{Rule, Verdict};

const SCREENING: &str = "screening";
const BURSTS: &str = "confirmed_bursts";

/// The same text when nothing was decided that it does not say already; `None` for a text that is no method file.
pub fn decided<'a>(
    text: &str,
    decisions: impl IntoIterator<Item = (&'a Rule, &'a Verdict)>,
) -> Option<String> {
    let before: Table = text.parse().ok()?;
    let mut table = before.clone();
    for (rule, verdict) in decisions {
        let screening = table
            .entry(SCREENING)
            .or_insert_with(|| Value::Table(Table::new()))
            .as_table_mut()?;
        match rule {
            Rule::TwoFlags if *verdict == Verdict::Keep => {
                screening.insert("exclude".to_owned(), Value::Boolean(false));
            }
            Rule::TwoFlags => {}
            Rule::Burst { locality, start } => {
                let bursts = screening
                    .entry(BURSTS)
                    .or_insert_with(|| Value::Array(Vec::new()))
                    .as_array_mut()?;
                let says = |one: &Value, key: &str, word: &str| {
                    one.get(key).and_then(Value::as_str) == Some(word)
                };
                bursts
                    .retain(|one| !(says(one, "locality", locality) && says(one, "start", start)));
                if *verdict == Verdict::Exclude {
                    let entry = [("locality", locality), ("start", start)]
                        .map(|(key, word)| (key.to_owned(), Value::String(word.clone())));
                    bursts.push(Value::Table(entry.into_iter().collect()));
                }
            }
        }
    }
    let is_empty = |value: &Value| match value {
        Value::Table(table) => table.is_empty(),
        Value::Array(array) => array.is_empty(),
        _ => false,
    };
    if let Some(screening) = table.get_mut(SCREENING).and_then(Value::as_table_mut)
        && screening.get(BURSTS).is_some_and(is_empty)
    {
        screening.remove(BURSTS);
    }
    if table.get(SCREENING).is_some_and(is_empty) {
        table.remove(SCREENING);
    }
    if table == before {
        return Some(text.to_owned());
    }
    toml::to_string(&table).ok()
}
