//! Faults of input files in words: `file:row:column: found …: expected …`; `*` where the whole row is meant.

use crate::edition::change::{ChangeFault, Lost};
use crate::edition::inputs::InputFault;
use crate::edition::screening::ScreeningFault;
use crate::exchange::fault::{DataFault, DataFaults, Expected};
use crate::survey::comment::CommentRefusal;
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill, fill_with, form_faults, method_faults};

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
        InputFault::ClassWanted { file, column } => {
            let words = pick(
                "có dòng để trống: cột này chia nhóm để bù người không trả lời, nên mỗi người phải thuộc một nhóm",
                "found empty cells: this column has the classes that make up for non-response, and everybody must be in one",
            );
            format!("{file}:1:{column}: {words}")
        }
        InputFault::Crowded {
            file,
            stratum,
            answered,
            known,
        } => fill(
            pick(
                "{file}: tầng “{stratum}” có {answered} trong mẫu nhưng MARGINS.csv chỉ ghi {known}: hãy sửa số đó, hoặc bỏ finite_population",
                "{file}: stratum “{stratum}” has {answered} in the sample but only {known} in MARGINS.csv: correct that number, or leave finite_population out",
            ),
            &[
                ("file", file),
                ("stratum", stratum),
                ("answered", &answered.to_string()),
                ("known", &known.to_string()),
            ],
        ),
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
        InputFault::Screening { file, fault } => screening(file, fault, tongue),
        InputFault::TooFewStarts {
            file,
            line,
            received,
        } => {
            let words = pick(
                "{file}:{line}: starts nhỏ hơn {received} phiếu đã nhận: hãy ghi số người đã bắt đầu trả lời",
                "{file}:{line}: starts is below the {received} responses that came in: write how many people began to answer",
            );
            let (line, received) = (line.to_string(), count(tongue, *received));
            fill(
                words,
                &[("file", file), ("line", &line), ("received", &received)],
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

fn screening(file: &str, fault: &ScreeningFault, tongue: Tongue) -> String {
    let (vi, en, values) = match fault {
        ScreeningFault::NoBurst(burst) => (
            "{file}:{line}: {locality} lúc {start} không có đợt dồn dập nào theo quy tắc: hãy bỏ dòng này khỏi confirmed_bursts, hoặc ghi như trong review.csv",
            "{file}:{line}: the rule finds no burst in {locality} at {start}: take it out of confirmed_bursts, or write it as in review.csv",
            vec![
                ("line", burst.line.to_string()),
                ("locality", burst.locality.clone()),
                ("start", burst.start.0.clone()),
            ],
        ),
        ScreeningFault::Statistics(problem) => (
            "{file}: không sàng lọc được phiếu trả lời ({problem})",
            "{file}: the responses cannot be screened ({problem})",
            vec![("problem", problem.to_string())],
        ),
    };
    let values = values.iter().map(|(name, value)| (*name, value.as_str()));
    let values: Vec<(&str, &str)> = values.chain([("file", file)]).collect();
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &values)
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
        Expected::WholeNumber { min, max } => (
            "số nguyên từ {min} đến {max}",
            "a whole number from {min} to {max}",
            vec![("min", number(min)), ("max", number(max))],
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
        Expected::UniqueName => (
            "tên chưa có ở dòng trên",
            "a name that no earlier row has",
            vec![],
        ),
        Expected::Letters(most) => (
            "không quá {most} chữ",
            "{most} letters at most",
            vec![("most", most.to_string())],
        ),
        Expected::Share => (
            "một tỷ lệ lớn hơn 0 và không quá 1, ví dụ 0.4",
            "a share above 0 and at most 1, such as 0.4",
            vec![],
        ),
        Expected::AnotherCategory => (
            "một nhóm khác của cùng cơ cấu",
            "another category of the same margin",
            vec![],
        ),
        Expected::Date => (
            "một ngày, ví dụ 2025-07-01",
            "a date such as 2025-07-01",
            vec![],
        ),
        Expected::Time => (
            "giờ địa phương không kèm múi giờ, ví dụ 2026-05-03T14:20, hoặc để trống",
            "a local time without a zone such as 2026-05-03T14:20, or nothing",
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
        Expected::Email => (
            "một địa chỉ thư điện tử như ten@tinhthanh.vn, mỗi dòng một địa chỉ",
            "an e-mail address such as name@place.vn, one a line",
            vec![],
        ),
        Expected::Group => (
            "mã hoặc tên một khối phố, thôn của địa phương này, hoặc để trống",
            "the code or name of a residential group of this locality, or nothing",
            vec![],
        ),
        Expected::RowsAtMost(most) => (
            "không quá {most} địa chỉ mỗi lần: hãy chia thành nhiều lần",
            "at most {most} addresses at a time: add the others later",
            vec![("most", most.to_string())],
        ),
        Expected::Comment => (
            "mã của một ý kiến trong đợt này, như trong tệp đã tải về",
            "the id of a comment of this wave, as in the file that was downloaded",
            vec![],
        ),
        Expected::Case => (
            "số của một kiến nghị chưa đóng trong đợt này, hoặc để trống",
            "the number of a case of this wave that is not closed, or nothing",
            vec![],
        ),
        Expected::OneCase => (
            "để trống, vì cột case đã ghi một kiến nghị",
            "nothing, because the column case already names one",
            vec![],
        ),
        Expected::Handled(refusal) => {
            let (vi, en) = match refusal {
                CommentRefusal::InCase => (
                    "một ý kiến chưa thuộc kiến nghị nào",
                    "a comment that is part of no case",
                ),
                CommentRefusal::NotInCase => (
                    "một ý kiến đã thuộc một kiến nghị",
                    "a comment that is part of a case",
                ),
                CommentRefusal::SetAside => (
                    "một ý kiến chưa bị gác lại: hãy lấy lại ý kiến này trước",
                    "a comment that is not set aside: take it back first",
                ),
                CommentRefusal::NotSetAside => {
                    ("một ý kiến đã được gác lại", "a comment that was set aside")
                }
            };
            (vi, en, vec![])
        }
        Expected::Shorter(most) => (
            "nhiều nhất {most} ký tự",
            "at most {most} characters",
            vec![("most", most.to_string())],
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill_with(template, &values)
}

/// Why an earlier survey cannot be compared, and what to do.
pub fn change(fault: &ChangeFault, tongue: Tongue) -> String {
    let (vi, en, name, what, more) = match fault {
        ChangeFault::Lost {
            name,
            locality,
            lost,
        } => {
            let (vi, en, more) = lost_words(lost);
            (vi, en, name, locality, more)
        }
        ChangeFault::NothingInCommon { name } => (
            "{name}: đợt này không hỏi câu nào của chỉ số hôm nay nên không so được: hãy bỏ đợt này khỏi --previous",
            "{name}: this survey asked none of today's questions, so that nothing can be compared: leave it out of --previous",
            name,
            name,
            String::new(),
        ),
        ChangeFault::NoUnits { name } => (
            "{name}: tệp phương pháp ghi same_psu = true nhưng một trong hai đợt không có cột psu: hãy thêm cột đó, hoặc bỏ same_psu",
            "{name}: the method file has same_psu = true, but one of the two surveys has no column psu: add it, or leave same_psu out",
            name,
            name,
            String::new(),
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &[("name", name), ("what", what), ("more", &more)])
}

fn lost_words(lost: &Lost) -> (&'static str, &'static str, String) {
    match lost {
        Lost::Gone => (
            "{name}: địa phương “{what}” không thuộc nơi nào trong tệp --frame: hãy ghi nơi đó vào tệp --crosswalk",
            "{name}: locality “{what}” is in no locality of the frame: say where it went in the --crosswalk file",
            String::new(),
        ),
        Lost::Split => (
            "{name}: địa phương “{what}” đã chia vào nhiều nơi: hãy thêm vào tệp --crosswalk cột share (tỷ lệ dân số 18 tuổi trở lên) hoặc cột group (khối phố, thôn)",
            "{name}: locality “{what}” went into several: add to the --crosswalk file the column share (of the people aged 18 or over) or the column group (residential groups)",
            String::new(),
        ),
        Lost::Shares(sum) => (
            "{name}: các tỷ lệ share của địa phương “{what}” trong tệp --crosswalk cộng lại là {more}: phải bằng 1",
            "{name}: the shares of locality “{what}” in the --crosswalk file sum to {more}: they must sum to 1",
            sum.to_string(),
        ),
        Lost::Group(None) => (
            "{name}: địa phương “{what}” có phiếu không ghi khối phố, thôn, mà tệp --crosswalk chỉ chia theo khối phố, thôn: hãy thêm các dòng có share và để trống group",
            "{name}: locality “{what}” has responses that name no residential group, and the --crosswalk file divides it by groups only: add rows with a share and no group",
            String::new(),
        ),
        Lost::Group(Some(group)) => (
            "{name}: tệp --crosswalk không cho biết khối phố, thôn “{more}” của địa phương “{what}” về đâu: hãy thêm dòng cho nơi đó",
            "{name}: the --crosswalk file does not say where the residential group “{more}” of locality “{what}” went: add a row for it",
            group.clone(),
        ),
    }
}
