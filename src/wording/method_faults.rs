//! Faults of method files in words: `file:line: what is wrong: what to do`.

use crate::edition::method::{MethodFault, MethodFaultKind as Kind};
use crate::survey::form_fault::FormFaultKind;
use crate::wording::{Tongue, fill_with, form_faults};

/// One line about one fault.
pub fn sentence(file: &str, fault: &MethodFault, tongue: Tongue) -> String {
    format!("{file}:{}: {}", fault.line, words(&fault.kind, tongue))
}

fn words(kind: &Kind, tongue: Tongue) -> String {
    let (vi, en, values): (&str, &str, Vec<(&str, String)>) = match kind {
        Kind::Shape(FormFaultKind::UnknownKey { key, nearest: None }) => (
            "khóa “{key}” không có trong tệp phương pháp: hãy bỏ đi hoặc xem docs/method-file.md",
            "unknown key “{key}”: remove it, or see docs/method-file.md",
            vec![("key", key.clone())],
        ),
        Kind::Shape(shape) => return form_faults::words(shape, tongue),
        Kind::NotOneOf { key, found, known } => (
            "{key} không nhận giá trị “{found}”: hãy dùng {known}",
            "{key} cannot be “{found}”: write {known}",
            vec![
                ("key", (*key).to_owned()),
                ("found", found.clone()),
                ("known", quoted(known, tongue)),
            ],
        ),
        Kind::UnknownCriterion(code) => (
            "phiếu không có tiêu chí “{code}”: hãy sửa mã tiêu chí",
            "the form has no criterion “{code}”: correct the code",
            vec![("code", code.clone())],
        ),
        Kind::WeightsDoNotSumToOne(sum) => (
            "tổng trọng số các tiêu chí là {sum}: phải bằng 1",
            "the criteria's weights sum to {sum}: they must sum to 1",
            vec![("sum", sum.to_string())],
        ),
        Kind::Confidence => (
            "confidence không hợp lệ: cần một số từ 0.5 đến dưới 1, thường là 0.95",
            "confidence is out of range: write a number from 0.5 to below 1, usually 0.95",
            vec![],
        ),
        Kind::FinitePopulation => (
            "finite_population không dùng được ở đây: cần kind khác \"opt_in\"",
            "finite_population cannot be used here: it needs a kind other than \"opt_in\"",
            vec![],
        ),
        Kind::SeedWanted => (
            "variance = \"bootstrap\" có rút ngẫu nhiên: hãy thêm seed = một số nguyên ở đầu tệp",
            "variance = \"bootstrap\" draws at random: add seed = a whole number at the top",
            vec![],
        ),
        Kind::Replicates => (
            "replicates không hợp lệ: hãy ghi một số nguyên từ 50 đến 10000, thường là 500",
            "replicates is out of range: write a whole number from 50 to 10000, usually 500",
            vec![],
        ),
        Kind::Raking => (
            "raking không đúng dạng: hãy ghi danh sách tên khác nhau, ví dụ [\"locality\", \"sex\", \"age\"]",
            "raking is malformed: write a list of different names, such as [\"locality\", \"sex\", \"age\"]",
            vec![],
        ),
        Kind::Cap => (
            "cap nhỏ hơn 1: hãy ghi một số từ 1 trở lên, thường là 5",
            "cap is below 1: write a number from 1, usually 5",
            vec![],
        ),
        Kind::OneSource => (
            "one_source không hợp lệ: hãy ghi một tỷ lệ lớn hơn 0 và không quá 1, thường là 0.2",
            "one_source is out of range: write a share above 0 and at most 1, usually 0.2",
            vec![],
        ),
        Kind::NeverBelow => (
            "never_below quá nhỏ: không bao giờ công bố số liệu của dưới 10 người, hãy ghi 10 trở lên",
            "never_below is too small: figures of fewer than 10 people are never shown, write 10 or more",
            vec![],
        ),
        Kind::NotNegative { key } => (
            "{key} âm: cần một số từ 0 trở lên",
            "{key} is negative: write 0 or more",
            vec![("key", (*key).to_owned())],
        ),
        Kind::PointsCap => (
            "cap của [points] không lớn hơn 0: hãy ghi số điểm của chỉ số 100, ví dụ 30",
            "cap of [points] is not above 0: write the points of an index of 100, such as 30",
            vec![],
        ),
        Kind::Bands => (
            "[bands] không đúng thứ tự: cần 0 < average < fair < good < 100, ví dụ 50, 60 và 70",
            "[bands] is out of order: it needs 0 < average < fair < good < 100, such as 50, 60 and 70",
            vec![],
        ),
        Kind::Rho => (
            "rho không hợp lệ: cần một số lớn hơn 0 và nhỏ hơn 1, ví dụ 0.005",
            "rho is out of range: write a number above 0 and below 1, such as 0.005",
            vec![],
        ),
        Kind::Runs => (
            "runs không hợp lệ: hãy ghi một số từ 64 đến 65536, hoặc 0 để không tính",
            "runs is out of range: write a number from 64 to 65536, or 0 for none",
            vec![],
        ),
        Kind::Unseeded => (
            "phân tích độ nhạy cần seed: hãy thêm seed ở đầu tệp, hoặc ghi runs = 0",
            "a sensitivity analysis needs a seed: add seed at the top of the file, or write runs = 0",
            vec![],
        ),
        Kind::Between { key, least, most } if most.is_infinite() => (
            "{key} quá nhỏ: hãy ghi {least} trở lên",
            "{key} is too small: write {least} or more",
            vec![("key", (*key).to_owned()), ("least", least.to_string())],
        ),
        Kind::Between { key, least, most } => (
            "{key} không hợp lệ: hãy ghi một số từ {least} đến {most}",
            "{key} is out of range: write a number from {least} to {most}",
            vec![
                ("key", (*key).to_owned()),
                ("least", least.to_string()),
                ("most", most.to_string()),
            ],
        ),
        Kind::Impossible => (
            "impossible không đúng dạng: mỗi mục ghi các cột và ô không thể đi cùng nhau, ví dụ { sex = \"m\", pregnant = \"yes\" }",
            "impossible is malformed: each entry names columns and cells that cannot go together, such as { sex = \"m\", pregnant = \"yes\" }",
            vec![],
        ),
        Kind::TenMinutes => (
            "start không phải lúc bắt đầu của 10 phút: hãy ghi như trong review.csv, ví dụ \"2026-05-03T14:20\"",
            "start is not the beginning of ten minutes: write it as in review.csv, such as \"2026-05-03T14:20\"",
            vec![],
        ),
    };
    fill_with(
        match tongue {
            Tongue::Vi => vi,
            Tongue::En => en,
        },
        &values,
    )
}

/// `"a", "b" or "c"`.
fn quoted(words: &[&str], tongue: Tongue) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let or = match tongue {
        Tongue::Vi => " hoặc ",
        Tongue::En => " or ",
    };
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{or}{last}", others.join(", ")),
        None => String::new(),
    }
}
