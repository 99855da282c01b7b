//! MARGINS.csv, by a method that rakes.

#![no_main]

use hailong_fuzz::{FRAME, RAKED, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|margins: &[u8]| {
    let (method, frame, responses) = (RAKED.as_bytes(), FRAME.as_bytes(), responses());
    Survey {
        method,
        frame,
        responses: responses.as_bytes(),
        margins,
    }
    .check();
});
