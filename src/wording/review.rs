//! Words of the quality review after closing.

use crate::survey::exclusion::{Outcome, REASON, Refusal, Rule, Verdict};
use crate::wording::{Tongue, fill};

catalogue! {
    Review {
        title: "Rà soát chất lượng", "Quality review";
        lead: "Các quy tắc đã định trước khi khảo sát. Trang này chỉ cho biết mỗi quy tắc đụng tới bao nhiêu phiếu, không cho biết điểm số sẽ đổi ra sao: không ai được chọn phiếu theo kết quả.", "The rules were fixed before fieldwork. This page says how many answers each rule touches and never what it does to a score: nobody may choose answers by their result.";
        not_closed: "Việc rà soát bắt đầu sau khi đợt khảo sát đóng.", "The review begins when the wave is closed.";
        over: "Kết quả đã công bố, không thay đổi được nữa. Dưới đây là những gì đã quyết định.", "The result is published; nothing can be changed any more. This is what was decided.";
        computed: "Đã tính số liệu. Nếu có quyết định mới, xin tính lại trước khi công bố.", "Figures have been computed. After a new decision, please compute again before publishing.";
        unreadable: "Chưa đọc được bộ dữ liệu niêm phong: {problem}", "The sealed dataset cannot be read: {problem}";
        received: "Số phiếu đã nhận", "Received";
        flagged: "Phiếu có dấu hiệu đáng ngờ", "Doubted for any reason";
        left_out: "Bị loại khi tính", "Left out as things stand";
        waiting: "Đề nghị đang chờ", "Proposals waiting";
        rules: "Quy tắc loại phiếu và số phiếu", "Rules of exclusion and how many answers they touch";
        rule: "Quy tắc", "Rule";
        answers: "Số phiếu", "Answers";
        state: "Hiện tại", "As things stand";
        impossible: "Các câu trả lời không thể đi cùng nhau", "Answers that cannot go together";
        same_person: "Một người gửi nhiều phiếu (giữ lại một)", "Several responses of one person (one is kept)";
        two_flags: "Ít nhất hai dấu hiệu trả lời qua loa", "Two independent signs of carelessness";
        burst: "Đợt dồn dập 10 phút từ {start}, {place}", "Burst: ten minutes from {start}, {place}";
        always: "luôn bị loại", "always left out";
        excluded: "loại, hai người đã quyết định", "left out: two people decided";
        kept: "giữ, hai người đã quyết định", "kept: two people decided";
        undecided: "chưa quyết định", "not decided";
        nothing_to_decide: "không có gì để quyết định", "nothing to decide";
        never: "phương pháp không cho loại", "the method leaves nothing out";
        flags: "Dấu hiệu", "Signs";
        flags_lead: "Một dấu hiệu chưa đủ để loại; một phiếu có thể có nhiều dấu hiệu.", "One sign is not enough to leave an answer out; one answer may have several.";
        flag: "Dấu hiệu", "Sign";
        threshold: "Ngưỡng", "Threshold";
        straight_lining: "Chọn một mức cho mọi dòng", "One answer down every grid";
        straight_lining_rule: "{grids} bảng từ {items} dòng trở lên", "{grids} grids of {items} or more rows";
        speeding: "Trả lời quá nhanh", "Too fast";
        speeding_rule: "dưới {seconds} giây mỗi câu, hoặc dưới {share} thời gian giữa", "under {seconds} s a question, or under {share} of the median time";
        same_answers: "Nhiều phiếu giống hệt nhau", "Equal answers throughout";
        same_answers_rule: "từ {members} phiếu, {items} câu trở lên", "{members} or more answers, {items} or more questions";
        bursts: "Dồn dập trong 10 phút", "Bursts of ten minutes";
        bursts_rule: "từ {count} phiếu, z trên {z}", "{count} or more answers, z above {z}";
        places: "Từng địa phương", "By locality";
        place: "Địa phương", "Locality";
        share: "Tỷ lệ đáng ngờ", "Share doubted";
        caution: "cần thận trọng", "caution";
        caution_note: "“Cần thận trọng”: hơn {share} số phiếu có dấu hiệu đáng ngờ.", "“Caution”: more than {share} of the answers are doubted.";
        proposals: "Đề nghị và quyết định", "Proposals and decisions";
        proposals_none: "Chưa có đề nghị nào.", "There is no proposal yet.";
        proposed: "{who} ({role}) đề nghị lúc {at}", "Proposed by {who} ({role}) at {at}";
        confirmed: "{who} ({role}) xác nhận lúc {at}", "Confirmed by {who} ({role}) at {at}";
        refused: "{who} ({role}) không đồng ý lúc {at}", "Refused by {who} ({role}) at {at}";
        waits: "đang chờ người thứ hai", "waits for a second person";
        own: "Ông/Bà đã đề nghị việc này; xin để người khác của cơ quan môi trường hoặc của Ủy ban MTTQ quyết định.", "You proposed this; another person of the office or of the Front decides.";
        confirm: "Xác nhận", "Confirm";
        refuse: "Không đồng ý", "Refuse";
        exclude: "Loại", "Leave out";
        keep: "Giữ", "Keep";
        propose: "Đề nghị", "Propose";
        propose_title: "Đề nghị của cơ quan môi trường", "Proposal of the office";
        propose_lead: "Đề nghị chỉ có hiệu lực khi một người thứ hai xác nhận. Lý do sẽ được lưu cùng bộ dữ liệu niêm phong.", "A proposal takes effect when a second person confirms it. The reason is kept with the sealed dataset.";
        about: "Về quy tắc nào", "About which rule";
        what: "Làm gì", "What to do";
        reason: "Lý do", "Reason";
        reason_hint: "Viết rõ đã kiểm tra gì, hỏi ai. Không ghi tên hay thông tin riêng của người dân.", "Say what was checked and who was asked. No names or personal data of residents.";
        nothing_found: "Không có phiếu nào cần con người quyết định.", "No answer needs a decision of people.";
        not_now: "Chỉ quyết định được sau khi đóng và trước khi công bố.", "Decisions are made between closing and publication.";
        not_the_office: "Chỉ cơ quan môi trường được đề nghị.", "Only the office proposes.";
        reason_wanted: "Xin ghi lý do, từ {least} đến {most} chữ cái.", "Please give a reason of {least} to {most} letters.";
        no_such_rule: "Xin chọn một quy tắc trong danh sách.", "Please choose a rule of the list.";
        no_verdict: "Xin chọn loại hay giữ.", "Please choose whether to leave out or to keep.";
        already_waiting: "Đã có một đề nghị về việc này đang chờ quyết định.", "A proposal about this is waiting already.";
        two_flags_first: "Đợt dồn dập chỉ bị loại khi quy tắc “hai dấu hiệu” cũng đang được áp dụng: xin quyết định quy tắc ấy trước.", "A burst is left out only while the rule of two signs is applied: please decide about that rule first.";
        no_such_proposal: "Không có đề nghị này.", "There is no such proposal.";
        same_person_twice: "Người đề nghị không được tự quyết định.", "Whoever proposed it cannot decide it.";
        decided: "Đề nghị này đã được quyết định.", "This was decided already.";
        undecided_error: "{n} phiếu có hai dấu hiệu trả lời qua loa mà chưa ai quyết định. Xin đề nghị và xác nhận ở trang rà soát chất lượng trước khi tính.", "{n} responses have two signs of carelessness and nobody has decided about them. Please propose and confirm on the quality review before computing.";
        few: "dưới 10", "fewer than 10";
        task: "Rà soát chất lượng: {wave}", "Quality review: {wave}";
        task_text: "Xem các dấu hiệu đáng ngờ trước khi tính số liệu", "Look at what is doubted before figures are computed";
        task_waiting: "Có đề nghị đang chờ người thứ hai quyết định", "A proposal waits for a second person";
    }
}

/// `place`: name of the burst's locality; `start` as people read it.
pub fn rule(tongue: Tongue, rule: &Rule, place: &str, start: &str) -> String {
    let words = Review::of(tongue);
    match rule {
        Rule::TwoFlags => words.two_flags.to_owned(),
        Rule::Burst { .. } => fill(words.burst, &[("place", place), ("start", start)]),
    }
}

pub fn verdict(tongue: Tongue, verdict: Verdict) -> &'static str {
    let words = Review::of(tongue);
    match verdict {
        Verdict::Exclude => words.exclude,
        Verdict::Keep => words.keep,
    }
}

pub fn outcome(tongue: Tongue, outcome: Outcome) -> &'static str {
    let words = Review::of(tongue);
    match outcome {
        Outcome::Confirmed => words.confirmed,
        Outcome::Refused => words.refused,
    }
}

pub fn refusal(tongue: Tongue, refusal: Refusal) -> String {
    let words = Review::of(tongue);
    match refusal {
        Refusal::NotNow => words.not_now,
        Refusal::NotTheOffice => words.not_the_office,
        Refusal::Reason => {
            let (least, most) = (REASON.0.to_string(), REASON.1.to_string());
            return fill(words.reason_wanted, &[("least", &least), ("most", &most)]);
        }
        Refusal::NothingFound => words.no_such_rule,
        Refusal::Waiting => words.already_waiting,
        Refusal::TwoFlagsFirst => words.two_flags_first,
        Refusal::NoSuchProposal => words.no_such_proposal,
        Refusal::SamePerson => words.same_person_twice,
        Refusal::Decided => words.decided,
    }
    .to_owned()
}

pub fn undecided(number: u64, tongue: Tongue) -> String {
    fill(
        Review::of(tongue).undecided_error,
        &[("n", &number.to_string())],
    )
}
