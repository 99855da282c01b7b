//! Faults of data and method files in words: `file:row:column: found …: expected …`.

use crate::edition::inputs::InputFault;
use crate::edition::method::MethodFaultKind;
use crate::exchange::fault::{DataFault, Expected};
use crate::wording::{Tongue, fill, form_faults};

/// One line about one fault of any input.
pub fn input(fault: &InputFault, tongue: Tongue) -> String {
    let pick = |vi: &'static str, en: &'static str| match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    match fault {
        InputFault::Form { file, fault } => form_faults::sentence(file, fault, tongue),
        InputFault::Method { file, fault } => {
            format!("{file}:{}: {}", fault.line, method(&fault.kind, tongue))
        }
        InputFault::Data(fault) => data(fault, tongue),
        InputFault::NotText { file } => format!(
            "{file}:1: {}",
            pick(
                "không phải văn bản UTF-8: hãy lưu lại ở dạng UTF-8",
                "not UTF-8 text: save it as UTF-8"
            )
        ),
        InputFault::NoIndex { file } => format!(
            "{file}:1: {}",
            pick(
                "phiếu không có tiêu chí nên không tính được chỉ số: hãy thêm [[criterion]]",
                "the form has no criteria, so there is no index to compute: add [[criterion]]"
            )
        ),
        InputFault::Clustered { file } => format!(
            "{file}:1:psu: {}",
            pick(
                "chưa tính được sai số cho mẫu chọn theo cụm: hãy bỏ cột psu nếu từng người được chọn riêng",
                "standard errors of cluster samples are not computed: remove the column psu if people were drawn one by one"
            )
        ),
        InputFault::ColumnWanted { file, column } => format!(
            "{file}:1:{column}: {}",
            pick(
                "không có cột này: tệp phương pháp yêu cầu phải có",
                "there is no such column: the method file asks for it"
            )
        ),
    }
}

pub fn method(kind: &MethodFaultKind, tongue: Tongue) -> String {
    let (vi, en, values): (&str, &str, Vec<(&str, String)>) = match kind {
        MethodFaultKind::Malformed(message) => (
            "không đọc được ({message}): xem docs/method-file.md",
            "cannot be read ({message}): see docs/method-file.md",
            vec![("message", message.trim().replace('\n', " "))],
        ),
        MethodFaultKind::UnknownCriterion(code) => (
            "phiếu không có tiêu chí “{code}”: hãy sửa mã tiêu chí",
            "the form has no criterion “{code}”: correct the code",
            vec![("code", code.clone())],
        ),
        MethodFaultKind::WeightsDoNotSumToOne(sum) => (
            "tổng trọng số các tiêu chí là {sum}: mỗi trọng số phải lớn hơn 0 và tổng bằng 1",
            "the criteria's weights sum to {sum}: each must be above 0 and the sum 1",
            vec![("sum", sum.to_string())],
        ),
        MethodFaultKind::Confidence => (
            "confidence không hợp lệ: cần một số từ 0.5 đến dưới 1, thường là 0.95",
            "confidence is out of range: write a number from 0.5 to below 1, usually 0.95",
            vec![],
        ),
        MethodFaultKind::FinitePopulation => (
            "finite_population không dùng được ở đây: cần strata = \"locality\" và kind khác \"opt_in\"",
            "finite_population cannot be used here: it needs strata = \"locality\" and a kind other than \"opt_in\"",
            vec![],
        ),
    };
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &values)
}

pub fn data(fault: &DataFault, tongue: Tongue) -> String {
    let template = match tongue {
        Tongue::Vi => "có “{found}”: cần {expected}",
        Tongue::En => "found “{found}”: expected {expected}",
    };
    let words = fill(
        template,
        &[
            ("found", &fault.found),
            ("expected", &expected(&fault.expected, tongue)),
        ],
    );
    format!("{}:{}:{}: {words}", fault.file, fault.row, fault.column)
}

fn expected(kind: &Expected, tongue: Tongue) -> String {
    let (vi, en, values): (&str, &str, Vec<(&str, String)>) = match kind {
        Expected::Column => (
            "một cột mang tên này ở dòng đầu",
            "a column of this name in the header",
            vec![],
        ),
        Expected::OneColumn => (
            "mỗi tên cột chỉ một lần",
            "each column name only once",
            vec![],
        ),
        Expected::Records => (
            "ít nhất một dòng dữ liệu",
            "at least one row of data",
            vec![],
        ),
        Expected::Locality => (
            "mã địa phương có trong tệp khung",
            "the code of a locality in the frame",
            vec![],
        ),
        Expected::Codes(codes) => (
            "một trong các mã {codes}, hoặc để trống",
            "one of the codes {codes}, or nothing",
            vec![("codes", codes.join(", "))],
        ),
        Expected::WholeNumber { min, max } if *max == i64::MAX => (
            "số nguyên từ {min} trở lên",
            "a whole number from {min}",
            vec![("min", min.to_string())],
        ),
        Expected::WholeNumber { min, max } => (
            "số nguyên từ {min} đến {max}",
            "a whole number from {min} to {max}",
            vec![("min", min.to_string()), ("max", max.to_string())],
        ),
        Expected::PositiveNumber => ("một số lớn hơn 0", "a number above 0", vec![]),
        Expected::UniqueCode => (
            "mã chưa có ở dòng trên",
            "a code that no earlier row has",
            vec![],
        ),
        Expected::Date => (
            "một ngày, ví dụ 2025-07-01",
            "a date such as 2025-07-01",
            vec![],
        ),
        Expected::Text => ("nội dung không để trống", "some text", vec![]),
        Expected::WellFormedRow => (
            "dòng CSV ở dạng UTF-8 có đủ số ô như dòng đầu",
            "a row of UTF-8 CSV with as many cells as the header",
            vec![],
        ),
    };
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &values)
}
