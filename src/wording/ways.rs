//! How the responses came in, in words.

use crate::wording::Tongue;

pub struct Ways {
    pub title: &'static str,
    pub typing: &'static str,
    pub typed: &'static str,
    pub none_typed: &'static str,
    pub few_typed: &'static str,
    pub fact: &'static str,
    pub table: &'static str,
    pub whole: &'static str,
    pub open: &'static str,
    pub single: &'static str,
    pub entry: &'static str,
    pub simulated: &'static str,
    pub hidden: &'static str,
    pub file: &'static str,
}

impl Ways {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Ways = Ways {
    title: "Phiếu đến bằng cách nào",
    typing: "Mỗi phiếu giấy được hai người nhập riêng; chỉ khi hai lần nhập khớp nhau, hoặc chỗ khác nhau đã được đối chiếu với tờ giấy, phiếu mới được tính.",
    typed: "{share} số phiếu được dùng do cán bộ nhập từ phiếu giấy; phần còn lại do người dân tự trả lời trên mạng.",
    none_typed: "Không có phiếu nào do cán bộ nhập từ phiếu giấy.",
    few_typed: "Có phiếu do cán bộ nhập từ phiếu giấy, nhưng nêu con số có thể làm lộ từng người.",
    fact: "do cán bộ nhập từ phiếu giấy",
    table: "Phần trăm số phiếu của mỗi địa phương, theo cách trả lời",
    whole: "Tất cả địa phương",
    open: "Mã QR chung của khối phố, thôn",
    single: "Mã riêng của từng hộ",
    entry: "Cán bộ nhập từ phiếu giấy",
    simulated: "Mô phỏng",
    hidden: "không nêu",
    file: "Phiếu đến bằng cách nào ở từng địa phương, kể cả phần do cán bộ nhập từ phiếu giấy",
};

const EN: Ways = Ways {
    title: "How the responses came in",
    typing: "Two people type in every paper form, each by themselves; it counts only once both agree, or once what differs has been checked against the paper.",
    typed: "{share} of the responses in use were typed in from paper by staff; residents gave the others themselves, online.",
    none_typed: "No response was typed in from paper by staff.",
    few_typed: "Some responses were typed in from paper by staff; to say how many could give people away.",
    fact: "typed in from paper by staff",
    table: "Per cent of the responses of each locality, by the way they came in",
    whole: "All localities",
    open: "Shared QR code of a residential group",
    single: "A household's own code",
    entry: "Typed in from paper by staff",
    simulated: "Simulated",
    hidden: "not shown",
    file: "How the responses of each locality came in, with the share that staff typed in from paper",
};
