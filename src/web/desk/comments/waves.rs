//! The waves whose comments can be read.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::store::comments;
use crate::store::waves;
use crate::survey::access::Action;
use crate::survey::comment::CommentState;
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::comments::{Comments, state};
use crate::wording::numbers::count;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::ReadComments);
    vec![page("/desk/comments", need, || web::get().to(show))]
}

struct Row {
    code: String,
    title: String,
    total: String,
    states: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "desk/comments/waves.html", config = "src/web/askama.toml")]
struct Waves {
    shell: Shell,
    words: &'static Comments,
    heads: Vec<&'static str>,
    rows: Vec<Row>,
}

async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    let words = Comments::of(desk.tongue);
    let tongue = desk.tongue;
    let rows = desk
        .read(move |connection| {
            let mut rows = Vec::new();
            for kept in waves::all(connection)?.into_iter().rev() {
                let wave = kept.wave;
                let counts = comments::by_state(connection, wave.id)?;
                let total: i64 = counts.iter().map(|(_, count)| count).sum();
                if total == 0 {
                    continue;
                }
                let shown = |number: i64| count(tongue, number.unsigned_abs());
                let of = |state| {
                    let found = counts.iter().find(|(known, _)| *known == state);
                    shown(found.map_or(0, |(_, count)| *count))
                };
                rows.push(Row {
                    title: match tongue {
                        Tongue::Vi => wave.title_vi,
                        Tongue::En => wave.title_en,
                    },
                    code: wave.code,
                    total: shown(total),
                    states: CommentState::ALL
                        .map(|one| (state(tongue, one), of(one)))
                        .into(),
                });
            }
            Ok(rows)
        })
        .await?;
    desk.html(&Waves {
        shell: desk.shell(words.waves_title),
        words,
        heads: CommentState::ALL.map(|one| state(tongue, one)).into(),
        rows,
    })
}
