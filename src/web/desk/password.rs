//! One-time codes: choosing a password, and asking for a letter when it was forgotten.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::staff::accounts::{AccountFailure, choose_password, owner_of};
use crate::flow::staff::by_letter::{ByLetter, ask_reset};
use crate::web::desk::door::{answer, form_token, outside};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::see_other;
use crate::web::failure::Failure;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::door::{Door, password_fault};
use crate::wording::fill;

pub fn entries() -> Vec<Entry> {
    vec![
        page("/desk/code", Need::Nobody, || web::get().to(ask)),
        act("/desk/code", Need::Nobody, || web::post().to(take)),
        act("/desk/password", Need::Nobody, || web::post().to(choose)),
        page("/desk/forgotten", Need::Nobody, || web::get().to(forgotten)),
        act("/desk/forgotten", Need::Nobody, || {
            web::post().to(ask_letter)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/code.html", config = "src/web/askama.toml")]
struct AskCode {
    shell: Shell,
    words: &'static Door,
    code: String,
    refusals: Refusals,
}

#[derive(Template)]
#[template(path = "desk/forgotten.html", config = "src/web/askama.toml")]
struct Forgotten {
    shell: Shell,
    words: &'static Door,
    letters: bool,
    sent: bool,
    refusals: Refusals,
}

#[derive(Template)]
#[template(path = "desk/password.html", config = "src/web/askama.toml")]
struct Choose {
    shell: Shell,
    words: &'static Door,
    lead: String,
    code: String,
    /// For the browser's store of passwords.
    name: String,
    refusals: Refusals,
}

fn ask_page(
    request: &HttpRequest,
    site: &Site,
    token: &str,
    code: &str,
    refusals: Refusals,
) -> AskCode {
    let words = Door::of(Reader::of(request).tongue);
    AskCode {
        shell: outside(request, words.code_title, token, site),
        words,
        code: code.to_owned(),
        refusals,
    }
}

/// A letter's link carries the code behind `#`, which no server and no log sees; a script puts it into the field.
async fn ask(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let (token, fresh) = form_token(&request, &site);
    let page = ask_page(&request, &site, &token, "", Refusals::default());
    answer(HttpResponse::Ok(), Reader::of(&request), fresh, &page)
}

async fn take(
    request: HttpRequest,
    site: web::Data<Site>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    choose_page(&request, &site, &posted, Refusals::default()).await
}

/// The page where a password is chosen, or, when the code opens nothing, the page that asks for the code.
async fn choose_page(
    request: &HttpRequest,
    site: &web::Data<Site>,
    posted: &Posted,
    refusals: Refusals,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(request);
    let words = Door::of(reader.tongue);
    let code = posted.text("code").to_owned();
    let (typed, now, asked) = (code.clone(), site.clock.now(), site.clone());
    let owner = web::block(move || owner_of(&asked.store, &typed, now))
        .await
        .map_err(|_| Failure::Unavailable(reader.tongue))?
        .map_err(Failure::store(reader.tongue))?;
    let token = posted.text("csrf");
    let Some(account) = owner else {
        let refusals = Refusals::one("code", words.code_wrong);
        let page = ask_page(request, site, token, &code, refusals);
        return answer(HttpResponse::UnprocessableEntity(), reader, None, &page);
    };
    let names = [
        ("name", account.staff.name.as_str()),
        ("full_name", account.staff.full_name.as_str()),
    ];
    let response = if refusals.is_empty() {
        HttpResponse::Ok()
    } else {
        HttpResponse::UnprocessableEntity()
    };
    let page = Choose {
        shell: outside(request, words.choose_title, token, site),
        words,
        lead: fill(words.choose_lead, &names),
        code,
        name: account.staff.name.clone(),
        refusals,
    };
    answer(response, reader, None, &page)
}

async fn choose(
    request: HttpRequest,
    site: web::Data<Site>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let tongue = Reader::of(&request).tongue;
    let words = Door::of(tongue);
    if posted.text("password") != posted.text("again") {
        let refusals = Refusals::one("again", words.choose_differ);
        return choose_page(&request, &site, &posted, refusals).await;
    }
    let (code, password) = (
        posted.text("code").to_owned(),
        posted.text("password").to_owned(),
    );
    let (now, asked) = (site.clock.now(), site.clone());
    let chosen = web::block(move || choose_password(&asked.store, &code, &password, now))
        .await
        .map_err(|_| Failure::Unavailable(tongue))?;
    match chosen {
        Ok(_) => Ok(see_other("/desk/sign-in?done=password")),
        Err(AccountFailure::Password(fault)) => {
            let refusals = Refusals::one("password", password_fault(tongue, fault));
            choose_page(&request, &site, &posted, refusals).await
        }
        Err(AccountFailure::Store(problem)) => Err(Failure::store(tongue)(problem)),
        Err(_) => choose_page(&request, &site, &posted, Refusals::default()).await,
    }
}

async fn forgotten(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let (token, fresh) = form_token(&request, &site);
    let page = forgotten_page(&request, &site, &token, false);
    answer(HttpResponse::Ok(), Reader::of(&request), fresh, &page)
}

fn forgotten_page(request: &HttpRequest, site: &Site, token: &str, sent: bool) -> Forgotten {
    let words = Door::of(Reader::of(request).tongue);
    let title = if sent {
        words.forgot_sent_title
    } else {
        words.forgot_title
    };
    Forgotten {
        shell: outside(request, title, token, site),
        words,
        letters: site.letters,
        sent,
        refusals: Refusals::default(),
    }
}

/// The same answer whether there is such an account or not.
async fn ask_letter(
    request: HttpRequest,
    site: web::Data<Site>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    if site.letters {
        let name = posted.text("name").trim().to_lowercase();
        let by_letter = ByLetter {
            base_url: site.base_url.clone(),
            language: reader.tongue.tag(),
        };
        let (now, asked) = (site.clock.now(), site.clone());
        web::block(move || ask_reset(&asked.store, &name, &by_letter, now))
            .await
            .map_err(|_| Failure::Unavailable(reader.tongue))?
            .map_err(Failure::store(reader.tongue))?;
    }
    let page = forgotten_page(&request, &site, posted.text("csrf"), site.letters);
    answer(HttpResponse::Ok(), reader, None, &page)
}
