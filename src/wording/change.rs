//! Words about change since earlier surveys. Where nothing shows, nobody says that nothing changed.

use crate::edition::comparison::Incomparable;
use crate::edition::figures::{Shown, WithheldReason};
use crate::wording::Tongue;
use crate::wording::charts::Charts;

pub struct Change {
    pub title: &'static str,
    pub since: &'static str,
    pub whole_rose: &'static str,
    pub whole_fell: &'static str,
    pub whole_unshown: &'static str,
    pub whole_none: &'static str,
    pub detectable: &'static str,
    pub points: &'static str,
    pub percentage_points: &'static str,
    pub picture_title: &'static str,
    pub places_moved: &'static str,
    pub places_unmoved: &'static str,
    pub places_none: &'static str,
    pub these_rose: &'static str,
    pub these_fell: &'static str,
    pub legend: &'static str,
    pub table: &'static str,
    pub criteria_table: &'static str,
    pub criterion: &'static str,
    pub before: &'static str,
    pub now: &'static str,
    pub change: &'static str,
    pub verdict: &'static str,
    pub estimated: &'static str,
    pub moved_borders: &'static str,
    pub together: &'static str,
    pub common: &'static str,
    /// A file of an earlier survey.
    pub input: &'static str,
    rose: &'static str,
    fell: &'static str,
    unshown: &'static str,
    before_withheld: &'static str,
    not_asked: &'static str,
}

impl Change {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }

    pub fn shown(&self, shown: Shown) -> &'static str {
        match shown {
            Shown::Rose => self.rose,
            Shown::Fell => self.fell,
            Shown::NoChangeShown => self.unshown,
        }
    }

    pub fn incomparable(&self, why: Incomparable, charts: &Charts) -> &'static str {
        match why {
            Incomparable::Now(reason) => charts.withheld(reason),
            Incomparable::Before(reason @ WithheldReason::TooMuchSplit) => charts.withheld(reason),
            Incomparable::Before(_) => self.before_withheld,
            Incomparable::NotAsked => self.not_asked,
        }
    }
}

const VI: Change = Change {
    title: "So với các đợt trước",
    since: "So với đợt {previous}",
    whole_rose: "So với đợt {previous}, chỉ số chung tăng {change} {unit} (từ {low} đến {high}): trước là {before}, nay là {now}.",
    whole_fell: "So với đợt {previous}, chỉ số chung giảm {change} {unit} (từ {low} đến {high}): trước là {before}, nay là {now}.",
    whole_unshown: "So với đợt {previous}, chưa thấy chỉ số chung thay đổi: trước là {before}, nay là {now}, mức thay đổi thật có thể từ {low} đến {high} {unit}.",
    whole_none: "Chưa so được chỉ số chung với đợt {previous}.",
    detectable: "Với số phiếu của hai đợt, thay đổi từ {detectable} {unit} trở lên mới dễ thấy: cứ năm lần khảo sát thì khoảng bốn lần thấy được. Thay đổi nhỏ hơn có thể có thật mà không hiện ra.",
    points: "điểm",
    percentage_points: "điểm phần trăm",
    picture_title: "Thay đổi của từng địa phương so với đợt {previous}, trên thang 0–100",
    places_moved: "Trong {places} địa phương so được với đợt {previous}: {rose} nơi tăng, {fell} nơi giảm, {rest} nơi chưa thấy thay đổi.",
    places_unmoved: "Trong {places} địa phương so được với đợt {previous}, chưa thấy nơi nào tăng hay giảm.",
    places_none: "Chưa có địa phương nào so được với đợt {previous}.",
    these_rose: "Tăng: {places}.",
    these_fell: "Giảm: {places}.",
    legend: "Chấm rỗng: đợt {previous}. Chấm đặc: đợt này. Khung nhạt: đợt này có thể nằm ở đâu, tính từ chấm rỗng và khoảng của mức thay đổi; khung trùm lên chấm rỗng thì có thể không có thay đổi. Nét đậm: tăng hay giảm chắc chắn, khi xét mọi địa phương cùng một lúc.",
    table: "Thay đổi của từng địa phương so với đợt {previous}, tính bằng {unit}",
    criteria_table: "Thay đổi của từng tiêu chí so với đợt {previous}, tất cả địa phương, tính bằng {unit}",
    criterion: "Tiêu chí",
    before: "Đợt trước",
    now: "Đợt này",
    change: "Thay đổi",
    verdict: "Kết luận",
    estimated: "đợt trước là ước tính: {share} dựa trên nơi đã chia tách",
    moved_borders: "Địa giới đã thay đổi từ đợt trước: câu trả lời của đợt đó được tính lại trên địa phương ngày nay, với trọng số của đợt đó. Nơi đã chia tách thì coi như trước đó chỗ nào trong nơi ấy cũng nghĩ như nhau.",
    together: "Có nơi khoảng của mức thay đổi không chứa số 0 mà vẫn ghi “chưa thấy thay đổi”: so nhiều nơi cùng một lúc thì dễ gặp chênh lệch lớn do tình cờ, nên phải chênh nhiều hơn mới nói là tăng hay giảm.",
    common: "Hai đợt không hỏi hoàn toàn giống nhau: ở đây chỉ so trên những câu hỏi có ở cả hai đợt, nên con số đợt này có thể khác con số công bố ở trên.",
    input: "{role}, đợt {previous}",
    rose: "tăng",
    fell: "giảm",
    unshown: "chưa thấy thay đổi",
    before_withheld: "Chưa so được vì số liệu đợt trước không công bố",
    not_asked: "Chưa so được vì đợt trước không khảo sát ở đây",
};

const EN: Change = Change {
    title: "Since earlier surveys",
    since: "Since {previous}",
    whole_rose: "Since {previous} the overall index rose by {change} {unit} (from {low} to {high}): it was {before} and is {now} now.",
    whole_fell: "Since {previous} the overall index fell by {change} {unit} (from {low} to {high}): it was {before} and is {now} now.",
    whole_unshown: "Since {previous} the overall index shows no change: it was {before} and is {now} now, and the true change may be anything from {low} to {high} {unit}.",
    whole_none: "The overall index cannot be compared with {previous} yet.",
    detectable: "With the responses of both surveys a change of {detectable} {unit} or more is easy to see: four surveys in five would show it. A smaller one may be real and not show.",
    points: "points",
    percentage_points: "percentage points",
    picture_title: "Change in each locality since {previous}, on a scale of 0–100",
    places_moved: "Of the {places} localities that can be compared with {previous}, {rose} rose, {fell} fell and {rest} show no change.",
    places_unmoved: "Of the {places} localities that can be compared with {previous}, none is shown to have risen or fallen.",
    places_none: "No locality can be compared with {previous} yet.",
    these_rose: "Rose: {places}.",
    these_fell: "Fell: {places}.",
    legend: "Hollow dot: {previous}. Full dot: this survey. Pale box: where this survey's figure may lie, counted from the hollow dot with the range of the change; a box over the hollow dot means that there may have been no change. Bold: surely risen or fallen, all localities judged at once.",
    table: "Change in each locality since {previous}, in {unit}",
    criteria_table: "Change in each criterion since {previous}, all localities, in {unit}",
    criterion: "Criterion",
    before: "Before",
    now: "Now",
    change: "Change",
    verdict: "Result",
    estimated: "the earlier figure is an estimate: {share} rests on places that were divided",
    moved_borders: "Boundaries have moved since: the earlier answers were computed anew on today's localities, with the weights they had. A place that was divided is taken to have been alike inside.",
    together: "Some places show no change although the range of their change leaves out 0: among many places compared at once a large difference easily comes about by chance, so that it takes more before one is said to have risen or fallen.",
    common: "The two surveys did not ask quite the same: here they are compared on the questions of both alone, so that this survey's figure may differ from the one above.",
    input: "{role}, {previous}",
    rose: "rose",
    fell: "fell",
    unshown: "no change shown",
    before_withheld: "Cannot be compared: the earlier figure is not published",
    not_asked: "Cannot be compared: the earlier survey did not ask here",
};
