//! Typing in paper, in words.

use crate::flow::paper::CodeTrouble;
use crate::survey::answering::FaultKind;
use crate::survey::paper_batch::{Batch, BatchFault};
use crate::survey::tally::Received;
use crate::wording::numbers::{count, percent};
use crate::wording::respond::Respond;
use crate::wording::{Tongue, fill, fill_with};

catalogue! {
    Paper {
        title: "Nhập phiếu giấy", "Typing in paper";
        intro_twice: "Mỗi tờ phiếu được hai người nhập riêng. Người thứ hai không thấy người thứ nhất đã gõ gì; nếu hai lần khớp nhau thì phiếu được ghi nhận.", "Two people type in every sheet, each by themselves. The second does not see what the first has typed; if both agree, the response is taken.";
        intro_closed: "Câu trả lời đã nhập không mở lại được, kể cả người đã nhập. Nhập xong, xin cất giữ tờ giấy theo quy định của đợt khảo sát.", "What has been typed cannot be opened again, not even by the person who typed it. Please keep the sheet afterwards as the survey's rules say.";
        batches: "Các tập phiếu", "Batches";
        none: "Chưa có tập phiếu nào. Khi nhận được phiếu giấy, anh/chị lập một tập cho số tờ nhận cùng lúc, đánh số từng tờ từ 1, rồi bắt đầu nhập.", "There is no batch yet. When paper comes in, make a batch of the sheets received together, number the sheets from 1, and begin to type.";
        batch_of: "Tập {number} · {group}", "Batch {number} · {group}";
        any_group: "Nhiều khối phố, thôn", "Several residential groups";
        received: "Nhận ngày {day}", "Received on {day}";
        progress: "{sheets} tờ: đã ghi nhận {entered}, chờ người thứ hai nhập {waiting}, chưa nhập {left}.", "{sheets} sheets: {entered} taken, {waiting} waiting for a second person, {left} not typed in yet.";
        to_check: "{n} tờ người khác đã nhập đang chờ anh/chị nhập lần hai.", "{n} sheets typed in by others are waiting for you to type them a second time.";
        own_waiting: "{n} tờ anh/chị đã nhập đang chờ một người khác nhập lần hai.", "{n} sheets that you typed in are waiting for another person to type them a second time.";
        set_aside_count: "{n} tờ để riêng, không tính.", "{n} sheets put aside and not counted.";
        unchecked: "{n} tờ chưa được nhập lần hai khi đợt khảo sát đóng; câu trả lời của những tờ đó đã bị xóa.", "{n} sheets had not been typed a second time when the survey closed; their answers were destroyed.";
        all_done: "Đã xong cả tập.", "The whole batch is done.";
        error_rate: "Hai lần nhập khác nhau ở {rate} số câu.", "The two typings differ in {rate} of the questions.";
        key_next: "Nhập tờ số {n}", "Type in sheet {n}";
        check_next: "Nhập lần hai tờ số {n}", "Type sheet {n} a second time";
        typed_share: "Trong {n} phiếu đã nhận ở đây, {share} do cán bộ nhập từ phiếu giấy.", "Of the {n} responses received here, {share} were typed in from paper by staff.";
        typed_few: "Dưới 10 phiếu ở đây do cán bộ nhập từ phiếu giấy.", "Fewer than 10 responses here were typed in from paper by staff.";
        over: "Đợt khảo sát hiện không nhận phiếu, nên không nhập phiếu giấy được.", "The survey takes no responses now, so no paper can be typed in.";
        new_title: "Lập tập phiếu mới", "A new batch";
        new_intro: "Mỗi tập là số tờ nhận cùng lúc. Xin đánh số từng tờ từ 1 đến hết, ở góc trên.", "A batch is the sheets received together. Please number each sheet from 1, in its top corner.";
        group: "Khối phố, thôn của cả tập", "Residential group of the whole batch";
        group_hint: "Nếu tập có phiếu của nhiều nơi, chọn “Nhiều khối phố, thôn”: khi nhập từng tờ sẽ hỏi.", "If sheets come from several places, choose “Several residential groups”: each sheet is then asked for its own.";
        received_hint: "Ngày nhận phiếu", "Day of receipt";
        sheets_hint: "Số tờ trong tập (nhiều nhất 2.000)", "Number of sheets in the batch (2,000 at most)";
        make: "Lập tập và nhập tờ đầu tiên", "Make the batch and type in the first sheet";
        first_title: "Tập {batch}, tờ số {sheet}", "Batch {batch}, sheet {sheet}";
        first_intro: "Gõ số in trước ý được đánh dấu, rồi Enter để sang câu sau.", "Type the number printed before the marked option, then Enter for the next question.";
        second_title: "Tập {batch}, tờ số {sheet}: nhập lần hai", "Batch {batch}, sheet {sheet}: second typing";
        second_intro: "Xin nhập lại từ tờ giấy, như chưa ai nhập. Sau đó mới so với lần nhập đầu.", "Please type from the paper, as if nobody had before. Only then is it compared with the first typing.";
        keys_title: "Cách gõ", "How to type";
        keys_scale: "Thang hài lòng: 1 đến 5; 9 là không biết / không có ý kiến.", "Satisfaction: 1 to 5; 9 is don't know / no opinion.";
        keys_blank: "Bỏ trống trên giấy: Enter, hoặc 0. Đánh dấu hai ý ở câu chỉ được chọn một: gõ 0.", "Blank on paper: Enter, or 0. Two marks where only one is allowed: type 0.";
        keys_several: "Chọn nhiều ý: gõ liền các số, ví dụ 13 là ý 1 và ý 3; từ 10 ý trở lên thì cách nhau bằng dấu cách.", "Several options: run the numbers together, 13 is options 1 and 3; from 10 options on, put spaces between them.";
        keys_moving: "Enter: câu sau. Backspace ở ô trống: câu trước.", "Enter: next question. Backspace in an empty box: the one before.";
        several: "Gõ liền các số", "Run the numbers together";
        number: "Số, từ {min} đến {max}; để trống nếu không trả lời", "A number from {min} to {max}; nothing if not answered";
        words: "Chép lại như trên giấy", "Copy what the paper says";
        code: "Mã hộ trên phiếu (nếu có)", "Household code on the sheet (if there is one)";
        code_hint: "12 chữ cái in dưới mã QR. Mã chỉ dùng được một lần, trên mạng hoặc trên giấy.", "The 12 letters printed under the QR code. A code counts once, online or on paper.";
        save: "Lưu và sang tờ sau", "Save and go on to the next sheet";
        compare: "So với lần nhập đầu", "Compare with the first typing";
        back: "Về các tập phiếu", "Back to the batches";
        set_aside: "Để riêng tờ này, không tính", "Put this sheet aside, uncounted";
        set_aside_about: "Dùng khi hộ này đã trả lời rồi, hoặc tờ giấy rách, không đọc được. Lần nhập đầu của tờ này sẽ bị xóa và không lấy lại được.", "For a household that has answered already, or a sheet that is torn or cannot be read. Its first typing is destroyed and cannot be brought back.";
        set_aside_confirm: "Xóa lần nhập đầu của tờ số {sheet}", "Destroy the first typing of sheet {sheet}";
        differs_title: "Tập {batch}, tờ số {sheet}: chỗ khác nhau", "Batch {batch}, sheet {sheet}: differences";
        differs_intro: "Xin xem lại tờ giấy và gõ điều tờ giấy ghi cho từng câu dưới đây. Những câu khác đã khớp.", "Please look at the paper and type what it says for each question below. All others agree.";
        first_read: "Người thứ nhất gõ", "The first person typed";
        you_read: "Anh/chị gõ", "You typed";
        paper_says: "Tờ giấy ghi", "The paper says";
        nothing_typed: "để trống", "nothing";
        decide: "Ghi nhận phiếu", "Take the response";
        another: "Quá nhiều câu khác với lần nhập đầu, nên không đối chiếu. Xin xem lại số tờ ghi ở góc trên. Những gì anh/chị vừa gõ vẫn còn bên dưới.", "Too much differs from the first typing, so nothing was compared. Please check the number in the corner of the sheet. What you typed is still below.";
        start_over: "Bỏ lần nhập đầu, lấy lần nhập này thay vào", "Drop the first typing and use this one instead";
        start_over_about: "Dùng khi anh/chị chắc chắn đúng số tờ và lần nhập đầu bị nhầm tờ. Sau đó một người khác phải nhập lần hai.", "For when you are sure of the number and the first typing was of another sheet. Another person must then type it a second time.";
        blank: "Chưa gõ câu nào. Tờ không có câu trả lời nào thì không nhập; xin ghi bớt số tờ hoặc để riêng.", "Nothing was typed. A sheet without any answer is not typed in: announce fewer sheets, or put it aside.";
        taken: "Tờ này đã có người nhập, hoặc đã xong. Xin xem lại số tờ.", "Somebody has typed this sheet, or it is done. Please check its number.";
        own: "Tờ này do chính anh/chị nhập lần đầu; phải một người khác nhập lần hai.", "You typed this sheet the first time; the second typing must be another person's.";
        not_open: "Đợt khảo sát hiện không nhận phiếu. Xin giữ tờ giấy và hỏi phòng chuyên môn.", "The survey takes no responses now. Please keep the sheet and ask the office.";
        undecided: "Xin gõ điều tờ giấy ghi; nếu bỏ trống thì gõ 0.", "Please type what the paper says; type 0 if it is blank.";
        fault_unknown: "Không có số này ở câu này.", "This question has no such number.";
        fault_too_many: "Nhiều nhất {max} ý. Nếu trên giấy đánh dấu nhiều hơn, xin gõ 0.", "At most {max} options. If more are marked on the paper, type 0.";
        fault_group: "Xin chọn khối phố, thôn trong danh sách.", "Please choose a residential group of the list.";
        fault_received: "Ngày nhận phải từ ngày mở đợt khảo sát đến hôm nay.", "The day of receipt lies between the opening of the survey and today.";
        fault_sheets: "Số tờ là số từ 1 đến 2.000.", "The number of sheets is a number from 1 to 2,000.";
        code_mistyped: "Mã gõ chưa đúng. Mã có 12 chữ cái, không có I, L, O.", "That is not a code. A code has 12 letters, none of them I, L or O.";
        code_unknown: "Không có mã hộ này ở địa phương và đợt khảo sát này.", "This locality has no such household code in this survey.";
        code_spent: "Hộ có mã này đã trả lời rồi, trên mạng hoặc trên giấy, nên tờ này không được tính thêm. Xin để riêng tờ này.", "The household with this code has answered already, online or on paper, so this sheet does not count again. Please put it aside.";
        code_expired: "Mã này đã hết hạn.", "This code has expired.";
        task_title: "Nhập phiếu giấy: {locality}", "Typing in paper: {locality}";
        task: "Lập tập phiếu, nhập lần đầu hoặc nhập lần hai.", "Make a batch, type sheets in, or type them a second time.";
        task_check: "{n} tờ chờ anh/chị nhập lần hai.", "{n} sheets are waiting for you to type them a second time.";
        typed_most: "Gần như tất cả phiếu đã nhận ở đây do cán bộ nhập từ phiếu giấy.", "Nearly all responses received here were typed in from paper by staff.";
        progress_label: "Đã xong {done} trên {sheets} tờ", "{done} of {sheets} sheets done";
    }
}

impl Paper {
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
        said.push(fill_with(self.progress, &values));
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

    /// A title that names the batch and the sheet.
    pub fn sheet(&self, template: &str, batch: i32, sheet: i32) -> String {
        let (batch, sheet) = (batch.to_string(), sheet.to_string());
        fill(template, &[("batch", &batch), ("sheet", &sheet)])
    }
}

/// How much of what came in was typed in by staff; `None` where nothing was. Nothing is said of fewer than ten people.
pub fn typed_share(tongue: Tongue, received: &Received) -> Option<String> {
    let words = Paper::of(tongue);
    let (typed, all) = (received.entry.responses, received.all().responses);
    match (typed, all - typed) {
        (0, _) => None,
        (1..10, _) => Some(words.typed_few.to_owned()),
        (_, 1..10) => Some(words.typed_most.to_owned()),
        _ => {
            let n = count(tongue, u64::try_from(all).unwrap_or_default());
            let share = percent(tongue, 100.0 * typed as f64 / all as f64);
            Some(fill(words.typed_share, &[("n", &n), ("share", &share)]))
        }
    }
}
