//! The form and the method that come with the program.

pub const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");
pub const METHOD: &str = include_str!("../../survey-forms/method-v1.toml");
