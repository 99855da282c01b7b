//! The tables of an edition: the numbers of each picture, in words.

use crate::edition::figures::{FigureKind, Figures, FramedLocality, ItemSummary, WHOLE};
use crate::edition::lookup::{Place, Shown, about};
use crate::edition::pictures::{in_unit, set_in_words};
use crate::edition::standing::Standing;
use crate::web::public::sorting::Sort;
use crate::web::public::standing::group;
use crate::wording::charts::Charts;
use crate::wording::edition::Edition as Words;
use crate::wording::numbers::{count, decimal};
use crate::wording::standing::Standing as StandingWords;
use crate::wording::{Tongue, fill};

/// A figure that may be shown, in words; or why it may not.
pub type Cell = Result<Value, &'static str>;

pub struct Value {
    pub text: String,
    pub range: String,
    pub caution: bool,
}

pub struct LevelRow {
    pub name: String,
    pub whole: bool,
    pub value: Cell,
    pub n: String,
}

pub struct RankRow {
    pub name: String,
    pub place: Result<RankCell, &'static str>,
}

pub struct RankCell {
    pub set: String,
    /// The groups of ranks it may belong to; empty where there are none.
    pub group: String,
    /// Against how many it is surely higher, surely lower, and undecided.
    pub compared: String,
    pub caution: bool,
}

pub struct CriteriaTable {
    pub heads: Vec<String>,
    pub rows: Vec<CriteriaRow>,
}

pub struct CriteriaRow {
    pub name: String,
    pub whole: bool,
    /// Every figure shown is to be read with caution: said once.
    pub caution: bool,
    /// One reason where all are withheld for the same one.
    pub cells: Result<Vec<LabelledCell>, &'static str>,
}

impl LevelRow {
    pub fn caution(&self) -> bool {
        self.value.as_ref().is_ok_and(|value| value.caution)
    }
}

impl RankRow {
    pub fn grouped(&self) -> bool {
        self.place
            .as_ref()
            .is_ok_and(|place| !place.group.is_empty())
    }

    pub fn caution(&self) -> bool {
        self.place.as_ref().is_ok_and(|place| place.caution)
    }
}

pub struct LabelledCell {
    /// The head of its column, for narrow screens.
    pub label: String,
    pub value: Cell,
}

pub struct AnswerTable {
    pub caption: String,
    pub unit: &'static str,
    pub first: &'static str,
    pub heads: Vec<String>,
    pub rows: Vec<AnswerRow>,
}

pub struct AnswerRow {
    pub name: String,
    pub whole: bool,
    /// Each with the head of its column.
    pub cells: Result<Vec<(String, String)>, &'static str>,
}

/// Makes tables from figures in one language.
pub struct Tables<'a> {
    pub figures: &'a Figures,
    pub tongue: Tongue,
    pub sort: Sort,
}

impl Tables<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.tongue)
    }

    /// Localities in the reader's order.
    fn localities(&self) -> Vec<&FramedLocality> {
        self.sort.apply(self.figures)
    }

    /// All localities together, then each: name, code of the domain, whether it is the whole.
    fn domains(&self) -> Vec<(&str, &str, bool)> {
        let whole = (self.words().all_localities, WHOLE, true);
        let each = self.localities().into_iter();
        std::iter::once(whole)
            .chain(each.map(|one| (one.name.as_str(), one.code.as_str(), false)))
            .collect()
    }

    fn value(&self, shown: Shown) -> Value {
        let unit = |value| in_unit(self.tongue, self.figures.method.style, value);
        Value {
            text: unit(shown.estimate),
            range: fill(
                self.words().range,
                &[("low", &unit(shown.low)), ("high", &unit(shown.high))],
            ),
            caution: shown.caution,
        }
    }

    fn cell(&self, domain: &str, kind: FigureKind, code: &str) -> Cell {
        self.figures
            .shown(domain, kind, code, self.figures.method.style)
            .map(|shown| self.value(shown))
            .map_err(|reason| Charts::of(self.tongue).withheld(reason))
    }

    /// Responses of a locality, to the nearest 5. Not told below ten, nor where it would tell such a number by
    /// subtraction.
    pub fn responses(&self, locality: &FramedLocality) -> Option<String> {
        let n = locality.responses.and_then(about)?;
        Some(count(self.tongue, n))
    }

    pub fn levels(&self) -> Vec<LevelRow> {
        self.domains()
            .into_iter()
            .map(|(name, domain, whole)| LevelRow {
                name: name.to_owned(),
                whole,
                value: self.cell(domain, FigureKind::Index, "index"),
                n: match self.figures.locality(domain) {
                    Some(locality) => self
                        .responses(locality)
                        .unwrap_or_else(|| self.words().responses_untold.to_owned()),
                    None => self
                        .figures
                        .respondents()
                        .map_or_else(String::new, |n| count(self.tongue, n)),
                },
            })
            .collect()
    }

    pub fn ranking(&self) -> Vec<RankRow> {
        self.localities()
            .into_iter()
            .map(|locality| RankRow {
                name: locality.name.clone(),
                place: match self.figures.place(&locality.code) {
                    Some(place) => {
                        Ok(self.rank_cell(&place, self.figures.standing(&locality.code)))
                    }
                    None => Err(Charts::of(self.tongue).not_ranked(self.figures, &locality.code)),
                },
            })
            .collect()
    }

    fn rank_cell(&self, place: &Place, standing: Option<&Standing>) -> RankCell {
        let words = self.words();
        let compared = [
            (words.lower, place.lower),
            (words.higher, place.higher),
            (words.undecided, place.undecided),
        ];
        let against_whole = standing
            .and_then(|standing| standing.against_whole)
            .map(|found| {
                StandingWords::of(self.tongue)
                    .against_whole(found)
                    .to_owned()
            });
        let others = compared
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(text, n)| fill(text, &[("n", &n.to_string())]));
        let compared: Vec<String> = against_whole.into_iter().chain(others).collect();
        RankCell {
            set: set_in_words(self.tongue, place),
            group: standing.map_or_else(String::new, |own| group(own, self.tongue)),
            compared: compared.join("; "),
            caution: place.caution,
        }
    }

    pub fn criteria(&self) -> CriteriaTable {
        let criteria = &self.figures.form.criteria;
        let head = |at: usize| {
            criteria.get(at).map_or_else(String::new, |criterion| {
                criterion.name.in_language(self.tongue.tag()).to_owned()
            })
        };
        let rows = self.domains().into_iter().map(|(name, domain, whole)| {
            let cells = criteria
                .iter()
                .enumerate()
                .map(|(at, criterion)| LabelledCell {
                    label: head(at),
                    value: self.cell(domain, FigureKind::Component, &criterion.code),
                });
            let cells: Vec<LabelledCell> = cells.collect();
            let shown = || cells.iter().filter_map(|cell| cell.value.as_ref().ok());
            let reason = cells.first().and_then(|cell| cell.value.as_ref().err());
            let alone = reason.filter(|reason| {
                let mut cells = cells.iter();
                cells.all(|cell| cell.value.as_ref().err() == Some(reason))
            });
            CriteriaRow {
                name: name.to_owned(),
                whole,
                caution: shown().count() > 0 && shown().all(|value| value.caution),
                cells: match alone {
                    Some(reason) => Err(reason),
                    None => Ok(cells),
                },
            }
        });
        CriteriaTable {
            heads: (0..criteria.len()).map(head).collect(),
            rows: rows.collect(),
        }
    }

    /// One row per question, all localities together.
    pub fn answers(&self) -> AnswerTable {
        let items: Vec<&ItemSummary> = self.figures.items().collect();
        let heads = self.answer_heads(items.first().copied());
        let rows = items.iter().map(|item| {
            let name = item.text.in_language(self.tongue.tag());
            self.answer_row(name, WHOLE, &item.code, &heads, false)
        });
        AnswerTable {
            caption: self.words().answers_table.to_owned(),
            unit: self.words().percent_of,
            first: self.words().question,
            rows: rows.collect(),
            heads,
        }
    }

    /// One row per locality, for one question.
    pub fn item(&self, item: &ItemSummary) -> AnswerTable {
        let heads = self.answer_heads(Some(item));
        let rows = self
            .domains()
            .into_iter()
            .map(|(name, domain, whole)| self.answer_row(name, domain, &item.code, &heads, whole));
        let text = item.text.in_language(self.tongue.tag());
        AnswerTable {
            caption: fill(self.words().item_table, &[("item", text)]),
            unit: self.words().percent_of,
            first: self.words().locality,
            rows: rows.collect(),
            heads,
        }
    }

    fn answer_heads(&self, item: Option<&ItemSummary>) -> Vec<String> {
        let tag = self.tongue.tag();
        let mut heads: Vec<String> = item
            .map(|item| item.levels.iter())
            .into_iter()
            .flatten()
            .map(|level| level.in_language(tag).to_owned())
            .collect();
        heads.push(item.and_then(|item| item.dont_know.as_ref()).map_or_else(
            || Charts::of(self.tongue).dont_know.to_owned(),
            |text| text.in_language(tag).to_owned(),
        ));
        heads.push(self.words().responses.to_owned());
        heads
    }

    fn answer_row(
        &self,
        name: &str,
        domain: &str,
        item: &str,
        heads: &[String],
        whole: bool,
    ) -> AnswerRow {
        let number = |value: f64| decimal(self.tongue, value);
        let cells = self
            .figures
            .answers(domain, item)
            .map(|answers| {
                let mut cells: Vec<String> = answers
                    .levels
                    .unwrap_or_default()
                    .into_iter()
                    .map(number)
                    .collect();
                cells.push(answers.dont_know.map_or_else(String::new, number));
                cells.push(
                    answers
                        .n
                        .and_then(about)
                        .map_or_else(String::new, |n| count(self.tongue, n)),
                );
                heads.iter().cloned().zip(cells).collect()
            })
            .map_err(|reason| Charts::of(self.tongue).withheld(reason));
        AnswerRow {
            name: name.to_owned(),
            whole,
            cells,
        }
    }
}
