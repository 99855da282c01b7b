//! From received to used, in words.

use crate::wording::Tongue;

pub struct Quality {
    pub title: &'static str,
    pub text: &'static str,
    pub some_out: &'static str,
    pub few_out: &'static str,
    pub none_out: &'static str,
    pub index: &'static str,
    pub table: &'static str,
    pub step: &'static str,
    pub responses: &'static str,
    pub received: &'static str,
    pub impossible: &'static str,
    pub same_person: &'static str,
    pub two_flags: &'static str,
    pub confirmed_burst: &'static str,
    pub excluded: &'static str,
    pub used: &'static str,
    pub flagged: &'static str,
    pub caution: &'static str,
    pub response_rate: &'static str,
    pub participation: &'static str,
    pub file_quality: &'static str,
    pub file_rates: &'static str,
}

impl Quality {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Quality = Quality {
    title: "Từ phiếu nhận được đến phiếu được dùng",
    text: "Trước khi tính, mọi phiếu được soát theo quy tắc định sẵn, không bao giờ theo chiều khen hay chê. Một phiếu chỉ bị loại khi sai rõ ràng, khi có ít nhất hai dấu hiệu trả lời qua loa độc lập với nhau, hoặc khi thuộc một đợt dồn dập mà người có trách nhiệm đã xác nhận là không thật.",
    some_out: "Nhận được {received} phiếu, loại {excluded}, dùng {used}.",
    few_out: "Dùng {used} phiếu. Có phiếu bị loại, nhưng ít đến mức nêu con số có thể làm lộ từng người.",
    none_out: "Nhận được {received} phiếu và dùng tất cả.",
    index: "Chỉ số chung là {used}; nếu tính cả các phiếu bị loại thì là {received}.",
    table: "Số phiếu qua từng bước soát, tất cả địa phương",
    step: "Bước",
    responses: "Số phiếu",
    received: "Nhận được",
    impossible: "Loại: các câu trả lời không thể đi cùng nhau",
    same_person: "Loại: một người gửi nhiều phiếu (giữ lại một)",
    two_flags: "Loại: ít nhất hai dấu hiệu trả lời qua loa",
    confirmed_burst: "Loại: đợt dồn dập đã xác nhận là không thật",
    excluded: "Bị loại, tất cả",
    used: "Được dùng",
    flagged: "{flagged} phiếu ({share}) có ít nhất một dấu hiệu đáng ngờ; một dấu hiệu chưa đủ để loại.",
    caution: "Hãy thận trọng với nơi có hơn {share} phiếu đáng ngờ: {places}.",
    response_rate: "Trong những người được mời thuộc (hoặc có thể thuộc) đối tượng khảo sát, {rate} đã trả lời (cách tính RR2 của AAPOR).",
    participation: "Khảo sát mở không có tỷ lệ trả lời: {starts} người bắt đầu, {completes} người trả lời đủ ({completion}). Cứ 1.000 dân thì có {per_1000} phiếu được dùng.",
    file_quality: "Phiếu nhận được, bị loại, được dùng ở từng địa phương, và chỉ số trước và sau khi loại",
    file_rates: "Tỷ lệ trả lời hoặc mức tham gia",
};

const EN: Quality = Quality {
    title: "From received to used",
    text: "Before anything is computed, every response is checked by rules set in advance, never by whether it praises or blames. A response is left out only when it is plainly wrong, when two independent signs say that it was filled in carelessly, or when it belongs to a burst that those in charge have confirmed not to be real.",
    some_out: "{received} responses came in, {excluded} were left out, {used} are used.",
    few_out: "{used} responses are used. Some were left out, too few to say how many without giving people away.",
    none_out: "{received} responses came in, and all are used.",
    index: "The overall index is {used}; with the responses left out it would be {received}.",
    table: "Responses at each step, all localities",
    step: "Step",
    responses: "Responses",
    received: "Received",
    impossible: "Left out: answers that cannot go together",
    same_person: "Left out: several from one person (one is kept)",
    two_flags: "Left out: at least two signs of carelessness",
    confirmed_burst: "Left out: a burst confirmed not to be real",
    excluded: "Left out, all",
    used: "Used",
    flagged: "{flagged} responses ({share}) carry at least one doubtful sign; one alone is not enough to leave a response out.",
    caution: "Read with caution where more than {share} of the responses are doubtful: {places}.",
    response_rate: "Of those invited who are or may be eligible, {rate} answered (AAPOR's RR2).",
    participation: "An open survey has no response rate: {starts} people began and {completes} finished ({completion}). There are {per_1000} responses in use per 1,000 residents.",
    file_quality: "Responses received, left out and used in each locality, and the index before and after",
    file_rates: "Response rates, or participation",
};
