//! RESPONSES.csv as it comes and under a good header, by one kind of method or another; in pieces it is read as it is whole.

#![no_main]

use hailong_fuzz::{COLUMNS, FRAME, MARGINS, PLAIN, RAKED, Survey, same_in_pieces};
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "locality,dust,noise_day,noise_night,burning,what,days,sex,";

fuzz_target!(|bytes: &[u8]| {
    let ways = [
        (PLAIN, "stratum,psu\n"),
        (COLUMNS, "stratum,weight\n"),
        (RAKED, "stratum,weight\n"),
    ];
    let (method, more) = ways[bytes.len() % ways.len()];
    let under_header = [HEADER.as_bytes(), more.as_bytes(), bytes].concat();
    for responses in [bytes, &under_header] {
        if !same_in_pieces(responses) {
            continue;
        }
        let (method, frame, margins) = (method.as_bytes(), FRAME.as_bytes(), MARGINS.as_bytes());
        Survey {
            method,
            frame,
            responses,
            margins,
        }
        .check();
    }
});
