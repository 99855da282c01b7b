//! Words in and around pictures.

use crate::edition::figures::{Figures, WithheldReason};
use crate::wording::Tongue;

pub struct Charts {
    pub simulated: &'static str,
    pub caution: &'static str,
    pub whole: &'static str,
    pub whole_level: &'static str,
    pub count_short: &'static str,

    pub levels_title: &'static str,
    pub levels_title_satisfied: &'static str,
    pub levels_finding: &'static str,
    pub levels_none: &'static str,
    pub levels_legend: &'static str,

    pub ranking_title: &'static str,
    pub ranking_finding: &'static str,
    pub ranking_first: &'static str,
    pub ranking_none: &'static str,
    pub ranking_legend: &'static str,
    pub best: &'static str,
    pub worst: &'static str,
    pub only: &'static str,
    pub from_to: &'static str,

    pub answers_title: &'static str,
    pub answers_finding: &'static str,
    pub answers_none: &'static str,
    pub item_title: &'static str,
    pub item_finding: &'static str,
    pub dont_know: &'static str,

    pub gauge_title: &'static str,
    pub gauge_finding: &'static str,

    pub too_few: &'static str,
    pub too_uncertain: &'static str,
    pub would_reveal: &'static str,
    pub part_missing: &'static str,
    pub too_much_split: &'static str,
    pub dominated: &'static str,
    pub one_source: &'static str,
    pub earlier_release: &'static str,
}

impl Charts {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn withheld(&self, reason: WithheldReason) -> &'static str {
        match reason {
            WithheldReason::TooFewAnswers => self.too_few,
            WithheldReason::TooUncertain => self.too_uncertain,
            WithheldReason::WouldReveal => self.would_reveal,
            WithheldReason::PartMissing => self.part_missing,
            WithheldReason::TooMuchSplit => self.too_much_split,
            WithheldReason::Dominated => self.dominated,
            WithheldReason::OneSource => self.one_source,
            WithheldReason::EarlierRelease => self.earlier_release,
        }
    }

    /// Why a locality has no rank set: because its index is withheld.
    pub fn not_ranked(&self, figures: &Figures, locality: &str) -> &'static str {
        let reason = figures.index(locality).err();
        self.withheld(reason.unwrap_or(WithheldReason::TooFewAnswers))
    }
}

const VI: Charts = Charts {
    simulated: "Dữ liệu mô phỏng / simulated data",
    caution: "đọc thận trọng: ít câu trả lời",
    whole: "Tất cả địa phương",
    whole_level: "Tất cả địa phương: {level}",
    count_short: "{n} phiếu",

    levels_title: "Điểm hài lòng của từng địa phương, trên thang 0–100",
    levels_title_satisfied: "Tỷ lệ người dân hài lòng ở từng địa phương, từ 0 đến 100%",
    levels_finding: "Trong {places} địa phương được công bố, thấp nhất là {lowest}, cao nhất là {highest}; tất cả địa phương gộp lại là {whole}.",
    levels_none: "Chưa có địa phương nào đủ câu trả lời để công bố.",
    levels_legend: "Chấm: con số ước lượng. Vạch ngang: khoảng mà con số thật nhiều khả năng nằm trong đó. Chấm rỗng: đọc thận trọng vì ít câu trả lời.",

    ranking_title: "Khoảng hạng của từng địa phương",
    ranking_finding: "Trong {pairs} cặp địa phương, {told} cặp phân biệt được chắc chắn.",
    ranking_first: "Có thể đứng hạng 1: {places}.",
    ranking_none: "Chưa có đủ địa phương để so sánh.",
    ranking_legend: "Thanh: những hạng mà địa phương có thể đứng. Chấm: hạng của con số ước lượng, không nên đọc riêng. Thanh nhạt: đọc thận trọng vì ít câu trả lời. Những địa phương không phân biệt được với nhau mang cùng một sắc xanh.",
    best: "hạng 1: hài lòng hơn",
    worst: "kém hài lòng hơn",
    only: "chỉ {rank}",
    from_to: "{low} đến {high}",

    answers_title: "Câu trả lời cho từng câu hỏi, tất cả địa phương",
    answers_finding: "Nhiều người hài lòng nhất: {best} ({best_share}). Ít người hài lòng nhất: {worst} ({worst_share}).",
    answers_none: "Chưa có câu hỏi nào đủ câu trả lời để công bố.",
    item_title: "{item} – câu trả lời theo địa phương",
    item_finding: "Tất cả địa phương: {satisfied} hài lòng hoặc rất hài lòng, {dissatisfied} không hài lòng hoặc rất không hài lòng.",
    dont_know: "Không biết / không có ý kiến",

    gauge_title: "Chỉ số chung trên thang 0–100",
    gauge_finding: "{level}, nhiều khả năng nằm trong khoảng từ {low} đến {high}.",

    too_few: "Chưa công bố vì quá ít câu trả lời",
    too_uncertain: "Chưa công bố vì câu trả lời quá khác nhau để con số đủ chắc chắn",
    would_reveal: "Chưa công bố để không làm lộ số liệu của nơi khác",
    part_missing: "Chưa công bố vì thiếu một phần của chỉ số",
    too_much_split: "Chưa công bố vì địa giới đã chia lại quá nhiều từ lần khảo sát trước",
    dominated: "Chưa công bố vì con số gần như chỉ do vài người trả lời quyết định",
    one_source: "Chưa công bố vì quá nhiều phiếu ở đây do cùng một người đi hỏi",
    earlier_release: "Chưa công bố để không làm lộ số liệu mà lần công bố trước đã giữ lại",
};

const EN: Charts = Charts {
    simulated: "Dữ liệu mô phỏng / simulated data",
    caution: "read with caution: few answers",
    whole: "All localities",
    whole_level: "All localities: {level}",
    count_short: "n = {n}",

    levels_title: "Satisfaction score by locality, on a scale of 0–100",
    levels_title_satisfied: "Share of satisfied residents by locality, 0 to 100%",
    levels_finding: "Of the {places} published localities the lowest is {lowest} and the highest {highest}; all localities together are at {whole}.",
    levels_none: "No locality has enough answers to be published yet.",
    levels_legend: "Dot: the estimate. Line: the range in which the true figure most likely lies. Hollow dot: to be read with caution, few answers.",

    ranking_title: "Range of ranks of each locality",
    ranking_finding: "Of {pairs} pairs of localities, {told} can be told apart with confidence.",
    ranking_first: "Possibly first: {places}.",
    ranking_none: "There are not enough localities to compare yet.",
    ranking_legend: "Bar: the ranks at which a locality may stand. Dot: the rank of its estimate, not to be read on its own. Pale bar: to be read with caution, few answers. Localities that cannot be told apart share a shade of green.",
    best: "rank 1: more satisfied",
    worst: "less satisfied",
    only: "only {rank}",
    from_to: "{low} to {high}",

    answers_title: "Answers to each question, all localities",
    answers_finding: "Satisfied most often: {best} ({best_share}). Satisfied least often: {worst} ({worst_share}).",
    answers_none: "No question has enough answers to be published yet.",
    item_title: "{item} – answers by locality",
    item_finding: "All localities: {satisfied} satisfied or very satisfied, {dissatisfied} dissatisfied or very dissatisfied.",
    dont_know: "Don't know / no opinion",

    gauge_title: "The overall index on a scale of 0–100",
    gauge_finding: "{level}, most likely between {low} and {high}.",

    too_few: "Not published: too few answers",
    too_uncertain: "Not published: answers differ too much for a figure that is certain enough",
    would_reveal: "Not published, so as not to reveal another place's figures",
    part_missing: "Not published: part of the index is missing",
    too_much_split: "Not published: boundaries have been redrawn too much since the earlier survey",
    dominated: "Not published: a few respondents nearly decide the figure alone",
    one_source: "Not published: one interviewer brought too many of the answers here",
    earlier_release: "Not published, so as not to reveal figures that an earlier publication withheld",
};
