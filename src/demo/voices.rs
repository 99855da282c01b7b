//! What staff could have done with the simulated comments: topics, places and cases in every state, one of them late.

use chrono::{Days, NaiveDateTime};

use crate::flow::cases::{self, Move, Publication};
use crate::flow::comments::{By, Change, change};
use crate::store::comments::{self, KeptComment, Wanted};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, Store, StoreFailure, cases as kept_cases};
use crate::survey::case::CaseId;
use crate::survey::comment::CommentId;

/// A case: how its comments begin, its title, topic and place, and the unit that has it.
struct Example {
    begins: &'static str,
    title: &'static str,
    topic: &'static str,
    /// A place in one locality; none for what is heard everywhere.
    place: Option<&'static str>,
    unit: Option<&'static str>,
    answer: Option<&'static str>,
    published: Option<[&'static str; 4]>,
}

const EXAMPLES: [Example; 5] = [
    Example {
        begins: "Rác ở đầu kiệt",
        title: "Rác ở các kiệt nhỏ thu gom chậm",
        topic: "waste",
        place: None,
        unit: Some("Đội vệ sinh môi trường"),
        answer: Some("Xe nhỏ vào các kiệt hai ngày một lần."),
        published: Some([
            "Rác ở đầu các kiệt nhỏ nhiều ngày mới được thu gom, gây mùi hôi.",
            "Rubbish at the entrances of small lanes was collected only every few days and smelled.",
            "Đã bố trí xe nhỏ vào các kiệt hai ngày một lần; lịch thu gom được dán ở nhà văn hóa khối phố.",
            "A small lorry now enters the lanes every second day; the timetable hangs in the community houses.",
        ]),
    },
    Example {
        begins: "Cống thoát nước ở ngã ba",
        title: "Cống ở ngã ba bị nghẹt",
        topic: "drainage",
        place: Some("Ngã ba"),
        unit: Some("Đội quản lý hạ tầng đô thị"),
        answer: Some("Đã nạo vét 120 m cống."),
        published: Some([
            "Cống thoát nước ở ngã ba bị nghẹt, mưa lớn nước tràn vào nhà.",
            "The drain at the junction was blocked, and heavy rain flooded houses.",
            "Đã nạo vét 120 m cống và thay ba nắp vỡ trước mùa mưa.",
            "120 m of drain were cleared and three broken covers replaced before the rains.",
        ]),
    },
    Example {
        begins: "Xe tải chở cát",
        title: "Xe chở cát không che bạt",
        topic: "air",
        place: Some("Đường vào mỏ cát"),
        unit: Some("Công an phường"),
        answer: None,
        published: None,
    },
    Example {
        begins: "Trại heo",
        title: "Trại heo xả thải ra ruộng",
        topic: "water",
        place: Some("Trại heo"),
        unit: None,
        answer: None,
        published: None,
    },
    Example {
        begins: "Quán karaoke",
        title: "Karaoke quá giờ",
        topic: "noise",
        place: Some("Đường ven hồ"),
        unit: Some("Ủy ban nhân dân phường"),
        answer: Some("Đã nhắc nhở, chủ quán cam kết tắt loa trước 22 giờ."),
        published: None,
    },
];

/// Once: a wave that has cases already is left alone.
pub fn show(store: &Store, wave: &KeptWave, now: NaiveDateTime) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        if !kept_cases::all(connection)?.is_empty() {
            return Ok(());
        }
        let all = comments::every(connection, wave.wave.id, &Wanted::default())?;
        for example in &EXAMPLES {
            lay(connection, wave, &all, example, now)?;
        }
        Ok(())
    })
}

fn by(now: NaiveDateTime) -> By {
    By {
        name: "Ví dụ".to_owned(),
        now,
    }
}

fn lay(
    connection: &mut AnyConnection,
    wave: &KeptWave,
    all: &[KeptComment],
    example: &Example,
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    let said = all
        .iter()
        .filter(|one| one.words.starts_with(example.begins));
    let said: Vec<&KeptComment> = said.collect();
    let Some(first) = said.first() else {
        return Ok(());
    };
    let here = |one: &&&KeptComment| example.place.is_none() || one.locality == first.locality;
    let ids: Vec<CommentId> = said.iter().filter(here).map(|one| one.id).collect();
    let tag = Change::Tag {
        topics: vec![example.topic.to_owned()],
        place: example.place.map(str::to_owned),
    };
    let opened = by(now - Days::new(40));
    let refused = |_| StoreFailure::Missing("example comment");
    change(connection, wave, &ids, &tag)?.map_err(refused)?;
    let id = cases::open(connection, &opened, wave, example.title, &ids)?.map_err(refused)?;
    if let Some(unit) = example.unit {
        let due = opened.today() + Days::new(37);
        act(
            connection,
            &opened,
            id,
            &Move::HandOver {
                unit: unit.to_owned(),
                due,
            },
        )?;
    }
    let answered = by(now - Days::new(20));
    if let Some(answer) = example.answer {
        act(connection, &answered, id, &Move::Answer(answer.to_owned()))?;
    }
    if let Some([said_vi, said_en, done_vi, done_en]) =
        example.published.map(|texts| texts.map(str::to_owned))
    {
        let publication = Publication {
            said_vi,
            said_en: Some(said_en),
            done_vi,
            done_en: Some(done_en),
            name_locality: true,
            quote: ids.first().copied(),
        };
        act(
            connection,
            &by(now - Days::new(10)),
            id,
            &Move::Publish(publication),
        )?;
        act(connection, &by(now - Days::new(10)), id, &Move::Close(None))?;
    }
    Ok(())
}

fn act(
    connection: &mut AnyConnection,
    by: &By,
    id: CaseId,
    wanted: &Move,
) -> Result<(), StoreFailure> {
    let case = kept_cases::find(connection, id)?.ok_or(StoreFailure::Missing("example case"))?;
    let done = cases::act(connection, by, id, case.revision, wanted)?;
    done.map_err(|_| StoreFailure::Missing("example case"))
}
