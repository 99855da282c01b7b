//! Comments as a spreadsheet, out and in.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::exchange::upload::read_table;
use crate::flow::comment_files::{export, import};
use crate::flow::comments::By;
use crate::store::audit;
use crate::store::waves::KeptWave;
use crate::survey::access::Action;
use crate::survey::comment::topic_codes;
use crate::web::desk::comments::list::{asked, wave_title};
use crate::web::desk::comments::names::Names;
use crate::web::desk::list::Wish;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::comments::Comments;
use crate::wording::{data_faults, fill, uploads};

pub fn entries() -> Vec<Entry> {
    let (read, handle) = (
        Need::May(Action::ReadComments),
        Need::May(Action::HandleCases),
    );
    vec![
        page("/desk/waves/{wave}/comments.csv", read, || {
            web::get().to(download)
        }),
        page("/desk/waves/{wave}/comments/upload", handle, || {
            web::get().to(show)
        }),
        act("/desk/waves/{wave}/comments/upload", handle, || {
            web::post().to(take)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/comments/file.html", config = "src/web/askama.toml")]
struct File {
    shell: Shell,
    words: &'static Comments,
    code: String,
    wave: String,
    columns: String,
    /// A line for every fault of the file.
    faults: Vec<String>,
    refusals: Refusals,
}

async fn file(
    desk: &Desk,
    wave: KeptWave,
    refusals: Refusals,
    faults: Vec<String>,
) -> Result<File, Failure> {
    let words = Comments::of(desk.tongue);
    let (code, title) = (
        wave.wave.code.clone(),
        wave_title(desk.tongue, &wave).to_owned(),
    );
    let topics = desk
        .read(move |connection| Ok(topic_codes(&Names::of(connection, &wave)?.form)))
        .await?;
    Ok(File {
        shell: desk.shell(words.file_title),
        words,
        code,
        wave: title,
        columns: fill(words.file_columns, &[("topics", &topics.join(", "))]),
        faults,
        refusals,
    })
}

async fn show(desk: Desk, wave: web::Path<String>) -> Result<HttpResponse, Failure> {
    let wave = desk.wave(&wave).await?;
    desk.html(&file(&desk, wave, Refusals::default(), Vec::new()).await?)
}

/// Takes the filter of the list with it.
async fn download(
    desk: Desk,
    request: HttpRequest,
    wave: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let wave = desk.wave(&wave).await?;
    let wanted = asked(&Wish::of_query(request.query_string()));
    let act = desk.act("comments-exported", wave.wave.code.clone(), "");
    let name = format!("attachment; filename=\"comments-{}.csv\"", wave.wave.code);
    let bytes = desk
        .write(move |connection| {
            audit::append(connection, &act)?;
            export(connection, &wave, &wanted)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(bytes))
}

async fn take(
    desk: Desk,
    wave: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Comments::of(desk.tongue);
    let wave = desk.wave(&wave).await?;
    let Some(upload) = posted.file("file") else {
        let refusals = Refusals::one("file", words.file_missing);
        return desk.refused(&file(&desk, wave, refusals, Vec::new()).await?);
    };
    let text = match read_table(&upload.name, &upload.bytes) {
        Ok(text) => text,
        Err(fault) => {
            let refusals = Refusals::one("file", uploads::sentence(&fault, desk.tongue));
            return desk.refused(&file(&desk, wave, refusals, Vec::new()).await?);
        }
    };
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let (of, name) = (wave.clone(), upload.name.clone());
    let code = wave.wave.code.clone();
    let act = desk.act("comments-imported", code.clone(), "");
    let done = desk
        .write(move |connection| {
            let done = import(connection, &by, &of, &name, text.as_bytes())?;
            if let Ok(changed) = &done {
                let detail = changed.to_string();
                audit::append(connection, &crate::survey::audit::Act { detail, ..act })?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Ok(_) => Ok(desk.on_to(&format!("/desk/waves/{code}/comments"), "comments-imported")),
        Err(faults) => {
            let lines = data_faults::data(&faults, desk.tongue);
            let refusals = Refusals::one("file", words.file_faults);
            desk.refused(&file(&desk, wave, refusals, lines).await?)
        }
    }
}
