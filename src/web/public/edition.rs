//! The page of an edition: the sentence, the picture, the table, the download.

use askama::Template;

use crate::charts::Size;
use crate::edition::figures::{FigureKind, Figures, ItemSummary, Style, WHOLE};
use crate::edition::pictures::{self, Picture, in_unit};
use crate::web::public::certainty::CertaintyText;
use crate::web::public::change::ChangeText;
use crate::web::public::frame::Frame;
use crate::web::public::method::MethodText;
use crate::web::public::quality::QualityText;
use crate::web::public::release::{Release, Sentence};
use crate::web::public::sensitivity::SensitivityText;
use crate::web::public::sorting::Sort;
use crate::web::public::standing;
use crate::web::public::tables::{AnswerTable, CriteriaTable, LevelRow, RankRow, Tables};
use crate::web::public::ways::WaysText;
use crate::web::public::withheld::{WithheldLine, withheld};
use crate::wording::change::Change as ChangeWords;
use crate::wording::edition::Edition as Words;
use crate::wording::numbers::{count, date, percent, size};
use crate::wording::public::Home;
use crate::wording::quality::Quality as QualityWords;
use crate::wording::sensitivity::Sensitivity as SensitivityWords;
use crate::wording::standing::Standing as StandingWords;
use crate::wording::ways::Ways as WaysWords;
use crate::wording::{Tongue, fill, fill_with};

#[derive(Template)]
#[template(
    path = "public/edition.html",
    config = "src/web/askama.toml",
    whitespace = "minimize"
)]
pub struct EditionPage {
    frame: Frame,
    words: &'static Words,
    method: MethodText,
    certainty: CertaintyText,
    title: String,
    sentence: Sentence,
    interval: String,
    band: String,
    selection: String,
    gauge: Option<Drawn>,
    facts: Vec<(String, String)>,
    published: String,
    signing: (&'static str, String),
    sorts: Vec<SortLink>,
    levels_finding: String,
    levels_picture: Drawn,
    level_head: &'static str,
    levels: Vec<LevelRow>,
    any_caution: bool,
    change: Option<ChangeText>,
    told: String,
    possibly_best: String,
    ranking_picture: Drawn,
    ranking_caption: String,
    ranking: Vec<RankRow>,
    group_text: &'static str,
    sensitivity: Option<SensitivityText>,
    answers_finding: String,
    answers_picture: Drawn,
    answers: AnswerTable,
    items: Vec<Item>,
    criteria_text: String,
    criteria: CriteriaTable,
    quality: Option<QualityText>,
    ways: Option<WaysText>,
    withheld: Vec<WithheldLine>,
    files: Vec<File>,
    command: String,
    inputs: Vec<InputLine>,
    program: String,
}

/// A picture in both sizes; the style sheet shows one of them.
pub struct Drawn {
    wide: String,
    narrow: String,
    /// Of the file to download.
    address: String,
}

struct SortLink {
    key: &'static str,
    name: &'static str,
    current: bool,
}

/// One question by locality. Its picture is fetched only when somebody opens it.
struct Item {
    text: String,
    finding: String,
    wide: String,
    narrow: String,
    table: AnswerTable,
}

struct File {
    name: String,
    address: String,
    size: String,
    about: &'static str,
}

struct InputLine {
    role: String,
    size: String,
    digest: String,
}

impl EditionPage {
    pub fn new(tongue: Tongue, release: &Release, sort: Sort) -> Self {
        let maker = Maker {
            words: Words::of(tongue),
            figures: &release.figures,
            release,
            tongue,
        };
        maker.page(sort)
    }
}

struct Maker<'a> {
    words: &'static Words,
    figures: &'a Figures,
    release: &'a Release,
    tongue: Tongue,
}

impl Maker<'_> {
    /// Who has signed what.
    fn signing(&self) -> (&'static str, String) {
        let words = self.words;
        let names: Vec<&str> = self
            .release
            .signed_by
            .iter()
            .map(|(vi, en)| match self.tongue {
                Tongue::Vi => vi.as_str(),
                Tongue::En => en.as_str(),
            })
            .collect();
        if names.is_empty() {
            return (words.unsigned, words.unsigned_text.to_owned());
        }
        let values = [
            ("parties", names.join("; ")),
            ("digest", self.release.digest.clone()),
        ];
        (words.signed, fill_with(words.signed_text, &values))
    }

    fn page(&self, sort: Sort) -> EditionPage {
        let (words, figures, tongue) = (self.words, self.figures, self.tongue);
        let tables = Tables {
            figures,
            tongue,
            sort,
        };
        let sentence = self.release.sentence(tongue);
        let frame = Frame::new(
            tongue,
            self.release.title(tongue).to_owned(),
            sentence.whole(),
            figures.simulated,
        );
        let finding = |picture| pictures::finding(figures, picture, tongue);
        let (levels, ranking) = (tables.levels(), tables.ranking());
        EditionPage {
            frame,
            words,
            method: MethodText::new(figures, tongue),
            certainty: CertaintyText::new(figures, tongue),
            title: self.release.title(tongue).to_owned(),
            sentence,
            interval: self.release.interval(tongue),
            band: standing::band(figures, tongue),
            selection: standing::selection(figures, tongue),
            gauge: figures
                .index(WHOLE)
                .ok()
                .map(|_| self.drawn(&Picture::Gauge)),
            facts: self.facts(),
            signing: self.signing(),
            published: fill(
                Home::of(tongue).published,
                &[("date", &date(tongue, self.release.published_on))],
            ),
            sorts: self.sorts(sort),
            group_text: if ranking.iter().any(RankRow::grouped) {
                StandingWords::of(tongue).group_text
            } else {
                ""
            },
            levels_finding: finding(&Picture::Levels),
            levels_picture: self.drawn(&Picture::Levels),
            level_head: match figures.method.style {
                Style::Mean => words.level_mean,
                Style::Satisfied => words.level_satisfied,
            },
            any_caution: levels.iter().any(LevelRow::caution),
            levels,
            change: ChangeText::new(figures, tongue, sort, |picture| self.drawn(picture)),
            told: self.told(),
            possibly_best: self.possibly_best(),
            ranking_picture: self.drawn(&Picture::Ranking),
            ranking_caption: fill(
                words.ranking_table,
                &[("ranked", &figures.ranked().to_string())],
            ),
            ranking,
            sensitivity: SensitivityText::new(figures, tongue, sort),
            answers_finding: finding(&Picture::Answers),
            answers_picture: self.drawn(&Picture::Answers),
            answers: tables.answers(),
            items: figures
                .items()
                .map(|item| self.item(&tables, item))
                .collect(),
            criteria_text: fill(
                words.criteria_text,
                &[("count", &figures.form.criteria.len().to_string())],
            ),
            criteria: tables.criteria(),
            quality: QualityText::new(figures, tongue),
            ways: WaysText::new(figures, tongue),
            withheld: withheld(&tables),
            files: self.files(),
            command: self.command(),
            inputs: self.inputs(),
            program: fill(words.program, &[("program", &figures.program)]),
        }
    }

    fn drawn(&self, picture: &Picture) -> Drawn {
        let draw = |size| pictures::draw(self.figures, picture, self.tongue, size);
        Drawn {
            wide: draw(Size::Wide),
            narrow: draw(Size::Narrow),
            address: self.address(picture, Size::Wide),
        }
    }

    fn address(&self, picture: &Picture, size: Size) -> String {
        let file = pictures::file_name(picture, self.tongue, size);
        format!("/editions/{}/charts/{file}", self.release.id)
    }

    /// Large figures with what they count.
    fn facts(&self) -> Vec<(String, String)> {
        let (words, figures, tongue) = (self.words, self.figures, self.tongue);
        let published = figures
            .localities
            .iter()
            .filter(|locality| figures.index(&locality.code).is_ok())
            .count();
        let all = figures.localities.len().to_string();
        let mut facts = Vec::new();
        if let Some(n) = figures.respondents() {
            facts.push((count(tongue, n), words.facts_responses.to_owned()));
        }
        facts.push((
            published.to_string(),
            fill(words.facts_localities, &[("all", &all)]),
        ));
        if let Some(share) = figures.typed_share(WHOLE) {
            let text = WaysWords::of(tongue).fact.to_owned();
            facts.push((percent(tongue, share), text));
        }
        let (other, text) = match figures.method.style {
            Style::Mean => (Style::Satisfied, words.facts_satisfied),
            Style::Satisfied => (Style::Mean, words.facts_mean),
        };
        if let Ok(shown) = figures.shown(WHOLE, FigureKind::Index, "index", other) {
            let unit = |value| in_unit(tongue, other, value);
            let range = [("low", unit(shown.low)), ("high", unit(shown.high))];
            facts.push((unit(shown.estimate), fill_with(text, &range)));
        }
        facts
    }

    fn sorts(&self, current: Sort) -> Vec<SortLink> {
        Sort::ALL
            .into_iter()
            .map(|sort| SortLink {
                key: sort.key(),
                name: match sort {
                    Sort::Name => self.words.sort_name,
                    Sort::Level => self.words.sort_level,
                    Sort::Set => self.words.sort_set,
                },
                current: sort == current,
            })
            .collect()
    }

    /// How many pairs can be told apart.
    fn told(&self) -> String {
        let Some((pairs, told)) = self.figures.pairs() else {
            return pictures::finding(self.figures, &Picture::Ranking, self.tongue);
        };
        let rest = pairs.saturating_sub(told).to_string();
        fill(
            self.words.ranking_told,
            &[
                ("pairs", &pairs.to_string()),
                ("told", &told.to_string()),
                ("rest", &rest),
            ],
        )
    }

    /// Which localities may be among the three best; nothing where that would say little.
    fn possibly_best(&self) -> String {
        let places = self.figures.possibly_best(3);
        if places.is_empty() || places.len() as u32 == self.figures.ranked() {
            return String::new();
        }
        let in_order = Sort::Name.apply(self.figures).into_iter();
        let own = in_order.filter(|place| places.iter().any(|own| own.code == place.code));
        let names: Vec<&str> = own.map(|place| place.name.as_str()).collect();
        fill(
            StandingWords::of(self.tongue).possibly_best,
            &[("places", &names.join(", "))],
        )
    }

    fn item(&self, tables: &Tables, item: &ItemSummary) -> Item {
        let picture = Picture::Item(item.code.clone());
        Item {
            text: item.text.in_language(self.tongue.tag()).to_owned(),
            finding: pictures::finding(self.figures, &picture, self.tongue),
            wide: self.address(&picture, Size::Wide),
            narrow: self.address(&picture, Size::Narrow),
            table: tables.item(item),
        }
    }

    fn files(&self) -> Vec<File> {
        let about = |name: &str| match name {
            "figures.csv" => Some(self.words.file_figures_csv),
            "ranking.csv" => Some(self.words.file_ranking_csv),
            "pairs.csv" => Some(self.words.file_pairs_csv),
            "change.csv" => Some(self.words.file_change_csv),
            "weights.csv" => Some(self.words.file_weights_csv),
            "sensitivity.csv" => Some(SensitivityWords::of(self.tongue).file),
            "suppressed.csv" => Some(self.words.file_suppressed_csv),
            "quality.csv" => Some(QualityWords::of(self.tongue).file_quality),
            "rates.csv" => Some(QualityWords::of(self.tongue).file_rates),
            "ways.csv" => Some(WaysWords::of(self.tongue).file),
            "figures.json" => Some(self.words.file_figures_json),
            _ => None,
        };
        self.release
            .files
            .iter()
            .filter_map(|(name, bytes)| {
                Some(File {
                    about: about(name)?,
                    name: name.clone(),
                    address: format!("/editions/{}/{name}", self.release.id),
                    size: size(self.tongue, *bytes),
                })
            })
            .collect()
    }

    /// What anyone who has the inputs types to get the same bytes.
    fn command(&self) -> String {
        let mut inputs: Vec<String> = Vec::new();
        for input in &self.figures.inputs {
            let own = match (input.of_previous(), input.role.as_str()) {
                (Some((name, _)), _) => format!("--previous '{name}'"),
                (None, "crosswalk") => "--crosswalk CHANGES.csv".to_owned(),
                (None, "form") => "--form FORM.toml".to_owned(),
                (None, "method") => "--method METHOD.toml".to_owned(),
                (None, "frame") => "--frame FRAME.csv".to_owned(),
                (None, "margins") => "--margins MARGINS.csv".to_owned(),
                (None, _) => "--responses RESPONSES.csv".to_owned(),
            };
            if !inputs.contains(&own) {
                inputs.push(own);
            }
        }
        format!("hailong compute {} --out FIGURES", inputs.join(" "))
    }

    fn inputs(&self) -> Vec<InputLine> {
        self.figures
            .inputs
            .iter()
            .map(|input| InputLine {
                role: match input.of_previous() {
                    Some((previous, role)) => {
                        let values = [("role", self.words.role(role)), ("previous", previous)];
                        fill(ChangeWords::of(self.tongue).input, &values)
                    }
                    None => self.words.role(&input.role).to_owned(),
                },
                size: size(self.tongue, input.bytes),
                digest: input.sha256.to_string(),
            })
            .collect()
    }
}
