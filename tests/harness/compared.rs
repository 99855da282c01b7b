//! The wave of Tam Kỳ beside an earlier one: the whole rose by 2.1, An Mỹ rose, Trường Xuân fell, Tam Ngọc was withheld
//! and Hòa Hương was not asked. One standard error is 1 for a locality and 0.5 for the whole.

use hailong::edition::figures::*;

use super::tam_ky::tam_ky;

fn change(
    figures: &Figures,
    previous: &str,
    domain: &str,
    kind: FigureKind,
    code: &str,
    change: f64,
) -> Option<ChangeRow> {
    let style = figures.method.style;
    let now = figures.shown(domain, kind, code, style).ok()?.estimate;
    let se = if domain == WHOLE { 0.5 } else { 1.0 };
    Some(ChangeRow {
        previous: previous.into(),
        domain: domain.into(),
        kind,
        code: code.into(),
        style,
        before: now - change,
        now,
        change,
        se,
        df: 200.0,
        ci_low: change - 2.0 * se,
        ci_high: change + 2.0 * se,
        p: 0.01,
        p_holm: 0.01,
        shown: match change / se {
            3.0.. => Shown::Rose,
            ..-3.0 => Shown::Fell,
            _ => Shown::NoChangeShown,
        },
        detectable: 2.8 * se,
        basis: Basis::Same,
        split_share: 0.0,
        caution: false,
        common: false,
    })
}

fn withheld(previous: &str, domain: &str, kind: FigureKind, code: &str) -> WithheldChange {
    WithheldChange {
        previous: previous.into(),
        withheld: Withheld {
            domain: domain.into(),
            kind,
            code: code.into(),
            style: Style::Mean,
            reason: WithheldReason::TooFewAnswers,
        },
    }
}

/// In mean scores, compared with each of `previous`.
pub fn compared(previous: &[&str], whole: f64) -> Figures {
    let mut figures = tam_ky(Style::Mean);
    for name in previous {
        let mut rows = Vec::new();
        let mut add = |domain: &str, kind, code: &str, by| {
            rows.extend(change(&figures, name, domain, kind, code, by));
        };
        add(WHOLE, FigureKind::Index, "index", whole);
        for (code, by) in [("air", 1.8), ("water", -0.9), ("waste", -1.7)] {
            add(WHOLE, FigureKind::Component, code, by);
        }
        for locality in &figures.localities {
            let by = match locality.code.as_str() {
                "20341" => 5.2,
                "20353" => -6.4,
                "20389" | "20344" => continue,
                _ => 0.8,
            };
            add(&locality.code, FigureKind::Index, "index", by);
        }
        figures.changes.extend(rows);
        let before = [
            withheld(name, "20389", FigureKind::Index, "index"),
            withheld(name, WHOLE, FigureKind::Component, "green"),
        ];
        figures.changes_withheld.extend(before);
    }
    figures
}
