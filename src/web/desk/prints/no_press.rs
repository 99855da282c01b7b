//! Built without the feature `print`.

use crate::web::desk::prints::facts::Facts;
use crate::web::desk::prints::order::Order;
use crate::web::desk::signed::Place;
use crate::web::site::Site;
use crate::wording::Tongue;

pub const IS_THERE: bool = false;

pub fn made(
    _: &Site,
    _: Tongue,
    _: &Place,
    _: &Order,
    _: &Facts,
) -> Result<Option<Vec<u8>>, String> {
    Ok(None)
}
