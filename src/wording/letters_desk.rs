//! Words of the desk's pages about letters, and of the way out of a list.

use crate::survey::addresses::{Basis, Unanswered, Why};
use crate::survey::coverage::FEWEST;
use crate::survey::letter::{LetterState, Trouble};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill};

catalogue! {
    LettersDesk {
        places_title: "Thư mời", "Letters";
        places_lead: "Chọn địa phương để lập danh sách địa chỉ và gửi thư mời trả lời khảo sát.", "Choose a locality to list addresses and send invitations to the survey.";
        places_empty_title: "Chưa có đợt khảo sát nào đang mở", "No wave is open";
        places_empty: "Khi cơ quan môi trường mở một đợt khảo sát, các địa phương của đợt sẽ hiện ở đây.", "When the environment office opens a wave, its localities appear here.";
        locality: "Địa phương", "Locality";
        wave: "Đợt khảo sát", "Wave";
        title: "Thư mời: {locality}", "Letters: {locality}";
        lead: "Mỗi địa chỉ nhận một mã riêng, dùng một lần. Trang này chỉ có số tổng: không ai xem được người nào đã trả lời.", "Each address gets a code of its own that works once. This page has totals only: nobody can see who has answered.";
        no_mail: "Hệ thống này chưa được cài để gửi thư. Có thể lập danh sách trước; thư đã viết sẽ nằm chờ. Xin liên hệ người quản trị.", "This system is not set up to send letters. You can list addresses now; letters wait. Please ask the operator.";
        outage: "Máy chủ thư chưa nhận thư lúc {time} ngày {date}: {why}. Có {waiting} thư của địa phương này đang chờ. Không thư nào bị mất: hệ thống tự gửi lại.", "The mail server took no letters at {time} on {date}: {why}. {waiting} letters of this locality wait. None is lost: the system tries again by itself.";
        not_open: "Đợt khảo sát chưa mở hoặc đã hết hạn, nên chưa gửi thư được.", "The wave does not take answers now, so no letter can be sent.";
        closed: "Đợt khảo sát đã đóng. Mọi địa chỉ và thư đã được xóa.", "The wave was closed. All addresses and letters have been deleted.";
        addresses: "Địa chỉ trong danh sách", "Addresses on the list";
        awaiting: "Chưa được mời", "Not invited yet";
        bounced: "Không nhận được thư", "Letters come back";
        unsubscribed: "Đã từ chối nhận thư", "Want no letters";
        invite_title: "Gửi thư mời", "Send invitations";
        invite_text: "Thư sẽ gửi cho {count} địa chỉ chưa được mời.", "Letters go to {count} addresses that were not invited yet.";
        invite_button: "Gửi thư mời", "Send invitations";
        invite_none: "Mọi địa chỉ trong danh sách đã được mời.", "Every address on the list has been invited.";
        remind_title: "Gửi lời nhắc", "Send a reminder";
        remind_only: "Lời nhắc chỉ đến những người chưa dùng mã; mỗi địa chỉ nhận nhiều nhất hai lời nhắc, cách nhau ít nhất ba ngày.", "A reminder reaches only those whose code is unused; each address gets two at most, at least three days apart.";
        remind_button: "Gửi lời nhắc", "Send the reminder";
        remind_later: "Lời nhắc tiếp theo gửi được từ {time} ngày {date}.", "The next reminder can be sent from {time} on {date}.";
        remind_none: "Hiện không có lời nhắc nào cần gửi.", "There is no reminder to send now.";
        quiet: "Thư khảo sát không gửi đi vào giờ nghỉ đêm; thư viết buổi tối sẽ gửi vào sáng hôm sau.", "Letters of a survey do not leave at night; what is written in the evening leaves in the morning.";
        language: "Thư viết bằng", "Language of the letter";
        vietnamese: "Tiếng Việt", "Vietnamese";
        english: "Tiếng Anh", "English";
        preview: "Xem trước thư", "Preview the letter";
        preview_title: "Xem trước thư", "The letter, previewed";
        preview_lead: "Thư thật có mã riêng của từng người thay cho mã mẫu.", "A real letter has each person’s own code in place of the sample.";
        preview_subject: "Tiêu đề", "Subject";
        invitation: "Thư mời", "Invitation";
        reminder: "Lời nhắc", "Reminder";
        state_title: "Tình hình thư", "How the letters stand";
        kind: "Loại thư", "Kind";
        state: "Tình trạng", "State";
        number: "Số thư", "Letters";
        state_empty: "Chưa có thư nào.", "There are no letters yet.";
        reminders_hint: "Số lời nhắc tính cả những địa chỉ đã dùng mã; các địa chỉ ấy không nhận thư.", "The number of reminders includes addresses whose code was used; those get no letter.";
        add_title: "Thêm địa chỉ", "Add addresses";
        add_text: "Dán mỗi dòng một địa chỉ, hoặc chọn tệp CSV có cột email (và cột group nếu biết khối phố, thôn). Tên người không cần và không được lưu.", "Paste one address a line, or choose a CSV file with a column email (and group, if the residential group is known). Names are not needed and not kept.";
        add_label: "Địa chỉ thư điện tử", "E-mail addresses";
        add_file: "Hoặc tệp CSV", "Or a CSV file";
        add_basis: "Vì sao được gửi thư cho những người này?", "Why may these people be written to?";
        add_note: "Ghi chú (không ghi tên người)", "Note (no names of people)";
        add_button: "Thêm vào danh sách", "Add to the list";
        add_nothing: "Xin dán ít nhất một địa chỉ, hoặc chọn một tệp.", "Please paste at least one address, or choose a file.";
        add_no_basis: "Xin chọn vì sao được gửi thư cho những người này.", "Please choose why these people may be written to.";
        add_no_note: "Xin ghi rõ lý do vào ô ghi chú.", "Please say why in the note.";
        add_long_note: "Ghi chú dài tối đa 300 ký tự.", "A note has at most 300 characters.";
        added_title: "Đã thêm {count} địa chỉ", "{count} addresses were added";
        added_lead: "Các địa chỉ sau không được thêm; không cần làm gì.", "These addresses were left out; nothing needs to be done.";
        added_why: "Lý do", "Why";
        back: "Về trang thư mời", "Back to the letters";
        lists_title: "Các lần thêm địa chỉ", "How the addresses were come by";
        lists_when: "Ngày", "Day";
        lists_basis: "Căn cứ", "Basis";
        lists_note: "Ghi chú", "Note";
        delete_title: "Xóa danh sách ngay", "Delete the list now";
        delete_text: "Sẽ xóa mọi địa chỉ của địa phương này và mọi thư chưa gửi. Người đã được mời vẫn trả lời được bằng mã của mình. Không khôi phục lại được. Nếu không xóa, danh sách tự xóa khi đợt khảo sát đóng.", "All addresses of this locality and all letters not yet sent are deleted. Whoever was invited can still answer with the code. This cannot be undone. Otherwise the list is deleted when the wave closes.";
        delete_button: "Xóa mọi địa chỉ", "Delete all addresses";
        nobody: "Không còn ai để gửi.", "There is nobody to write to.";
        task_invite: "Có địa chỉ chưa được mời", "There are addresses to invite";
        task_remind: "Có thể gửi lời nhắc", "A reminder can be sent";
    }
}

catalogue! {
    Unsubscribe {
        title: "Không nhận thư khảo sát nữa?", "No more letters about surveys?";
        lead: "Bấm nút dưới đây, Ông/Bà sẽ không nhận thư mời hay thư nhắc về khảo sát từ hệ thống này nữa.", "Press the button, and this system sends you no more invitations or reminders about surveys.";
        button: "Không gửi thư cho tôi nữa", "Send me no more letters";
        done_title: "Sẽ không gửi thư nữa", "No more letters";
        done: "Ông/Bà sẽ không nhận thư khảo sát từ hệ thống này nữa. Thư đã gửi đi trước đó có thể vẫn đến.", "You get no more letters about surveys from this system. One that has left already may still arrive.";
        answers_stay: "Nếu Ông/Bà muốn trả lời khảo sát, đường dẫn trong thư vẫn dùng được.", "If you would like to answer, the link in the letter still works.";
    }
}

pub fn basis(tongue: Tongue, basis: Basis) -> &'static str {
    match (tongue, basis) {
        (Tongue::Vi, Basis::Asked) => "Người nhận đã đồng ý nhận thư về đợt khảo sát này",
        (Tongue::Vi, Basis::GivenForSurveys) => {
            "Người nhận đã cho địa chỉ và đồng ý được hỏi ý kiến trong các cuộc khảo sát"
        }
        (Tongue::Vi, Basis::GivenForContact) => {
            "Người nhận đã cho địa chỉ để khu dân cư, phường, xã liên hệ"
        }
        (Tongue::Vi, Basis::Other) => "Lý do khác (xin ghi ở ô ghi chú)",
        (Tongue::En, Basis::Asked) => "They agreed to letters about this survey",
        (Tongue::En, Basis::GivenForSurveys) => {
            "They gave the address and agreed to be asked in surveys"
        }
        (Tongue::En, Basis::GivenForContact) => {
            "They gave the address so that the residential group or the ward can reach them"
        }
        (Tongue::En, Basis::Other) => "Another reason (please say it in the note)",
    }
}

pub fn why(tongue: Tongue, why: Why) -> &'static str {
    match (tongue, why) {
        (Tongue::Vi, Why::Twice) => "có hai lần trong danh sách vừa nhập",
        (Tongue::Vi, Why::ThereAlready) => "đã có trong danh sách",
        (Tongue::Vi, Why::NotToBeWritten) => {
            "không nhận thư của đợt này: người nhận đã từ chối, thư bị trả lại, hoặc đã được mời ở nơi khác"
        }
        (Tongue::En, Why::Twice) => "is there twice in what was added",
        (Tongue::En, Why::ThereAlready) => "is on the list already",
        (Tongue::En, Why::NotToBeWritten) => {
            "gets no letters of this wave: the recipient wants none, letters came back, or was invited elsewhere"
        }
    }
}

pub fn letter_state(tongue: Tongue, state: LetterState) -> &'static str {
    match (tongue, state) {
        (Tongue::Vi, LetterState::Waiting) => "đang chờ gửi",
        (Tongue::Vi, LetterState::Sent) => "đã gửi",
        (Tongue::Vi, LetterState::Refused) => "máy chủ thư từ chối",
        (Tongue::Vi, LetterState::GivenUp) => "quá hạn, không gửi được",
        (Tongue::Vi, LetterState::Dropped) => "không gửi nữa",
        (Tongue::En, LetterState::Waiting) => "waiting",
        (Tongue::En, LetterState::Sent) => "sent",
        (Tongue::En, LetterState::Refused) => "refused by the mail server",
        (Tongue::En, LetterState::GivenUp) => "out of date, not sent",
        (Tongue::En, LetterState::Dropped) => "not to be sent any more",
    }
}

pub fn trouble(tongue: Tongue, trouble: Trouble) -> String {
    let (vi, en) = match trouble {
        Trouble::Unreachable => ("không kết nối được", "no connection"),
        Trouble::Insecure => ("không có kết nối an toàn", "no secure connection"),
        Trouble::Login => (
            "máy chủ không nhận tên hoặc mật khẩu",
            "user or password refused",
        ),
        Trouble::Sender => ("máy chủ không nhận người gửi", "the sender is refused"),
        Trouble::Busy => ("máy chủ đang bận", "the server is busy"),
        Trouble::Interrupted => ("kết nối bị ngắt giữa chừng", "the connection broke off"),
        Trouble::Reply(_) => ("máy chủ trả lời mã {code}", "the server said {code}"),
        Trouble::Unmakeable => ("cấu hình thư có lỗi", "the settings are wrong"),
    };
    let code = match trouble {
        Trouble::Reply(code) => code.to_string(),
        _ => String::new(),
    };
    let words = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(words, &[("code", &code)])
}

/// A number of people: below ten it is not counted out.
pub fn people(tongue: Tongue, number: u64) -> String {
    if number >= FEWEST.unsigned_abs() {
        return count(tongue, number);
    }
    match tongue {
        Tongue::Vi => "dưới 10",
        Tongue::En => "fewer than 10",
    }
    .to_owned()
}

/// How many have not answered, as far as it may be said.
pub fn unanswered(tongue: Tongue, unanswered: Unanswered) -> String {
    let (vi, en, number) = match unanswered {
        Unanswered::NearlyAll => (
            "Đến nay có dưới 10 người trong số được mời đã trả lời.",
            "So far fewer than 10 of those invited have answered.",
            0,
        ),
        Unanswered::Few => (
            "Còn dưới 10 người trong số được mời chưa trả lời.",
            "Fewer than 10 of those invited have not answered.",
            0,
        ),
        Unanswered::About(number) => (
            "Còn khoảng {count} người trong số được mời chưa trả lời.",
            "About {count} of those invited have not answered.",
            number,
        ),
    };
    let words = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(words, &[("count", &count(tongue, number))])
}
