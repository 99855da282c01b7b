//! FRAME.csv.

#![no_main]

use hailong::exchange::frame;
use hailong_fuzz::{MARGINS, PLAIN, RAKED, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if frame::read("frame.csv", bytes).is_err() {
        return;
    }
    for method in [PLAIN, RAKED] {
        let (method, responses, margins) = (method.as_bytes(), responses(), MARGINS.as_bytes());
        Survey {
            method,
            frame: bytes,
            responses: responses.as_bytes(),
            margins,
        }
        .check();
    }
});
