//! Words of the pages of cases.

use crate::flow::cases::NotMoved;
use crate::survey::case::{CaseAct, CaseState, TypedFault, Urgency};
use crate::wording::{Tongue, fill};

catalogue! {
    Cases {
        nav: "Kiến nghị", "Cases";
        title: "Kiến nghị", "Cases";
        lead: "Việc bà con nêu và cần có người trả lời. Việc quá hạn và sắp đến hạn đứng trước.", "What residents raised and somebody must answer. Overdue and soon due stand first.";
        empty_title: "Chưa có kiến nghị nào", "No cases yet";
        empty: "Khi đọc ý kiến, hãy gộp những ý kiến cùng một việc thành một kiến nghị.", "While reading comments, merge those about one matter into a case.";
        to_comments: "Đọc ý kiến", "Read comments";
        number: "Số", "No.";
        name: "Việc", "Matter";
        where_: "Nơi", "Where";
        unit: "Đơn vị giải quyết", "Unit";
        due: "Hạn trả lời", "Due";
        comments: "Ý kiến", "Comments";
        several: "nhiều địa phương", "several localities";
        published: "đã công bố", "published";
        one_title: "Kiến nghị số {number}", "Case {number}";
        made_of: "Gộp từ {count} ý kiến", "Made of {count} comments";
        no_comments: "Mọi ý kiến đã được tách ra khỏi kiến nghị này.", "All comments were taken out of this case.";
        steps: "Đã làm", "What was done";
        heading_title: "Sửa tên, chủ đề, nơi", "Correct title, topic and place";
        title_label: "Tên việc", "Title";
        topic: "Chủ đề", "Topic";
        locality: "Địa phương", "Locality";
        place: "Nơi", "Place";
        none: "không ghi", "none";
        save: "Lưu", "Save";
        hand_title: "Giao đơn vị giải quyết", "Hand over to a unit";
        hand_again: "Giao lại hoặc đổi hạn", "Hand over again, or change the day";
        unit_hint: "Tên đầy đủ của đơn vị, ví dụ: Đội vệ sinh môi trường phường Tam Kỳ.", "The unit's full name, for example: Environmental sanitation team of Tam Kỳ ward.";
        due_label: "Hạn trả lời", "To be answered by";
        hand_button: "Giao việc", "Hand over";
        answer_title: "Kết quả giải quyết", "Answer";
        answer_label: "Đơn vị trả lời thế nào, đã làm gì?", "What did the unit answer, what was done?";
        answer_button: "Lưu kết quả", "Save the answer";
        publish_title: "Công bố trả lời", "Publish a reply";
        publish_lead: "Trả lời đứng ở trang “Bà con nói – chúng tôi làm”. Viết bằng lời của mình, không nêu tên ai.", "The reply stands on the page “You said – we did”. Write it in your own words and name nobody.";
        said_vi: "Bà con nói (tiếng Việt)", "You said (Vietnamese)";
        said_en: "Bà con nói (tiếng Anh)", "You said (English)";
        done_vi: "Chúng tôi làm (tiếng Việt)", "We did (Vietnamese)";
        done_en: "Chúng tôi làm (tiếng Anh)", "We did (English)";
        optional: "không bắt buộc", "optional";
        name_locality: "Nêu tên địa phương và nơi", "Name the locality and the place";
        quote_label: "Trích nguyên văn một ý kiến", "Quote a comment as it was written";
        quote_hint: "Chỉ trích khi trong ý kiến không còn thông tin cá nhân. Nơi có dưới 10 phiếu trả lời thì lời trích đứng mà không nêu địa phương.", "Quote only what has no personal data left in it. Where fewer than 10 people answered, a quote stands without the locality.";
        quote_none: "không trích", "no quote";
        preview_button: "Xem trước", "Preview";
        preview_title: "Xem trước", "Preview";
        preview_lead: "Người dân sẽ thấy như dưới đây. Chưa công bố gì cả.", "This is what the public will see. Nothing is published yet.";
        preview_no_place: "Địa phương và nơi không hiện, vì ở đó có dưới 10 phiếu trả lời mà lại có lời trích.", "Locality and place are left out: fewer than 10 people answered there, and somebody is quoted.";
        preview_suspects: "Lời trích có thể còn thông tin cá nhân: {words}. Xin xóa trước khi công bố.", "The quote may still have personal data in it: {words}. Please strike it out before publishing.";
        publish_button: "Công bố", "Publish";
        change_text: "Sửa lại", "Change it";
        publish_wait: "Công bố được khi đã có kết quả giải quyết.", "A reply can be published once there is an answer.";
        published_on: "Đã công bố ngày {date}.", "Published on {date}.";
        see_public: "Xem trang công khai", "See the public page";
        withdraw_button: "Rút khỏi trang công khai", "Take off the public page";
        close_title: "Đóng kiến nghị", "Close the case";
        close_note: "Ghi chú", "Note";
        close_note_hint: "Bắt buộc khi chưa có kết quả giải quyết: vì sao đóng?", "Needed when there is no answer: why is it closed?";
        close_button: "Đóng", "Close";
        reopen_title: "Mở lại", "Reopen";
        reopen_note: "Vì sao mở lại?", "Why is it reopened?";
        reopen_button: "Mở lại", "Reopen";
        home_overdue: "{count} kiến nghị quá hạn trả lời", "{count} cases are overdue";
        home_overdue_text: "Xin nhắc đơn vị được giao, hoặc đổi hạn.", "Remind the unit, or change the day.";
        home_new: "{count} ý kiến mới của bà con", "{count} new comments";
        home_new_text: "Đọc, gắn chủ đề, gộp thành kiến nghị.", "Read them, tag them, make cases of them.";
        home_open: "{count} kiến nghị chưa giao cho ai", "{count} cases wait for a unit";
        home_open_text: "Chọn đơn vị giải quyết và hạn trả lời.", "Choose who must answer, and by when.";
    }
}

pub fn state(tongue: Tongue, state: CaseState) -> &'static str {
    let (vi, en) = match state {
        CaseState::Open => ("chưa giao", "not handed over"),
        CaseState::Handed => ("đã giao", "handed over"),
        CaseState::Answered => ("đã trả lời", "answered"),
        CaseState::Closed => ("đã đóng", "closed"),
    };
    tongue.pick(vi, en)
}

/// How urgent a case is, in words.
pub fn urgency(tongue: Tongue, urgency: Urgency) -> String {
    let days = |vi, en, days: i64| fill(tongue.pick(vi, en), &[("days", &days.to_string())]);
    match urgency {
        Urgency::Overdue(late) if late.0 == 1 => {
            tongue.pick("quá hạn 1 ngày", "1 day overdue").to_owned()
        }
        Urgency::Overdue(late) => days("quá hạn {days} ngày", "{days} days overdue", late.0),
        Urgency::Today => tongue.pick("đến hạn hôm nay", "due today").to_owned(),
        Urgency::Due(1) => tongue.pick("còn 1 ngày", "1 day left").to_owned(),
        Urgency::Due(left) => days("còn {days} ngày", "{days} days left", left),
        Urgency::NotHanded => state(tongue, CaseState::Open).to_owned(),
        Urgency::Answered => state(tongue, CaseState::Answered).to_owned(),
        Urgency::Closed => state(tongue, CaseState::Closed).to_owned(),
    }
}

/// What a step of a case is called.
pub fn step(tongue: Tongue, act: &str) -> &str {
    let (vi, en) = match CaseAct::parse(act) {
        Some(CaseAct::HandOver) => ("giao cho", "handed over to"),
        Some(CaseAct::Answer) => ("ghi kết quả giải quyết", "answer noted"),
        Some(CaseAct::Close) => ("đóng", "closed"),
        Some(CaseAct::Reopen) => ("mở lại", "reopened"),
        Some(CaseAct::Publish) => ("công bố trả lời", "reply published"),
        None if act == "open" => ("lập kiến nghị", "case made"),
        None if act == "withdraw" => (
            "rút trả lời khỏi trang công khai",
            "reply taken off the public page",
        ),
        None => return act,
    };
    tongue.pick(vi, en)
}

/// Why a case was not changed.
pub fn not_moved(tongue: Tongue, why: &NotMoved) -> &'static str {
    let (vi, en) = match why {
        NotMoved::Unknown => (
            "Không còn kiến nghị này.",
            "This case is not there any more.",
        ),
        NotMoved::Changed => (
            "Có người vừa sửa kiến nghị này; trang đã hiện nội dung mới. Những gì Ông/Bà nhập vẫn còn: xin xem lại rồi lưu lần nữa.",
            "Somebody has just changed this case; the page now shows what they wrote. What you typed is still here: look again and save once more.",
        ),
        NotMoved::Refused(refusal) if refusal.from == CaseState::Closed => (
            "Kiến nghị đã đóng: hãy mở lại trước.",
            "The case is closed: reopen it first.",
        ),
        NotMoved::Refused(refusal) if refusal.act == CaseAct::Publish => (
            "Hãy ghi kết quả giải quyết trước khi công bố.",
            "Write down the answer before publishing.",
        ),
        NotMoved::Refused(_) => (
            "Việc này không làm được ở tình trạng hiện nay của kiến nghị.",
            "This cannot be done in the present state of the case.",
        ),
        NotMoved::NoteMissing => (
            "Kiến nghị chưa có kết quả giải quyết: xin ghi vì sao đóng.",
            "The case has no answer: please note why it is closed.",
        ),
        NotMoved::NoQuote => (
            "Ý kiến được trích không còn thuộc kiến nghị này.",
            "The quoted comment is not part of this case any more.",
        ),
    };
    tongue.pick(vi, en)
}

/// What is wrong with a line or a text.
pub fn typed_fault(tongue: Tongue, fault: TypedFault) -> String {
    let (vi, en) = match fault {
        TypedFault::Missing => ("Xin điền ô này.", "Please fill this in."),
        TypedFault::TooLong(most) => {
            let template = tongue.pick(
                "Xin rút gọn, nhiều nhất {most} ký tự.",
                "Please shorten it to {most} characters.",
            );
            return fill(template, &[("most", &most.to_string())]);
        }
        TypedFault::NotADay => (
            "Xin ghi ngày, ví dụ 2026-05-31.",
            "Please give a day such as 2026-05-31.",
        ),
        TypedFault::Past => (
            "Ngày này đã qua; xin chọn từ hôm nay trở đi.",
            "That day is over; choose today or later.",
        ),
    };
    tongue.pick(vi, en).to_owned()
}
