//! Who may do what: one role × action table, asked by the guard of every desk page and by the pages themselves.

use crate::survey::locality::LocalityKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Installs, backs up, invites people; never reads answers.
    Operator,
    /// The environment office.
    Office,
    /// The city committee of the Front.
    Front,
    /// A ward or commune committee of the Front, bound to its localities.
    Committee,
    /// Reads everything but personal data, changes nothing.
    Auditor,
}

/// What can be done at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    ManagePeople,
    ReadAudit,
    SeeWaves,
    EditWave,
    /// Open, extend, close.
    RunWave,
    /// Counts, never answers.
    SeeCoverage,
    SeeQuality,
    DecideExclusion,
    HandOutLinks,
    SendLetters,
    EnterPaper,
    ReadComments,
    HandleCases,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Never,
    /// In the localities that the account is bound to.
    Own,
    Everywhere,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Operator,
        Self::Office,
        Self::Front,
        Self::Committee,
        Self::Auditor,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Office => "office",
            Self::Front => "front",
            Self::Committee => "committee",
            Self::Auditor => "auditor",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whose password alone opens nothing.
    pub fn needs_second_factor(self) -> bool {
        matches!(self, Self::Operator | Self::Office | Self::Front)
    }

    /// The Front names its committees' people; the operator anybody.
    pub fn may_invite(self, invited: Self) -> bool {
        match self {
            Self::Operator => true,
            Self::Front => invited == Self::Committee,
            Self::Office | Self::Committee | Self::Auditor => false,
        }
    }
}

impl Action {
    pub const ALL: [Self; 13] = [
        Self::ManagePeople,
        Self::ReadAudit,
        Self::SeeWaves,
        Self::EditWave,
        Self::RunWave,
        Self::SeeCoverage,
        Self::SeeQuality,
        Self::DecideExclusion,
        Self::HandOutLinks,
        Self::SendLetters,
        Self::EnterPaper,
        Self::ReadComments,
        Self::HandleCases,
    ];
}

/// The table. The office never hands out a link: who is measured must not choose who answers.
pub fn reach(role: Role, action: Action) -> Reach {
    use Action::{
        DecideExclusion, EditWave, EnterPaper, HandOutLinks, HandleCases, ManagePeople, ReadAudit,
        ReadComments, RunWave, SeeCoverage, SeeQuality, SeeWaves, SendLetters,
    };
    use Role::{Auditor, Committee, Front, Office, Operator};
    match (role, action) {
        (Operator | Front, ManagePeople)
        | (Operator | Auditor, ReadAudit)
        | (Office | Front | Auditor, SeeWaves | SeeCoverage | SeeQuality)
        | (Office, EditWave | RunWave)
        | (Office | Front, DecideExclusion | ReadComments | HandleCases)
        | (Front, HandOutLinks | SendLetters | EnterPaper) => Reach::Everywhere,
        (Committee, SeeCoverage | HandOutLinks | SendLetters | EnterPaper) => Reach::Own,
        _ => Reach::Never,
    }
}

/// May someone of `role`, bound to `own`, do this: in `place`, or, without a place, to everything at once?
pub fn may(role: Role, own: &[LocalityKey], action: Action, place: Option<&LocalityKey>) -> bool {
    match (reach(role, action), place) {
        (Reach::Everywhere, _) => true,
        (Reach::Own, Some(place)) => own.contains(place),
        (Reach::Own, None) | (Reach::Never, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: &str) -> LocalityKey {
        LocalityKey {
            code: code.to_owned(),
            valid_from: chrono::NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
        }
    }

    #[test]
    fn a_committee_acts_in_its_own_localities_and_nowhere_else() {
        let own = [key("20341")];
        let may_in = |place: Option<LocalityKey>| {
            may(Role::Committee, &own, Action::HandOutLinks, place.as_ref())
        };
        assert!(may_in(Some(key("20341"))));
        assert!(!may_in(Some(key("20350"))));
        assert!(!may_in(None));
    }

    #[test]
    fn a_ward_with_a_reused_code_is_another_ward() {
        let old = LocalityKey {
            valid_from: chrono::NaiveDate::from_ymd_opt(2006, 1, 1).unwrap(),
            ..key("20341")
        };
        assert!(!may(
            Role::Committee,
            &[key("20341")],
            Action::SeeCoverage,
            Some(&old)
        ));
    }

    #[test]
    fn the_operator_sees_no_wave_and_no_comment() {
        for action in Action::ALL {
            let allowed = reach(Role::Operator, action) != Reach::Never;
            assert_eq!(
                allowed,
                matches!(action, Action::ManagePeople | Action::ReadAudit)
            );
        }
    }

    #[test]
    fn the_auditor_changes_nothing_and_reads_no_personal_data() {
        let read = [
            Action::ReadAudit,
            Action::SeeWaves,
            Action::SeeCoverage,
            Action::SeeQuality,
        ];
        for action in Action::ALL {
            assert_eq!(
                reach(Role::Auditor, action) != Reach::Never,
                read.contains(&action)
            );
        }
    }
}
