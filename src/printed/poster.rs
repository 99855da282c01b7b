//! A poster of a residential group, or of a whole locality.

use hailong_print::{Paper, Poster, Print};

use crate::printed::Occasion;
use crate::survey::link::Code;

pub fn poster(of: &Occasion<'_>, paper: Paper, code: &Code) -> Print {
    let words = &of.words().poster;
    Print::Poster(Poster {
        paper,
        language: of.language(),
        title: of.title(words.title),
        institutions: of.institutions(),
        question: of.question().to_owned(),
        purpose: words.purpose.to_owned(),
        place: of.place(),
        link: of.link(code),
        steps: words.steps.map(ToOwned::to_owned).to_vec(),
        without_camera: words.without_camera.to_owned(),
        address: of.address(),
        then_code: words.then_code.to_owned(),
        code: code.grouped(),
        closing_label: words.closing_label.to_owned(),
        closing_date: of.last_day(),
        anonymity: words.anonymity.to_owned(),
        stamp: words.stamp.to_owned(),
        simulated: of.simulated(),
    })
}
