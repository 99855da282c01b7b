//! What `hailong plan` says.

use crate::edition::plan::PlanFault;
use crate::wording::{Tongue, fill};

pub struct Plan {
    pub header: [&'static str; 8],
    pub whole: &'static str,
    pub note: &'static str,
    pub sum: &'static str,
}

const VI: Plan = Plan {
    header: [
        "mã",
        "địa phương",
        "quy mô",
        "phỏng vấn",
        "cần mời",
        "Yamane",
        "so hai nơi",
        "so khi xếp hạng",
    ],
    whole: "tất cả như một",
    note: "Hai cột cuối: chênh lệch điểm trung bình nhỏ nhất (trên thang 0–100) mà nếu khảo sát năm lần thì khoảng bốn lần thấy được. Hai nơi chênh nhau ít hơn thế thì không nên nói bên nào hơn, bên nào kém.",
    sum: "Cộng các địa phương: {interviews} phỏng vấn, mời {invitations}; theo Yamane: {yamane}.",
};

const EN: Plan = Plan {
    header: [
        "code",
        "locality",
        "size",
        "interviews",
        "invite",
        "Yamane",
        "tell two apart",
        "tell ranks apart",
    ],
    whole: "all as one",
    note: "The last two columns: the smallest difference in mean score, on 0–100, that four surveys in five would show. Localities closer than that should not be called better or worse.",
    sum: "All localities: {interviews} interviews, {invitations} to invite; by Yamane: {yamane}.",
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
