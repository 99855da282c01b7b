//! Words at the door: signing in, the second factor, choosing a password.

use crate::survey::staff::PasswordFault;
use crate::wording::Tongue;

catalogue! {
    Door {
        title: "Đăng nhập", "Sign in";
        lead: "Dành cho cán bộ Mặt trận, cơ quan môi trường và người quản trị. Người dân trả lời khảo sát không cần tài khoản.", "For staff of the Front, the environment office and operators. Residents answer without an account.";
        name: "Tên đăng nhập", "Account name";
        password: "Mật khẩu", "Password";
        button: "Đăng nhập", "Sign in";
        have_code: "Tôi có mã một lần", "I have a one-time code";
        forgot: "Quên mật khẩu?", "Forgot your password?";
        wrong: "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra lại, chú ý chữ hoa chữ thường và bộ gõ tiếng Việt.", "The name or the password is wrong. Please check capitals and your keyboard layout.";
        wait: "Đã nhập sai nhiều lần. Xin đợi {minutes} phút rồi thử lại; không cần tạo tài khoản khác.", "There were several wrong attempts. Please wait {minutes} minutes and try again.";
        second_title: "Xác minh hai lớp", "Second factor";
        second_lead: "Xin mở ứng dụng xác minh trên điện thoại và nhập 6 chữ số đang hiện.", "Open the authenticator on your phone and type the six digits it shows.";
        second_label: "Mã 6 chữ số, hoặc một mã dự phòng", "Six digits, or a recovery code";
        second_button: "Tiếp tục", "Continue";
        second_wrong: "Mã chưa đúng hoặc đã dùng rồi. Xin đợi mã mới hiện trên điện thoại rồi nhập lại.", "The code is wrong or was used already. Wait for the next one on your phone and type that.";
        enrol_title: "Bật xác minh hai lớp", "Set up the second factor";
        enrol_lead: "Tài khoản này cần hai lớp: mật khẩu, và một mã đổi mỗi 30 giây trên điện thoại của Ông/Bà. Chỉ làm một lần.", "This account needs two things: the password, and a code on your phone that changes every 30 seconds. You set it up once.";
        enrol_scan: "1. Cài một ứng dụng xác minh (ví dụ Google Authenticator, Microsoft Authenticator, FreeOTP), rồi quét hình này.", "1. Install an authenticator (for example Google Authenticator, Microsoft Authenticator, FreeOTP) and scan this picture.";
        enrol_type: "Không quét được? Xin nhập khoá này vào ứng dụng:", "Cannot scan? Type this key into the app:";
        enrol_code: "2. Nhập 6 chữ số mà ứng dụng hiện.", "2. Type the six digits that the app shows.";
        enrol_qr: "Mã QR cho ứng dụng xác minh", "QR code for the authenticator";
        enrol_later: "Để sau (chỉ trong bản dùng thử)", "Later (demonstration only)";
        recovery_title: "Mã dự phòng", "Recovery codes";
        recovery_lead: "Xin in hoặc chép lại và cất nơi an toàn. Khi mất điện thoại, mỗi mã dùng thay mã 6 chữ số được một lần. Trang này chỉ hiện một lần.", "Print or copy these and keep them safe. If you lose your phone, each stands in for the six digits once. This page is shown once.";
        recovery_done: "Tôi đã cất các mã", "I have kept the codes";
        code_title: "Dùng mã một lần", "Use a one-time code";
        code_lead: "Mã có 16 chữ cái, in trên giấy mời hoặc trong thư gửi cho Ông/Bà.", "The code has 16 letters, on your paper invitation or in the letter sent to you.";
        code_label: "Mã một lần", "One-time code";
        code_wrong: "Mã này không đúng, đã dùng hoặc đã hết hạn. Xin xem lại từng chữ, hoặc xin người quản trị cấp mã mới.", "This code is wrong, used or too old. Check every letter, or ask for a new one.";
        choose_title: "Đặt mật khẩu", "Choose a password";
        choose_lead: "Tài khoản {name} của {full_name}.", "Account {name} of {full_name}.";
        choose_label: "Mật khẩu mới", "New password";
        choose_hint: "Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất, ví dụ bốn từ không liên quan với nhau.", "At least 12 characters. A short sentence is best, such as four words that do not belong together.";
        choose_again: "Nhập lại mật khẩu", "The same password again";
        choose_differ: "Hai lần nhập chưa giống nhau.", "The two are not the same.";
        choose_button: "Đặt mật khẩu", "Set password";
        forgot_title: "Quên mật khẩu", "Forgotten password";
        forgot_lead: "Xin nhập tên đăng nhập. Nếu tài khoản có địa chỉ thư điện tử, một thư với mã một lần sẽ được gửi tới đó.", "Type your account name. If the account has an e-mail address, a letter with a one-time code goes there.";
        forgot_button: "Gửi thư", "Send the letter";
        forgot_sent_title: "Xin xem hộp thư", "Look in your mailbox";
        forgot_sent: "Nếu tên đăng nhập đúng và có địa chỉ thư, thư sẽ đến trong ít phút. Không thấy thư, xin liên hệ người đã mời Ông/Bà để nhận mã trên giấy.", "If the name is right and has an address, a letter arrives within minutes. If none comes, ask whoever invited you for a code on paper.";
        forgot_no_mail: "Hệ thống này chưa gửi được thư. Xin liên hệ người đã mời Ông/Bà: họ in được mã một lần mới.", "This system cannot send letters yet. Ask whoever invited you: they can print a new one-time code.";
    }
}

pub fn password_fault(tongue: Tongue, fault: PasswordFault) -> &'static str {
    match (tongue, fault) {
        (Tongue::Vi, PasswordFault::Short) => "Mật khẩu cần ít nhất 12 ký tự.",
        (Tongue::Vi, PasswordFault::Long) => "Mật khẩu dài tối đa 200 ký tự.",
        (Tongue::Vi, PasswordFault::Guessable) => {
            "Mật khẩu này dễ đoán: có tên đăng nhập hoặc lặp lại vài ký tự. Xin chọn câu khác."
        }
        (Tongue::En, PasswordFault::Short) => "A password needs at least 12 characters.",
        (Tongue::En, PasswordFault::Long) => "A password has at most 200 characters.",
        (Tongue::En, PasswordFault::Guessable) => {
            "This one is easy to guess: it holds the account name or repeats a few characters. Please choose another."
        }
    }
}
