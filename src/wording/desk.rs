//! Words around every page of the desk, and what is said after a form was taken.

use crate::survey::access::Role;
use crate::wording::Tongue;

catalogue! {
    Desk {
        site: "Hài lòng", "Hài lòng";
        desk: "Bàn làm việc", "Desk";
        skip: "Đến nội dung chính", "Skip to the content";
        other_language: "English", "Tiếng Việt";
        other_language_hint: "Read this page in English", "Đọc trang này bằng tiếng Việt";
        menu: "Các mục", "Sections";
        sign_out: "Đăng xuất", "Sign out";
        my_account: "Tài khoản của tôi", "My account";
        nav_home: "Việc cần làm", "To do";
        nav_waves: "Đợt khảo sát", "Waves";
        nav_links: "Phát đường dẫn", "Hand out links";
        nav_people: "Tài khoản", "Accounts";
        nav_letters: "Thư mời", "Letters";
        nav_audit: "Nhật ký", "Audit log";
        demonstration: "Bản dùng thử trên máy này: tài khoản và câu trả lời đều là mẫu.", "A demonstration on this machine: accounts and answers are examples.";
        footer: "Bàn làm việc không hiển thị câu trả lời của từng người.", "The desk never shows anybody's answers.";
        guide: "Hướng dẫn", "Guide";
        public_site: "Trang công bố kết quả", "Public results";
        fault_title: "Chưa lưu được", "Not saved yet";
        fault_text: "Xin xem lại những chỗ sau. Những gì đã nhập vẫn còn nguyên.", "Please look at these. What you typed is still here.";
        search: "Tìm", "Search";
        search_label: "Tìm trong danh sách (gõ có dấu hay không dấu đều được)", "Search this list (with or without marks)";
        search_all: "Bỏ tìm, xem tất cả", "Show all";
        nothing_found: "Không có dòng nào khớp với từ tìm kiếm.", "No row matches your search.";
        pages: "Các trang của danh sách", "Pages of the list";
        earlier_page: "Trang trước", "Previous page";
        later_page: "Trang sau", "Next page";
        page_of: "Trang {page} trên {pages}", "Page {page} of {pages}";
        cancel: "Thôi, quay lại", "No, go back";
        save: "Lưu", "Save";
        back: "Quay lại", "Back";
        optional: "không bắt buộc", "optional";
        stale_title: "Trang này đã cũ", "This page is out of date";
        stale: "Biểu mẫu được gửi từ một trang đã mở quá lâu, nên chưa lưu gì cả. Xin bấm nút quay lại của trình duyệt, tải lại trang rồi gửi lại.", "The form came from a page that had been open too long, so nothing was saved. Press your browser's back button, reload the page and send it again.";
        signed_out_title: "Phiên làm việc đã hết", "Your session has ended";
        signed_out: "Chưa lưu gì cả. Xin mở một thẻ khác để đăng nhập lại, rồi quay về trang trước bằng nút quay lại của trình duyệt và gửi lần nữa: những gì đã nhập vẫn còn ở đó.", "Nothing was saved. Sign in again in another tab, then return with your browser's back button and send once more: what you typed is still there.";
        too_large_title: "Tệp quá lớn", "The file is too large";
        too_large: "Tệp gửi lên được tối đa 5 MB. Chưa nhập gì cả. Xin chia nhỏ tệp hoặc bỏ bớt các cột không cần, rồi gửi lại.", "Files may have up to 5 MB. Nothing was imported. Please split the file or leave out columns that are not needed, and send it again.";
        malformed_title: "Không đọc được nội dung gửi lên", "What was sent cannot be read";
        malformed: "Nội dung bị hỏng trên đường truyền hoặc không phải do trang này gửi. Chưa lưu gì cả; xin quay lại và gửi lần nữa.", "It was damaged on the way or did not come from this page. Nothing was saved; please go back and send it again.";
        home_title: "Việc cần làm", "To do";
        home_hello: "Xin chào {name}.", "Hello {name}.";
        home_nothing_title: "Hiện chưa có việc gì", "Nothing to do right now";
        home_nothing: "Khi có đợt khảo sát, việc cần làm sẽ hiện ở đây.", "When there is a wave, what needs doing will stand here.";
        home_areas: "Các mục làm việc", "Sections";
    }
}

/// What is said on the next page after a form was taken: word in the address, Vietnamese, English.
const DONE: &[(&str, &str, &str)] = &[
    ("case", "Đã lưu kiến nghị.", "The case is saved."),
    ("case-made", "Đã lập kiến nghị.", "The case is made."),
    (
        "case-published",
        "Đã công bố trả lời.",
        "The reply is published.",
    ),
    (
        "case-withdrawn",
        "Đã rút trả lời khỏi trang công khai.",
        "The reply is off the public page.",
    ),
    (
        "code-by-letter",
        "Đã viết thư kèm mã một lần; mã cũ không dùng được nữa.",
        "A letter with a one-time code has been written; earlier codes no longer work.",
    ),
    (
        "comments",
        "Đã cập nhật các ý kiến.",
        "The comments are updated.",
    ),
    ("comments-imported", "Đã nhập tệp.", "The file was taken."),
    (
        "ended",
        "Đã đóng các phiên làm việc.",
        "The sessions are ended.",
    ),
    (
        "enrolled",
        "Đã bật xác minh hai lớp.",
        "The second factor is on.",
    ),
    (
        "exclusion-decided",
        "Đã ghi quyết định.",
        "The decision is recorded.",
    ),
    (
        "exclusion-proposed",
        "Đã ghi đề nghị. Một người khác sẽ quyết định.",
        "The proposal is recorded. Another person decides.",
    ),
    (
        "forgotten",
        "Đã bỏ thiết bị xác minh cũ. Lần đăng nhập tới sẽ đăng ký thiết bị mới.",
        "The old authenticator is forgotten. At the next sign-in a new one is set up.",
    ),
    (
        "group-added",
        "Đã thêm vào danh sách.",
        "Added to the list.",
    ),
    ("group-changed", "Đã lưu.", "Saved."),
    (
        "groups-imported",
        "Đã nhập danh sách.",
        "The list was imported.",
    ),
    ("invited", "Đã tạo tài khoản.", "The account has been made."),
    (
        "invited-by-letter",
        "Đã tạo tài khoản. Thư mời kèm mã một lần sẽ được gửi tới địa chỉ đã ghi.",
        "The account has been made. A letter with its one-time code goes to the address given.",
    ),
    (
        "letters-deleted",
        "Đã xóa mọi địa chỉ và thư của địa phương này.",
        "All addresses and letters of this locality are deleted.",
    ),
    (
        "letters-invited",
        "Đã viết thư mời; thư được gửi lần lượt.",
        "The invitations are written and leave one after the other.",
    ),
    (
        "letters-listed",
        "Đã thêm các địa chỉ vào danh sách.",
        "The addresses were added to the list.",
    ),
    (
        "letters-reminded",
        "Đã viết lời nhắc; thư chỉ đến những người chưa dùng mã.",
        "The reminders are written; they reach only those whose code is unused.",
    ),
    (
        "links-made",
        "Đã tạo xong. Mời in hoặc chia sẻ.",
        "Made. You can print or share now.",
    ),
    (
        "links-renewed",
        "Đã thay bằng mã mới. Xin in lại và phát lại.",
        "Replaced by new codes. Please print and hand them out again.",
    ),
    (
        "links-revoked",
        "Đã thu hồi. Những câu trả lời đã gửi vẫn được tính.",
        "Revoked. Answers that were sent still count.",
    ),
    (
        "margins-kept",
        "Đã lưu cơ cấu dân số.",
        "The margins are kept.",
    ),
    (
        "margins-removed",
        "Đã bỏ cơ cấu dân số.",
        "The margins are removed.",
    ),
    (
        "paper-aside",
        "Đã để riêng tờ phiếu; lần nhập đầu đã xóa.",
        "The sheet is put aside; its first typing was destroyed.",
    ),
    ("paper-batch", "Đã lập tập phiếu.", "The batch is made."),
    (
        "paper-confirmed",
        "Hai lần nhập khớp nhau; phiếu đã được ghi nhận.",
        "Both typings agree; the response is taken.",
    ),
    (
        "paper-keyed",
        "Đã lưu. Tờ vừa nhập chờ một người khác nhập lần hai.",
        "Saved. The sheet is waiting for another person to type it a second time.",
    ),
    (
        "paper-over",
        "Đã lấy lần nhập của anh/chị làm lần đầu. Một người khác sẽ nhập lần hai.",
        "Your typing is the first one now. Another person will type it a second time.",
    ),
    (
        "password",
        "Đã đặt mật khẩu. Xin đăng nhập bằng mật khẩu mới.",
        "Your password is set. Please sign in with it.",
    ),
    (
        "plan-kept",
        "Đã lưu kế hoạch mẫu.",
        "The sample plan is kept.",
    ),
    (
        "rebound",
        "Đã đổi địa phương của tài khoản.",
        "The account's localities are changed.",
    ),
    (
        "resumed",
        "Đã mở lại tài khoản.",
        "The account works again.",
    ),
    ("signed-out", "Đã đăng xuất.", "You have signed out."),
    (
        "stopped",
        "Đã khoá tài khoản và đóng các phiên của tài khoản.",
        "The account is stopped and its sessions are ended.",
    ),
    (
        "struck",
        "Đã xóa vĩnh viễn các từ đã chọn.",
        "The words picked are gone for good.",
    ),
    (
        "wave-closed",
        "Đã đóng và niêm phong đợt khảo sát.",
        "The wave is closed and sealed.",
    ),
    (
        "wave-created",
        "Đã tạo bản nháp.",
        "The draft has been made.",
    ),
    (
        "wave-edited",
        "Đã lưu thay đổi của đợt.",
        "The changes are saved.",
    ),
    (
        "wave-extended",
        "Đã kéo dài đợt khảo sát.",
        "The wave is extended.",
    ),
    ("wave-opened", "Đã mở đợt khảo sát.", "The wave is open."),
    (
        "wave-unchanged",
        "Không có gì thay đổi.",
        "Nothing was changed.",
    ),
];

/// The sentence for a word in the address; an unknown word says nothing.
pub fn done(tongue: Tongue, word: &str) -> Option<&'static str> {
    let (_, vi, en) = DONE.iter().find(|(known, _, _)| *known == word)?;
    Some(match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    })
}

pub fn role(tongue: Tongue, role: Role) -> &'static str {
    match (tongue, role) {
        (Tongue::Vi, Role::Operator) => "Quản trị hệ thống",
        (Tongue::Vi, Role::Office) => "Cơ quan môi trường",
        (Tongue::Vi, Role::Front) => "Ủy ban MTTQ thành phố",
        (Tongue::Vi, Role::Committee) => "Ủy ban MTTQ phường, xã",
        (Tongue::Vi, Role::Auditor) => "Kiểm tra, giám sát",
        (Tongue::En, Role::Operator) => "System operator",
        (Tongue::En, Role::Office) => "Environment office",
        (Tongue::En, Role::Front) => "City Front committee",
        (Tongue::En, Role::Committee) => "Ward or commune Front committee",
        (Tongue::En, Role::Auditor) => "Auditor",
    }
}
