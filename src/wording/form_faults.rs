//! Faults of form files in words: `file:line: what is wrong: what to do`.

use crate::survey::form_fault::{Expected, FormFault, FormFaultKind as Kind};
use crate::wording::{Tongue, fill_with};

/// One line about one fault.
pub fn sentence(file: &str, fault: &FormFault, tongue: Tongue) -> String {
    format!("{file}:{}: {}", fault.line, words(&fault.kind, tongue))
}

fn expected(kind: Expected, tongue: Tongue) -> &'static str {
    let (vi, en) = match kind {
        Expected::Text => ("một chuỗi chữ trong dấu nháy", "a text in quotation marks"),
        Expected::WholeNumber => ("một số nguyên", "a whole number"),
        Expected::Number => ("một số", "a number"),
        Expected::YesOrNo => ("true hoặc false", "true or false"),
        Expected::List => ("một danh sách [ … ]", "a list [ … ]"),
        Expected::Table => ("một bảng { … }", "a table { … }"),
        Expected::TextPerLanguage => (
            "lời văn cho từng ngôn ngữ, ví dụ { vi = \"…\", en = \"…\" }",
            "one text per language, such as { vi = \"…\", en = \"…\" }",
        ),
    };
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
}

/// What is wrong, and what to do.
pub fn words(kind: &Kind, tongue: Tongue) -> String {
    let (vi, en) = template(kind);
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    let number = |value: usize| value.to_string();
    let values: Vec<(&str, String)> = match kind {
        Kind::Syntax { message } => vec![("message", message.clone())],
        Kind::UnknownKey { key, nearest } => {
            vec![
                ("key", key.clone()),
                ("nearest", nearest.clone().unwrap_or_default()),
            ]
        }
        Kind::MissingKey { key } => vec![("key", (*key).to_owned())],
        Kind::WrongType {
            key,
            expected: kind,
        } => {
            vec![
                ("key", key.clone()),
                ("expected", expected(*kind, tongue).to_owned()),
            ]
        }
        Kind::Duplicate { code } | Kind::BadCode { code } | Kind::ReservedCode { code } => {
            vec![("code", code.clone())]
        }
        Kind::MissingTranslation { key, language } | Kind::UndeclaredLanguage { key, language } => {
            vec![("key", key.clone()), ("language", language.clone())]
        }
        Kind::EmptyText { key } | Kind::NotComposed { key } => vec![("key", key.clone())],
        Kind::UnknownKind { kind } => vec![("kind", kind.clone())],
        Kind::UnknownScale { scale } => vec![("scale", scale.clone())],
        Kind::ScaleLevels { found } => vec![("found", number(*found))],
        Kind::TooManyOptions { max } => vec![("max", number(*max))],
        Kind::MaxAboveOptions { options } => vec![("options", number(*options))],
        Kind::OnlyOnce { kind } => vec![("kind", (*kind).to_owned())],
        Kind::ConditionUnknown { question }
        | Kind::ConditionNotEarlier { question }
        | Kind::ConditionOnOpenAnswer { question }
        | Kind::UnreachableQuestion { question }
        | Kind::CriterionUnknown { question }
        | Kind::CriterionNotScale { question } => vec![("question", question.clone())],
        Kind::ConditionUnknownOption { question, option } => {
            vec![("question", question.clone()), ("option", option.clone())]
        }
        Kind::UnreachableSection { section } => vec![("section", section.clone())],
        Kind::WeightsDoNotSumToOne { sum } => vec![("sum", sum.to_string())],
        Kind::NoOptions | Kind::MinAboveMax | Kind::WeightNotPositive => Vec::new(),
    };
    fill_with(template, &values)
}

/// Vietnamese and English, each "what is wrong: what to do".
fn template(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Syntax { .. } => (
            "không đúng cú pháp TOML ({message}): hãy sửa dòng này",
            "not valid TOML ({message}): correct this line",
        ),
        Kind::UnknownKey {
            nearest: Some(_), ..
        } => (
            "khóa “{key}” không có trong ngữ pháp: có phải là “{nearest}”?",
            "unknown key “{key}”: did you mean “{nearest}”?",
        ),
        Kind::UnknownKey { nearest: None, .. } => (
            "khóa “{key}” không có trong ngữ pháp: hãy bỏ đi hoặc xem survey-forms/README.md",
            "unknown key “{key}”: remove it, or see survey-forms/README.md",
        ),
        Kind::MissingKey { .. } => (
            "thiếu khóa “{key}”: hãy thêm vào",
            "the key “{key}” is missing: add it",
        ),
        Kind::WrongType { .. } => (
            "khóa “{key}” có giá trị sai kiểu: cần {expected}",
            "the key “{key}” has the wrong type: write {expected}",
        ),
        Kind::Duplicate { .. } => (
            "“{code}” đã được dùng ở trên: hãy đặt mã khác",
            "“{code}” is used above: choose another",
        ),
        Kind::BadCode { .. } => (
            "mã “{code}” không hợp lệ: chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới, không quá 60 ký tự",
            "“{code}” is not a valid code: use lower-case letters a–z, digits and underscores, 60 characters at most",
        ),
        Kind::ReservedCode { .. } => (
            "mã “{code}” là tên riêng của chương trình: hãy đặt mã khác",
            "the code “{code}” is reserved by the program: choose another",
        ),
        Kind::MissingTranslation { .. } => (
            "“{key}” chưa có lời văn cho ngôn ngữ “{language}”: hãy thêm bản dịch",
            "“{key}” has no text in the language “{language}”: add the translation",
        ),
        Kind::UndeclaredLanguage { .. } => (
            "“{key}” có ngôn ngữ “{language}” chưa khai báo: hãy thêm vào languages hoặc bỏ đi",
            "“{key}” has the undeclared language “{language}”: add it to languages or remove it",
        ),
        Kind::EmptyText { .. } => (
            "“{key}” để trống: hãy viết nội dung",
            "“{key}” is empty: write a text",
        ),
        Kind::NotComposed { .. } => (
            "“{key}” dùng dấu tách rời: hãy lưu văn bản ở dạng Unicode dựng sẵn (NFC)",
            "“{key}” has separate combining marks: save the text as composed Unicode (NFC)",
        ),
        Kind::UnknownKind { .. } => (
            "không có loại câu hỏi “{kind}”: hãy chọn một loại trong survey-forms/README.md",
            "there is no kind “{kind}”: choose one of survey-forms/README.md",
        ),
        Kind::UnknownScale { .. } => (
            "không có thang đo “{scale}”: hãy khai báo bằng [[scale]] hoặc sửa tên",
            "there is no scale “{scale}”: declare it with [[scale]] or correct the name",
        ),
        Kind::ScaleLevels { .. } => (
            "thang đo có {found} mức: phải có đúng 5 mức",
            "the scale has {found} levels: it must have exactly 5",
        ),
        Kind::NoOptions => (
            "câu hỏi có ít hơn hai lựa chọn: hãy thêm lựa chọn",
            "the question has fewer than two options: add options",
        ),
        Kind::TooManyOptions { .. } => (
            "câu hỏi có quá nhiều lựa chọn: nhiều nhất là {max}",
            "the question has too many options: {max} at most",
        ),
        Kind::MinAboveMax => (
            "min lớn hơn max: hãy sửa một trong hai",
            "min is above max: correct one of them",
        ),
        Kind::MaxAboveOptions { .. } => (
            "max lớn hơn số lựa chọn: nhiều nhất là {options}",
            "max is above the number of options: {options} at most",
        ),
        Kind::OnlyOnce { .. } => (
            "loại câu hỏi “{kind}” chỉ được hỏi một lần: hãy bỏ câu này",
            "a question of the kind “{kind}” may be asked only once: remove this one",
        ),
        Kind::ConditionUnknown { .. } => (
            "điều kiện nhắc đến câu hỏi “{question}” không có trong phiếu: hãy sửa mã câu hỏi",
            "the condition names the question “{question}”, which does not exist: correct the code",
        ),
        Kind::ConditionNotEarlier { .. } => (
            "điều kiện nhắc đến câu hỏi “{question}” đứng sau: chỉ được dùng câu hỏi đứng trước",
            "the condition names the later question “{question}”: only earlier questions can be used",
        ),
        Kind::ConditionOnOpenAnswer { .. } => (
            "điều kiện dựa vào câu hỏi mở “{question}”: chỉ dùng câu hỏi thang đo hoặc lựa chọn",
            "the condition looks at the open question “{question}”: use a scale or a choice",
        ),
        Kind::ConditionUnknownOption { .. } => (
            "câu hỏi “{question}” không có lựa chọn “{option}”: hãy sửa any_of",
            "the question “{question}” has no option “{option}”: correct any_of",
        ),
        Kind::UnreachableSection { .. } => (
            "không ai đến được phần “{section}”: hãy sửa điều kiện ask_if",
            "nobody can reach the section “{section}”: correct its ask_if",
        ),
        Kind::UnreachableQuestion { .. } => (
            "không ai đến được câu hỏi “{question}”: hãy sửa điều kiện ask_if",
            "nobody can reach the question “{question}”: correct its ask_if",
        ),
        Kind::WeightsDoNotSumToOne { .. } => (
            "tổng trọng số là {sum}: phải bằng 1",
            "the weights sum to {sum}: they must sum to 1",
        ),
        Kind::WeightNotPositive => (
            "trọng số phải lớn hơn 0: hãy sửa",
            "a weight must be above 0: correct it",
        ),
        Kind::CriterionUnknown { .. } => (
            "tiêu chí nhắc đến câu hỏi “{question}” không có trong phiếu: hãy sửa mã câu hỏi",
            "the criterion names the question “{question}”, which does not exist: correct the code",
        ),
        Kind::CriterionNotScale { .. } => (
            "tiêu chí nhắc đến “{question}” không phải câu hỏi thang đo: chỉ dùng câu hỏi thang đo",
            "the criterion names “{question}”, which is not on a scale: use scale questions only",
        ),
    }
}
