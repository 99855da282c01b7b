//! What can be wrong with a form file. The sentences are in `wording/form_faults.rs`.

/// A fault and the line (from 1) it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct FormFault {
    pub line: usize,
    pub kind: FormFaultKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FormFaultKind {
    /// Not TOML; the parser's own message.
    Syntax {
        message: String,
    },
    UnknownKey {
        key: String,
        nearest: Option<String>,
    },
    MissingKey {
        key: &'static str,
    },
    WrongType {
        key: String,
        expected: Expected,
    },
    Duplicate {
        code: String,
    },
    /// Codes are lower-case letters, digits and `_`; option and level codes any letters, digits, `_` or `-`.
    BadCode {
        code: String,
    },
    /// The name of a column or button of the program itself.
    ReservedCode {
        code: String,
    },
    MissingTranslation {
        key: String,
        language: String,
    },
    UndeclaredLanguage {
        key: String,
        language: String,
    },
    EmptyText {
        key: String,
    },
    /// Letters with separate combining marks: must be composed (NFC).
    NotComposed {
        key: String,
    },
    UnknownKind {
        kind: String,
    },
    UnknownScale {
        scale: String,
    },
    /// A scale has five levels.
    ScaleLevels {
        found: usize,
    },
    NoOptions,
    TooManyOptions {
        max: usize,
    },
    MinAboveMax,
    MaxAboveOptions {
        options: usize,
    },
    /// Sex, age band and residential group are asked at most once.
    OnlyOnce {
        kind: &'static str,
    },
    ConditionUnknown {
        question: String,
    },
    ConditionNotEarlier {
        question: String,
    },
    /// Conditions look at scales and choices only.
    ConditionOnOpenAnswer {
        question: String,
    },
    ConditionUnknownOption {
        question: String,
        option: String,
    },
    UnreachableSection {
        section: String,
    },
    UnreachableQuestion {
        question: String,
    },
    WeightsDoNotSumToOne {
        sum: f64,
    },
    WeightNotPositive,
    CriterionUnknown {
        question: String,
    },
    CriterionNotScale {
        question: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    WholeNumber,
    Number,
    YesOrNo,
    List,
    Table,
    TextPerLanguage,
}
