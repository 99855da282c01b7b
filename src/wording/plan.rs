//! What `hailong plan` says.

use crate::edition::plan::PlanFault;
use crate::wording::{Tongue, fill};

pub struct Plan {
    pub header: [&'static str; 10],
    pub whole: &'static str,
    pub sum: &'static str,
    pub clusters: &'static str,
    pub best: &'static str,
    pub few_clusters: &'static str,
    pub note: &'static str,
    pub apart: &'static str,
}

const VI: Plan = Plan {
    header: [
        "mã",
        "địa phương",
        "quy mô",
        "phỏng vấn",
        "số cụm",
        "đáng như",
        "cần mời",
        "Yamane",
        "so hai nơi",
        "so khi xếp hạng",
    ],
    whole: "tất cả như một",
    sum: "Cộng các địa phương: {interviews} phỏng vấn, mời {invitations}; theo Yamane: {yamane}.",
    clusters: "Mỗi cụm {per_cluster} phỏng vấn, tương quan trong cụm {correlation}: hệ số thiết kế là {deff}, nghĩa là cứ 100 phỏng vấn chỉ đáng như {worth} phỏng vấn rút thăm từng người (cột “đáng như” tính cho từng nơi).",
    best: "Với chi phí đã cho, hỏi khoảng {best} người mỗi cụm là lợi nhất.",
    few_clusters: "Cảnh báo: dưới 25 cụm thì không nên công bố riêng cho từng nơi. Hãy hỏi ở nhiều cụm nhỏ hơn, mỗi cụm ít người hơn, tại: {places}.",
    note: "Hai cột cuối: chênh lệch điểm trung bình nhỏ nhất (trên thang 0–100) mà cứ năm lần khảo sát thì khoảng bốn lần thấy được.",
    apart: "Mẫu như thế phân biệt được hai địa phương khi chỉ so riêng chúng và chúng chênh nhau từ {pair} điểm; khi xếp hạng cả {places} địa phương thì phải chênh nhau từ {ranking} điểm. Chênh nhau ít hơn thế thì không phân biệt được, không nên nói nơi nào hơn, nơi nào kém.",
};

const EN: Plan = Plan {
    header: [
        "code",
        "locality",
        "size",
        "interviews",
        "clusters",
        "worth",
        "invite",
        "Yamane",
        "tell two apart",
        "tell ranks apart",
    ],
    whole: "all as one",
    sum: "All localities: {interviews} interviews, {invitations} to invite; by Yamane: {yamane}.",
    clusters: "With {per_cluster} interviews per cluster and an intra-class correlation of {correlation} the design effect is {deff}: 100 interviews are worth {worth} with people drawn one by one (the column “worth” says so for each place).",
    best: "At these costs about {best} interviews per cluster are best.",
    few_clusters: "Warning: with fewer than 25 clusters a place should not be published by itself. Ask fewer people in more and smaller clusters in: {places}.",
    note: "The last two columns: the smallest difference in mean score, on 0–100, that four surveys in five would show.",
    apart: "Such a sample tells two localities apart when only those two are compared and they differ by {pair} points or more; in a ranking of all {places} they must differ by {ranking} points. Closer ones cannot be told apart and should not be called better or worse.",
};

impl Plan {
    pub fn in_tongue(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

/// What is wrong, and what to do.
pub fn fault(file: &str, fault: &PlanFault, tongue: Tongue) -> String {
    let (vi, en) = match fault {
        PlanFault::Margin => (
            "--margin không hợp lệ: hãy ghi sai số tính bằng điểm phần trăm, lớn hơn 0 và dưới 50, thường là 5",
            "--margin is out of range: write the margin of error in percentage points, above 0 and below 50, usually 5",
        ),
        PlanFault::Deff => (
            "--deff không hợp lệ: hãy ghi hệ số thiết kế từ 1 trở lên, thường là 1.5",
            "--deff is out of range: write a design effect from 1, usually 1.5",
        ),
        PlanFault::PerCluster => (
            "--per-cluster không hợp lệ hoặc còn thiếu: hãy ghi số phỏng vấn trong mỗi cụm, từ 1 trở lên, thường là 10 đến 20",
            "--per-cluster is out of range or missing: write the interviews in each cluster, from 1, usually 10 to 20",
        ),
        PlanFault::Correlation => (
            "--correlation không hợp lệ: hãy ghi tương quan trong cụm, từ 0 đến dưới 1 (lớn hơn 0 nếu có chi phí), thường là 0.05",
            "--correlation is out of range: write the intra-class correlation, from 0 to below 1 (above 0 with costs), usually 0.05",
        ),
        PlanFault::Costs => (
            "--cost-per-cluster và --cost-per-interview phải lớn hơn 0",
            "--cost-per-cluster and --cost-per-interview must be above 0",
        ),
        PlanFault::ResponseRate => (
            "--response-rate không hợp lệ: hãy ghi tỷ lệ trả lời lớn hơn 0 và không quá 1, ví dụ 0.6",
            "--response-rate is out of range: write a share above 0 and up to 1, such as 0.6",
        ),
        PlanFault::Confidence => (
            "--confidence không hợp lệ: hãy ghi một số từ 0.5 đến dưới 1, thường là 0.95",
            "--confidence is out of range: write a number from 0.5 to below 1, usually 0.95",
        ),
        PlanFault::Households { .. } => (
            "{file}:{line}:households: địa phương “{locality}” chưa có số hộ: hãy điền số hộ, hoặc tính theo người với --unit person",
            "{file}:{line}:households: locality “{locality}” has no households: fill them in, or plan by people with --unit person",
        ),
    };
    let (line, locality) = match fault {
        PlanFault::Households { line, locality } => (line.to_string(), locality.as_str()),
        _ => (String::new(), ""),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(
        template,
        &[("file", file), ("line", &line), ("locality", locality)],
    )
}
