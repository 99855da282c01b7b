//! What was found when an edition was recomputed, in words.

use crate::edition::verify::{Place, Problem, Report};
use crate::wording::{Tongue, fill};

catalogue! {
    Verify {
        files: "{count} tệp đúng với figures.json và đúng với đầu vào đã nêu.", "{count} files say what figures.json says, or are the inputs that it names.";
        holding: "{file}: {count} số tính lại được và đều khớp.", "{file}: {count} numbers were recomputed and hold.";
        sealed: "{file}: {count} số ở mục “{number}” chỉ kiểm tra được từ dữ liệu niêm phong.", "{file}: {count} numbers under “{number}” can be checked from the sealed dataset only.";
        differs: "{file}, {row}, {number}: công bố {published}, tính lại được {recomputed}.", "{file}, {row}, {number}: published {published}, recomputed {recomputed}.";
        more: "… và còn {count} chỗ khác nữa.", "… and {count} more.";
        unreadable: "{file}: không đọc được: {problem}", "{file}: cannot be read: {problem}";
        other_input: "{file}: không phải tệp mà figures.json nêu (mã băm khác).", "{file}: not the file that figures.json names (another digest).";
        not_the_figures: "{file}: không đúng với figures.json.", "{file}: does not say what figures.json says.";
        not_released: "figures.json: đây là số liệu đầy đủ của cơ quan, chưa phải bản công bố.", "figures.json: these are an office's full figures, not a released edition.";
        other_seal: "Dữ liệu niêm phong khác với dữ liệu mà kỳ công bố nêu: {role}.", "The sealed dataset is not the one that the edition names: {role}.";
        within: "Các tệp ghi số ở độ chính xác đầy đủ; hai số được coi là khớp khi lệch nhau không quá một phần tỷ (xác suất: một phần triệu).", "Files have full precision; two numbers hold when they are within one part in a thousand million (probabilities: one in a million).";
        good: "Mọi số công bố tính lại được đều khớp.", "Every published number that can be recomputed holds.";
        bad: "Có số công bố không khớp: xin xem các dòng trên.", "Published numbers do not hold: see the lines above.";
    }
}

/// As many differences as one still reads.
const SHOWN: usize = 50;

fn problem(words: &Verify, problem: &Problem) -> String {
    match problem {
        Problem::Unreadable { file, problem } => {
            fill(words.unreadable, &[("file", file), ("problem", problem)])
        }
        Problem::OtherInput(file) => fill(words.other_input, &[("file", file)]),
        Problem::NotTheFigures(file) => fill(words.not_the_figures, &[("file", file)]),
        Problem::NotReleased => words.not_released.to_owned(),
        Problem::OtherSeal(role) => fill(words.other_seal, &[("role", role)]),
    }
}

fn difference(words: &Verify, place: &Place, published: &str, recomputed: &str) -> String {
    let values = [
        ("file", place.file),
        ("row", place.row.as_str()),
        ("number", place.number),
        ("published", published),
        ("recomputed", recomputed),
    ];
    fill(words.differs, &values)
}

/// What holds, what only the sealed dataset can tell, and what does not hold, one line each; the verdict last.
pub fn sentences(tongue: Tongue, report: &Report) -> Vec<String> {
    let words = Verify::of(tongue);
    let mut lines = Vec::new();
    if !report.files.is_empty() {
        let count = report.files.len().to_string();
        lines.push(fill(words.files, &[("count", &count)]));
    }
    for (file, count) in report.holding() {
        let count = count.to_string();
        lines.push(fill(words.holding, &[("file", file), ("count", &count)]));
    }
    for ((file, number), count) in report.sealed() {
        let count = count.to_string();
        let values = [("file", file), ("number", number), ("count", &count)];
        lines.push(fill(words.sealed, &values));
    }
    lines.push(words.within.to_owned());
    lines.extend(report.problems.iter().map(|one| problem(words, one)));
    let differences = report.differences();
    let own = |(place, published, recomputed)| difference(words, place, published, recomputed);
    lines.extend(differences.take(SHOWN).map(own));
    let left = report.differences().skip(SHOWN).count();
    if left > 0 {
        lines.push(fill(words.more, &[("count", &left.to_string())]));
    }
    let verdict = if report.is_good() {
        words.good
    } else {
        words.bad
    };
    lines.push(verdict.to_owned());
    lines
}
