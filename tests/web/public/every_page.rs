//! What holds for every public page in every language.

use hailong::wording::Tongue;

use super::every_page;

fn each(look: impl Fn(&str, Tongue, &str)) {
    for tongue in Tongue::ALL {
        for (name, page) in every_page(tongue) {
            look(&name, tongue, &page);
        }
    }
}

#[test]
fn no_placeholder_is_left_unfilled() {
    each(|name, _, page| {
        assert!(!page.contains('{') && !page.contains('}'), "{name}");
        for odd in ["NaN", "None", "Some("] {
            assert!(!page.contains(odd), "{odd} in {name}");
        }
    });
}

#[test]
fn a_page_says_its_language_and_offers_the_other() {
    each(|name, tongue, page| {
        assert!(
            page.contains(&format!("<html lang=\"{}\">", tongue.tag())),
            "{name}"
        );
        let other = match tongue {
            Tongue::Vi => "href=\"?lang=en\" lang=\"en\"",
            Tongue::En => "href=\"?lang=vi\" lang=\"vi\"",
        };
        assert!(page.contains(other), "{name}");
    });
}

#[test]
fn nothing_is_fetched_from_elsewhere_and_nothing_runs() {
    each(|name, _, page| {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        for outside in [
            "http:", "https:", "src=\"//", "<script", " style=", "<style", "onclick",
        ] {
            assert!(!page.contains(outside), "{outside} in {name}");
        }
    });
}

#[test]
fn tables_have_captions_and_scopes_and_ids_are_unique() {
    each(|name, _, page| {
        let tables = page.matches("<table").count();
        assert_eq!(tables, page.matches("<caption>").count(), "{name}");
        let heads = page.matches("<th ").count() + page.matches("<th>").count();
        assert_eq!(heads, page.matches("<th scope=").count(), "{name}");
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .map(|part| part.split('"').next().unwrap())
            .collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
    });
}

#[test]
fn words_do_not_run_into_the_tags_around_them() {
    each(|name, _, page| {
        assert!(
            !page.contains("<trclass") && !page.contains("<trrole"),
            "{name}"
        );
        assert!(
            !page.contains("</b><span") && !page.contains(":</b>tất"),
            "{name}"
        );
    });
}

#[test]
fn every_page_of_simulated_figures_says_so() {
    each(|name, _, page| {
        if name != "empty home" {
            assert!(page.contains("Dữ liệu mô phỏng / simulated data"), "{name}");
        }
    });
}
