//! What is said when links cannot be handed out.

use crate::wording::Tongue;

pub struct Handout {
    pub bad_size: &'static str,
    pub unknown_group: &'static str,
    pub wave_closed: &'static str,
    pub revoked: &'static str,
}

impl Handout {
    pub fn in_tongue(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

static VI: Handout = Handout {
    bad_size: "mỗi lần tạo được từ 1 đến {largest} mã, không phải {size}",
    unknown_group: "địa phương này không có khối phố, thôn mang mã “{group}”: hãy thêm vào danh sách hoặc sửa mã",
    wave_closed: "đợt khảo sát đã đóng: không tạo và không in lại mã được nữa",
    revoked: "các mã này đã bị thu hồi: hãy tạo mã mới",
};

static EN: Handout = Handout {
    bad_size: "1 to {largest} codes can be made at a time, not {size}",
    unknown_group: "this locality has no residential group with the code “{group}”: add it to the list or correct the code",
    wave_closed: "the wave has been closed: codes can no longer be made or printed again",
    revoked: "these codes have been revoked: make new ones",
};
