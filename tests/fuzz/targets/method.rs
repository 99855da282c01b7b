//! METHOD.toml.

#![no_main]

use hailong_fuzz::{FRAME, MARGINS, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|method: &[u8]| {
    let (frame, responses, margins) = (FRAME.as_bytes(), responses(), MARGINS.as_bytes());
    Survey {
        method,
        frame,
        responses: responses.as_bytes(),
        margins,
    }
    .check();
});
