//! A small form with every kind of question.

use hailong::survey::form::Form;
use hailong::survey::reading;

pub const FORM: &str = r#"code = "sample"
version = 1
languages = ["vi", "en"]
title = { vi = "Phiếu mẫu", en = "Sample form" }
introduction = { vi = "Xin chào.", en = "Hello." }

[[scale]]
code = "satisfaction"
dont_know = { code = "9", text = { vi = "Không biết", en = "Don't know" } }
levels = [
  { text = { vi = "Rất không hài lòng", en = "Very dissatisfied" } },
  { text = { vi = "Không hài lòng", en = "Dissatisfied" } },
  { text = { vi = "Bình thường", en = "Neutral" } },
  { text = { vi = "Hài lòng", en = "Satisfied" } },
  { text = { vi = "Rất hài lòng", en = "Very satisfied" } },
]

[[section]]
code = "air"
title = { vi = "Không khí", en = "Air" }

[[section.question]]
code = "dust"
kind = "scale"
scale = "satisfaction"
required = true
text = { vi = "Bụi?", en = "Dust?" }

[[section.question]]
code = "noise"
kind = "grid"
scale = "satisfaction"
text = { vi = "Tiếng ồn", en = "Noise" }
items = [
  { code = "noise_day", text = { vi = "Ban ngày", en = "By day" } },
  { code = "noise_night", text = { vi = "Ban đêm", en = "By night" }, reversed = true },
]

[[section.question]]
code = "burning"
kind = "single"
required = true
text = { vi = "Có đốt rác không?", en = "Is waste burned?" }
options = [
  { code = "yes", text = { vi = "Có", en = "Yes" } },
  { code = "no", text = { vi = "Không", en = "No" } },
]

[[section]]
code = "detail"
title = { vi = "Chi tiết", en = "Details" }
ask_if = [{ question = "burning", any_of = ["yes"] }]

[[section.question]]
code = "what"
kind = "multiple"
required = true
max = 2
text = { vi = "Đốt gì?", en = "What is burned?" }
options = [
  { code = "straw", text = { vi = "Rơm rạ", en = "Straw" } },
  { code = "plastic", text = { vi = "Nhựa", en = "Plastic" } },
  { code = "leaves", text = { vi = "Lá", en = "Leaves" } },
  { code = "none", text = { vi = "Không có", en = "None of these" }, exclusive = true },
]

[[section.question]]
code = "days"
kind = "number"
min = 0
max = 31
text = { vi = "Mấy ngày?", en = "How many days?" }

[[section.question]]
code = "where"
kind = "short_text"
max_length = 10
text = { vi = "Ở đâu?", en = "Where?" }

[[section]]
code = "you"
title = { vi = "Về Ông/Bà", en = "About you" }

[[section.question]]
code = "hamlet"
kind = "group"
text = { vi = "Khối phố", en = "Residential group" }

[[section.question]]
code = "sex"
kind = "sex"
text = { vi = "Giới tính", en = "Sex" }
options = [
  { code = "f", text = { vi = "Nữ", en = "Female" } },
  { code = "m", text = { vi = "Nam", en = "Male" } },
]

[[criterion]]
code = "quiet"
name = { vi = "Yên tĩnh", en = "Quiet" }
weight = 0.25
items = ["noise_day", "noise_night"]

[[criterion]]
code = "air"
name = { vi = "Không khí", en = "Air" }
weight = 0.75
items = [{ question = "dust", weight = 1.0 }]
"#;

pub fn form() -> Form {
    reading::read(FORM).unwrap()
}

/// Line (from 1) of the first line of the sample that contains `text`.
pub fn line_of(source: &str, text: &str) -> usize {
    1 + source.lines().position(|line| line.contains(text)).unwrap()
}
