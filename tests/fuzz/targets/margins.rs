//! MARGINS.csv, by a method that rakes.

#![no_main]

use hailong::exchange::margins;
use hailong_fuzz::{FRAME, RAKED, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if margins::read("margins.csv", bytes).is_err() {
        return;
    }
    let (method, frame, responses) = (RAKED.as_bytes(), FRAME.as_bytes(), responses());
    Survey {
        method,
        frame,
        responses: responses.as_bytes(),
        margins: bytes,
    }
    .check();
});
