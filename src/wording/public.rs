//! Words of the public pages: the list of editions.

use crate::wording::Tongue;

/// On every public page.
pub struct Frame {
    pub site: &'static str,
    pub site_line: &'static str,
    pub skip: &'static str,
    pub other_language: &'static str,
    pub other_language_hint: &'static str,
    pub simulated: &'static str,
    pub simulated_text: &'static str,
    pub footer: &'static str,
    pub footer_home: &'static str,
    pub footer_voices: &'static str,
}

pub struct Home {
    pub title: &'static str,
    pub lead: &'static str,
    pub code_title: &'static str,
    pub code_label: &'static str,
    pub code_hint: &'static str,
    pub code_button: &'static str,
    pub live_title: &'static str,
    pub live_until: &'static str,
    pub live_how: &'static str,
    pub editions_title: &'static str,
    pub edition_open: &'static str,
    pub edition_facts: &'static str,
    pub published: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
}

impl Frame {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &FRAME_VI,
            Tongue::En => &FRAME_EN,
        }
    }
}

impl Home {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &HOME_VI,
            Tongue::En => &HOME_EN,
        }
    }
}

const FRAME_VI: Frame = Frame {
    site: "Hài lòng",
    site_line: "Người dân đánh giá nơi mình sống",
    skip: "Đến nội dung chính",
    other_language: "English",
    other_language_hint: "Read this page in English",
    simulated: "Dữ liệu mô phỏng / simulated data",
    simulated_text: "Các câu trả lời do máy tạo ra để làm mẫu, không phải ý kiến của người dân.",
    footer: "Câu trả lời không gắn với tên hay mã của ai. Con số nào có quá ít câu trả lời thì không công bố.",
    footer_home: "Các kỳ công bố",
    footer_voices: "Bà con nói – chúng tôi làm",
};

const FRAME_EN: Frame = Frame {
    site: "Hài lòng",
    site_line: "Residents on the place they live in",
    skip: "Skip to the content",
    other_language: "Tiếng Việt",
    other_language_hint: "Đọc trang này bằng tiếng Việt",
    simulated: "Dữ liệu mô phỏng / simulated data",
    simulated_text: "The answers were drawn by a program to show what a result looks like. They are nobody's opinions.",
    footer: "No answer is tied to a name or a code. Figures that rest on too few answers are not published.",
    footer_home: "All editions",
    footer_voices: "You said – we did",
};

const HOME_VI: Home = Home {
    title: "Người dân hài lòng đến đâu với môi trường sống?",
    lead: "Kết quả các đợt khảo sát, trình bày kèm khoảng chắc chắn của từng con số, để ai cũng đọc được, kiểm tra được và tính lại được.",
    code_title: "Ông/Bà có mã khảo sát?",
    code_label: "Mã khảo sát",
    code_hint: "Mã in trên thư mời hoặc áp phích. Chữ hoa hay chữ thường đều được.",
    code_button: "Bắt đầu trả lời",
    live_title: "Đang lấy ý kiến",
    live_until: "nhận câu trả lời đến hết ngày {date}",
    live_how: "Ông/Bà trả lời bằng mã trên thư mời của gia đình hoặc mã QR trên áp phích ở khu dân cư.",
    editions_title: "Các kỳ công bố",
    edition_open: "Xem kết quả",
    edition_facts: "{localities} địa phương, {responses} phiếu trả lời",
    published: "Công bố ngày {date}",
    empty_title: "Chưa có kỳ công bố nào",
    empty_text: "Kết quả sẽ ở đây khi đợt khảo sát đầu tiên kết thúc và được công bố: chỉ số chung, từng địa phương, từng câu hỏi, cùng các tệp để tải về.",
};

const HOME_EN: Home = Home {
    title: "How satisfied are residents with the place they live in?",
    lead: "The results of each survey, every figure with the range it can be trusted to, for anyone to read, check and recompute.",
    code_title: "Do you have a survey code?",
    code_label: "Survey code",
    code_hint: "Printed on your invitation or on a poster. Capital or small letters, both will do.",
    code_button: "Start answering",
    live_title: "Open now",
    live_until: "answers are taken until the end of {date}",
    live_how: "You can answer with the code on your household's invitation or the QR code on a poster in your neighbourhood.",
    editions_title: "Editions",
    edition_open: "See the results",
    edition_facts: "{localities} localities, {responses} responses",
    published: "Published on {date}",
    empty_title: "Nothing has been published yet",
    empty_text: "Results will stand here once the first survey has ended and been published: the overall index, each locality, each question, and files to download.",
};
