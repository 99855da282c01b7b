//! The pictures of answers: all items together, or one item by locality.

use crate::charts::distribution::{Distribution, Row, Shares};
use crate::edition::figures::{ItemSummary, WHOLE};
use crate::edition::lookup::about;
use crate::edition::pictures::Words;
use crate::wording::fill;
use crate::wording::numbers::{count, decimal, percent};

impl Words<'_> {
    pub fn answers(&self) -> Distribution {
        let items: Vec<&ItemSummary> = self.figures.items().collect();
        let rows: Vec<Row> = items
            .iter()
            .map(|item| {
                self.answer_row(item.text.in_language(self.tongue.tag()), WHOLE, &item.code)
            })
            .collect();
        let mut satisfied: Vec<(f64, &str)> = items
            .iter()
            .filter_map(|item| {
                let levels = self.figures.answers(WHOLE, &item.code).ok()?.levels?;
                Some((
                    levels[3] + levels[4],
                    item.text.in_language(self.tongue.tag()),
                ))
            })
            .collect();
        satisfied.sort_by(|a, b| a.0.total_cmp(&b.0));
        let finding = match (satisfied.first(), satisfied.last()) {
            (Some(worst), Some(best)) => fill(
                self.charts.answers_finding,
                &[
                    ("best", best.1),
                    ("best_share", &percent(self.tongue, best.0)),
                    ("worst", worst.1),
                    ("worst_share", &percent(self.tongue, worst.0)),
                ],
            ),
            _ => self.charts.answers_none.to_owned(),
        };
        self.distribution(
            items.first().copied(),
            self.charts.answers_title.to_owned(),
            finding,
            rows,
        )
    }

    pub fn item(&self, code: &str) -> Distribution {
        let item = self.figures.items().find(|item| item.code == code);
        let text = item.map_or("", |item| item.text.in_language(self.tongue.tag()));
        let localities = self.alphabetical();
        let rows = std::iter::once((self.charts.whole, WHOLE))
            .chain(
                localities
                    .iter()
                    .map(|locality| (locality.name.as_str(), locality.code.as_str())),
            )
            .map(|(name, domain)| self.answer_row(name, domain, code))
            .collect();
        let whole = self.figures.answers(WHOLE, code).ok();
        let finding = match whole.and_then(|answers| answers.levels) {
            Some([a, b, _, d, e]) => fill(
                self.charts.item_finding,
                &[
                    ("satisfied", &percent(self.tongue, d + e)),
                    ("dissatisfied", &percent(self.tongue, a + b)),
                ],
            ),
            None => self.charts.answers_none.to_owned(),
        };
        let title = fill(self.charts.item_title, &[("item", text)]);
        self.distribution(item, title, finding, rows)
    }

    fn distribution(
        &self,
        item: Option<&ItemSummary>,
        title: String,
        finding: String,
        rows: Vec<Row>,
    ) -> Distribution {
        let tag = self.tongue.tag();
        let level = |at: usize| {
            item.and_then(|item| item.levels.get(at))
                .map_or_else(String::new, |text| text.in_language(tag).to_owned())
        };
        Distribution {
            caption: self.caption(title, finding),
            answers: [level(0), level(1), level(2), level(3), level(4)],
            dont_know: item.and_then(|item| item.dont_know.as_ref()).map_or_else(
                || self.charts.dont_know.to_owned(),
                |text| text.in_language(tag).to_owned(),
            ),
            rows,
        }
    }

    fn answer_row(&self, label: &str, domain: &str, item: &str) -> Row {
        let label = self.label(label, false);
        let number = |value: f64| (value, decimal(self.tongue, value));
        match self.figures.answers(domain, item) {
            Ok(answers) => Row {
                label,
                n: answers.n.and_then(about).map_or_else(String::new, |n| {
                    fill(self.charts.count_short, &[("n", &count(self.tongue, n))])
                }),
                shares: Ok(Shares {
                    levels: answers.levels.unwrap_or_default().map(number),
                    dont_know: answers.dont_know.map(number),
                }),
            },
            Err(reason) => Row {
                label,
                n: String::new(),
                shares: Err(self.charts.withheld(reason).to_owned()),
            },
        }
    }
}
