//! What a resident reads.

use crate::survey::answering::FaultKind;
use crate::survey::link::Mistake;
use crate::wording::{Tongue, fill};

pub struct Respond {
    pub other_language: &'static str,
    pub skip_to_content: &'static str,
    pub simulated: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub page_of: &'static str,
    pub required: &'static str,
    pub optional: &'static str,
    pub choose_several: &'static str,
    pub choose_one_group: &'static str,
    pub number_from_to: &'static str,
    pub letters_at_most: &'static str,
    pub faults_title: &'static str,
    pub fault: &'static str,

    pub code_title: &'static str,
    pub code_intro: &'static str,
    pub code_label: &'static str,
    pub code_hint: &'static str,
    pub code_open: &'static str,

    pub welcome_in: &'static str,
    pub welcome_until: &'static str,
    pub what_title: &'static str,
    pub what: &'static [&'static str],
    pub consent: &'static str,
    pub consent_missing: &'static str,
    pub start: &'static str,
    pub resume: &'static str,

    pub review_title: &'static str,
    pub review_intro: &'static str,
    pub review_blank: &'static str,
    pub review_change: &'static str,
    pub send: &'static str,

    pub thanks_title: &'static str,
    pub thanks: &'static str,
    pub receipt: &'static str,
    pub receipt_why: &'static str,
    pub next_person: &'static str,

    pub used_title: &'static str,
    pub used: &'static str,
    pub closed_title: &'static str,
    pub closed: &'static str,
    pub not_yet_title: &'static str,
    pub not_yet: &'static str,
    /// Under the title where a chat shows the link.
    pub card: &'static str,
    pub expired_title: &'static str,
    pub expired: &'static str,
    pub unknown_title: &'static str,
    pub unknown: &'static str,
    pub mistyped_title: &'static str,
    pub mistyped_length: &'static str,
    pub mistyped_letter: &'static str,
    pub mistyped_check: &'static str,
    pub busy_title: &'static str,
    pub busy: &'static str,
    pub again: &'static str,
    pub broken_title: &'static str,
    pub broken: &'static str,
    pub missing_page_title: &'static str,
    pub missing_page: &'static str,
    pub home: &'static str,

    pub fault_missing: &'static str,
    pub fault_too_many_answers: &'static str,
    pub fault_unknown_option: &'static str,
    pub fault_too_few: &'static str,
    pub fault_too_many: &'static str,
    pub fault_exclusive: &'static str,
    pub fault_not_a_number: &'static str,
    pub fault_out_of_range: &'static str,
    pub fault_too_long: &'static str,
    pub fault_unknown_group: &'static str,
}

const VI: Respond = Respond {
    other_language: "English",
    skip_to_content: "Đến phần nội dung",
    simulated: "Đợt này dùng dữ liệu mô phỏng, không phải ý kiến thật.",
    next: "Tiếp tục",
    back: "Quay lại",
    page_of: "Trang {page} trên {pages}",
    required: "cần trả lời",
    optional: "có thể bỏ qua",
    choose_several: "Có thể chọn nhiều ý.",
    choose_one_group: "Chọn nơi Ông/Bà đang ở",
    number_from_to: "Một số từ {min} đến {max}",
    letters_at_most: "Nhiều nhất {max} ký tự",
    faults_title: "Còn chỗ cần xem lại",
    fault: "Cần xem lại:",

    code_title: "Nhập mã khảo sát",
    code_intro: "Mã gồm 12 chữ cái, in trên phiếu hoặc áp phích mà Ông/Bà nhận được.",
    code_label: "Mã khảo sát",
    code_hint: "Ví dụ: ABCD-EFGH-JKMN. Chữ hoa hay chữ thường đều được.",
    code_open: "Mở phiếu khảo sát",

    welcome_in: "Dành cho người dân {locality}",
    welcome_until: "Nhận câu trả lời đến hết {date}",
    what_title: "Trước khi bắt đầu, xin Ông/Bà đọc",
    what: &[
        "Phiếu hỏi Ông/Bà hài lòng đến đâu với môi trường nơi mình sống. Trả lời mất khoảng 3–5 phút.",
        "Câu trả lời chỉ dùng để tính chỉ số hài lòng và gửi ý kiến chung đến cơ quan có trách nhiệm.",
        "Chúng tôi không hỏi tên, số điện thoại hay địa chỉ, và không ghi lại giờ trả lời. Không ai biết câu trả lời nào là của Ông/Bà.",
        "Câu trả lời chưa gửi được khóa bằng mã của Ông/Bà, và được xóa khi Ông/Bà gửi phiếu hoặc khi đợt khảo sát kết thúc.",
        "Cơ quan môi trường và Ủy ban Mặt trận Tổ quốc Việt Nam công bố kết quả chung. Ban công tác Mặt trận phát phiếu nhưng không xem được câu trả lời.",
        "Ông/Bà tự nguyện trả lời, có thể bỏ qua câu không muốn trả lời hoặc dừng lại bất cứ lúc nào trước khi gửi.",
    ],
    consent: "Tôi đã đọc và đồng ý để câu trả lời của tôi được dùng như trên",
    consent_missing: "Xin đánh dấu vào ô đồng ý để bắt đầu",
    start: "Bắt đầu trả lời",
    resume: "Trả lời tiếp",

    review_title: "Xem lại trước khi gửi",
    review_intro: "Ông/Bà có thể sửa bất cứ câu nào. Sau khi gửi thì không sửa được nữa.",
    review_blank: "Chưa trả lời",
    review_change: "Sửa",
    send: "Gửi câu trả lời",

    thanks_title: "Cảm ơn Ông/Bà",
    thanks: "Câu trả lời đã được ghi lại an toàn.",
    receipt: "Mã biên nhận",
    receipt_why: "Mã này cho biết một phiếu đã được nhận. Mã không dẫn đến câu trả lời nào. Ông/Bà có thể chép lại nếu muốn.",
    next_person: "Người khác trả lời trên máy này",

    used_title: "Mã này đã được dùng",
    used: "Phiếu của hộ này đã được gửi. Mỗi mã chỉ dùng được một lần.",
    closed_title: "Đợt khảo sát đã kết thúc",
    closed: "Đợt “{wave}” đã kết thúc ngày {date}. Cảm ơn Ông/Bà đã quan tâm; kết quả sẽ được công bố trên trang này.",
    not_yet_title: "Đợt khảo sát chưa bắt đầu",
    not_yet: "Đợt “{wave}” bắt đầu ngày {date}. Xin Ông/Bà quay lại sau.",
    card: "Mời Ông/Bà dành 3–5 phút trả lời, không hỏi tên.",
    expired_title: "Đường dẫn này đã hết hạn",
    expired: "Đợt khảo sát vẫn đang mở. Xin Ông/Bà hỏi Ban công tác Mặt trận nơi mình ở để nhận đường dẫn mới.",
    unknown_title: "Không tìm thấy mã này",
    unknown: "Mã đúng kiểu nhưng không có trong đợt khảo sát nào. Xin Ông/Bà so lại với phiếu giấy.",
    mistyped_title: "Mã chưa đúng",
    mistyped_length: "Mã phải có đủ 12 chữ cái. Xin Ông/Bà đếm lại.",
    mistyped_letter: "Mã chỉ có chữ cái, không có số và không có các chữ I, L, O. Xin Ông/Bà xem lại.",
    mistyped_check: "Có một chữ bị gõ nhầm. Xin Ông/Bà so lại từng chữ với phiếu giấy.",
    busy_title: "Đang có nhiều người gửi cùng lúc",
    busy: "Câu trả lời của Ông/Bà vẫn còn nguyên. Xin chờ vài giây rồi bấm gửi lại.",
    again: "Gửi lại",
    broken_title: "Máy chủ đang gặp trục trặc",
    broken: "Xin Ông/Bà thử lại sau ít phút. Những gì đã trả lời ở các trang trước vẫn còn.",
    missing_page_title: "Không có trang này",
    missing_page: "Có thể địa chỉ bị gõ nhầm.",
    home: "Về trang đầu",

    fault_missing: "xin chọn một câu trả lời",
    fault_too_many_answers: "chỉ chọn một câu trả lời",
    fault_unknown_option: "xin chọn một trong các ý có sẵn",
    fault_too_few: "xin chọn ít nhất {min} ý",
    fault_too_many: "chỉ chọn nhiều nhất {max} ý",
    fault_exclusive: "ý “không có ý nào” không đi cùng ý khác",
    fault_not_a_number: "xin viết một số nguyên bằng chữ số",
    fault_out_of_range: "xin viết một số từ {min} đến {max}",
    fault_too_long: "xin rút gọn, nhiều nhất {max} ký tự",
    fault_unknown_group: "xin chọn một nơi trong danh sách",
};

const EN: Respond = Respond {
    other_language: "Tiếng Việt",
    skip_to_content: "Skip to content",
    simulated: "This wave uses simulated data, not real opinions.",
    next: "Continue",
    back: "Back",
    page_of: "Page {page} of {pages}",
    required: "answer needed",
    optional: "may be skipped",
    choose_several: "You may choose several.",
    choose_one_group: "Choose where you live",
    number_from_to: "A number from {min} to {max}",
    letters_at_most: "At most {max} characters",
    faults_title: "Something needs another look",
    fault: "Please check:",

    code_title: "Enter your survey code",
    code_intro: "The code has 12 letters. It is printed on the slip or poster that you received.",
    code_label: "Survey code",
    code_hint: "For example: ABCD-EFGH-JKMN. Capital or small letters both work.",
    code_open: "Open the survey",

    welcome_in: "For residents of {locality}",
    welcome_until: "Open until the end of {date}",
    what_title: "Before you start, please read",
    what: &[
        "The survey asks how satisfied you are with the environment where you live. It takes 3–5 minutes.",
        "Answers are used only to compute the satisfaction index and to pass common concerns to those responsible.",
        "We do not ask for your name, telephone or address and do not record when you answered. Nobody can tell which answers are yours.",
        "Answers not yet sent are locked with your code and deleted when you send them or when the survey ends.",
        "The environment office and the Viet Nam Fatherland Front publish the overall result. The committees that hand out the links cannot see answers.",
        "Taking part is voluntary. You may skip questions or stop at any time before sending.",
    ],
    consent: "I have read this and agree to my answers being used in this way",
    consent_missing: "Please tick the box to start",
    start: "Start",
    resume: "Go on answering",

    review_title: "Check your answers",
    review_intro: "You can change any answer. Once sent, answers cannot be changed.",
    review_blank: "Not answered",
    review_change: "Change",
    send: "Send my answers",

    thanks_title: "Thank you",
    thanks: "Your answers have been safely recorded.",
    receipt: "Receipt",
    receipt_why: "It says that a response was received. It does not lead to any answer. You may write it down if you like.",
    next_person: "Another person answers on this phone",

    used_title: "This code has been used",
    used: "The response of this household has been sent. Each code works once.",
    closed_title: "The survey has ended",
    closed: "“{wave}” ended on {date}. Thank you for your interest; the result will be published on this site.",
    not_yet_title: "The survey has not started",
    not_yet: "“{wave}” starts on {date}. Please come back then.",
    card: "Please take 3–5 minutes to answer; no name is asked.",
    expired_title: "This link has expired",
    expired: "The survey is still open. Please ask the Front committee where you live for a new link.",
    unknown_title: "We cannot find this code",
    unknown: "The code is well formed but belongs to no survey. Please compare it with your paper.",
    mistyped_title: "The code is not right yet",
    mistyped_length: "A code has 12 letters. Please count again.",
    mistyped_letter: "A code has letters only, no digits and none of I, L and O. Please look again.",
    mistyped_check: "One letter is mistyped. Please compare each letter with your paper.",
    busy_title: "Many people are sending at the moment",
    busy: "Your answers are still here. Please wait a few seconds and send again.",
    again: "Send again",
    broken_title: "The server has a problem",
    broken: "Please try again in a few minutes. What you answered on earlier pages is still there.",
    missing_page_title: "There is no such page",
    missing_page: "The address may be mistyped.",
    home: "To the first page",

    fault_missing: "please choose an answer",
    fault_too_many_answers: "please choose only one answer",
    fault_unknown_option: "please choose one of the options",
    fault_too_few: "please choose at least {min}",
    fault_too_many: "please choose at most {max}",
    fault_exclusive: "“none of these” cannot go with another option",
    fault_not_a_number: "please write a whole number in digits",
    fault_out_of_range: "please write a number from {min} to {max}",
    fault_too_long: "please shorten it to {max} characters",
    fault_unknown_group: "please choose a place from the list",
};

impl Respond {
    pub fn in_tongue(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn fault(&self, kind: &FaultKind) -> String {
        let (template, values): (&str, Vec<(&str, String)>) = match kind {
            FaultKind::Missing => (self.fault_missing, vec![]),
            FaultKind::TooManyAnswers => (self.fault_too_many_answers, vec![]),
            FaultKind::UnknownOption => (self.fault_unknown_option, vec![]),
            FaultKind::TooFew { min } => (self.fault_too_few, vec![("min", min.to_string())]),
            FaultKind::TooMany { max } => (self.fault_too_many, vec![("max", max.to_string())]),
            FaultKind::ExclusiveWithOthers => (self.fault_exclusive, vec![]),
            FaultKind::NotANumber => (self.fault_not_a_number, vec![]),
            FaultKind::OutOfRange { min, max } => (
                self.fault_out_of_range,
                vec![("min", min.to_string()), ("max", max.to_string())],
            ),
            FaultKind::TooLong { max_length } => {
                (self.fault_too_long, vec![("max", max_length.to_string())])
            }
            FaultKind::UnknownGroup => (self.fault_unknown_group, vec![]),
        };
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        fill(template, &values)
    }

    pub fn mistake(&self, mistake: Mistake) -> &'static str {
        match mistake {
            Mistake::Length => self.mistyped_length,
            Mistake::Letter => self.mistyped_letter,
            Mistake::Check => self.mistyped_check,
        }
    }
}
