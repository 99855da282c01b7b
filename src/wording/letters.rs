//! What the letters say.

use crate::wording::Tongue;

pub struct Letters {
    pub greeting: &'static str,
    pub signature: &'static str,
    pub link_fails: &'static str,

    pub account_subject: &'static str,
    pub account_why: &'static str,
    pub account_link: &'static str,
    pub account_until: &'static str,
    pub account_unexpected: &'static str,

    pub password_subject: &'static str,
    pub password_why: &'static str,
    pub password_link: &'static str,
    pub password_until: &'static str,
    pub password_unexpected: &'static str,

    pub invitation_subject: &'static str,
    pub invitation_why: &'static str,
    pub reminder_subject: &'static str,
    pub reminder_why: &'static str,
    pub survey_use: &'static str,
    pub survey_link: &'static str,
    pub survey_code: &'static str,
    pub survey_until: &'static str,
    pub survey_anonymous: &'static str,
    pub survey_one: &'static str,
    pub survey_other_language: &'static str,
    pub unsubscribe_why: &'static str,
    pub unsubscribe_link: &'static str,
}

const VI: Letters = Letters {
    greeting: "Kính gửi Ông/Bà,",
    signature: "Trân trọng cảm ơn Ông/Bà.",
    link_fails: "Nếu không bấm được, Ông/Bà hãy chép địa chỉ này vào trình duyệt:",

    account_subject: "Mời Ông/Bà tạo tài khoản trên trang khảo sát",
    account_why: "Ông/Bà được mời làm việc trên trang khảo sát sự hài lòng của người dân. Xin Ông/Bà mở đường dẫn dưới đây để đặt mật khẩu.",
    account_link: "Đặt mật khẩu",
    account_until: "Đường dẫn chỉ dùng được một lần, đến {time} ngày {date}.",
    account_unexpected: "Nếu Ông/Bà không chờ thư này, xin bỏ qua; sẽ không có tài khoản nào được tạo.",

    password_subject: "Đặt lại mật khẩu trên trang khảo sát",
    password_why: "Có người, có lẽ là Ông/Bà, vừa yêu cầu đặt lại mật khẩu của tài khoản dùng địa chỉ thư này.",
    password_link: "Đặt lại mật khẩu",
    password_until: "Đường dẫn chỉ dùng được một lần, đến {time} ngày {date}.",
    password_unexpected: "Nếu Ông/Bà không yêu cầu, xin bỏ qua thư này; mật khẩu vẫn như cũ.",

    invitation_subject: "Mời Ông/Bà cho ý kiến: {title}",
    invitation_why: "{who} mời Ông/Bà cho biết ý kiến trong đợt khảo sát “{title}”. Trả lời mất khoảng 3 đến 5 phút.",
    reminder_subject: "Nhắc Ông/Bà cho ý kiến: {title}",
    reminder_why: "{who} đã mời Ông/Bà cho ý kiến trong đợt khảo sát “{title}”. Đợt khảo sát vẫn đang mở; nếu có thể, xin Ông/Bà dành khoảng 3 đến 5 phút để trả lời.",
    survey_use: "Kết quả giúp chính quyền và Mặt trận thấy việc gì cần làm trước để môi trường sống nơi Ông/Bà ở tốt hơn, và được công bố cho mọi người.",
    survey_link: "Trả lời khảo sát",
    survey_code: "Mã của Ông/Bà: {code}",
    survey_until: "Nhận câu trả lời đến hết ngày {date}.",
    survey_anonymous: "Câu trả lời không ghi tên. Địa chỉ thư được lưu tách khỏi câu trả lời, không ai ở nơi gửi thư xem được ai đã trả lời, và được xóa khi đợt khảo sát đóng.",
    survey_one: "Đường dẫn này dành riêng cho Ông/Bà và chỉ dùng được một lần; xin đừng chuyển cho người khác.",
    survey_other_language: "This survey is also available in English:",
    unsubscribe_why: "Ông/Bà nhận thư này vì địa chỉ có trong danh sách do {who} lập cho đợt khảo sát.",
    unsubscribe_link: "Không nhận thư khảo sát nữa",
};

const EN: Letters = Letters {
    greeting: "Dear Sir or Madam,",
    signature: "Thank you very much.",
    link_fails: "If the link does not open, copy this address into your browser:",

    account_subject: "Your account on the survey site",
    account_why: "You are invited to work on the residents’ satisfaction survey site. Please open the link below to choose a password.",
    account_link: "Choose a password",
    account_until: "The link works once, until {time} on {date}.",
    account_unexpected: "If you did not expect this letter, please ignore it; no account will be made.",

    password_subject: "A new password for the survey site",
    password_why: "Somebody, probably you, has asked for a new password for the account with this address.",
    password_link: "Choose a new password",
    password_until: "The link works once, until {time} on {date}.",
    password_unexpected: "If you did not ask for it, please ignore this letter; your password stays as it is.",

    invitation_subject: "Your opinion, please: {title}",
    invitation_why: "{who} invites you to give your opinion in the survey “{title}”. It takes about 3 to 5 minutes.",
    reminder_subject: "A reminder: {title}",
    reminder_why: "{who} has invited you to give your opinion in the survey “{title}”. The survey is still open; if you can, please take about 3 to 5 minutes to answer.",
    survey_use: "The results show the authorities and the Front what to do first so that the place where you live becomes better, and they are published for everybody.",
    survey_link: "Answer the survey",
    survey_code: "Your code: {code}",
    survey_until: "Answers are taken until the end of {date}.",
    survey_anonymous: "Answers carry no name. Your address is kept apart from the answers, nobody at the sender’s desk can see who has answered, and it is deleted when the survey closes.",
    survey_one: "This link is for you only and works once; please do not pass it on.",
    survey_other_language: "Phiếu khảo sát bằng tiếng Việt:",
    unsubscribe_why: "You receive this letter because your address is on a list that {who} made for this survey.",
    unsubscribe_link: "No more letters about surveys",
};

impl Letters {
    pub fn in_tongue(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

/// Who asks: the committee of the Front in a locality, as its full name says it.
pub fn committee(locality: &str, tongue: Tongue) -> String {
    let mut letters = locality.chars();
    match (tongue, letters.next()) {
        (Tongue::Vi, Some(first)) => format!(
            "Ủy ban Mặt trận Tổ quốc Việt Nam {}{}",
            first.to_lowercase(),
            letters.as_str()
        ),
        (Tongue::En, Some(_)) => format!("The Viet Nam Fatherland Front Committee of {locality}"),
        (Tongue::Vi, None) => "Ủy ban Mặt trận Tổ quốc Việt Nam".to_owned(),
        (Tongue::En, None) => "The Viet Nam Fatherland Front Committee".to_owned(),
    }
}
