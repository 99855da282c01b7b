//! The picture of levels: localities in alphabetical order.

use crate::charts::levels::{Level, Levels, Row, Whole};
use crate::edition::figures::{Style, WHOLE};
use crate::edition::pictures::{Words, interval};
use crate::wording::fill;

impl Words<'_> {
    pub fn levels(&self) -> Levels {
        let rows: Vec<Row> = self
            .alphabetical()
            .into_iter()
            .map(|locality| {
                let shown = self.figures.index(&locality.code);
                Row {
                    label: self.label(&locality.name, shown.is_ok_and(|shown| shown.caution)),
                    level: shown
                        .map(|shown| Level {
                            interval: interval(shown),
                            text: self.unit(shown.estimate),
                            hollow: shown.caution,
                        })
                        .map_err(|reason| self.charts.withheld(reason).to_owned()),
                }
            })
            .collect();
        let title = match self.figures.method.style {
            Style::Mean => self.charts.levels_title,
            Style::Satisfied => self.charts.levels_title_satisfied,
        };
        let whole = self.figures.index(WHOLE).ok().map(|shown| Whole {
            label: fill(
                self.charts.whole_level,
                &[("level", &self.unit(shown.estimate))],
            ),
            interval: interval(shown),
        });
        Levels {
            caption: self.caption(title.to_owned(), self.levels_finding(&rows)),
            whole,
            legend: self.charts.levels_legend.to_owned(),
            rows,
        }
    }

    fn levels_finding(&self, rows: &[Row]) -> String {
        let levels = rows.iter().filter_map(|row| row.level.as_ref().ok());
        let estimates: Vec<f64> = levels.map(|level| level.interval.estimate).collect();
        let lowest = estimates.iter().copied().reduce(f64::min);
        let highest = estimates.iter().copied().reduce(f64::max);
        match (lowest, highest, self.figures.index(WHOLE)) {
            (Some(lowest), Some(highest), Ok(whole)) => fill(
                self.charts.levels_finding,
                &[
                    ("places", &estimates.len().to_string()),
                    ("lowest", &self.unit(lowest)),
                    ("highest", &self.unit(highest)),
                    ("whole", &self.unit(whole.estimate)),
                ],
            ),
            _ => self.charts.levels_none.to_owned(),
        }
    }
}
