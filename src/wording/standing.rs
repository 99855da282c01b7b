//! Words for groups, bands, above and below the whole, and what an open survey is worth.

use crate::edition::standing::{AgainstWhole, BandName};
use crate::wording::Tongue;

pub struct Standing {
    pub group: &'static str,
    pub groups: &'static str,
    pub group_text: &'static str,
    pub possibly_best: &'static str,
    above: &'static str,
    not_different: &'static str,
    below: &'static str,
    pub band: &'static str,
    pub bands: &'static str,
    good: &'static str,
    fair: &'static str,
    average: &'static str,
    below_average: &'static str,
    pub selection: &'static str,
}

impl Standing {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn against_whole(&self, found: AgainstWhole) -> &'static str {
        match found {
            AgainstWhole::Above => self.above,
            AgainstWhole::NotDifferent => self.not_different,
            AgainstWhole::Below => self.below,
        }
    }

    pub fn band_name(&self, band: BandName) -> &'static str {
        match band {
            BandName::Good => self.good,
            BandName::Fair => self.fair,
            BandName::Average => self.average,
            BandName::Below => self.below_average,
        }
    }
}

const VI: Standing = Standing {
    group: "nhóm {low}",
    groups: "nhóm {low}–{high}",
    group_text: "Nhóm 1 là một phần tư đứng đầu, nhóm 4 là một phần tư cuối. Nơi chưa chắc thuộc một nhóm thì ghi mọi nhóm có thể, ví dụ “nhóm 1–2”. “Mức chung” là chỉ số của tất cả địa phương.",
    possibly_best: "Có thể đứng trong ba nơi hài lòng nhất: {places}. Những nơi khác thì không.",
    above: "cao hơn mức chung",
    not_different: "chưa thấy khác mức chung",
    below: "thấp hơn mức chung",
    band: "Theo thang cố định, đây là mức “{band}” (tốt từ {good}, khá từ {fair}, trung bình từ {average}).",
    bands: "Theo thang cố định, có thể là mức “{low}” đến “{high}”, chưa chắc hẳn mức nào (tốt từ {good}, khá từ {fair}, trung bình từ {average}).",
    good: "tốt",
    fair: "khá",
    average: "trung bình",
    below_average: "dưới trung bình",
    selection: "Chỉ cần việc trả lời liên quan rất nhẹ đến mức hài lòng (tương quan {rho}), thì {n} phiếu này chỉ đáng tin như {worth} phiếu rút thăm.",
};

const EN: Standing = Standing {
    group: "group {low}",
    groups: "group {low}–{high}",
    group_text: "Group 1 is the top quarter, group 4 the bottom quarter. A place that is not surely in one group has all it may belong to, such as “group 1–2”. “Overall” is the index of all localities together.",
    possibly_best: "May be among the three most satisfied: {places}. No other place is.",
    above: "above overall",
    not_different: "not shown to differ from overall",
    below: "below overall",
    band: "On a fixed scale this is “{band}” (good from {good}, fair from {fair}, average from {average}).",
    bands: "On a fixed scale this may be anything from “{low}” to “{high}” (good from {good}, fair from {fair}, average from {average}).",
    good: "good",
    fair: "fair",
    average: "average",
    below_average: "below average",
    selection: "If answering is only slightly related to being satisfied (correlation {rho}), these {n} responses are worth no more than {worth} drawn by lot.",
};
