//! Faults of input files in words: `file:row:column: found …: expected …`; `*` where the whole row is meant.

use crate::edition::change::ChangeFault;
use crate::edition::inputs::InputFault;
use crate::exchange::fault::{DataFault, DataFaults, Expected};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill, form_faults, method_faults};

/// The faults of all inputs, a line each.
pub fn inputs(faults: &[InputFault], tongue: Tongue) -> Vec<String> {
    faults
        .iter()
        .flat_map(|fault| input(fault, tongue))
        .collect()
}

fn input(fault: &InputFault, tongue: Tongue) -> Vec<String> {
    let pick = |vi: &'static str, en: &'static str| match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    let line = match fault {
        InputFault::Data(faults) => return data(faults, tongue),
        InputFault::Form { file, fault } => form_faults::sentence(file, fault, tongue),
        InputFault::Method { file, fault } => method_faults::sentence(file, fault, tongue),
        InputFault::NotText { file } => {
            let words = pick(
                "không phải văn bản UTF-8: hãy lưu lại ở dạng UTF-8",
                "not UTF-8 text: save it as UTF-8",
            );
            format!("{file}:1: {words}")
        }
        InputFault::NoIndex { file } => {
            let words = pick(
                "phiếu không có tiêu chí nên không tính được chỉ số: hãy thêm [[criterion]]",
                "the form has no criteria, so there is no index to compute: add [[criterion]]",
            );
            format!("{file}:1: {words}")
        }
        InputFault::Clustered { file } => {
            let words = pick(
                "có nhiều người trong cùng một đơn vị mẫu: với mẫu chọn theo cụm, hãy bỏ raking và finite_population khỏi tệp phương pháp, vì bản này chưa tính được sai số như thế",
                "found several people in one sampling unit: for a cluster sample take raking and finite_population out of the method file, because this version does not compute such errors",
            );
            format!("{file}:1:psu: {words}")
        }
        InputFault::MarginWanted { margin } => fill(
            pick(
                "MARGINS.csv: không có cơ cấu “{margin}” mà tệp phương pháp yêu cầu: hãy thêm các dòng margin,category,target, hoặc bỏ tên này khỏi raking",
                "MARGINS.csv: no margin “{margin}”, which the method file asks for: add rows of margin,category,target, or take the name out of raking",
            ),
            &[("margin", margin)],
        ),
        InputFault::MarginUnfit {
            file,
            margin,
            category,
            answered,
        } => {
            let words = if *answered {
                pick(
                    "{file}: có người trả lời thuộc “{category}” của “{margin}” nhưng MARGINS.csv không có số dân tương ứng: hãy thêm dòng đó",
                    "{file}: respondents are in category “{category}” of “{margin}”, which has no target above 0 in MARGINS.csv: add that row",
                )
            } else {
                pick(
                    "{file}: “{category}” của “{margin}” có số dân nhưng không ai trả lời: hãy gộp với nhóm bên cạnh trong cả hai tệp",
                    "{file}: category “{category}” of “{margin}” has a target but no respondent: join it with a neighbour in both files",
                )
            };
            fill(
                words,
                &[("file", file), ("margin", margin), ("category", category)],
            )
        }
        InputFault::ColumnWanted { file, column } => {
            let words = pick(
                "không có cột này: cần có vì tệp phương pháp yêu cầu",
                "found no such column: expected one, because the method file asks for it",
            );
            format!("{file}:1:{column}: {words}")
        }
    };
    vec![line]
}

/// The faults of one file, a line each, and how many more there are.
pub fn data(faults: &DataFaults, tongue: Tongue) -> Vec<String> {
    let mut lines: Vec<String> = faults
        .found
        .iter()
        .map(|one| sentence(one, tongue))
        .collect();
    if faults.more > 0 {
        let template = match tongue {
            Tongue::Vi => "{file}: còn {more} lỗi nữa không nêu ở đây",
            Tongue::En => "{file}: and {more} more",
        };
        let more = count(tongue, faults.more);
        lines.push(fill(template, &[("file", &faults.file), ("more", &more)]));
    }
    lines
}

fn sentence(fault: &DataFault, tongue: Tongue) -> String {
    let (some, nothing) = match tongue {
        Tongue::Vi => ("có “{found}”: cần {expected}", "để trống: cần {expected}"),
        Tongue::En => (
            "found “{found}”: expected {expected}",
            "found nothing: expected {expected}",
        ),
    };
    let template = if fault.found.is_empty() {
        nothing
    } else {
        some
    };
    let column = if fault.column.is_empty() {
        "*"
    } else {
        fault.column.as_str()
    };
    let expected = expected(&fault.expected, tongue);
    let words = fill(
        template,
        &[("found", &fault.found), ("expected", &expected)],
    );
    format!("{}:{}:{column}: {words}", fault.file, fault.row)
}

fn expected(kind: &Expected, tongue: Tongue) -> String {
    let number = |number: &i64| number.to_string();
    let (vi, en, values): (&str, &str, Vec<(&str, String)>) = match kind {
        Expected::Content => (
            "một dòng tên cột và ít nhất một dòng dữ liệu",
            "a line of column names and at least one row of data",
            vec![],
        ),
        Expected::Commas(_) => (
            "các cột cách nhau bằng dấu phẩy (hãy lưu lại dạng CSV dấu phẩy)",
            "columns separated by commas (save the file as comma-separated CSV)",
            vec![],
        ),
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
        Expected::SeveralCodes(codes) => (
            "các mã trong số {codes}, cách nhau bằng dấu “;”, mỗi mã một lần, hoặc để trống",
            "codes among {codes}, joined by “;”, each once, or nothing",
            vec![("codes", codes.join(", "))],
        ),
        Expected::WholeNumber { min, max } if *max == i64::MAX => (
            "số nguyên từ {min} trở lên",
            "a whole number from {min}",
            vec![("min", number(min))],
        ),
        Expected::WholeNumber { min, max } => (
            "số nguyên từ {min} đến {max}",
            "a whole number from {min} to {max}",
            vec![("min", number(min)), ("max", number(max))],
        ),
        Expected::NoOrWholeNumber { min, max } if *max == i64::MAX => (
            "số nguyên từ {min} trở lên, hoặc để trống",
            "a whole number from {min}, or nothing",
            vec![("min", number(min))],
        ),
        Expected::NoOrWholeNumber { min, max } => (
            "số nguyên từ {min} đến {max}, hoặc để trống",
            "a whole number from {min} to {max}, or nothing",
            vec![("min", number(min)), ("max", number(max))],
        ),
        Expected::Respondents(answered) => (
            "ít nhất {answered}, vì có {answered} phiếu trả lời",
            "at least {answered}, because so many responses came in",
            vec![("answered", number(answered))],
        ),
        Expected::Weight => (
            "một số lớn hơn 0 (từ 1e-12 đến 1e12)",
            "a number above 0 (from 1e-12 to 1e12)",
            vec![],
        ),
        Expected::NotNegative => ("một số từ 0 trở lên", "a number of 0 or more", vec![]),
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
        Expected::Text => ("có nội dung", "some text", vec![]),
        Expected::NotTheWhole => (
            "một mã khác: “*” chỉ chung mọi địa phương",
            "another code: “*” stands for all localities together",
            vec![],
        ),
        Expected::Cells(cells) => (
            "{cells} ô như ở dòng đầu",
            "{cells} cells, as in the header",
            vec![("cells", cells.to_string())],
        ),
        Expected::Utf8 => ("văn bản UTF-8", "UTF-8 text", vec![]),
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

/// Why an earlier survey cannot be compared, and what to do.
pub fn change(fault: &ChangeFault, tongue: Tongue) -> String {
    let (vi, en, name, what) = match fault {
        ChangeFault::Split { name, locality } => (
            "{name}: địa phương “{what}” đã chia vào nhiều nơi nên không tách được câu trả lời: hãy bỏ đợt này khỏi --previous",
            "{name}: locality “{what}” went into several, so that its answers cannot be told apart: leave this survey out of --previous",
            name,
            locality,
        ),
        ChangeFault::Gone { name, locality } => (
            "{name}: địa phương “{what}” không thuộc nơi nào trong tệp --frame: hãy ghi nơi đó vào tệp --crosswalk",
            "{name}: locality “{what}” is in no locality of the frame: say where it went in the --crosswalk file",
            name,
            locality,
        ),
        ChangeFault::NotAsked { name, item } => (
            "{name}: đợt này không hỏi “{what}” nên chỉ số không so được: hãy bỏ đợt này khỏi --previous",
            "{name}: this survey did not ask “{what}”, so that the index cannot be compared: leave it out of --previous",
            name,
            item,
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &[("name", name), ("what", what)])
}
