//! A method in plain words.

use crate::wording::Tongue;

pub struct Method {
    pub title: &'static str,
    pub scoring_title: &'static str,
    pub scoring_mean: &'static str,
    pub scoring_satisfied: &'static str,
    pub dont_know: &'static str,
    pub index_title: &'static str,
    pub index: &'static str,
    pub index_part: &'static str,
    pub weighting_title: &'static str,
    pub by_population: &'static str,
    pub by_column: &'static str,
    pub raked: &'static str,
    pub design_title: &'static str,
    pub design_probability: &'static str,
    pub design_census: &'static str,
    pub design_opt_in: &'static str,
    pub ranks_title: &'static str,
    pub ranks: &'static str,
    pub publication_title: &'static str,
    pub publication: &'static str,
    pub publication_never: &'static str,
    pub version: &'static str,
}

impl Method {
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Vi => &VI,
            Tongue::En => &EN,
        }
    }
}

const VI: Method = Method {
    title: "Con số được tính thế nào",
    scoring_title: "Chấm điểm",
    scoring_mean: "Mỗi câu trả lời được chấm: rất không hài lòng 0, không hài lòng 25, bình thường 50, hài lòng 75, rất hài lòng 100. Điểm của một câu hỏi là trung bình của mọi người trả lời.",
    scoring_satisfied: "Mỗi câu hỏi có một tỷ lệ: bao nhiêu phần trăm người có ý kiến chọn “hài lòng” hoặc “rất hài lòng”.",
    dont_know: "“Không biết” và câu bỏ trống không tính là khen hay chê.",
    index_title: "Từ câu hỏi đến chỉ số",
    index: "Các câu hỏi ghép thành tiêu chí, các tiêu chí ghép thành chỉ số chung với tỷ trọng: {parts}.",
    index_part: "{name} {weight}%",
    weighting_title: "Cân bằng mẫu",
    by_population: "Nơi đông dân được tính nặng hơn: trong con số của tất cả địa phương, mỗi nơi nặng đúng bằng số dân của mình, dù ở đó nhiều hay ít người trả lời.",
    by_column: "Mỗi phiếu có một trọng số do cơ quan khảo sát tính trước và nộp cùng phiếu.",
    raked: "Sau đó trọng số được điều chỉnh cho khớp cơ cấu dân số đã biết ({margins}), để nhóm trả lời ít không bị lấn át.",
    design_title: "Ai trả lời",
    design_probability: "Người trả lời được rút ngẫu nhiên từ danh sách.",
    design_census: "Mọi hộ đều được mời trả lời.",
    design_opt_in: "Ai nhận được đường dẫn và muốn trả lời thì trả lời. Người rất hài lòng hoặc rất bức xúc có thể trả lời nhiều hơn người khác, và việc cân bằng mẫu không sửa hết được điều đó. Vì vậy khoảng “từ … đến …” chỉ là độ chính xác nếu mô hình cân bằng mẫu là đúng.",
    ranks_title: "Khoảng hạng",
    ranks: "Mọi cặp địa phương được so với nhau cùng một lúc (phép thử Holm), sao cho khả năng nói sai dù chỉ một cặp không quá {alpha}%. Hạng của một nơi bắt đầu sau số nơi chắc chắn cao hơn, và kết thúc trước số nơi chắc chắn thấp hơn.",
    publication_title: "Khi nào một con số được công bố",
    publication: "Từ {n_a} phiếu trở lên và khoảng đủ hẹp: công bố. Từ {n_b} phiếu và khoảng rộng hơn: công bố kèm chữ “thận trọng”. Ít hơn hoặc kém chắc chắn hơn: chưa công bố. Ngưỡng này được định trước khi xem số liệu.",
    publication_never: "Dưới {n} phiếu thì không bao giờ công bố.",
    version: "Phương pháp {code}, bản {version}; phiếu khảo sát {form}, bản {form_version}.",
};

const EN: Method = Method {
    title: "How the figures are made",
    scoring_title: "Scoring",
    scoring_mean: "Every answer gets a score: very dissatisfied 0, dissatisfied 25, neutral 50, satisfied 75, very satisfied 100. The score of a question is the mean over everybody who answered it.",
    scoring_satisfied: "Every question has a share: how many per cent of those with an opinion chose “satisfied” or “very satisfied”.",
    dont_know: "“Don't know” and blanks count neither as praise nor as blame.",
    index_title: "From questions to the index",
    index: "Questions make up criteria, and criteria make up the overall index with these weights: {parts}.",
    index_part: "{name} {weight}%",
    weighting_title: "Weighting",
    by_population: "Places with more people count for more: in the figure for all localities each has the weight of its population, however many or few answered there.",
    by_column: "Every response has a weight that the surveying office worked out beforehand and handed in with it.",
    raked: "The weights were then adjusted to the known make-up of the population ({margins}), so that groups who answered less are not drowned out.",
    design_title: "Who answered",
    design_probability: "Those who answered were drawn at random from a list.",
    design_census: "Every household was invited.",
    design_opt_in: "Whoever got a link and wished to answer did. People who are very pleased or very upset may answer more often than others, and weighting does not mend all of that. So the range “from … to …” is only the precision if the weighting model holds.",
    ranks_title: "Ranges of ranks",
    ranks: "All pairs of localities are compared at once (Holm's test), so that the chance of being wrong about even one pair is at most {alpha}%. A place's ranks begin after those that are surely higher and end before those that are surely lower.",
    publication_title: "When a figure is published",
    publication: "From {n_a} responses on and with a narrow enough range: published. From {n_b} responses and with a wider range: published with the word “caution”. Fewer, or less certain: not published. The limits were set before anybody saw the data.",
    publication_never: "Below {n} responses nothing is ever published.",
    version: "Method {code}, version {version}; form {form}, version {form_version}.",
};
