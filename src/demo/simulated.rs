//! Answers drawn by a program: a person's mood around the locality's, cut into levels.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::survey::answering::Typed;
use crate::survey::form::Form;
use crate::survey::question::{Kind, Question};

/// Invented, as are the names and numbers in them.
const COMMENTS: [&str; 24] = [
    "Rác ở đầu kiệt mấy ngày mới thu gom một lần, mùi hôi lắm. Mong tăng chuyến xe.",
    "Xe thu gom rác đi qua không có tiếng kẻng nên bà con không biết để mang rác ra.",
    "Chợ chiều xả rác xuống mương, nước đen và hôi.",
    "Nhiều nhà đốt rác buổi tối, khói bay vào nhà, cháu nhỏ ho suốt.",
    "Túi ni lông vứt đầy bờ kênh, đề nghị đặt thêm thùng rác.",
    "Mưa lớn là đường trước chợ ngập đến nửa bánh xe, cống bị lấp từ lâu.",
    "Cống thoát nước ở ngã ba bị nghẹt, mỗi lần mưa nước tràn vào nhà.",
    "Nước máy yếu vào buổi sáng, có hôm đục.",
    "Mùa nắng thiếu nước sinh hoạt, phải đi xin nước giếng.",
    "Nước giếng có mùi tanh, mong được kiểm tra giúp.",
    "Xe tải chở cát chạy không che bạt, bụi mù cả khối phố.",
    "Xưởng gỗ gần nhà cưa cả trưa, vừa bụi vừa ồn.",
    "Quán karaoke mở loa đến khuya, người già không ngủ được.",
    "Loa kẹo kéo hát cuối tuần rất ồn, đã góp ý mà chưa đổi.",
    "Công viên gần hồ cây chết nhiều, mong trồng lại cho có bóng mát.",
    "Thiếu chỗ cho trẻ con chơi, nhà văn hóa khối phố đóng cửa suốt.",
    "Hàng cây xà cừ bị cắt trụi, đường nắng quá.",
    "Trại heo gần khu dân cư xả thải ra ruộng, hôi nhất lúc trời oi.",
    "Phân loại rác ở nhà rồi mà xe lại đổ chung, làm bà con nản.",
    "Từ ngày có tổ tự quản, đường khối phố sạch hơn hẳn. Cảm ơn.",
    "Bờ sông đẹp hơn trước, mong giữ được như vậy.",
    "Nhà ông Nguyễn Văn Mẫu ở số nhà 12 hay đổ nước thải ra đường.",
    "Ai cần biết thêm thì gọi tôi 0905 000 000, tôi chỉ chỗ đổ trộm rác.",
    "Khu đất trống sau trường thành bãi rác tự phát, chuột bọ nhiều.",
];

/// How far a locality leans, per scale field, in standard deviations.
pub struct Mood(Vec<f64>);

/// A seed for each locality.
pub fn number(seed: u64, locality: &str) -> u64 {
    locality.bytes().fold(seed, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}

impl Mood {
    /// A little lower on the whole, and each locality has moved in its own way.
    pub fn a_year_earlier(self, seed: u64, locality: &str) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(number(seed + 2, locality));
        let moved = 0.06 + 0.12 * normal(&mut random);
        Self(self.0.into_iter().map(|lean| lean - moved).collect())
    }
}

/// The same for every run of one seed.
pub fn mood(seed: u64, locality: &str) -> Mood {
    let mut random = ChaCha8Rng::seed_from_u64(number(seed, locality));
    let whole = 0.35 + 0.3 * normal(&mut random);
    Mood(
        (0..64)
            .map(|_| whole + 0.22 * normal(&mut random))
            .collect(),
    )
}

/// Sum of twelve uniforms less six: close enough to normal for a simulation.
fn normal(random: &mut impl Rng) -> f64 {
    (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0
}

/// Everything that one simulated person types.
pub fn respondent(form: &Form, mood: &Mood, random: &mut impl Rng) -> Typed {
    let person = 0.6 * normal(random);
    let mut pairs = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let lean = mood.0.get(at % 64).copied().unwrap_or_default() + item_lean(at) + person;
        for value in values(form, form.question(field), lean, random) {
            pairs.push((field.code.clone(), value));
        }
    }
    Typed::new(pairs)
}

/// Some matters please everywhere more than others.
fn item_lean(at: usize) -> f64 {
    [0.1, -0.25, -0.35, 0.45, -0.3, 0.0, 0.5, 0.2, 0.1, 0.3, 0.25][at % 11]
}

fn values(form: &Form, question: &Question, lean: f64, random: &mut impl Rng) -> Vec<String> {
    let options = question.kind.options();
    let any = |random: &mut dyn Rng| {
        let draw: f64 = random.random();
        options
            .get((draw * options.len() as f64) as usize)
            .map(|option| option.code.clone())
    };
    match &question.kind {
        Kind::Scale { scale, .. } | Kind::Grid { scale, .. } => {
            let Some(scale) = form.scales.get(*scale) else {
                return Vec::new();
            };
            if let (Some(dont_know), true) = (&scale.dont_know, random.random::<f64>() < 0.06) {
                return vec![dont_know.code.clone()];
            }
            let latent = lean + normal(random);
            let level = [-1.4, -0.6, 0.25, 1.3]
                .iter()
                .filter(|cut| latent > **cut)
                .count();
            scale
                .levels
                .get(level)
                .map(|level| level.code.clone())
                .into_iter()
                .collect()
        }
        Kind::Multiple { .. } | Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
            any(random).into_iter().collect()
        }
        Kind::Number { min, max, .. } => {
            let draw: f64 = random.random();
            vec![(min + (f64::from(max - min) * draw * draw * draw) as i32).to_string()]
        }
        Kind::LongText { .. } => comment(lean).into_iter().map(str::to_owned).collect(),
        Kind::ShortText { .. } | Kind::Group => Vec::new(),
    }
}

/// What one person in fourteen writes. The mood decides, not the generator: the other answers stay as they were.
fn comment(lean: f64) -> Option<&'static str> {
    let draw = usize::try_from(lean.to_bits() >> 8).unwrap_or_default();
    COMMENTS.get(draw % (COMMENTS.len() * 14)).copied()
}
