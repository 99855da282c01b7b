//! The crosswalk of locality changes.

#![no_main]

use hailong::exchange::crosswalk;
use hailong_fuzz::{FRAME, MARGINS, PLAIN, Survey, check_changes, responses};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|changes: &[u8]| {
    if let Ok(changes) = crosswalk::read("changes.csv", changes) {
        let (method, frame, margins) = (PLAIN.as_bytes(), FRAME.as_bytes(), MARGINS.as_bytes());
        let responses = responses();
        check_changes(
            &Survey {
                method,
                frame,
                responses: responses.as_bytes(),
                margins,
            },
            &changes,
        );
    }
});
