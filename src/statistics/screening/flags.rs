//! What is doubted about a response, and whether it is left out.

/// A cause for doubt, by the numbers of method §15.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// 1, hard: a code out of range, or answers that cannot go together.
    Impossible,
    /// 4a, hard: another response of the same person is kept.
    SamePerson,
    /// 2
    StraightLining,
    /// 3
    Speeding,
    /// 4b: too many share the whole vector of answers.
    SameAnswers,
    /// 5: one of a burst, which people have to judge.
    Burst,
    /// 5: one of a burst that people have confirmed.
    ConfirmedBurst,
}

/// The flags of one respondent, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    pub fn add(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u8;
    }

    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// One of the flags 2–4, by which interviewers are compared.
    pub fn is_careless(self) -> bool {
        [
            Flag::SamePerson,
            Flag::StraightLining,
            Flag::Speeding,
            Flag::SameAnswers,
        ]
        .into_iter()
        .any(|flag| self.has(flag))
    }
}

/// Adds a flag to rows; rows that do not exist are passed over.
pub fn raise(flags: &mut [Flags], flag: Flag, rows: &[usize]) {
    for row in rows {
        if let Some(own) = flags.get_mut(*row) {
            own.add(flag);
        }
    }
}

/// Why a response is left out; the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Impossible,
    SamePerson,
    /// Two of straight-lining, speeding and the same answers.
    TwoFlags,
    ConfirmedBurst,
}

impl Reason {
    pub const ALL: [Self; 4] = [
        Self::Impossible,
        Self::SamePerson,
        Self::TwoFlags,
        Self::ConfirmedBurst,
    ];
}

/// `None` for a response that is kept. `excluding` = false keeps everything but hard errors.
pub fn verdict(flags: Flags, excluding: bool) -> Option<Reason> {
    let soft = [Flag::StraightLining, Flag::Speeding, Flag::SameAnswers];
    let independent = soft.into_iter().filter(|flag| flags.has(*flag)).count();
    if flags.has(Flag::Impossible) {
        Some(Reason::Impossible)
    } else if flags.has(Flag::SamePerson) {
        Some(Reason::SamePerson)
    } else if excluding && independent >= 2 {
        Some(Reason::TwoFlags)
    } else if excluding && flags.has(Flag::ConfirmedBurst) {
        Some(Reason::ConfirmedBurst)
    } else {
        None
    }
}
