//! Finding one change since an earlier survey among all, as far as it may be shown.

use crate::edition::figures::{ChangeRow, FigureKind, Figures, Input, WithheldReason};

/// Why there is no change to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomparable {
    /// Today's figure is withheld.
    Now(WithheldReason),
    /// The earlier survey's is.
    Before(WithheldReason),
    /// The earlier survey did not ask there.
    NotAsked,
}

impl Input {
    /// Name and role of an earlier survey's file, which is `previous NAME ROLE` here.
    pub fn of_previous(&self) -> Option<(&str, &str)> {
        self.role.strip_prefix("previous ")?.rsplit_once(' ')
    }
}

impl Figures {
    /// Names of the earlier surveys, in the order in which they were given.
    pub fn previous(&self) -> Vec<&str> {
        let compared = self.changes.iter().map(|row| row.previous.as_str());
        let withheld = self.changes_withheld.iter();
        let mut names = Vec::new();
        for name in compared.chain(withheld.map(|one| one.previous.as_str())) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// In the headline style.
    pub fn change(
        &self,
        previous: &str,
        domain: &str,
        kind: FigureKind,
        code: &str,
    ) -> Result<&ChangeRow, Incomparable> {
        let style = self.method.style;
        self.shown(domain, kind, code, style)
            .map_err(Incomparable::Now)?;
        let found = self.changes.iter().find(|row| {
            row.previous == previous
                && row.domain == domain
                && row.kind == kind
                && row.code == code
                && row.style == style
        });
        found.ok_or_else(|| {
            let withheld = self.changes_withheld.iter().find(|one| {
                let own = &one.withheld;
                one.previous == previous
                    && own.domain == domain
                    && own.kind == kind
                    && own.code == code
                    && own.style == style
            });
            withheld.map_or(Incomparable::NotAsked, |one| {
                Incomparable::Before(one.withheld.reason)
            })
        })
    }

    /// Of the index.
    pub fn index_change(&self, previous: &str, domain: &str) -> Result<&ChangeRow, Incomparable> {
        self.change(previous, domain, FigureKind::Index, "index")
    }

    /// The changes of the localities' indices that may be shown.
    pub fn locality_changes(&self, previous: &str) -> impl Iterator<Item = &ChangeRow> {
        self.localities
            .iter()
            .filter_map(move |locality| self.index_change(previous, &locality.code).ok())
    }
}
