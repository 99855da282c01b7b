//! The batches of a locality: how far each is, and a new one.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::clock::local;
use crate::flow::paper::Progress;
use crate::store::tallies;
use crate::survey::access::{Action, Reach, reach};
use crate::survey::paper_batch::{BatchFault, NewBatch};
use crate::survey::wave::Intake;
use crate::web::desk::home::Task;
use crate::web::desk::paper::{Hall, NEED};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::numbers::date;
use crate::wording::paper::{Paper, typed_share};

const PATTERN: &str = "/desk/waves/{wave}/localities/{locality}/paper-entry";

pub fn entries() -> Vec<Entry> {
    vec![
        page(PATTERN, NEED, || web::get().to(list)),
        act(PATTERN, NEED, || web::post().to(make)),
    ]
}

struct BatchView {
    title: String,
    received: String,
    progress: Vec<String>,
    done: i32,
    sheets: i32,
    /// Label and address.
    key: Option<(String, String)>,
    check: Option<(String, String)>,
    waiting: Vec<String>,
}

struct GroupChoice {
    code: String,
    name: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/paper_batches.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Paper,
    locality: String,
    wave: String,
    action: String,
    batches: Vec<BatchView>,
    is_open: bool,
    typed_share: Option<String>,
    groups: Vec<GroupChoice>,
    received: String,
    first_day: String,
    today: String,
    sheets: String,
    refusals: Refusals,
}

fn view(desk: &Desk, hall: &Hall, progress: Progress, is_open: bool) -> BatchView {
    let words = Paper::of(desk.tongue);
    let batch = &progress.batch;
    let number = batch.number.to_string();
    let name = batch.of.group.as_ref().map(|code| {
        let mut groups = hall.paper.own_groups().iter();
        let group = groups.find(|group| group.code == *code);
        group.map_or_else(|| code.clone(), |group| group.name.clone())
    });
    let group = name.as_deref().unwrap_or(words.any_group);
    let label = |template: &str, sheet: i32| fill(template, &[("n", &sheet.to_string())]);
    let others = progress.to_check.len();
    let mut waiting = Vec::new();
    if others > 0 && is_open {
        let n = others.to_string();
        waiting.push(fill(words.to_check, &[("n", &n)]));
    }
    if progress.own > 0 && is_open {
        let n = progress.own.to_string();
        waiting.push(fill(words.own_waiting, &[("n", &n)]));
    }
    let next = progress.next.filter(|_| is_open);
    let check = progress.to_check.first().filter(|_| is_open);
    BatchView {
        title: fill(words.batch_of, &[("number", &number), ("group", group)]),
        received: fill(
            words.received,
            &[("day", &date(desk.tongue, batch.of.received))],
        ),
        progress: words.progress(desk.tongue, batch, others + progress.own),
        done: batch.entered + batch.set_aside,
        sheets: batch.of.sheets,
        key: next.map(|sheet| {
            let address = hall.first(batch.number, sheet);
            (label(words.key_next, sheet), address)
        }),
        check: check.map(|sheet| {
            let address = hall.check(batch.number, *sheet);
            (label(words.check_next, *sheet), address)
        }),
        waiting,
    }
}

async fn listed(
    desk: &Desk,
    hall: &Hall,
    posted: Option<&Posted>,
    refusals: Refusals,
) -> Result<List, Failure> {
    let words = Paper::of(desk.tongue);
    let wave = &hall.place.wave.wave;
    let batches = hall.paper.batches().await;
    let batches = batches.map_err(Failure::store(desk.tongue))?;
    let (id, place) = (wave.id, hall.place.number);
    let received = desk
        .read(move |connection| tallies::by_locality(connection, id))
        .await?;
    let is_open = wave.intake(desk.now) == Intake::Open;
    let text = |field| posted.map_or("", |posted| posted.text(field));
    let today = local(desk.now).date().to_string();
    let groups = hall.paper.own_groups().iter().map(|group| GroupChoice {
        chosen: text("group") == group.code,
        code: group.code.clone(),
        name: group.name.clone(),
    });
    Ok(List {
        shell: desk.shell(words.title),
        words,
        locality: hall.place.locality.name.clone(),
        wave: match desk.tongue {
            crate::wording::Tongue::Vi => wave.title_vi.clone(),
            crate::wording::Tongue::En => wave.title_en.clone(),
        },
        action: hall.address(),
        batches: batches
            .into_iter()
            .map(|progress| view(desk, hall, progress, is_open))
            .collect(),
        is_open,
        typed_share: received
            .get(&place)
            .and_then(|received| typed_share(desk.tongue, received)),
        groups: groups.collect(),
        received: match posted {
            Some(posted) => posted.text("received").to_owned(),
            None => today.clone(),
        },
        first_day: local(wave.opens_at).date().to_string(),
        today,
        sheets: text("sheets").to_owned(),
        refusals,
    })
}

type Address = web::Path<(String, String)>;

async fn list(desk: Desk, address: Address) -> Result<HttpResponse, Failure> {
    let hall = Hall::of(&desk, &address.0, &address.1).await?;
    desk.html(&listed(&desk, &hall, None, Refusals::default()).await?)
}

async fn make(desk: Desk, address: Address, posted: Posted) -> Result<HttpResponse, Failure> {
    let hall = Hall::of(&desk, &address.0, &address.1).await?;
    let group = posted.text("group");
    let new = NewBatch {
        group: (!group.is_empty()).then(|| group.to_owned()),
        // What is no day or no number is refused as one out of range.
        received: posted.text("received").parse().unwrap_or(NaiveDate::MAX),
        sheets: posted.text("sheets").trim().parse().unwrap_or(0),
    };
    let made = hall.paper.new_batch(new).await;
    let faults = match made.map_err(Failure::store(desk.tongue))? {
        Ok(number) => return Ok(desk.on_to(&hall.first(number, 1), "paper-batch")),
        Err(faults) => faults,
    };
    let words = Paper::of(desk.tongue);
    let mut refusals = Refusals::default();
    for fault in &faults {
        let field = match fault {
            BatchFault::UnknownGroup => "group",
            BatchFault::Received => "received",
            BatchFault::Sheets => "sheets",
        };
        refusals.add(field, words.batch_fault(*fault));
    }
    if faults.is_empty() {
        refusals.add("sheets", words.not_open);
    }
    desk.refused(&listed(&desk, &hall, Some(&posted), refusals).await?)
}

/// Paper that a committee may type in now, one line for each open wave and locality of its own.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if reach(desk.role(), Action::EnterPaper) != Reach::Own {
        return Ok(Vec::new());
    }
    let words = Paper::of(desk.tongue);
    let waves = desk.site.collector.waves().await;
    let mut tasks = Vec::new();
    for known in waves.map_err(Failure::store(desk.tongue))?.iter() {
        let wave = &known.wave;
        for key in &desk.staff().localities {
            if wave.intake(desk.now) != Intake::Open || !wave.localities.contains(key) {
                continue;
            }
            let hall = Hall::of(desk, &wave.code, &key.to_string()).await?;
            let batches = hall.paper.batches().await;
            let batches = batches.map_err(Failure::store(desk.tongue))?;
            let waiting: usize = batches.iter().map(|batch| batch.to_check.len()).sum();
            let text = match waiting {
                0 => words.task.to_owned(),
                n => fill(words.task_check, &[("n", &n.to_string())]),
            };
            tasks.push(Task {
                href: hall.address(),
                title: fill(words.task_title, &[("locality", &hall.place.locality.name)]),
                text,
            });
        }
    }
    Ok(tasks)
}
