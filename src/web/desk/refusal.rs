//! What is wrong with a form: said once on top, with a way to the field, and once beside the field.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The id of the field.
    pub field: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals(pub Vec<Refusal>);

impl Refusals {
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(Refusal {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    pub fn one(field: &str, text: impl Into<String>) -> Self {
        let mut all = Self::default();
        all.add(field, text);
        all
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with one field.
    pub fn of(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|one| one.field == field);
        found.map(|one| one.text.as_str())
    }
}
