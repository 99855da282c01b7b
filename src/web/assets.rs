//! Style sheets, scripts and fonts, linked into the program and served under an address that names their content.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};

use crate::survey::digest::Digest;

/// An embedded file and the address under which it is served.
pub struct Asset {
    pub path: String,
    media_type: &'static str,
    bytes: &'static [u8],
}

impl Asset {
    fn new(stem: &str, extension: &str, media_type: &'static str, bytes: &'static [u8]) -> Self {
        let digest = Digest::of(bytes).0;
        let path = format!("/assets/{stem}-{}.{extension}", &digest[..10]);
        Self {
            path,
            media_type,
            bytes,
        }
    }
}

/// A font under its own name: what it holds never changes, and the style sheet must know its address.
macro_rules! font {
    ($name:literal) => {
        LazyLock::new(|| Asset {
            path: concat!("/assets/", $name).to_owned(),
            media_type: "font/woff2",
            bytes: include_bytes!(concat!("assets/fonts/", $name)),
        })
    };
}

macro_rules! text_asset {
    ($stem:literal, $extension:literal, $media:literal, $($file:literal),+) => {
        LazyLock::new(|| {
            Asset::new($stem, $extension, $media, concat!($(include_str!($file)),+).as_bytes())
        })
    };
}

pub static RESPOND_CSS: LazyLock<Asset> = text_asset!(
    "respond",
    "css",
    "text/css; charset=utf-8",
    "assets/tokens.css",
    "assets/respond.css"
);
pub static PUBLIC_CSS: LazyLock<Asset> = text_asset!(
    "public",
    "css",
    "text/css; charset=utf-8",
    "assets/tokens.css",
    "assets/fonts.css",
    "assets/pictures.css",
    "assets/public.css"
);
pub static DESK_CSS: LazyLock<Asset> = text_asset!(
    "desk",
    "css",
    "text/css; charset=utf-8",
    "assets/tokens.css",
    "assets/fonts.css",
    "assets/pictures.css",
    "assets/desk.css",
    "assets/desk_waves.css"
);
pub static DESK_JS: LazyLock<Asset> = text_asset!(
    "desk",
    "js",
    "text/javascript; charset=utf-8",
    "assets/desk.js"
);
/// What a chat shows beside a link that is passed on: 1200 × 630, as it asks for.
pub static CARD: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "card",
        "png",
        "image/png",
        include_bytes!("assets/card.png"),
    )
});
pub static RESPOND_JS: LazyLock<Asset> = text_asset!(
    "respond",
    "js",
    "text/javascript; charset=utf-8",
    "assets/respond.js"
);

/// Be Vietnam Pro under the SIL Open Font License, see `assets/fonts/OFL.txt`.
static FONTS: [LazyLock<Asset>; 4] = [
    font!("be-vietnam-pro-latin-400.woff2"),
    font!("be-vietnam-pro-latin-600.woff2"),
    font!("be-vietnam-pro-vietnamese-400.woff2"),
    font!("be-vietnam-pro-vietnamese-600.woff2"),
];

fn all() -> impl Iterator<Item = &'static Asset> {
    [
        &RESPOND_CSS,
        &PUBLIC_CSS,
        &RESPOND_JS,
        &DESK_CSS,
        &DESK_JS,
        &CARD,
    ]
    .into_iter()
    .chain(&FONTS)
    .map(|asset| &**asset)
}

pub fn routes(config: &mut web::ServiceConfig) {
    for asset in all() {
        config.route(
            &asset.path,
            web::get().to(move || async move {
                HttpResponse::Ok()
                    .content_type(asset.media_type)
                    .body(asset.bytes)
            }),
        );
    }
}
