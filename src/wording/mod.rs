//! Words: every sentence a person reads, Vietnamese first.
//!
//! One file per area. A catalogue is a struct of `&'static str` with one constant per tongue, so that a missing
//! translation does not compile. Placeholders are written `{name}` and filled with [`fill`].

/// A catalogue: `name: "Vietnamese", "English";` for every sentence.
macro_rules! catalogue {
    ($(#[$about:meta])* $name:ident { $($field:ident: $vi:literal, $en:literal;)+ }) => {
        $(#[$about])*
        pub struct $name {
            $(pub $field: &'static str),+
        }

        impl $name {
            pub fn of(tongue: $crate::wording::Tongue) -> &'static Self {
                match tongue {
                    $crate::wording::Tongue::Vi => &Self { $($field: $vi),+ },
                    $crate::wording::Tongue::En => &Self { $($field: $en),+ },
                }
            }
        }
    };
}

pub mod audit;
pub mod cases;
pub mod certainty;
pub mod change;
pub mod charts;
pub mod collation;
pub mod command;
pub mod comments;
pub mod coverage;
pub mod data_faults;
pub mod desk;
pub mod door;
pub mod edition;
pub mod form_faults;
pub mod handout;
pub mod letters;
pub mod letters_desk;
pub mod links;
pub mod map_faults;
pub mod method;
pub mod method_faults;
pub mod numbers;
pub mod paper;
pub mod people;
pub mod plan;
pub mod print;
pub mod public;
pub mod quality;
pub mod respond;
pub mod review;
pub mod sensitivity;
pub mod signed;
pub mod standing;
pub mod topics;
pub mod uploads;
pub mod verify;
pub mod voices;
pub mod wave_edits;
pub mod wave_fit;
pub mod waves;
pub mod ways;

/// A language of the program itself (forms may carry more).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    #[default]
    Vi,
    En,
}

impl Tongue {
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// One of two sentences that say the same.
    pub fn pick(self, vi: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.tag() == tag)
    }
}

/// As [`fill`], with values that were made for it.
pub fn fill_with(template: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fill(template, &values)
}

/// Replaces `{name}` by its value, in one pass: a value is never searched for placeholders.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let found = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[..close])?;
            Some((close, value))
        });
        match found {
            Some((close, value)) => {
                out.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
