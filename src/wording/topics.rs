//! Names of the topics of comments.

use crate::survey::comment::own_topics;
use crate::survey::form::Form;
use crate::wording::Tongue;

/// A common topic's own name, or that of the form's criterion; the code where neither knows it.
pub fn name(tongue: Tongue, code: &str, form: Option<&Form>) -> String {
    let (vi, en) = match code {
        "water" => ("Nước", "Water"),
        "waste" => ("Rác thải", "Waste"),
        "air" => ("Không khí và bụi", "Air and dust"),
        "noise" => ("Tiếng ồn", "Noise"),
        "green" => ("Cây xanh, nơi công cộng", "Green and public space"),
        "drainage" => ("Thoát nước, ngập", "Drainage and flooding"),
        "other" => ("Chuyện khác", "Something else"),
        own => {
            let known = form.and_then(|form| own_topics(form).find(|(code, _)| *code == own));
            return known
                .map_or(own, |(_, text)| text.in_language(tongue.tag()))
                .to_owned();
        }
    };
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
    .to_owned()
}
