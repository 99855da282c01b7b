//! Uploaded files of any bytes: text that every reader of tables survives, or a fault.

#![no_main]

use hailong::exchange::{margins, upload};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = upload::read_text("file.csv", bytes) else {
        return;
    };
    assert!(!text.contains('\0'));
    assert_eq!(upload::read_text("file.csv", text.as_bytes()).as_ref(), Ok(&text));
    if let Ok(table) = upload::read_table("file.csv", bytes) {
        assert_eq!(table.matches('\n').count(), text.matches('\n').count());
        let _ = margins::read("file.csv", table.as_bytes());
    }
});
