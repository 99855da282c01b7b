//! FRAME.csv.

#![no_main]

use hailong_fuzz::{MARGINS, PLAIN, RAKED, Survey, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|frame: &[u8]| {
    for method in [PLAIN, RAKED] {
        let (method, responses, margins) = (method.as_bytes(), responses(), MARGINS.as_bytes());
        Survey {
            method,
            frame,
            responses: responses.as_bytes(),
            margins,
        }
        .check();
    }
});
