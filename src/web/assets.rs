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
    "assets/public.css"
);
pub static RESPOND_JS: LazyLock<Asset> = text_asset!(
    "respond",
    "js",
    "text/javascript; charset=utf-8",
    "assets/respond.js"
);

fn all() -> [&'static Asset; 3] {
    [&RESPOND_CSS, &PUBLIC_CSS, &RESPOND_JS]
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
