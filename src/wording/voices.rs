//! Words of the public page of replies: "bà con nói – chúng tôi làm".

use crate::wording::Tongue;

pub struct Voices {
    pub title: &'static str,
    pub lead: &'static str,
    pub said: &'static str,
    pub done: &'static str,
    pub quote: &'static str,
    pub struck: &'static str,
    pub by_unit: &'static str,
    pub comments: &'static str,
    pub published: &'static str,
    pub other_language: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub how_title: &'static str,
    pub how: &'static str,
    pub home_title: &'static str,
    pub home_text: &'static str,
    pub home_link: &'static str,
}

impl Voices {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Voices = Voices {
    title: "Bà con nói – chúng tôi làm",
    lead: "Những điều bà con phản ánh trong các đợt khảo sát, và việc đã làm để giải quyết.",
    said: "Bà con nói",
    done: "Chúng tôi làm",
    quote: "Nguyên văn một ý kiến",
    struck: "▇▇▇ là chỗ đã xóa thông tin cá nhân.",
    by_unit: "Đơn vị giải quyết: {unit}",
    comments: "{count} ý kiến",
    published: "Công bố ngày {date}",
    other_language: "chỉ có tiếng Việt",
    newer: "Mới hơn",
    older: "Cũ hơn",
    empty_title: "Chưa có trả lời nào được công bố",
    empty_text: "Khi một kiến nghị của bà con đã được giải quyết, nội dung và kết quả sẽ ở đây. Ông/Bà có thể góp ý ở trang cuối của phiếu khảo sát.",
    how_title: "Trang này có từ đâu?",
    how: "Ý kiến viết trong phiếu được cất riêng, tách khỏi các câu trả lời khác. Cơ quan môi trường và Ủy ban Mặt trận Tổ quốc Việt Nam đọc, gộp những ý kiến giống nhau, chuyển đơn vị có trách nhiệm rồi tóm tắt lại ở đây. Tên, số điện thoại, địa chỉ không được đăng.",
    home_title: "Bà con nói – chúng tôi làm",
    home_text: "Ý kiến trong phiếu được đọc, chuyển người có trách nhiệm và trả lời công khai.",
    home_link: "Xem các trả lời",
};

const EN: Voices = Voices {
    title: "You said – we did",
    lead: "What residents raised in the surveys, and what was done about it.",
    said: "You said",
    done: "We did",
    quote: "One comment as it was written",
    struck: "▇▇▇ is where personal data was struck out.",
    by_unit: "Handled by: {unit}",
    comments: "{count} comments",
    published: "Published on {date}",
    other_language: "in Vietnamese only",
    newer: "Newer",
    older: "Older",
    empty_title: "No reply has been published yet",
    empty_text: "When something that residents raised has been dealt with, it will stand here with its outcome. You can add a comment on the last page of the survey.",
    how_title: "Where does this come from?",
    how: "Comments are kept apart from the other answers. The environment office and the Viet Nam Fatherland Front read them, put together those that say the same, hand them to whoever is responsible and sum up the outcome here. Names, telephone numbers and addresses are not published.",
    home_title: "You said – we did",
    home_text: "Comments are read, handed to whoever is responsible, and answered in public.",
    home_link: "See the replies",
};
