//! The first page after signing in: what to do next.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::web::desk::cases;
use crate::web::desk::letters;
use crate::web::desk::links;
use crate::web::desk::paper;
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::{Item, Shell};
use crate::web::desk::signed::Desk;
use crate::web::desk::waves;
use crate::web::desk::{coverage, review};
use crate::web::failure::Failure;
use crate::wording::desk::Desk as Words;
use crate::wording::fill;

pub fn entries() -> Vec<Entry> {
    vec![page("/desk", Need::SignedIn, || web::get().to(show))]
}

/// Something that waits for this person.
pub struct Task {
    pub href: String,
    pub title: String,
    pub text: String,
}

#[derive(Template)]
#[template(path = "desk/home.html", config = "src/web/askama.toml")]
struct Home {
    shell: Shell,
    words: &'static Words,
    hello: String,
    tasks: Vec<Task>,
}

impl Home {
    fn areas(&self) -> impl Iterator<Item = &Item> {
        self.shell.menu.iter().filter(|item| item.href != "/desk")
    }
}

async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    let words = Words::of(desk.tongue);
    let mut tasks = links::tasks(&desk).await?;
    tasks.extend(waves::tasks(&desk).await?);
    tasks.extend(coverage::tasks(&desk).await?);
    tasks.extend(review::tasks(&desk).await?);
    tasks.extend(paper::tasks(&desk).await?);
    tasks.extend(letters::tasks(&desk).await?);
    tasks.extend(cases::tasks::tasks(&desk).await?);
    desk.html(&Home {
        shell: desk.shell(words.home_title),
        words,
        hello: fill(words.home_hello, &[("name", &desk.staff().full_name)]),
        tasks,
    })
}
