//! Words about how sure the figures are.

use crate::wording::Tongue;

pub struct Certainty {
    pub title: &'static str,
    pub linearised: &'static str,
    pub jackknife: &'static str,
    pub jackknife_raked: &'static str,
    pub bootstrap: &'static str,
    pub bootstrap_raked: &'static str,
    pub clusters: &'static str,
    pub pooled: &'static str,
    pub lonely: &'static str,
    pub lonely_response: &'static str,
    pub rescaled: &'static str,
    pub collapsed: &'static str,
    pub at_cap: &'static str,
    pub cap_dropped: &'static str,
    pub unequal: &'static str,
    pub unequal_places: &'static str,
    pub dont_know_bounds: &'static str,
    pub non_response_bounds: &'static str,
    pub census_assumption: &'static str,
}

impl Certainty {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Certainty = Certainty {
    title: "Các con số chắc chắn đến đâu",
    linearised: "Khoảng “từ … đến …” được tính bằng phương pháp tuyến tính hóa, theo đúng cách chọn mẫu.",
    jackknife: "Khoảng “từ … đến …” được tính bằng phương pháp jackknife: lần lượt bỏ ra từng đơn vị chọn mẫu rồi tính lại.",
    jackknife_raked: "Khoảng “từ … đến …” được tính bằng phương pháp jackknife: lần lượt bỏ ra từng đơn vị chọn mẫu, mỗi lần cân bằng mẫu lại từ đầu rồi tính lại.",
    bootstrap: "Khoảng “từ … đến …” được tính bằng phương pháp bootstrap: rút lại mẫu {replicates} lần rồi tính lại; số khởi đầu ngẫu nhiên là {seed}, nên ai cũng tính lại được đúng như vậy.",
    bootstrap_raked: "Khoảng “từ … đến …” được tính bằng phương pháp bootstrap: rút lại mẫu {replicates} lần, mỗi lần cân bằng mẫu lại từ đầu; số khởi đầu ngẫu nhiên là {seed}, nên ai cũng tính lại được đúng như vậy.",
    clusters: "Người trả lời thuộc {n} đơn vị chọn mẫu. Người trong cùng một đơn vị thường nghĩ gần giống nhau, và điều đó đã được tính vào.",
    pooled: "{n} địa phương có quá ít đơn vị chọn mẫu để tự cho biết mức chắc chắn, nên dùng chung hệ số thiết kế của tất cả địa phương.",
    lonely: "{n} tầng chỉ có một đơn vị chọn mẫu, nên câu trả lời ở đó khác nhau nhiều hay ít là điều phải giả định, không đo được.",
    lonely_response: "{n} tầng chỉ có một phiếu, nên câu trả lời ở đó khác nhau nhiều hay ít là điều phải giả định, không đo được.",
    rescaled: "Cơ cấu dân số theo {margins} có tổng khác với cơ cấu đầu tiên, nên đã được quy về cùng một tổng.",
    collapsed: "Trong cơ cấu “{margin}”, không ai thuộc “{category}” trả lời, nên mục này được gộp với “{neighbour}”.",
    at_cap: "{n} phiếu có trọng số bị giữ ở mức trần, để không ai được tính quá nặng.",
    cap_dropped: "Giữ mức trần của trọng số thì không khớp được cơ cấu dân số, nên mức trần đã được bỏ: một số phiếu có thể được tính rất nặng.",
    unequal: "Lưu ý: trọng số của các phiếu chênh nhau nhiều (hệ số Kish {deff}), nên {n} phiếu chỉ đáng tin như {worth} phiếu có trọng số bằng nhau.",
    unequal_places: "Lưu ý: trọng số chênh nhau nhiều ở những nơi sau (hệ số Kish trong ngoặc), nên con số ở đó kém chắc chắn hơn là số phiếu cho thấy: {places}.",
    dont_know_bounds: "Nếu coi mọi câu “không biết” là chê hết mức thì chỉ số chung là {low}; nếu coi là khen hết mức thì là {high}.",
    non_response_bounds: "Dù những người không trả lời nghĩ thế nào đi nữa, chỉ số chung cũng nằm trong khoảng từ {low} đến {high}.",
    census_assumption: "Các khoảng khác trên trang này hẹp hơn, và chỉ đúng nếu trong mỗi nhóm, người không trả lời nghĩ như người đã trả lời.",
};

const EN: Certainty = Certainty {
    title: "How sure the figures are",
    linearised: "The range “from … to …” comes from linearisation, which follows how the sample was drawn.",
    jackknife: "The range “from … to …” comes from the jackknife: the sampling units are left out one at a time and everything is computed again.",
    jackknife_raked: "The range “from … to …” comes from the jackknife: the sampling units are left out one at a time, and each time the weights are adjusted to the population from the start and everything is computed again.",
    bootstrap: "The range “from … to …” comes from the bootstrap: the sample was drawn anew {replicates} times and everything computed again; the random seed is {seed}, so that anyone gets the same.",
    bootstrap_raked: "The range “from … to …” comes from the bootstrap: the sample was drawn anew {replicates} times, each time with the weights adjusted to the population from the start; the random seed is {seed}, so that anyone gets the same.",
    clusters: "Those who answered belong to {n} sampling units. People in one unit often think alike, and that has been reckoned with.",
    pooled: "Localities with too few sampling units to tell how sure their own figures are: {n}. They take the design effect of all localities.",
    lonely: "Strata with only one sampling unit: {n}. How far answers differ there had to be assumed and could not be measured.",
    lonely_response: "Strata with only one response: {n}. How far answers differ there had to be assumed and could not be measured.",
    rescaled: "The population by {margins} adds up to another total than the first margin, so it was scaled to the same total.",
    collapsed: "In the margin “{margin}” nobody of “{category}” answered, so it was joined with “{neighbour}”.",
    at_cap: "Responses whose weight is held at the cap, so that nobody counts for too much: {n}.",
    cap_dropped: "With a cap on the weights the population could not be matched, so the cap was dropped: some responses may count for a great deal.",
    unequal: "Note: the weights of the responses are very unequal (Kish's design effect {deff}), so that {n} responses are worth no more than {worth} of equal weight.",
    unequal_places: "Note: the weights are very unequal in these places (Kish's design effect in brackets), so that their responses are worth less than their number suggests: {places}.",
    dont_know_bounds: "If every “don't know” were taken as the worst answer, the overall index would be {low}; if as the best, {high}.",
    non_response_bounds: "Whatever those think who did not answer, the overall index lies between {low} and {high}.",
    census_assumption: "The other ranges on this page are narrower, and hold only if those who did not answer in a group think like those who did.",
};
