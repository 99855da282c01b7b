//! A comment: free text that arrived apart from the answers. What the office and the Front may do with it.

use std::ops::Range;

use thiserror::Error;

use crate::survey::form::Form;
use crate::survey::language::Text;

/// Counts of fewer people are not shown to the public.
pub const FEWEST_SHOWN: i64 = 10;
/// Characters of a place, and of the reason why a comment is set aside.
pub const LONGEST_NOTE: usize = 200;
/// Stands where personal data was struck out.
pub const STRUCK: &str = "▇▇▇";

/// 128 random bits; says nothing about when or from where the words came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentId(pub [u8; 16]);

impl CommentId {
    /// As in addresses and files: 32 hexadecimal digits.
    pub fn as_text(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(is_hex) {
            return None;
        }
        u128::from_str_radix(text, 16)
            .ok()
            .map(|number| Self(number.to_be_bytes()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommentState {
    New,
    Read,
    /// Has a topic or a place.
    Tagged,
    /// Part of a case, alone or together with comments that say the same.
    Merged,
    /// Needs no answer; the reason is kept.
    SetAside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentAct {
    See,
    /// Topics and place are replaced.
    Tag,
    Join,
    Leave,
    SetAside,
    TakeBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CommentRefusal {
    #[error("the comment is part of a case")]
    InCase,
    #[error("the comment is part of no case")]
    NotInCase,
    #[error("the comment was set aside")]
    SetAside,
    #[error("the comment was not set aside")]
    NotSetAside,
}

impl CommentState {
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Read,
        Self::Tagged,
        Self::Merged,
        Self::SetAside,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Read => "read",
            Self::Tagged => "tagged",
            Self::Merged => "merged",
            Self::SetAside => "set-aside",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state after an act. `tagged`: whether the comment now has topics or a place.
    pub fn after(self, act: CommentAct, tagged: bool) -> Result<Self, CommentRefusal> {
        use CommentState::{Merged, New, Read, SetAside, Tagged};
        let seen = if tagged { Tagged } else { Read };
        match (self, act) {
            (New, CommentAct::See) => Ok(Read),
            (state, CommentAct::See) => Ok(state),
            (SetAside, CommentAct::TakeBack) => Ok(seen),
            (_, CommentAct::TakeBack) => Err(CommentRefusal::NotSetAside),
            (SetAside, _) => Err(CommentRefusal::SetAside),
            (Merged, CommentAct::Tag) => Ok(Merged),
            (Merged, CommentAct::Leave) => Ok(seen),
            (_, CommentAct::Leave) => Err(CommentRefusal::NotInCase),
            (Merged, CommentAct::Join | CommentAct::SetAside) => Err(CommentRefusal::InCase),
            (_, CommentAct::Tag) => Ok(seen),
            (_, CommentAct::Join) => Ok(Merged),
            (_, CommentAct::SetAside) => Ok(SetAside),
        }
    }
}

/// What a comment can be about: these, whose names are in `wording/comments.rs`, and the criteria of its form.
pub const TOPICS: [&str; 7] = [
    "water", "waste", "air", "noise", "green", "drainage", "other",
];

/// A topic that a form brings: a criterion whose code is not among [`TOPICS`].
pub fn own_topics(form: &Form) -> impl Iterator<Item = (&str, &Text)> {
    let own = form
        .criteria
        .iter()
        .filter(|one| !TOPICS.contains(&one.code.as_str()));
    own.map(|one| (one.code.as_str(), &one.name))
}

/// Every topic of a form, `other` last.
pub fn topic_codes(form: &Form) -> Vec<String> {
    let [common @ .., other] = TOPICS;
    let own = own_topics(form).map(|(code, _)| code);
    common
        .into_iter()
        .chain(own)
        .chain([other])
        .map(str::to_owned)
        .collect()
}

/// Where the words of a text are: what is between blanks.
pub fn tokens(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| from..words.len()));
    found
}

/// Words after [`strike`], and how many characters are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    pub words: String,
    pub characters: usize,
}

/// Replaces what stands between byte positions by [`STRUCK`]; ranges that touch or have only blanks between them become
/// one. `None` when there is nothing to strike or a position is not one of this text.
pub fn strike(words: &str, ranges: &[Range<usize>]) -> Option<Struck> {
    let mut sorted: Vec<Range<usize>> = ranges.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        let inside = words.get(range.clone())?;
        if inside.is_empty() {
            return None;
        }
        match joined.last_mut() {
            Some(last)
                if range.start <= last.end
                    || words
                        .get(last.end..range.start)
                        .is_some_and(|between| between.trim().is_empty()) =>
            {
                last.end = last.end.max(range.end);
            }
            _ => joined.push(range),
        }
    }
    if joined.is_empty() {
        return None;
    }
    let (mut out, mut from, mut characters) = (String::new(), 0, 0);
    for range in joined {
        out.push_str(words.get(from..range.start)?);
        out.push_str(STRUCK);
        characters += words.get(range.clone())?.chars().count();
        from = range.end;
    }
    out.push_str(words.get(from..)?);
    Some(Struck {
        words: out,
        characters,
    })
}
