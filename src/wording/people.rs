//! Words of the pages and commands about accounts.

use crate::flow::staff::accounts::AccountFailure;
use crate::wording::Tongue;
use crate::wording::door::{Door, password_fault};

catalogue! {
    People {
        title: "Tài khoản", "Accounts";
        lead: "Những người làm việc với hệ thống. Người dân không có tài khoản.", "People who work with the system. Residents have no account.";
        new: "Mời thêm người", "Invite somebody";
        name: "Tên đăng nhập", "Account name";
        name_hint: "Chữ thường không dấu, chữ số, dấu chấm, gạch nối; ví dụ: mttq-huong-tra", "Small letters without marks, digits, dots, hyphens; for example mttq-huong-tra";
        full_name: "Họ và tên", "Full name";
        email: "Thư điện tử", "E-mail";
        role: "Vai trò", "Role";
        localities: "Phường, xã phụ trách", "Localities";
        localities_hint: "Chỉ dành cho Ủy ban MTTQ phường, xã: tài khoản chỉ thấy những nơi được chọn.", "For ward and commune committees only: the account sees only the places chosen.";
        state: "Tình trạng", "State";
        state_waiting: "chưa đặt mật khẩu", "no password yet";
        state_half: "chưa bật hai lớp", "no second factor yet";
        state_ready: "đang dùng", "in use";
        state_stopped: "đã khoá", "stopped";
        empty_title: "Chưa có tài khoản nào", "No accounts yet";
        empty: "Xin mời người đầu tiên: họ nhận một mã dùng một lần và tự đặt mật khẩu.", "Invite the first person: they get a one-time code and choose their own password.";
        invite_title: "Mời người mới", "Invite somebody";
        invite_button: "Tạo tài khoản", "Make the account";
        code_title: "Mã một lần cho {name}", "One-time code for {name}";
        code_lead: "Xin in trang này và trao tận tay. Mã chỉ hiện một lần và dùng được đến {date}.", "Print this page and hand it over in person. The code is shown once and works until {date}.";
        code_how: "Mở {address} rồi nhập mã để đặt mật khẩu.", "Open {address} and type the code to choose a password.";
        code_sent: "Mã cũng đã được gửi tới {email}.", "The code was also sent to {email}.";
        bad_name: "Tên đăng nhập dài 3–40 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối.", "A name has 3–40 characters: small letters without marks, digits, dots and hyphens.";
        no_full_name: "Xin nhập họ và tên.", "Please type the full name.";
        taken: "Đã có tài khoản mang tên này. Xin chọn tên khác.", "There is an account of this name. Please choose another.";
        bad_localities: "Tài khoản của Ủy ban MTTQ phường, xã cần ít nhất một địa phương; vai trò khác thì không chọn địa phương.", "A committee's account needs at least one locality; the others have none.";
        bad_email: "Địa chỉ thư chưa đúng dạng, ví dụ ten@coquan.gov.vn.", "This is not an e-mail address, such as name@office.gov.vn.";
        not_allowed: "Vai trò của Ông/Bà không mời được vai trò này.", "Your role cannot invite this role.";
        own_account: "Không tự khoá được tài khoản của mình.", "You cannot stop your own account.";
        renew: "Cấp mã một lần mới", "New one-time code";
        renew_by_letter: "Gửi mã qua thư điện tử", "Send the code by e-mail";
        renew_hint: "Dùng khi quên mật khẩu hoặc mất giấy mời. Mật khẩu cũ còn dùng được đến khi mã được dùng.", "For a forgotten password or a lost invitation. The old password works until the code is used.";
        stop: "Khoá tài khoản", "Stop the account";
        stop_hint: "Người này bị đăng xuất ngay và không vào lại được. Những gì đã làm vẫn còn trong nhật ký.", "The person is signed out at once and cannot come back. What they did stays in the log.";
        resume: "Mở lại tài khoản", "Resume the account";
        forget: "Bỏ thiết bị xác minh", "Forget the authenticator";
        forget_hint: "Dùng khi người này mất điện thoại và mã dự phòng. Xin chắc chắn đúng là họ hỏi.", "For somebody who lost phone and recovery codes. Make sure it is really them asking.";
        end: "Đóng các phiên đang mở", "End open sessions";
        rebind: "Lưu địa phương", "Save localities";
        sessions: "{count} phiên đang mở", "{count} open sessions";
        no_such_account: "Không có tài khoản nào mang tên này.", "There is no account of this name.";
        failed: "Cơ sở dữ liệu không trả lời.", "The database did not answer.";
        printed_code: "Mã một lần cho {name}: {code}", "One-time code for {name}: {code}";
        mine_title: "Tài khoản của tôi", "My account";
        mine_sessions: "Các phiên đang mở", "Open sessions";
        mine_made: "Đăng nhập lúc", "Signed in";
        mine_seen: "Dùng lần cuối", "Last used";
        mine_this: "phiên này", "this one";
        mine_end: "Đóng các phiên khác", "End the others";
        mine_second: "Xác minh hai lớp", "Second factor";
        mine_second_on: "Đang bật.", "On.";
        mine_second_off: "Chưa bật. Bật thêm lớp này thì có lộ mật khẩu cũng không ai vào được.", "Off. With it on, a stolen password alone opens nothing.";
        mine_second_button: "Bật xác minh hai lớp", "Set it up";
        mine_recovery: "Tạo mã dự phòng mới", "New recovery codes";
        mine_recovery_hint: "Các mã cũ sẽ hết dùng được.", "The old ones stop working.";
    }
}

/// Why nothing was done to an account.
pub fn account_failure(tongue: Tongue, failure: &AccountFailure) -> &'static str {
    let words = People::of(tongue);
    match failure {
        AccountFailure::BadName(_) => words.bad_name,
        AccountFailure::NoFullName => words.no_full_name,
        AccountFailure::Taken(_) => words.taken,
        AccountFailure::Localities => words.bad_localities,
        AccountFailure::Email(_) => words.bad_email,
        AccountFailure::NotAllowed => words.not_allowed,
        AccountFailure::OwnAccount => words.own_account,
        AccountFailure::Code => Door::of(tongue).code_wrong,
        AccountFailure::Password(fault) => password_fault(tongue, *fault),
        AccountFailure::Store(_) => words.failed,
    }
}
