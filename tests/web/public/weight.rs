use std::fs;
use std::path::Path;

use hailong::edition::figures::Style;
use hailong::web::public::sorting::Sort;
use hailong::wording::Tongue;

use super::edition;
use crate::harness::tam_ky::tam_ky;

fn asset(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/web/assets")
            .join(name),
    )
    .unwrap()
}

/// How many bytes gzip would leave of text is about a sixth to a twelfth; the browser tests weigh it exactly. This
/// keeps the raw sizes, which nothing compresses away for a slow phone.
#[test]
fn an_edition_stays_light() {
    let page = edition(tam_ky(Style::Mean), Tongue::Vi, Sort::Name);
    assert!(page.len() < 230_000, "page: {}", page.len());
    let sheets = ["tokens.css", "fonts.css", "pictures.css", "public.css"];
    let styles: usize = sheets.map(|name| asset(name).len()).iter().sum();
    assert!(styles < 20_000, "styles: {styles}");
    assert!(asset("tokens.css").len() < 2_500);
    let fonts = ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"];
    let fonts: usize = fonts
        .map(|name| asset(&format!("fonts/be-vietnam-pro-{name}.woff2")).len())
        .iter()
        .sum();
    assert!(fonts < 68_000, "fonts: {fonts}");
}
