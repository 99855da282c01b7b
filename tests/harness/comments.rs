//! Comments that residents of the small wave have sent.

use hailong::flow::collect::{Collector, Sending, Sent};
use hailong::flow::comments::By;
use hailong::store::comments::{self, KeptComment, Wanted};
use hailong::store::waves::{self, KeptWave};
use hailong::store::{AnyConnection, Store};
use hailong::survey::answering::Answer;
use hailong::survey::link::LinkKind;

use crate::harness::wave;
use crate::survey::sample::form;

/// Opens the small wave and sends a response with each text, from the place of its locality.
pub fn sent(store: &Store, texts: &[(i16, &str)]) -> KeptWave {
    wave::open(store);
    let layout = form();
    let question = layout.field_index("where").unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let collector = Collector::start(store.clone(), wave::clock()).unwrap();
        for (number, (locality, text)) in texts.iter().enumerate() {
            let code = wave::codes(store, LinkKind::Single, *locality, 1).remove(0);
            let mut answers = wave::answers(&layout, number);
            answers[question] = Some(Answer::Text((*text).to_owned()));
            let one = Sending {
                code: &code,
                idempotency_key: "",
                answers: &answers,
                draft_secret: None,
                device_mark: None,
            };
            let sent = collector.submit(&one).await.unwrap();
            assert!(matches!(sent, Sent::Taken { fresh: true, .. }));
        }
    });
    store
        .read_blocking(|connection| waves::find(connection, wave::WAVE))
        .unwrap()
        .unwrap()
}

pub fn by() -> By {
    By {
        name: "Lê Thị Hoa".to_owned(),
        now: wave::now(),
    }
}

pub fn all(connection: &mut AnyConnection, of: &KeptWave) -> Vec<KeptComment> {
    comments::every(connection, of.wave.id, &Wanted::default()).unwrap()
}

/// The one comment that begins so.
pub fn one(store: &Store, of: &KeptWave, begins: &str) -> KeptComment {
    let found = store
        .read_blocking(|connection| Ok(all(connection, of)))
        .unwrap();
    found
        .into_iter()
        .find(|one| one.words.starts_with(begins))
        .unwrap()
}
