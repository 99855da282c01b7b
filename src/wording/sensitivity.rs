//! Words about other choices of the method.

use crate::edition::sensitivity::FactorName;
use crate::wording::Tongue;

pub struct Sensitivity {
    pub title: &'static str,
    pub by_sampling: &'static str,
    pub by_choices: &'static str,
    pub by_both: &'static str,
    pub by_nothing: &'static str,
    pub text: &'static str,
    pub factors_table: &'static str,
    pub factor: &'static str,
    pub total: &'static str,
    pub total_text: &'static str,
    pub places_open: &'static str,
    pub places_table: &'static str,
    pub places_head: &'static str,
    pub file: &'static str,
    weights: &'static str,
    aggregation: &'static str,
    style: &'static str,
    dont_know: &'static str,
    drop_one: &'static str,
    sampling: &'static str,
}

impl Sensitivity {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn factor_name(&self, factor: FactorName) -> &'static str {
        match factor {
            FactorName::Weights => self.weights,
            FactorName::Aggregation => self.aggregation,
            FactorName::Style => self.style,
            FactorName::DontKnow => self.dont_know,
            FactorName::DropOne => self.drop_one,
            FactorName::Sampling => self.sampling,
        }
    }
}

const VI: Sensitivity = Sensitivity {
    title: "Nếu chọn cách tính khác",
    by_sampling: "Thứ hạng xê dịch chủ yếu vì không phải ai cũng trả lời, không phải vì cách tính.",
    by_choices: "Thứ hạng xê dịch chủ yếu vì cách tính được chọn, không phải vì còn người chưa trả lời.",
    by_both: "Cách tính được chọn và việc không phải ai cũng trả lời làm thứ hạng xê dịch gần ngang nhau.",
    by_nothing: "Tính theo cách nào, thứ hạng cũng xê dịch như nhau.",
    text: "Chỉ số được tính lại {times} lần, mỗi lần chọn ngẫu nhiên những điều trong bảng. Mỗi lần, một địa phương lệch trung bình {shift} bậc so với hạng của con số đã công bố.",
    factors_table: "Điều gì làm thứ hạng xê dịch",
    factor: "Điều được thay đổi",
    total: "Mức ảnh hưởng",
    total_text: "Nhiều điều cùng góp vào một lần xê dịch, nên cộng lại có thể quá 100%.",
    places_open: "Từng địa phương trong các lần tính lại",
    places_table: "Hạng trong chín phần mười số lần tính lại",
    places_head: "Hạng",
    file: "Thứ hạng xê dịch bao nhiêu nếu chọn cách tính khác",
    weights: "Tỷ trọng của các tiêu chí, tăng hay giảm đến một phần tư",
    aggregation: "Gộp tiêu chí bằng cách cộng hay nhân",
    style: "Tính điểm trung bình hay tính tỷ lệ hài lòng",
    dont_know: "Cách tính câu trả lời “không biết”",
    drop_one: "Bỏ một tiêu chí",
    sampling: "Không phải ai cũng trả lời",
};

const EN: Sensitivity = Sensitivity {
    title: "If the method had been chosen otherwise",
    by_sampling: "Ranks move mostly because not everybody answered, not because of the method.",
    by_choices: "Ranks move mostly because of how the method was chosen, not because some people did not answer.",
    by_both: "The choice of the method and the fact that not everybody answered move ranks about equally.",
    by_nothing: "Whatever the method, ranks move by the same.",
    text: "The index was computed {times} more times, each time with a random choice of what is in the table. Each time a locality was on average {shift} ranks away from the rank of the published figure.",
    factors_table: "What makes ranks move",
    factor: "What is changed",
    total: "Influence",
    total_text: "Several things share in one move, so that the parts may add up to more than 100%.",
    places_open: "Each locality when computed again",
    places_table: "Ranks in nine tenths of the times",
    places_head: "Ranks",
    file: "How far ranks move if the method had been chosen otherwise",
    weights: "Weights of the criteria, up or down by up to a quarter",
    aggregation: "Criteria combined by adding or by multiplying",
    style: "Mean score or share satisfied",
    dont_know: "How “don't know” is counted",
    drop_one: "One criterion left out",
    sampling: "Not everybody answered",
};
