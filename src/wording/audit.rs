//! Words of the audit log: what each act is called, and the page that lists them.

use crate::survey::audit::{Break, Walk};
use crate::wording::{Tongue, fill};

catalogue! {
    Audit {
        title: "Nhật ký hoạt động", "Audit log";
        lead: "Mỗi việc làm ở bàn làm việc để lại một dòng. Các dòng nối với nhau bằng mã băm: sửa, xoá hay đảo thứ tự một dòng đều bị phát hiện.", "Everything done at the desk leaves a line. Each line holds the digest of the one before: a changed, missing or reordered line is found.";
        number: "Số", "No.";
        at: "Lúc", "When";
        who: "Ai", "Who";
        what: "Việc", "What";
        subject: "Đối tượng", "Subject";
        detail: "Chi tiết", "Detail";
        nobody: "chưa đăng nhập", "not signed in";
        program: "lệnh trên máy chủ", "command line";
        older: "Xem các dòng cũ hơn", "Older lines";
        newest: "Về các dòng mới nhất", "Newest lines";
        export: "Tải toàn bộ nhật ký (CSV)", "Download the whole log (CSV)";
        verify: "Kiểm tra chuỗi nhật ký", "Check the chain";
        whole: "Chuỗi nguyên vẹn: {rows} dòng, mã băm cuối {digest}. Xin ghi lại số dòng và mã này ở nơi khác: lần kiểm tra sau phải gặp lại chúng.", "The chain is whole: {rows} lines, last digest {digest}. Note both somewhere else: the next check must meet them again.";
        missing: "Thiếu dòng số {number}, hoặc dòng ấy đứng sai chỗ.", "Line {number} is missing or stands elsewhere.";
        changed: "Dòng số {number}, hoặc một dòng trước nó, không còn như lúc ghi.", "Line {number}, or one before it, is not as it was written.";
        unwitnessed: "Dòng số {number} đã ghi lại trước đây không còn mã băm ấy.", "Line {number} no longer has the digest that was noted.";
        empty: "Chưa có việc nào được ghi.", "Nothing has been recorded yet.";
    }
}

const ACTS: &[(&str, &str, &str)] = &[
    (
        "account-code-renewed",
        "cấp lại mã một lần",
        "new one-time code",
    ),
    ("account-invited", "tạo tài khoản", "account made"),
    (
        "account-rebound",
        "đổi địa phương của tài khoản",
        "account's localities changed",
    ),
    ("account-resumed", "mở lại tài khoản", "account resumed"),
    ("account-stopped", "khoá tài khoản", "account stopped"),
    ("audit-exported", "tải nhật ký", "audit log exported"),
    ("audit-verified", "kiểm tra nhật ký", "audit log checked"),
    (
        "bounces-read",
        "đọc thư bị trả lại",
        "letters that came back read",
    ),
    ("case-changed", "xử lý kiến nghị", "case handled"),
    ("case-made", "lập kiến nghị", "case made"),
    ("case-seen", "xem kiến nghị", "case viewed"),
    (
        "collectors-printed",
        "in danh sách phát, thu phiếu",
        "collectors' list printed",
    ),
    ("comment-seen", "xem một ý kiến", "comment viewed"),
    (
        "comment-struck",
        "xóa thông tin cá nhân trong ý kiến",
        "personal data struck out of a comment",
    ),
    ("comments-changed", "xử lý ý kiến", "comments handled"),
    ("comments-exported", "tải ý kiến", "comments exported"),
    ("comments-imported", "nhập bảng ý kiến", "comments imported"),
    (
        "comments-seen",
        "xem danh sách ý kiến",
        "list of comments viewed",
    ),
    (
        "exclusion-confirmed",
        "xác nhận đề nghị về việc loại phiếu",
        "proposal about exclusion confirmed",
    ),
    (
        "exclusion-proposed",
        "đề nghị về việc loại phiếu",
        "exclusion proposed",
    ),
    (
        "exclusion-refused",
        "không đồng ý đề nghị về việc loại phiếu",
        "proposal about exclusion refused",
    ),
    (
        "group-added",
        "thêm khối phố, thôn",
        "residential group added",
    ),
    (
        "group-changed",
        "sửa khối phố, thôn",
        "residential group changed",
    ),
    (
        "groups-exported",
        "tải danh sách khối phố, thôn",
        "list of residential groups downloaded",
    ),
    (
        "groups-imported",
        "nhập danh sách khối phố, thôn",
        "list of residential groups imported",
    ),
    (
        "letters-deleted",
        "xóa danh sách địa chỉ",
        "list of addresses deleted",
    ),
    ("letters-invited", "gửi thư mời", "invitations sent"),
    ("letters-listed", "thêm địa chỉ thư", "addresses added"),
    ("letters-reminded", "gửi lời nhắc", "reminders sent"),
    ("links-made", "tạo đường dẫn, mã", "links made"),
    ("links-renewed", "thay mã mới", "links renewed"),
    ("links-revoked", "thu hồi mã", "links revoked"),
    (
        "margins-exported",
        "tải cơ cấu dân số của đợt",
        "margins exported",
    ),
    ("margins-kept", "lưu cơ cấu dân số của đợt", "margins kept"),
    (
        "paper-batch-made",
        "lập tập phiếu giấy",
        "batch of paper made",
    ),
    (
        "paper-confirmed",
        "ghi nhận phiếu giấy",
        "response from paper taken",
    ),
    (
        "paper-keyed",
        "nhập phiếu giấy lần đầu",
        "paper typed a first time",
    ),
    ("paper-printed", "in phiếu giấy", "form on paper printed"),
    ("paper-set-aside", "để riêng phiếu giấy", "paper put aside"),
    (
        "paper-started-over",
        "nhập lại phiếu giấy từ đầu",
        "first typing of paper replaced",
    ),
    (
        "edition-drafted",
        "lập dự thảo kỳ công bố",
        "edition drafted",
    ),
    (
        "edition-published",
        "công bố kỳ công bố",
        "edition published",
    ),
    (
        "edition-refused",
        "từ chối ký kỳ công bố",
        "edition refused",
    ),
    ("edition-signed", "ký kỳ công bố", "edition signed"),
    ("party-kept", "lưu cơ quan ký", "party kept"),
    ("party-key-kept", "lưu khoá công khai", "public key kept"),
    ("party-key-revoked", "thu hồi khoá", "key revoked"),
    ("password-set", "đặt mật khẩu", "password set"),
    (
        "people-seen",
        "xem danh sách tài khoản",
        "list of accounts viewed",
    ),
    ("plan-kept", "lưu kế hoạch mẫu", "sample plan kept"),
    ("poster-printed", "in áp phích", "poster printed"),
    (
        "recovery-codes-made",
        "tạo mã dự phòng",
        "recovery codes made",
    ),
    (
        "reset-asked",
        "xin đặt lại mật khẩu",
        "password reset asked for",
    ),
    (
        "second-factor-forgotten",
        "bỏ thiết bị xác minh",
        "authenticator forgotten",
    ),
    (
        "second-factor-refused",
        "mã xác minh sai",
        "wrong second factor",
    ),
    (
        "second-factor-shown",
        "xác minh hai lớp",
        "second factor shown",
    ),
    (
        "second-factor-skipped",
        "bỏ qua xác minh (bản dùng thử)",
        "second factor skipped (demonstration)",
    ),
    ("sessions-ended", "đóng các phiên", "sessions ended"),
    ("sign-in-refused", "đăng nhập sai", "sign-in refused"),
    ("signed-in", "đăng nhập", "signed in"),
    ("signed-out", "đăng xuất", "signed out"),
    ("slips-printed", "in phiếu mời", "slips printed"),
    ("wave-closed", "đóng đợt khảo sát", "wave closed"),
    ("wave-created", "tạo đợt khảo sát", "wave made"),
    ("wave-edited", "sửa đợt khảo sát", "wave edited"),
    ("wave-extended", "kéo dài đợt khảo sát", "wave extended"),
    ("wave-opened", "mở đợt khảo sát", "wave opened"),
];

/// What an act is called; one that has no name yet is shown as it is kept.
pub fn act(tongue: Tongue, word: &str) -> &str {
    match ACTS.iter().find(|(known, _, _)| *known == word) {
        None => word,
        Some((_, vi, en)) => match tongue {
            Tongue::Vi => vi,
            Tongue::En => en,
        },
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The verdict on a whole chain.
pub fn whole(tongue: Tongue, walk: &Walk) -> String {
    let (rows, digest) = (walk.rows().to_string(), hexadecimal(walk.head()));
    fill(
        Audit::of(tongue).whole,
        &[("rows", &rows), ("digest", &digest)],
    )
}

/// Where a chain breaks.
pub fn broken(tongue: Tongue, at: Break) -> String {
    let words = Audit::of(tongue);
    let (template, number) = match at {
        Break::Missing(number) => (words.missing, number),
        Break::Changed(number) => (words.changed, number),
    };
    fill(template, &[("number", &number.to_string())])
}

/// A line that was noted earlier is not there any more as it was.
pub fn unwitnessed(tongue: Tongue, number: i64) -> String {
    fill(
        Audit::of(tongue).unwitnessed,
        &[("number", &number.to_string())],
    )
}
