//! MARGINS.csv, by methods that rake.

#![no_main]

use hailong::exchange::margins;
use hailong_fuzz::{FRAME, RAKED, RAKED_TO_SEX, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if margins::read("margins.csv", bytes).is_err() {
        return;
    }
    for method in [RAKED, RAKED_TO_SEX] {
        let (method, frame, responses) = (method.as_bytes(), FRAME.as_bytes(), responses());
        Survey {
            method,
            frame,
            responses: responses.as_bytes(),
            margins: bytes,
        }
        .check();
    }
});
