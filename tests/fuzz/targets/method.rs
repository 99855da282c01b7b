//! METHOD.toml.

#![no_main]

use std::sync::LazyLock;

use hailong::edition::method::Method;
use hailong::survey::form::Form;
use hailong_fuzz::{FRAME, MARGINS, Survey, responses, sample};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|method: &[u8]| {
    static FORM: LazyLock<Form> = LazyLock::new(sample::form);
    if !std::str::from_utf8(method).is_ok_and(|text| Method::read(text, &FORM).is_ok()) {
        return;
    }
    let (frame, responses, margins) = (FRAME.as_bytes(), responses(), MARGINS.as_bytes());
    Survey {
        method,
        frame,
        responses: responses.as_bytes(),
        margins,
    }
    .check();
});
