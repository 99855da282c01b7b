//! What the command line says.

use crate::config::SettingsFailure;
use crate::wording::{Tongue, fill};

pub struct Command {
    pub form_is_good: &'static str,
    pub cannot_read: &'static str,
    pub computed: &'static str,
    pub ignored_columns: &'static str,
    pub out_is_occupied: &'static str,
    pub cannot_write: &'static str,
    pub statistics_refused: &'static str,
    pub settings_are_good: &'static str,
    pub settings_malformed: &'static str,
    pub settings_unusable: &'static str,
}

const VI: Command = Command {
    form_is_good: "{file}: phiếu hợp lệ ({questions} câu hỏi, {sections} phần)",
    cannot_read: "{file}: không đọc được ({problem}): hãy kiểm tra đường dẫn và quyền đọc",
    computed: "{out}: đã tính xong từ {responses} phiếu trả lời",
    ignored_columns: "các cột không có trong phiếu nên được bỏ qua: {columns}",
    out_is_occupied: "{out}: thư mục đã có nội dung: hãy chọn thư mục khác hoặc dọn trống",
    cannot_write: "{out}: không ghi được ({problem}): hãy kiểm tra quyền ghi và dung lượng đĩa",
    statistics_refused: "không tính được: {problem}",
    settings_are_good: "{file}: cấu hình hợp lệ",
    settings_malformed: "{file}:{line}: {problem}: hãy sửa dòng này, xem docs/operating.md",
    settings_unusable: "{file}: giá trị không dùng được ở {keys}: xem docs/operating.md",
};

const EN: Command = Command {
    form_is_good: "{file}: the form is good ({questions} questions, {sections} sections)",
    cannot_read: "{file}: cannot be read ({problem}): check the path and the permission to read",
    computed: "{out}: computed from {responses} responses",
    ignored_columns: "columns that the form does not know were passed over: {columns}",
    out_is_occupied: "{out}: the folder is not empty: choose another or empty it",
    cannot_write: "{out}: cannot be written ({problem}): check the permission to write and the space on the disk",
    statistics_refused: "cannot be computed: {problem}",
    settings_are_good: "{file}: the settings are good",
    settings_malformed: "{file}:{line}: {problem}: correct this line, see docs/operating.md",
    settings_unusable: "{file}: unusable values of {keys}: see docs/operating.md",
};

impl Command {
    pub fn in_tongue(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn settings_failure(&self, failure: &SettingsFailure) -> String {
        match failure {
            SettingsFailure::Unreadable { file, source } => fill(
                self.cannot_read,
                &[("file", file), ("problem", &source.to_string())],
            ),
            SettingsFailure::Malformed {
                file,
                line,
                problem,
            } => {
                let problem = problem.trim().replace('\n', " ");
                let line = line.to_string();
                fill(
                    self.settings_malformed,
                    &[("file", file), ("line", &line), ("problem", &problem)],
                )
            }
            SettingsFailure::Unusable { file, keys } => fill(
                self.settings_unusable,
                &[("file", file), ("keys", &keys.join(", "))],
            ),
        }
    }
}
