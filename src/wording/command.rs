//! What the command line says.

use crate::config::SettingsFailure;
use crate::wording::{Tongue, fill};

pub struct Command {
    pub form_is_good: &'static str,
    pub cannot_read: &'static str,
    pub computed: &'static str,
    pub unused_columns: &'static str,
    pub out_is_occupied: &'static str,
    pub cannot_write: &'static str,
    pub statistics_refused: &'static str,
    pub settings_are_good: &'static str,
    pub settings_malformed: &'static str,
    pub settings_unusable: &'static str,
    pub database_newer: &'static str,
    pub database_unreachable: &'static str,
    pub database_failed: &'static str,
    pub form_frozen: &'static str,
    pub illegal_move: &'static str,
    pub no_such_wave: &'static str,
    pub bad_wave_code: &'static str,
    pub wave_taken: &'static str,
    pub unknown_locality: &'static str,
    pub seal_broken: &'static str,
    pub port_taken: &'static str,
    pub serving_failed: &'static str,
    pub letters_unusable: &'static str,
    pub bounces_read: &'static str,
    pub letters_state: &'static str,
    pub migrated: &'static str,
    pub imported: &'static str,
    pub simulating: &'static str,
    pub margins_unused: &'static str,
    pub margins_rescaled: &'static str,
    pub cap_dropped: &'static str,
    pub at_cap: &'static str,
    pub left_out: &'static str,
    pub bursts: &'static str,
}

const VI: Command = Command {
    form_is_good: "{file}: phiếu hợp lệ ({questions} câu hỏi, {sections} phần)",
    cannot_read: "{file}: không đọc được ({problem}): hãy kiểm tra đường dẫn và quyền đọc",
    computed: "{out}: đã tính xong từ {responses} phiếu trả lời",
    unused_columns: "lưu ý: các cột không dùng đến vì phiếu không có hoặc phương pháp không yêu cầu: {columns}",
    out_is_occupied: "{out}: thư mục đã có nội dung: hãy chọn thư mục khác hoặc dọn trống",
    cannot_write: "{out}: không ghi được ({problem}): hãy kiểm tra quyền ghi và dung lượng đĩa",
    statistics_refused: "không tính được: {problem}",
    settings_are_good: "{file}: cấu hình hợp lệ",
    settings_malformed: "{file}:{line}: {problem}: hãy sửa dòng này, xem docs/operating.md",
    settings_unusable: "{file}: giá trị không dùng được ở {keys}: xem docs/operating.md",
    database_newer: "Thư mục dữ liệu do bản hailong mới hơn tạo ra: hãy dùng bản mới hơn, hoặc chọn thư mục khác bằng --data.",
    database_unreachable: "không mở được cơ sở dữ liệu ({problem}): hãy kiểm tra địa chỉ và máy chủ cơ sở dữ liệu",
    database_failed: "cơ sở dữ liệu báo lỗi ({problem}): chưa có gì thay đổi, hãy thử lại",
    form_frozen: "phiếu “{form}” phiên bản {version} đã được một đợt dùng nên không sửa được: hãy tăng số phiên bản",
    illegal_move: "đợt khảo sát đang ở trạng thái “{from}” nên không chuyển sang “{to}” được",
    no_such_wave: "không có đợt khảo sát này: xem danh sách bằng “hailong wave list”",
    bad_wave_code: "“{code}” không dùng làm mã đợt được: chỉ dùng chữ thường không dấu, chữ số và gạch nối",
    wave_taken: "đã có đợt khảo sát mang mã “{code}”: hãy đặt mã khác",
    unknown_locality: "không biết địa phương “{locality}”: hãy nạp bằng “hailong localities import” hoặc sửa mã",
    seal_broken: "dữ liệu niêm phong đã bị thay đổi từ khi đóng đợt: hãy khôi phục từ bản sao lưu",
    port_taken: "không mở được cổng {listen} ({problem}): hãy tắt chương trình đang dùng cổng này hoặc chọn cổng khác bằng --listen",
    letters_unusable: "không gửi thư được với bảng [mail] trong tệp cấu hình ({problem}): xem docs/operating.md",
    bounces_read: "đã đọc {messages} thư: {hard} địa chỉ không nhận được thư, {soft} lần thư bị trả lại tạm thời, {ignored} thư không liên quan",
    letters_state: "thư đang chờ: {waiting} · cũ nhất: {oldest} · lỗi ở lần gửi cuối: {trouble} · quá hạn không gửi được: {given_up}",
    serving_failed: "trang khảo sát dừng lại ({problem})",
    migrated: "cơ sở dữ liệu đã được cập nhật",
    imported: "đã nạp {localities} địa phương, {changes} thay đổi, {groups} khối phố và thôn",
    simulating: "Đang tạo dữ liệu mô phỏng",
    margins_rescaled: "lưu ý: các cơ cấu sau có tổng khác với cơ cấu đầu tiên nên đã được quy về cùng tổng: {margins}",
    cap_dropped: "lưu ý: không thể vừa giữ mức trần trọng số vừa khớp cơ cấu dân số, nên đã bỏ mức trần: hãy xem weights.csv",
    at_cap: "lưu ý: {count} trọng số chạm mức trần",
    left_out: "lưu ý: đã loại {count} phiếu khi sàng lọc: hãy xem quality.csv",
    bursts: "lưu ý: có {count} đợt trả lời dồn dập chờ người xem xét: hãy xem review.csv",
    margins_unused: "lưu ý: tệp cơ cấu dân số đã được kiểm tra và ghi lại; phương pháp này chưa dùng đến",
};

const EN: Command = Command {
    form_is_good: "{file}: the form is good ({questions} questions, {sections} sections)",
    cannot_read: "{file}: cannot be read ({problem}): check the path and the permission to read",
    computed: "{out}: computed from {responses} responses",
    unused_columns: "note: columns that were not used, because the form does not know them or the method does not ask for them: {columns}",
    out_is_occupied: "{out}: the folder is not empty: choose another or empty it",
    cannot_write: "{out}: cannot be written ({problem}): check the permission to write and the space on the disk",
    statistics_refused: "cannot be computed: {problem}",
    settings_are_good: "{file}: the settings are good",
    settings_malformed: "{file}:{line}: {problem}: correct this line, see docs/operating.md",
    settings_unusable: "{file}: unusable values of {keys}: see docs/operating.md",
    database_newer: "This data was made by a newer version of hailong: use that version, or choose another folder with --data.",
    database_unreachable: "the database cannot be opened ({problem}): check its address and that its server runs",
    database_failed: "the database refused ({problem}): nothing was changed, try again",
    form_frozen: "the form “{form}” version {version} is used by a wave and frozen: raise its version number",
    illegal_move: "a wave that is {from} cannot become {to}",
    no_such_wave: "there is no such wave: see “hailong wave list”",
    bad_wave_code: "“{code}” cannot be the code of a wave: use lower-case letters, digits and hyphens",
    wave_taken: "there is a wave “{code}” already: choose another code",
    unknown_locality: "the locality “{locality}” is not known: import it with “hailong localities import” or correct the code",
    seal_broken: "the sealed dataset has changed since the wave was closed: restore it from a backup",
    port_taken: "cannot listen on {listen} ({problem}): stop the program that uses it, or choose another with --listen",
    letters_unusable: "letters cannot leave with the table [mail] of the settings ({problem}): see docs/operating.md",
    bounces_read: "read {messages} messages: {hard} addresses take no letters, {soft} letters came back for a while, {ignored} messages are about something else",
    letters_state: "waiting: {waiting} · oldest: {oldest} · trouble of the last attempt: {trouble} · out of date: {given_up}",
    serving_failed: "the site stopped ({problem})",
    migrated: "the database is up to date",
    imported: "imported {localities} localities, {changes} changes, {groups} residential groups",
    simulating: "Simulating answers",
    margins_rescaled: "note: these margins had another total than the first and were scaled to it: {margins}",
    cap_dropped: "note: the margins cannot be met with weights under the cap, so the cap was left out: see weights.csv",
    at_cap: "note: {count} weights stand at the cap",
    left_out: "note: screening left out {count} responses: see quality.csv",
    bursts: "note: {count} bursts of responses wait for somebody to judge them: see review.csv",
    margins_unused: "note: the margins were checked and recorded; this method does not use them",
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
