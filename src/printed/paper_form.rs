//! The paper twin of a form.

use hailong_print::{PaperForm, Print};

use crate::printed::{Occasion, questions};
use crate::survey::locality::Group;
use crate::wording::fill;

/// `groups` are those that a sheet may name; none where the group is known, as when sheets are typed in.
pub fn paper_form(of: &Occasion<'_>, groups: &[Group]) -> Print {
    let words = &of.words().paper_form;
    let owned = |words: &[&str]| words.iter().map(|&one| one.to_owned()).collect();
    let edition = [
        ("code", of.form.code.as_str()),
        ("version", &of.form.version.to_string()),
    ];
    let introduction = of.form.introduction.in_language(of.tongue.tag());
    Print::PaperForm(PaperForm {
        language: of.language(),
        title: of.question().to_owned(),
        edition: fill(words.edition, &edition),
        institutions: of.institutions(),
        place: of.place(),
        closing: of.until(),
        introduction: introduction.to_owned(),
        sheet_label: words.sheet.to_owned(),
        consent_title: words.consent_title.to_owned(),
        consent: owned(words.consent),
        agreed: words.agreed.to_owned(),
        how_title: words.how_title.to_owned(),
        how: owned(words.how),
        sections: questions::sections(of.form, groups, of.tongue),
        thanks: words.thanks.to_owned(),
        page_of: of.shared().page_of.to_owned(),
        simulated: of.simulated(),
    })
}
