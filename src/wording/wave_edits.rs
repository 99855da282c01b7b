//! The parts of a wave, and why one of them may not change.

use crate::survey::wave_edit::{EditFault, LONGEST_TITLE, Part};
use crate::wording::{Tongue, fill};

pub fn part(part: Part, tongue: Tongue) -> &'static str {
    let (vi, en) = match part {
        Part::TitleVi => ("Tên đợt (tiếng Việt)", "Title (Vietnamese)"),
        Part::TitleEn => ("Tên đợt (tiếng Anh)", "Title (English)"),
        Part::Form => ("Phiếu khảo sát", "Form"),
        Part::Method => ("Phương pháp", "Method"),
        Part::Localities => ("Địa phương", "Localities"),
        Part::OpensAt => ("Ngày mở", "First day"),
        Part::ClosesAt => ("Ngày cuối", "Last day"),
        Part::Margins => ("Cơ cấu dân số", "Margins"),
        Part::Plan => ("Kế hoạch mẫu", "Sample plan"),
    };
    match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    }
}

pub fn fault(fault: &EditFault, tongue: Tongue) -> String {
    let longest = LONGEST_TITLE.to_string();
    let (vi, en, value) = match fault {
        EditFault::Fixed(fixed) => (
            "Không đổi được “{part}” nữa: đợt đã mở thì chỉ đổi được tên và kéo dài ngày cuối; đợt đã đóng thì không đổi gì được.",
            "“{part}” can no longer change: of an open wave only the titles and a later last day may, of a closed one nothing.",
            ("part", part(*fixed, tongue)),
        ),
        EditFault::Title(_) => (
            "Hãy ghi tên đợt, nhiều nhất {most} chữ.",
            "Write a title of at most {most} letters.",
            ("most", longest.as_str()),
        ),
        EditFault::NoLocalities => (
            "Hãy chọn ít nhất một địa phương.",
            "Choose at least one locality.",
            ("", ""),
        ),
        EditFault::SameCode(code) => (
            "Hai địa phương đã chọn cùng mang mã {code} (đơn vị cũ và mới). Hãy bỏ bớt một.",
            "Two of the localities have the code {code} (an old and a new unit). Leave one out.",
            ("code", code.as_str()),
        ),
        EditFault::HandedOut => (
            "Đã phát đường dẫn của đợt này, nên chỉ thêm được địa phương vào cuối danh sách, không bỏ bớt hay đổi chỗ.",
            "Links of this wave have been handed out, so localities can only be added at the end, not removed or moved.",
            ("", ""),
        ),
        EditFault::Period => (
            "Ngày cuối phải từ ngày mở trở đi.",
            "The last day must not be before the first.",
            ("", ""),
        ),
        EditFault::Shortened => (
            "Đợt đang mở chỉ được kéo dài: áp phích và phiếu mời đã in ngày cũ. Nếu cần dừng sớm, hãy đóng đợt.",
            "An open wave can only be extended: posters and slips carry the old day. To end it earlier, close it.",
            ("", ""),
        ),
        EditFault::Past => (
            "Ngày cuối mới phải từ hôm nay trở đi.",
            "The new last day must not have passed.",
            ("", ""),
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill(template, &[value])
}
