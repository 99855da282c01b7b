//! What every page of the desk has around its content.

use crate::survey::access::Action;
use crate::web::assets;
use crate::web::desk::routes::Need;
use crate::web::desk::signed::Desk;
use crate::wording::cases::Cases;
use crate::wording::comments::Comments;
use crate::wording::desk::{self, Desk as Words};
use crate::wording::{Tongue, fill};

pub struct Item {
    pub label: &'static str,
    pub href: &'static str,
    pub current: bool,
}

pub struct Shell {
    pub tongue: Tongue,
    pub words: &'static Words,
    pub title: String,
    /// Full name and role of who is here; `None` at the door.
    pub who: Option<(String, &'static str)>,
    pub menu: Vec<Item>,
    /// What every form carries, in a hidden field `csrf`.
    pub csrf: String,
    /// What the form before this page did.
    pub done: Option<&'static str>,
    pub demonstration: bool,
    /// This page's address without its query.
    pub path: String,
    other_language: String,
}

/// The menu: label, address, what it needs.
fn menu(tongue: Tongue, words: &'static Words) -> Vec<(&'static str, &'static str, Need)> {
    vec![
        (words.nav_home, "/desk", Need::SignedIn),
        (words.nav_waves, "/desk/waves", Need::May(Action::SeeWaves)),
        (
            words.nav_links,
            "/desk/links",
            Need::May(Action::HandOutLinks),
        ),
        (
            words.nav_letters,
            "/desk/letters",
            Need::May(Action::SendLetters),
        ),
        (
            Comments::of(tongue).nav,
            "/desk/comments",
            Need::May(Action::ReadComments),
        ),
        (
            Cases::of(tongue).nav,
            "/desk/cases",
            Need::May(Action::HandleCases),
        ),
        (
            words.nav_people,
            "/desk/people",
            Need::May(Action::ManagePeople),
        ),
        (words.nav_audit, "/desk/audit", Need::May(Action::ReadAudit)),
    ]
}

impl Shell {
    pub fn new(desk: &Desk, title: &str) -> Self {
        let words = Words::of(desk.tongue);
        let staff = desk.staff();
        let mut shell = Self::outside(desk.tongue, title, &desk.address, &desk.signed.session.csrf);
        shell.who = Some((
            staff.full_name.clone(),
            self::desk::role(desk.tongue, staff.role),
        ));
        shell.demonstration = desk.site.demonstration;
        let open = |need: Need| match need {
            Need::May(action) => desk.may_somewhere(action),
            Need::Nobody | Need::HalfSignedIn | Need::SignedIn => true,
        };
        let path = shell.path.clone();
        shell.menu = menu(desk.tongue, words)
            .into_iter()
            .filter(|(_, _, need)| open(*need) && desk.signed.session.second_factor)
            .map(|(label, href, _)| Item {
                label,
                href,
                current: path == href || (href != "/desk" && path.starts_with(&format!("{href}/"))),
            })
            .collect();
        shell
    }

    /// A page at the door.
    pub fn outside(tongue: Tongue, title: &str, address: &str, csrf: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let pairs = || form_urlencoded::parse(query.as_bytes());
        let said = pairs().find(|(name, _)| name == "done");
        let other = match tongue {
            Tongue::Vi => Tongue::En,
            Tongue::En => Tongue::Vi,
        };
        let kept = pairs().filter(|(name, _)| !matches!(name.as_ref(), "lang" | "done"));
        let mut link = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        link.extend_pairs(kept).append_pair("lang", other.tag());
        Self {
            tongue,
            words: Words::of(tongue),
            title: title.to_owned(),
            who: None,
            menu: Vec::new(),
            csrf: csrf.to_owned(),
            done: said.and_then(|(_, word)| desk::done(tongue, &word)),
            demonstration: false,
            path: path.to_owned(),
            other_language: link.finish(),
        }
    }

    pub fn tag(&self) -> &'static str {
        self.tongue.tag()
    }

    pub fn other_tag(&self) -> &'static str {
        match self.tongue {
            Tongue::Vi => "en",
            Tongue::En => "vi",
        }
    }

    pub fn other_address(&self) -> &str {
        &self.other_language
    }

    pub fn css(&self) -> &'static str {
        &assets::DESK_CSS.path
    }

    pub fn js(&self) -> &'static str {
        &assets::DESK_JS.path
    }

    /// "Page 2 of 7".
    pub fn page_of(&self, page: &usize, pages: &usize) -> String {
        let (page, pages) = (page.to_string(), pages.to_string());
        fill(self.words.page_of, &[("page", &page), ("pages", &pages)])
    }
}
