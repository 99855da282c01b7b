//! Words of what is printed: posters, slips, the form on paper, the collectors' list.

use crate::wording::Tongue;

/// On every print.
pub struct Shared {
    pub simulated: &'static str,
    /// Printed when the settings name no institutions.
    pub institutions: [&'static str; 2],
    pub until: &'static str,
    pub page_of: &'static str,
}

pub struct Poster {
    pub title: &'static str,
    pub purpose: &'static str,
    pub steps: [&'static str; 3],
    pub without_camera: &'static str,
    pub then_code: &'static str,
    pub closing_label: &'static str,
    pub anonymity: &'static str,
    pub stamp: &'static str,
}

pub struct Slips {
    pub title: &'static str,
    pub invitation: &'static str,
    pub how: &'static str,
    pub then_code: &'static str,
    pub promise: &'static str,
    pub number: &'static str,
}

pub struct PaperForm {
    pub edition: &'static str,
    pub sheet: &'static str,
    pub consent_title: &'static str,
    pub consent: &'static [&'static str],
    pub agreed: &'static str,
    pub how_title: &'static str,
    pub how: &'static [&'static str],
    pub only_if: &'static str,
    pub and_if: &'static str,
    pub several: &'static str,
    pub several_at_most: &'static str,
    pub from_to: &'static str,
    pub thanks: &'static str,
}

pub struct Collectors {
    pub title: &'static str,
    pub how: &'static [&'static str],
    /// Number, group, handed out, brought back, refused, note.
    pub columns: [&'static str; 6],
    pub total: &'static str,
}

catalogue! {
    /// Around them: the page of a locality that offers what can be printed.
    AtDesk {
        title: "In áp phích và phiếu", "Print posters and forms";
        lead: "Tệp PDF mở ra là in được, khổ A4 hoặc A3; xin in đúng cỡ (100%) để mã vuông dễ quét. Mỗi lần in được ghi vào nhật ký.", "Each PDF opens ready to print on A4 or A3; please print at full size (100%) so that the square code scans well. Every print is noted in the log.";
        batches: "Áp phích và phiếu mời", "Posters and slips";
        group: "Khối phố, thôn", "Residential group";
        what: "Loại", "Kind";
        made: "Tạo lúc", "Made";
        files: "In", "Print";
        whole: "Cả địa phương", "The whole locality";
        poster: "Áp phích", "Poster";
        slips: "{count} phiếu mời", "{count} slips";
        picture: "ảnh SVG", "SVG picture";
        collectors: "danh sách phát, thu", "collectors' list";
        empty_title: "Chưa có gì để in", "Nothing to print yet";
        empty: "Xin tạo đường dẫn cho áp phích hoặc mã cho từng hộ trước; chúng sẽ hiện ở đây.", "Make links for posters or codes for households first; they will appear here.";
        paper: "Phiếu giấy", "The form on paper";
        paper_lead: "Câu hỏi giống hệt trên máy. Con số trong ô là số để gõ khi nhập phiếu.", "The same questions as on the screen. The digit in a box is what is typed when the form is entered.";
        paper_whole: "Phiếu giấy có danh sách khối phố, thôn để chọn", "Form with the list of residential groups to choose from";
        paper_of: "Phiếu giấy", "Form on paper";
        list_of: "Danh sách phát, thu", "Collectors' list";
        not_printed: "Chưa in được", "Not printed";
        revoked: "Các mã này đã bị thu hồi nên không in lại được. Xin in đợt mã mới thay cho chúng.", "These codes were revoked and are not printed again. Please print the batch that replaces them.";
        expired: "Các mã này đã hết hạn nên không in lại được. Xin tạo mã mới.", "These codes have expired and are not printed again. Please make new ones.";
        wave_closed: "Đợt khảo sát đã kết thúc: khóa tạo mã không còn, nên không in lại mã được nữa.", "The survey has ended: the key of its codes is gone, and they cannot be printed again.";
        switched_off: "Máy chủ này được cài đặt không có phần in. Xin nhờ người quản trị cài bản đầy đủ, hoặc dùng đường dẫn và mã trên màn hình.", "This server was built without printing. Please ask the operator for the full version, or use the links and codes on the screen.";
        back: "Về trang in", "Back to what can be printed";
    }
}

/// All of them in one language.
pub struct Print {
    pub shared: Shared,
    pub poster: Poster,
    pub slips: Slips,
    pub paper_form: PaperForm,
    pub collectors: Collectors,
}

impl Print {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Print = Print {
    shared: Shared {
        simulated: "Bản dùng thử: dữ liệu mô phỏng, không phải đợt khảo sát thật.",
        institutions: ["Cơ quan môi trường", "Ủy ban Mặt trận Tổ quốc Việt Nam"],
        until: "Đến hết ngày {date}",
        page_of: "Trang {page} trên {pages}",
    },
    poster: Poster {
        title: "Áp phích khảo sát – {place}",
        purpose: "Ý kiến của Ông/Bà cho biết nơi mình ở nên làm gì trước để môi trường sống tốt hơn. Kết quả chung được công bố cho mọi người.",
        steps: [
            "Mở máy ảnh trên điện thoại, đưa vào mã vuông",
            "Bấm vào đường dẫn hiện ra",
            "Trả lời, mất khoảng 3–5 phút",
        ],
        without_camera: "Không quét được? Mở",
        then_code: "và gõ mã",
        closing_label: "Nhận câu trả lời đến hết ngày",
        anonymity: "Không ghi tên, không ai biết Ông/Bà trả lời gì.",
        stamp: "Nơi đóng dấu",
    },
    slips: Slips {
        title: "Phiếu mời theo hộ – {place}",
        invitation: "Mời Ông/Bà trả lời khảo sát về môi trường nơi mình sống",
        how: "Quét mã bằng điện thoại, hoặc mở",
        then_code: "rồi gõ:",
        promise: "Mỗi hộ một mã, dùng một lần. Không ghi tên, không ai biết Ông/Bà trả lời gì.",
        number: "Số {number}/{total}",
    },
    paper_form: PaperForm {
        edition: "Phiếu {code}, bản {version}",
        sheet: "Phiếu số",
        consent_title: "Trước khi bắt đầu, xin Ông/Bà đọc",
        consent: &[
            "Phiếu hỏi Ông/Bà hài lòng đến đâu với môi trường nơi mình sống. Trả lời mất khoảng 5 phút.",
            "Câu trả lời chỉ dùng để tính chỉ số hài lòng và gửi ý kiến chung đến cơ quan có trách nhiệm. Kết quả chung được công bố.",
            "Xin không ghi tên, số điện thoại hay địa chỉ vào phiếu. Phiếu không có tên được hai người nhập vào máy, nên không ai biết phiếu nào là của Ông/Bà.",
            "Ông/Bà tự nguyện trả lời, có thể bỏ qua câu không muốn trả lời hoặc dừng lại bất cứ lúc nào.",
        ],
        agreed: "Tôi đã đọc và đồng ý để câu trả lời của tôi được dùng như trên",
        how_title: "Cách trả lời:",
        how: &[
            "Đánh dấu X vào ô mình chọn; mỗi câu một ô, trừ câu ghi “có thể chọn nhiều ô”.",
            "Nếu nhầm, xin tô kín ô đó rồi chọn ô khác; câu nào bỏ qua thì để trống.",
            "Con số trong ô dành cho người nhập phiếu: 1 là ý thứ nhất, 2 là ý thứ hai …; ở thang đo, 1 là thấp nhất, 5 là cao nhất, 9 là không biết hoặc không có ý kiến.",
        ],
        only_if: "Chỉ trả lời nếu ở câu {number} Ông/Bà chọn: {options}",
        and_if: " và ",
        several: "có thể chọn nhiều ô",
        several_at_most: "có thể chọn nhiều ô, nhiều nhất {max}",
        from_to: "từ {min} đến {max}",
        thanks: "Cảm ơn Ông/Bà! Xin gấp phiếu lại trước khi nộp.",
    },
    collectors: Collectors {
        title: "Danh sách phát và thu phiếu",
        how: &[
            "Số phiếu in ở góc dưới bên phải của mỗi tờ mời.",
            "Đánh dấu X khi đã phát phiếu, khi đã thu lại phiếu giấy, hoặc khi hộ từ chối.",
            "Không ghi tên, địa chỉ hay số điện thoại của hộ vào danh sách này.",
        ],
        columns: [
            "Số phiếu",
            "Khối phố, thôn",
            "Đã phát",
            "Đã thu",
            "Từ chối",
            "Ghi chú (không ghi tên)",
        ],
        total: "Cộng",
    },
};

const EN: Print = Print {
    shared: Shared {
        simulated: "A demonstration: simulated data, not a real survey.",
        institutions: ["The environment office", "The Viet Nam Fatherland Front"],
        until: "Until the end of {date}",
        page_of: "Page {page} of {pages}",
    },
    poster: Poster {
        title: "Survey poster – {place}",
        purpose: "What you say shows what should be done first to make the place where you live better. The overall result is published for all to read.",
        steps: [
            "Open the camera of your phone and point it at the square code",
            "Tap the link that appears",
            "Answer; it takes about 3–5 minutes",
        ],
        without_camera: "Cannot scan? Open",
        then_code: "and type the code",
        closing_label: "Answers are taken until the end of",
        anonymity: "No names are taken. Nobody knows what you answer.",
        stamp: "Stamp",
    },
    slips: Slips {
        title: "Household slips – {place}",
        invitation: "You are invited to a survey on the environment where you live",
        how: "Scan the code with a phone, or open",
        then_code: "and type:",
        promise: "One code per household, used once. No names are taken. Nobody knows what you answer.",
        number: "No. {number}/{total}",
    },
    paper_form: PaperForm {
        edition: "Form {code}, version {version}",
        sheet: "Sheet no.",
        consent_title: "Before you start, please read",
        consent: &[
            "The survey asks how satisfied you are with the environment where you live. It takes about 5 minutes.",
            "Answers are used only to compute the satisfaction index and to pass common concerns to those responsible. The overall result is published.",
            "Please do not write a name, telephone number or address on this form. Two people type the nameless forms in, so nobody knows which form is yours.",
            "Taking part is voluntary. You may skip questions or stop at any time.",
        ],
        agreed: "I have read this and agree to my answers being used in this way",
        how_title: "How to answer:",
        how: &[
            "Put an X in the box you choose; one box per question, unless it says “several boxes may be chosen”.",
            "If you make a mistake, fill that box in and choose another; leave a question blank to skip it.",
            "The digits in the boxes are for those who type the form in: 1 is the first option, 2 the second …; on a scale, 1 is the lowest, 5 the highest, 9 is don't know or no opinion.",
        ],
        only_if: "Answer only if in question {number} you chose: {options}",
        and_if: " and ",
        several: "several boxes may be chosen",
        several_at_most: "several boxes may be chosen, at most {max}",
        from_to: "from {min} to {max}",
        thanks: "Thank you! Please fold the form before you hand it in.",
    },
    collectors: Collectors {
        title: "Slips handed out and brought back",
        how: &[
            "The number is printed in the lower right corner of every slip.",
            "Put an X when a slip was handed out, when a paper form was brought back, or when a household refused.",
            "Do not write names, addresses or telephone numbers of households on this list.",
        ],
        columns: [
            "Slip no.",
            "Residential group",
            "Handed out",
            "Brought back",
            "Refused",
            "Note (no names)",
        ],
        total: "Total",
    },
};
