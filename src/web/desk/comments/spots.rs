//! Places by how many comments name them.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::store::comments;
use crate::survey::access::Action;
use crate::web::desk::comments::list::wave_title;
use crate::web::desk::comments::names::Names;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::collation::key;
use crate::wording::comments::Comments;
use crate::wording::fill;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::ReadComments);
    vec![page("/desk/waves/{wave}/hot-spots", need, || {
        web::get().to(show)
    })]
}

struct Row {
    place: String,
    locality: String,
    comments: i64,
    href: String,
}

#[derive(Template)]
#[template(path = "desk/comments/spots.html", config = "src/web/askama.toml")]
struct Spots {
    shell: Shell,
    words: &'static Comments,
    code: String,
    wave: String,
    title: String,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
}

async fn show(
    desk: Desk,
    request: HttpRequest,
    wave: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let words = Comments::of(desk.tongue);
    let wave = desk.wave(&wave).await?;
    let (code, name) = (
        wave.wave.code.clone(),
        wave_title(desk.tongue, &wave).to_owned(),
    );
    let (spots, names) = desk
        .read(move |connection| {
            Ok((
                comments::hot_spots(connection, wave.wave.id)?,
                Names::of(connection, &wave)?,
            ))
        })
        .await?;
    let wish = Wish::of_query(request.query_string());
    let is_empty = spots.is_empty();
    let mut rows: Vec<Row> = spots
        .into_iter()
        .map(|spot| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("locality", &spot.locality.to_string());
            query.append_pair("place", &spot.place);
            Row {
                locality: names.locality(spot.locality).to_owned(),
                href: format!("/desk/waves/{code}/comments?{}", query.finish()),
                place: spot.place,
                comments: spot.comments,
            }
        })
        .filter(|row| wish.finds(&[&row.place, &row.locality]))
        .collect();
    match wish.column.as_str() {
        "place" => wish.sort_by_key(&mut rows, |row| key(&row.place)),
        "locality" => wish.sort_by_key(&mut rows, |row| key(&row.locality)),
        _ => wish.sort_by_key(&mut rows, |row| -row.comments),
    }
    let headings = vec![
        wish.heading("place", words.place),
        wish.heading("locality", words.locality),
        wish.heading("comments", words.spots_count),
    ];
    let (rows, pages) = wish.cut(rows, 50);
    let title = fill(words.spots_title, &[("wave", &name)]);
    desk.html(&Spots {
        shell: desk.shell(&title),
        words,
        code,
        wave: name,
        title,
        wish,
        headings,
        rows,
        pages,
        is_empty,
    })
}
