//! Is this answer allowed? The one place that decides; HTML attributes are hints.

/// What a person or a program sent, field code by field code, before any rule has seen it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pairs: Vec<(String, String)>,
}

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    /// Every value sent for `code`, in the order it was sent.
    pub fn values<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(name, _)| name == code)
            .map(|(_, value)| value.as_str())
    }
}

/// One accepted answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 1 worst to 5 best as shown; reversed items are flipped when they are scored, not here.
    Level(u8),
    DontKnow,
    /// Index into the options.
    One(u8),
    /// Indices into the options, ascending.
    Many(Vec<u8>),
    Number(i32),
    Text(String),
    /// Code of the residential group.
    Group(String),
}

/// Accepted answers, one place per [`crate::survey::form::Form::fields`]; `None` = not asked or left blank.
pub type Answers = Vec<Option<Answer>>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Index into [`crate::survey::form::Form::fields`].
    pub field: usize,
    pub kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A required question without an answer.
    Missing,
    /// More than one answer where one is allowed.
    TooManyAnswers,
    /// A code that the form does not offer.
    UnknownOption,
    TooFew {
        min: usize,
    },
    TooMany {
        max: usize,
    },
    /// An exclusive option together with another.
    ExclusiveWithOthers,
    NotANumber,
    OutOfRange {
        min: i32,
        max: i32,
    },
    TooLong {
        max_length: usize,
    },
    UnknownGroup,
}
