//! The sample plan of a wave: a wish in a form, and the table that it comes to.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::edition::plan::{PlanFault, PlanRow, Sampling, Unit, Wish};
use crate::flow::wave::WaveFailure;
use crate::flow::wave::plan::{keep_plan, of_places, places, wish};
use crate::flow::wave::seen::Seen;
use crate::store::localities;
use crate::store::waves::KeptWave;
use crate::survey::locality::Locality;
use crate::survey::wave::WaveState;
use crate::survey::wave_edit::Part;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::changed::{ChangedLine, lines};
use crate::web::desk::waves::details::seen;
use crate::web::desk::waves::list::title;
use crate::web::desk::waves::{address, editor, refusals};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::numbers::{count, decimal, plain};
use crate::wording::plan::Plan as Words;
use crate::wording::waves::Waves;

struct Line {
    name: String,
    size: String,
    interviews: String,
    invitations: String,
    pair: String,
    ranking: String,
    is_whole: bool,
}

#[derive(Clone, Default)]
struct Typed {
    unit: String,
    error: String,
    deff: String,
    rate: String,
    confidence: String,
}

#[derive(Template)]
#[template(path = "desk/waves/plan.html", config = "src/web/askama.toml")]
struct Plan {
    shell: Shell,
    words: &'static Waves,
    address: String,
    wave: String,
    is_draft: bool,
    is_kept: bool,
    seen: String,
    typed: Typed,
    lines: Vec<Line>,
    remarks: Vec<String>,
    refusals: Refusals,
    changed: Vec<ChangedLine>,
}

/// What most offices will want: of households, where they have been counted.
fn usual(places: &[Locality]) -> Wish {
    let counted = places.iter().all(|one| one.households.is_some());
    Wish {
        unit: if counted {
            Unit::Household
        } else {
            Unit::Person
        },
        margin: 5.0,
        sampling: Sampling::Deff(1.5),
        response_rate: 0.6,
        confidence: 0.95,
    }
}

pub fn refused(words: &Waves, faults: &[PlanFault], refusals: &mut Refusals) {
    for fault in faults {
        match fault {
            PlanFault::Margin => refusals.add("error", words.bad_error),
            PlanFault::ResponseRate => refusals.add("rate", words.bad_rate),
            PlanFault::Confidence => refusals.add("confidence", words.bad_confidence),
            PlanFault::Deff | PlanFault::PerCluster | PlanFault::Correlation | PlanFault::Costs => {
                refusals.add("deff", words.bad_deff)
            }
            PlanFault::Households { locality, .. } => {
                refusals.add("unit", fill(words.unknown_size, &[("names", locality)]));
            }
        }
    }
}

impl Typed {
    fn of(desk: &Desk, wish: &Wish) -> Self {
        let number = |value: f64| plain(desk.tongue, value, 2);
        Self {
            unit: match wish.unit {
                Unit::Household => "household",
                Unit::Person => "person",
            }
            .to_owned(),
            error: number(wish.margin),
            deff: number(wish.sampling.deff()),
            rate: number(wish.response_rate * 100.0),
            confidence: number(wish.confidence * 100.0),
        }
    }

    fn from(text: impl Fn(&str) -> String) -> Self {
        Self {
            unit: text("unit"),
            error: text("error"),
            deff: text("deff"),
            rate: text("rate"),
            confidence: text("confidence"),
        }
    }

    fn wish(&self, words: &Waves) -> Result<Wish, Refusals> {
        let mut refusals = Refusals::default();
        let mut number = |field: &str, text: &str| {
            let read = text.trim().replace(',', ".").parse::<f64>().ok();
            if read.is_none() {
                refusals.add(field, words.bad_number);
            }
            read.unwrap_or_default()
        };
        let wish = Wish {
            unit: if self.unit == "person" {
                Unit::Person
            } else {
                Unit::Household
            },
            margin: number("error", &self.error),
            sampling: Sampling::Deff(number("deff", &self.deff)),
            response_rate: number("rate", &self.rate) / 100.0,
            confidence: number("confidence", &self.confidence) / 100.0,
        };
        if refusals.is_empty() {
            Ok(wish)
        } else {
            Err(refusals)
        }
    }
}

fn shown(desk: &Desk, rows: &[PlanRow]) -> (Vec<Line>, Vec<String>) {
    let (words, said, tongue) = (
        Waves::of(desk.tongue),
        Words::in_tongue(desk.tongue),
        desk.tongue,
    );
    let number = |value: f64| count(tongue, value.max(0.0) as u64);
    let line = |row: &PlanRow| Line {
        name: if row.is_locality() {
            row.name.clone()
        } else {
            words.plan_all.to_owned()
        },
        size: number(row.size),
        interviews: number(row.interviews),
        invitations: number(row.invitations),
        pair: decimal(tongue, row.pair),
        ranking: row
            .ranking
            .map(|points| decimal(tongue, points))
            .unwrap_or_default(),
        is_whole: !row.is_locality(),
    };
    let own = || rows.iter().filter(|row| row.is_locality());
    let sum = |of: fn(&PlanRow) -> f64| number(own().map(of).sum());
    let most = |of: fn(&PlanRow) -> f64| decimal(tongue, own().map(of).fold(0.0, f64::max));
    let (interviews, invitations) = (sum(|row| row.interviews), sum(|row| row.invitations));
    let (yamane, places) = (sum(|row| row.yamane), own().count());
    let mut remarks = vec![fill(
        said.sum,
        &[
            ("interviews", &interviews),
            ("invitations", &invitations),
            ("yamane", &yamane),
        ],
    )];
    if places > 1 {
        let (pair, ranking) = (
            most(|row| row.pair),
            most(|row| row.ranking.unwrap_or_default()),
        );
        let places = places.to_string();
        remarks.push(fill(
            said.apart,
            &[("pair", &pair), ("ranking", &ranking), ("places", &places)],
        ));
    }
    (rows.iter().map(line).collect(), remarks)
}

/// The page of a wish; one that cannot be planned is a refusal.
async fn page(
    desk: &Desk,
    kept: &KeptWave,
    seen: &Seen,
    typed: Typed,
    is_kept: bool,
) -> Result<Plan, Failure> {
    let words = Waves::of(desk.tongue);
    let wave = kept.wave.clone();
    let places = desk
        .read(move |connection| places(connection, &wave))
        .await?;
    let planned = match typed.wish(words) {
        Err(refusals) => Err(refusals),
        Ok(wish) => match of_places(&places, &wish) {
            Ok(rows) => Ok(rows),
            Err(problem) => Err(refusals::of(desk, problem)?),
        },
    };
    let (rows, refusals) = match planned {
        Ok(rows) => (rows, Refusals::default()),
        Err(refusals) => (Vec::new(), refusals),
    };
    let (lines, remarks) = if rows.is_empty() {
        Default::default()
    } else {
        shown(desk, &rows)
    };
    Ok(Plan {
        shell: desk.shell(words.plan_title),
        words,
        address: address(&kept.wave.code),
        wave: title(desk.tongue, &kept.wave).to_owned(),
        is_draft: kept.wave.state == WaveState::Draft,
        is_kept,
        seen: seen.written(),
        typed,
        lines,
        remarks,
        refusals,
        changed: Vec::new(),
    })
}

/// The plan that is kept, or what most will want.
pub async fn form(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let seen = seen(&desk, &kept).await?;
    let own = kept.clone();
    let (known, places) = desk
        .read(move |connection| Ok((wish(connection, &own)?, places(connection, &own.wave)?)))
        .await?;
    let typed = Typed::of(&desk, &known.unwrap_or_else(|| usual(&places)));
    desk.html(&page(&desk, &kept, &seen, typed, known.is_some()).await?)
}

/// Keeps a plan, or only tries it.
pub async fn keep(
    desk: Desk,
    code: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let kept = desk.wave(&code).await?;
    let now_seen = seen(&desk, &kept).await?;
    let seen = Seen::read(posted.text("seen")).unwrap_or(Seen {
        revision: 0,
        ..now_seen.clone()
    });
    let typed = Typed::from(|field| posted.text(field).to_owned());
    if posted.text("action") == "try" {
        let page = page(&desk, &kept, &seen, typed, false).await?;
        return if page.refusals.is_empty() {
            desk.html(&page)
        } else {
            desk.refused(&page)
        };
    }
    let (mut refusals, mut changed) = (Refusals::default(), Vec::new());
    match typed.wish(Waves::of(desk.tongue)) {
        Err(found) => refusals = found,
        Ok(wish) => {
            let (own, editor) = (code.clone(), editor(&desk));
            let done = desk
                .block(move |site| keep_plan(&site.store, &own, &seen, &wish, &editor))
                .await?;
            match done {
                Ok(_) => {
                    return Ok(desk.on_to(&format!("{}/plan", address(&code)), "plan-kept"));
                }
                Err(WaveFailure::Changed(by)) => {
                    let known = desk.read(localities::all).await?;
                    changed = lines(&by, &[Part::Plan], &known, desk.tongue);
                }
                Err(problem) => refusals = refusals::of(&desk, problem)?,
            }
        }
    }
    let mut page = page(&desk, &kept, &now_seen, typed, false).await?;
    if !refusals.is_empty() {
        page.refusals = refusals;
    }
    page.changed = changed;
    desk.refused(&page)
}
