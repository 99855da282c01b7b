//! All waves.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::clock::{last_day_before, local};
use crate::store::waves;
use crate::survey::access::Action;
use crate::survey::wave::Wave;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::collation::key;
use crate::wording::numbers::date;
use crate::wording::waves::{Waves, state};

struct Row {
    code: String,
    title: String,
    state: &'static str,
    mark: &'static str,
    from: String,
    to: String,
    localities: usize,
    simulated: bool,
    opens_at: chrono::NaiveDateTime,
    closes_at: chrono::NaiveDateTime,
}

#[derive(Template)]
#[template(path = "desk/waves/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Waves,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
    may_edit: bool,
}

pub fn title(tongue: Tongue, wave: &Wave) -> &str {
    match tongue {
        Tongue::Vi => &wave.title_vi,
        Tongue::En => &wave.title_en,
    }
}

fn row(desk: &Desk, wave: &Wave) -> Row {
    let (state, mark) = state(desk.tongue, wave, desk.now);
    Row {
        title: title(desk.tongue, wave).to_owned(),
        state,
        mark,
        from: date(desk.tongue, local(wave.opens_at).date()),
        to: date(desk.tongue, last_day_before(wave.closes_at)),
        localities: wave.localities.len(),
        simulated: wave.simulated,
        opens_at: wave.opens_at,
        closes_at: wave.closes_at,
        code: wave.code.clone(),
    }
}

pub async fn show(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let wish = Wish::of_query(request.query_string());
    let all = desk.read(waves::all).await?;
    let mut rows: Vec<Row> = all.iter().map(|kept| row(&desk, &kept.wave)).collect();
    let is_empty = rows.is_empty();
    rows.retain(|row| wish.finds(&[&row.title, &row.code, row.state]));
    match wish.column.as_str() {
        "title" => wish.sort_by_key(&mut rows, |row| key(&row.title)),
        "state" => wish.sort_by_key(&mut rows, |row| key(row.state)),
        "from" => wish.sort_by_key(&mut rows, |row| row.opens_at),
        "to" => wish.sort_by_key(&mut rows, |row| row.closes_at),
        "localities" => wish.sort_by_key(&mut rows, |row| row.localities),
        // The newest first.
        _ => wish.sort_by_key(&mut rows, |row| std::cmp::Reverse(row.opens_at)),
    }
    let (rows, pages) = wish.cut(rows, 50);
    let headings = vec![
        wish.heading("title", words.name),
        wish.heading("state", words.state),
        wish.heading("from", words.first_day),
        wish.heading("to", words.last_day),
        wish.heading("localities", words.localities),
    ];
    desk.html(&List {
        may_edit: desk.may(Action::EditWave, None),
        shell: desk.shell(words.title),
        words,
        wish,
        headings,
        rows,
        pages,
        is_empty,
    })
}
