//! Typing in paper, in words.

use crate::flow::paper::CodeTrouble;
use crate::survey::answering::FaultKind;
use crate::survey::paper_batch::{Batch, BatchFault};
use crate::wording::numbers::percent;
use crate::wording::respond::Respond;
use crate::wording::{Tongue, fill};

pub struct Paper {
    pub title: &'static str,
    pub intro: &'static [&'static str],
    pub batches: &'static str,
    pub none: &'static str,
    pub batch: &'static str,
    pub batch_of: &'static str,
    pub any_group: &'static str,
    pub received: &'static str,
    pub sheets: &'static str,
    pub progress: &'static str,
    pub to_check: &'static str,
    pub nothing_to_check: &'static str,
    pub own_waiting: &'static str,
    pub set_aside_count: &'static str,
    pub unchecked: &'static str,
    pub all_done: &'static str,
    pub error_rate: &'static str,
    pub key_next: &'static str,
    pub check_next: &'static str,
    pub typed_share: &'static str,
    pub typed_few: &'static str,
    pub over: &'static str,

    pub new_title: &'static str,
    pub new_intro: &'static str,
    pub group: &'static str,
    pub group_hint: &'static str,
    pub received_hint: &'static str,
    pub sheets_hint: &'static str,
    pub make: &'static str,

    pub first_title: &'static str,
    pub first_intro: &'static str,
    pub second_title: &'static str,
    pub second_intro: &'static str,
    pub keys_title: &'static str,
    pub keys: &'static [&'static str],
    pub dont_know_blank: &'static str,
    pub several: &'static str,
    pub number: &'static str,
    pub words: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub save: &'static str,
    pub compare: &'static str,
    pub back: &'static str,
    pub set_aside: &'static str,
    pub set_aside_about: &'static str,
    pub set_aside_confirm: &'static str,

    pub differs_title: &'static str,
    pub differs_intro: &'static str,
    pub first_read: &'static str,
    pub you_read: &'static str,
    pub paper_says: &'static str,
    pub nothing_typed: &'static str,
    pub decide: &'static str,

    pub another_title: &'static str,
    pub another: &'static str,
    pub start_over: &'static str,
    pub start_over_about: &'static str,

    pub summary: &'static str,
    pub blank: &'static str,
    pub taken: &'static str,
    pub own: &'static str,
    pub not_open: &'static str,
    pub undecided: &'static str,

    pub kept: &'static str,
    pub confirmed: &'static str,
    pub made: &'static str,
    pub put_aside: &'static str,
    pub started_over: &'static str,

    fault_unknown: &'static str,
    fault_too_many: &'static str,
    fault_group: &'static str,
    fault_received: &'static str,
    fault_sheets: &'static str,
    code_mistyped: &'static str,
    code_unknown: &'static str,
    code_spent: &'static str,
    code_expired: &'static str,
}

impl Paper {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    /// What is wrong with the answer to a question.
    pub fn fault(&self, tongue: Tongue, kind: &FaultKind) -> String {
        match kind {
            FaultKind::UnknownOption | FaultKind::UnknownGroup => self.fault_unknown.to_owned(),
            FaultKind::TooMany { max } => fill(self.fault_too_many, &[("max", &max.to_string())]),
            other => Respond::in_tongue(tongue).fault(other),
        }
    }

    pub fn batch_fault(&self, fault: BatchFault) -> &'static str {
        match fault {
            BatchFault::UnknownGroup => self.fault_group,
            BatchFault::Received => self.fault_received,
            BatchFault::Sheets => self.fault_sheets,
        }
    }

    pub fn code_trouble(&self, trouble: CodeTrouble) -> &'static str {
        match trouble {
            CodeTrouble::Mistyped => self.code_mistyped,
            CodeTrouble::Unknown => self.code_unknown,
            CodeTrouble::Spent => self.code_spent,
            CodeTrouble::Expired => self.code_expired,
        }
    }

    /// How far a batch is, a sentence each.
    pub fn progress(&self, tongue: Tongue, batch: &Batch, waiting: usize) -> Vec<String> {
        let number = |number: i32| number.to_string();
        let mut said = Vec::new();
        let left = usize::try_from(batch.of.sheets - batch.entered - batch.set_aside)
            .unwrap_or_default()
            .saturating_sub(waiting);
        if batch.entered + batch.set_aside == batch.of.sheets {
            said.push(self.all_done.to_owned());
        }
        let values = [
            ("sheets", number(batch.of.sheets)),
            ("entered", number(batch.entered)),
            ("waiting", waiting.to_string()),
            ("left", left.to_string()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        said.push(fill(self.progress, &values));
        if batch.set_aside > 0 {
            let n = number(batch.set_aside);
            said.push(fill(self.set_aside_count, &[("n", &n)]));
        }
        if batch.unchecked > 0 {
            let n = number(batch.unchecked);
            said.push(fill(self.unchecked, &[("n", &n)]));
        }
        if let Some(rate) = batch.error_rate() {
            said.push(fill(self.error_rate, &[("rate", &percent(tongue, rate))]));
        }
        said
    }
}

const VI: Paper = Paper {
    title: "Nhập phiếu giấy",
    intro: &[
        "Mỗi tờ phiếu được hai người nhập riêng. Người thứ hai không thấy người thứ nhất đã gõ gì; nếu hai lần khớp nhau thì phiếu được ghi nhận.",
        "Câu trả lời đã nhập không mở lại được, kể cả người đã nhập. Nhập xong, xin cất giữ tờ giấy theo quy định của đợt khảo sát.",
    ],
    batches: "Các tập phiếu",
    none: "Chưa có tập phiếu nào. Khi nhận được phiếu giấy, anh/chị lập một tập cho số tờ nhận cùng lúc, đánh số từng tờ từ 1, rồi bắt đầu nhập.",
    batch: "Tập {number}",
    batch_of: "Tập {number} · {group}",
    any_group: "Nhiều khối phố, thôn",
    received: "Nhận ngày {day}",
    sheets: "{n} tờ",
    progress: "{sheets} tờ: đã ghi nhận {entered}, chờ người thứ hai nhập {waiting}, chưa nhập {left}.",
    to_check: "Có {n} tờ người khác đã nhập, chờ anh/chị nhập lần hai: {numbers}.",
    nothing_to_check: "Hiện không có tờ nào chờ anh/chị nhập lần hai.",
    own_waiting: "{n} tờ anh/chị đã nhập đang chờ một người khác nhập lần hai.",
    set_aside_count: "{n} tờ để riêng, không tính.",
    unchecked: "{n} tờ chưa được nhập lần hai khi đợt khảo sát đóng; câu trả lời của những tờ đó đã bị xóa.",
    all_done: "Đã xong cả tập.",
    error_rate: "Hai lần nhập khác nhau ở {rate} số câu.",
    key_next: "Nhập tờ số {n}",
    check_next: "Nhập lần hai tờ số {n}",
    typed_share: "Trong {n} phiếu đã nhận ở đây, {share} do cán bộ nhập từ phiếu giấy.",
    typed_few: "Dưới 10 phiếu ở đây do cán bộ nhập từ phiếu giấy.",
    over: "Đợt khảo sát hiện không nhận phiếu, nên không nhập phiếu giấy được.",

    new_title: "Lập tập phiếu mới",
    new_intro: "Mỗi tập là số tờ nhận cùng lúc. Xin đánh số từng tờ từ 1 đến hết, ở góc trên.",
    group: "Khối phố, thôn của cả tập",
    group_hint: "Nếu tập có phiếu của nhiều nơi, chọn “Nhiều khối phố, thôn”: khi nhập từng tờ sẽ hỏi.",
    received_hint: "Ngày nhận phiếu",
    sheets_hint: "Số tờ trong tập (nhiều nhất 2.000)",
    make: "Lập tập và nhập tờ đầu tiên",

    first_title: "Tập {batch}, tờ số {sheet}",
    first_intro: "Gõ số in trước ý được đánh dấu, rồi Enter để sang câu sau.",
    second_title: "Tập {batch}, tờ số {sheet}: nhập lần hai",
    second_intro: "Xin nhập lại từ tờ giấy, như chưa ai nhập. Sau đó mới so với lần nhập đầu.",
    keys_title: "Cách gõ",
    keys: &[
        "Thang hài lòng: 1 đến 5; 9 là không biết / không có ý kiến.",
        "Bỏ trống trên giấy: Enter, hoặc 0. Đánh dấu hai ý ở câu chỉ được chọn một: gõ 0.",
        "Chọn nhiều ý: gõ liền các số, ví dụ 13 là ý 1 và ý 3; từ 10 ý trở lên thì cách nhau bằng dấu cách.",
        "Enter: câu sau. Backspace ở ô trống: câu trước.",
    ],
    dont_know_blank: "0 hoặc để trống: không trả lời",
    several: "Gõ liền các số",
    number: "Số, từ {min} đến {max}; để trống nếu không trả lời",
    words: "Chép lại như trên giấy",
    code: "Mã hộ trên phiếu (nếu có)",
    code_hint: "12 chữ cái in dưới mã QR. Mã chỉ dùng được một lần, trên mạng hoặc trên giấy.",
    save: "Lưu và sang tờ sau",
    compare: "So với lần nhập đầu",
    back: "Về các tập phiếu",
    set_aside: "Để riêng tờ này, không tính",
    set_aside_about: "Dùng khi hộ này đã trả lời rồi, hoặc tờ giấy rách, không đọc được. Lần nhập đầu của tờ này sẽ bị xóa và không lấy lại được.",
    set_aside_confirm: "Xóa lần nhập đầu của tờ số {sheet}",

    differs_title: "Tập {batch}, tờ số {sheet}: chỗ khác nhau",
    differs_intro: "Xin xem lại tờ giấy và gõ điều tờ giấy ghi cho từng câu dưới đây. Những câu khác đã khớp.",
    first_read: "Người thứ nhất gõ",
    you_read: "Anh/chị gõ",
    paper_says: "Tờ giấy ghi",
    nothing_typed: "để trống",
    decide: "Ghi nhận phiếu",

    another_title: "Có lẽ là hai tờ khác nhau",
    another: "Quá nhiều câu khác với lần nhập đầu, nên không đối chiếu. Xin xem lại số tờ ghi ở góc trên. Những gì anh/chị vừa gõ vẫn còn bên dưới.",
    start_over: "Bỏ lần nhập đầu, lấy lần nhập này thay vào",
    start_over_about: "Dùng khi anh/chị chắc chắn đúng số tờ và lần nhập đầu bị nhầm tờ. Sau đó một người khác phải nhập lần hai.",

    summary: "Xin xem lại",
    blank: "Chưa gõ câu nào. Tờ không có câu trả lời nào thì không nhập; xin ghi bớt số tờ hoặc để riêng.",
    taken: "Tờ này đã có người nhập, hoặc đã xong. Xin xem lại số tờ.",
    own: "Tờ này do chính anh/chị nhập lần đầu; phải một người khác nhập lần hai.",
    not_open: "Đợt khảo sát hiện không nhận phiếu. Xin giữ tờ giấy và hỏi phòng chuyên môn.",
    undecided: "Xin gõ điều tờ giấy ghi; nếu bỏ trống thì gõ 0.",

    kept: "Đã lưu. Tờ vừa nhập chờ một người khác nhập lần hai.",
    confirmed: "Hai lần nhập khớp nhau; phiếu đã được ghi nhận.",
    made: "Đã lập tập phiếu.",
    put_aside: "Đã để riêng tờ phiếu; lần nhập đầu đã xóa.",
    started_over: "Đã lấy lần nhập của anh/chị làm lần đầu. Một người khác sẽ nhập lần hai.",

    fault_unknown: "Không có số này ở câu này.",
    fault_too_many: "Nhiều nhất {max} ý. Nếu trên giấy đánh dấu nhiều hơn, xin gõ 0.",
    fault_group: "Xin chọn khối phố, thôn trong danh sách.",
    fault_received: "Ngày nhận phải từ ngày mở đợt khảo sát đến hôm nay.",
    fault_sheets: "Số tờ là số từ 1 đến 2.000.",
    code_mistyped: "Mã gõ chưa đúng. Mã có 12 chữ cái, không có I, L, O.",
    code_unknown: "Không có mã hộ này ở địa phương và đợt khảo sát này.",
    code_spent: "Hộ có mã này đã trả lời rồi, trên mạng hoặc trên giấy, nên tờ này không được tính thêm. Xin để riêng tờ này.",
    code_expired: "Mã này đã hết hạn.",
};

const EN: Paper = Paper {
    title: "Typing in paper",
    intro: &[
        "Two people type in every sheet, each by themselves. The second does not see what the first has typed; if both agree, the response is taken.",
        "What has been typed cannot be opened again, not even by the person who typed it. Please keep the sheet afterwards as the survey's rules say.",
    ],
    batches: "Batches",
    none: "There is no batch yet. When paper comes in, make a batch of the sheets received together, number the sheets from 1, and begin to type.",
    batch: "Batch {number}",
    batch_of: "Batch {number} · {group}",
    any_group: "Several residential groups",
    received: "Received on {day}",
    sheets: "{n} sheets",
    progress: "{sheets} sheets: {entered} taken, {waiting} waiting for a second person, {left} not typed in yet.",
    to_check: "{n} sheets typed in by others are waiting for you to type them a second time: {numbers}.",
    nothing_to_check: "No sheet is waiting for you to type it a second time.",
    own_waiting: "{n} sheets that you typed in are waiting for another person to type them a second time.",
    set_aside_count: "{n} sheets put aside and not counted.",
    unchecked: "{n} sheets had not been typed a second time when the survey closed; their answers were destroyed.",
    all_done: "The whole batch is done.",
    error_rate: "The two typings differ in {rate} of the questions.",
    key_next: "Type in sheet {n}",
    check_next: "Type sheet {n} a second time",
    typed_share: "Of the {n} responses received here, {share} were typed in from paper by staff.",
    typed_few: "Fewer than 10 responses here were typed in from paper by staff.",
    over: "The survey takes no responses now, so no paper can be typed in.",

    new_title: "A new batch",
    new_intro: "A batch is the sheets received together. Please number each sheet from 1, in its top corner.",
    group: "Residential group of the whole batch",
    group_hint: "If sheets come from several places, choose “Several residential groups”: each sheet is then asked for its own.",
    received_hint: "Day of receipt",
    sheets_hint: "Number of sheets in the batch (2,000 at most)",
    make: "Make the batch and type in the first sheet",

    first_title: "Batch {batch}, sheet {sheet}",
    first_intro: "Type the number printed before the marked option, then Enter for the next question.",
    second_title: "Batch {batch}, sheet {sheet}: second typing",
    second_intro: "Please type from the paper, as if nobody had before. Only then is it compared with the first typing.",
    keys_title: "How to type",
    keys: &[
        "Satisfaction: 1 to 5; 9 is don't know / no opinion.",
        "Blank on paper: Enter, or 0. Two marks where only one is allowed: type 0.",
        "Several options: run the numbers together, 13 is options 1 and 3; from 10 options on, put spaces between them.",
        "Enter: next question. Backspace in an empty box: the one before.",
    ],
    dont_know_blank: "0 or nothing: not answered",
    several: "Run the numbers together",
    number: "A number from {min} to {max}; nothing if not answered",
    words: "Copy what the paper says",
    code: "Household code on the sheet (if there is one)",
    code_hint: "The 12 letters printed under the QR code. A code counts once, online or on paper.",
    save: "Save and go on to the next sheet",
    compare: "Compare with the first typing",
    back: "Back to the batches",
    set_aside: "Put this sheet aside, uncounted",
    set_aside_about: "For a household that has answered already, or a sheet that is torn or cannot be read. Its first typing is destroyed and cannot be brought back.",
    set_aside_confirm: "Destroy the first typing of sheet {sheet}",

    differs_title: "Batch {batch}, sheet {sheet}: differences",
    differs_intro: "Please look at the paper and type what it says for each question below. All others agree.",
    first_read: "The first person typed",
    you_read: "You typed",
    paper_says: "The paper says",
    nothing_typed: "nothing",
    decide: "Take the response",

    another_title: "These may be two different sheets",
    another: "Too much differs from the first typing, so nothing was compared. Please check the number in the corner of the sheet. What you typed is still below.",
    start_over: "Drop the first typing and use this one instead",
    start_over_about: "For when you are sure of the number and the first typing was of another sheet. Another person must then type it a second time.",

    summary: "Please check",
    blank: "Nothing was typed. A sheet without any answer is not typed in: announce fewer sheets, or put it aside.",
    taken: "Somebody has typed this sheet, or it is done. Please check its number.",
    own: "You typed this sheet the first time; the second typing must be another person's.",
    not_open: "The survey takes no responses now. Please keep the sheet and ask the office.",
    undecided: "Please type what the paper says; type 0 if it is blank.",

    kept: "Saved. The sheet is waiting for another person to type it a second time.",
    confirmed: "Both typings agree; the response is taken.",
    made: "The batch is made.",
    put_aside: "The sheet is put aside; its first typing was destroyed.",
    started_over: "Your typing is the first one now. Another person will type it a second time.",

    fault_unknown: "This question has no such number.",
    fault_too_many: "At most {max} options. If more are marked on the paper, type 0.",
    fault_group: "Please choose a residential group of the list.",
    fault_received: "The day of receipt lies between the opening of the survey and today.",
    fault_sheets: "The number of sheets is a number from 1 to 2,000.",
    code_mistyped: "That is not a code. A code has 12 letters, none of them I, L or O.",
    code_unknown: "This locality has no such household code in this survey.",
    code_spent: "The household with this code has answered already, online or on paper, so this sheet does not count again. Please put it aside.",
    code_expired: "This code has expired.",
};
