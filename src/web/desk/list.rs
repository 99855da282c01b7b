//! Lists: which column they are sorted by and what is searched for, in the address, so that they work without script.

use crate::wording::collation::fold;

/// What the reader wants of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// As typed.
    pub words: String,
    pub column: String,
    pub descending: bool,
    /// From 1.
    pub page: usize,
    /// Other parameters of the address that must stay.
    rest: Vec<(String, String)>,
    folded: Vec<String>,
}

impl Wish {
    pub fn of_query(query: &str) -> Self {
        let mut wish = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            match name.as_str() {
                "q" => wish.words = value.chars().take(100).collect(),
                "sort" => wish.column = value,
                "dir" => wish.descending = value == "desc",
                "page" => wish.page = value.parse().unwrap_or(1).max(1),
                "lang" | "done" => {}
                _ => wish.rest.push((name, value)),
            }
        }
        wish.folded = fold(&wish.words)
            .split_whitespace()
            .map(ToOwned::to_owned)
            .collect();
        wish
    }

    /// Does a row with these texts hold every word that is searched for, whatever its marks?
    pub fn finds(&self, texts: &[&str]) -> bool {
        if self.folded.is_empty() {
            return true;
        }
        let row = fold(&texts.join(" "));
        self.folded.iter().all(|word| row.contains(word.as_str()))
    }

    pub fn parameter(&self, name: &str) -> &str {
        let found = self.rest.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn address(&self, column: &str, descending: bool, page: usize) -> String {
        let mut out = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        for (name, value) in &self.rest {
            out.append_pair(name, value);
        }
        if !self.words.is_empty() {
            out.append_pair("q", &self.words);
        }
        if !column.is_empty() {
            out.append_pair("sort", column);
        }
        if descending {
            out.append_pair("dir", "desc");
        }
        if page > 1 {
            out.append_pair("page", &page.to_string());
        }
        out.finish()
    }

    /// A heading that sorts: a second press turns the order round.
    pub fn heading(&self, column: &'static str, label: &str) -> Heading {
        let current = self.column == column;
        Heading {
            label: label.to_owned(),
            href: self.address(column, current && !self.descending, 1),
            aria: match (current, self.descending) {
                (false, _) => "none",
                (true, false) => "ascending",
                (true, true) => "descending",
            },
        }
    }

    pub fn page_address(&self, page: usize) -> String {
        self.address(&self.column, self.descending, page)
    }

    /// Sorts rows by a key and, where it was asked for, turns them round.
    pub fn sort_by_key<T, K: Ord>(&self, rows: &mut [T], key: impl Fn(&T) -> K) {
        rows.sort_by_cached_key(key);
        if self.descending {
            rows.reverse();
        }
    }

    /// The rows of this page of a list, and how many pages there are.
    pub fn cut<T>(&self, rows: Vec<T>, most: usize) -> (Vec<T>, usize) {
        let pages = rows.len().div_ceil(most).max(1);
        let page = self.page.min(pages);
        let rows = rows.into_iter().skip((page - 1) * most).take(most);
        (rows.collect(), pages)
    }
}

pub struct Heading {
    pub label: String,
    pub href: String,
    pub aria: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_minds_neither_marks_nor_where_a_tone_stands() {
        let wish = Wish::of_query("q=hoa+thuan");
        assert!(wish.finds(&["Hoà Thuận"]) && wish.finds(&["Phường Hòa Thuận Đông"]));
        assert!(!wish.finds(&["Hòa Hương"]));
    }

    #[test]
    fn a_heading_keeps_the_search_and_turns_the_order_round() {
        let wish = Wish::of_query("q=%C4%91&sort=name&done=x");
        assert_eq!(
            wish.heading("name", "").href,
            "?q=%C4%91&sort=name&dir=desc"
        );
        assert_eq!(wish.heading("size", "").href, "?q=%C4%91&sort=size");
    }
}
