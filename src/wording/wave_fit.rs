//! What keeps a wave from being computed later, and what deserves a look, before it is opened.

use crate::edition::wave_fit::Misfit;
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill_with};

pub fn sentence(misfit: &Misfit, tongue: Tongue) -> String {
    let number = |value: f64| count(tongue, value.round().max(0.0) as u64);
    let (vi, en, values): (&str, &str, Vec<(&str, String)>) = match misfit {
        Misfit::NoIndex => (
            "Phiếu không có tiêu chí nào nên không tính được chỉ số. Hãy thêm [[criterion]] vào tệp phiếu, hoặc chọn phiếu khác.",
            "The form has no criteria, so there is no index to compute. Add [[criterion]] to the form file, or choose another form.",
            vec![],
        ),
        Misfit::NoPopulation(name) => (
            "{name}: chưa có số dân nên không tính được. Hãy nhờ người quản trị nạp lại danh sách địa phương kèm số dân, hoặc bỏ địa phương này.",
            "{name}: the number of people is not known, so nothing can be computed. Ask the operator to import it with the localities, or leave this locality out.",
            vec![("name", name.clone())],
        ),
        Misfit::NoColumn(column) => (
            "Phương pháp cần cột “{column}”, nhưng phiếu không có câu hỏi nào mang mã này. Hãy sửa tệp phương pháp, hoặc chọn phiếu có câu hỏi đó.",
            "The method needs the column “{column}”, but the form has no question of that code. Mend the method file, or choose a form that asks it.",
            vec![("column", column.clone())],
        ),
        Misfit::NoMargin(margin) => (
            "Phương pháp cần cơ cấu “{margin}”, nhưng tệp cơ cấu dân số không có. Hãy thêm các dòng margin,category,target với margin là {margin}.",
            "The method needs the margin “{margin}”, which is not in the file of margins. Add rows of margin,category,target with the margin {margin}.",
            vec![("margin", margin.clone())],
        ),
        Misfit::NoTarget { margin, category } => (
            "Cơ cấu “{margin}”: người dân có thể chọn “{category}” nhưng tệp không có số dân của nhóm này. Hãy thêm một dòng có số lớn hơn 0, kèm nhóm bên cạnh ở cột neighbour.",
            "Margin “{margin}”: people can answer “{category}”, which has no target. Add a row with a number above 0, and another category in the column neighbour.",
            vec![("margin", margin.clone()), ("category", category.clone())],
        ),
        Misfit::UnknownCategory { margin, category } => (
            "Cơ cấu “{margin}”: không ai có thể trả lời “{category}” vì phiếu không có lựa chọn mang mã này. Hãy sửa mã, hoặc ghi nhóm nhận số dân đó ở cột neighbour.",
            "Margin “{margin}”: nobody can answer “{category}”, because the form has no option of that code. Mend the code, or name the category that takes these people in the column neighbour.",
            vec![("margin", margin.clone()), ("category", category.clone())],
        ),
        Misfit::UnknownNeighbour { margin, category } => (
            "Cơ cấu “{margin}”: cột neighbour ghi “{category}” nhưng cơ cấu này không có nhóm đó. Hãy sửa lại mã.",
            "Margin “{margin}”: the column neighbour says “{category}”, which is no category of this margin. Mend the code.",
            vec![("margin", margin.clone()), ("category", category.clone())],
        ),
        Misfit::OtherTotal {
            margin,
            total,
            people,
        } => (
            "Cơ cấu “{margin}” cộng lại là {total} người, còn các địa phương có {people} người. Nếu số liệu khác thời điểm hay khác độ tuổi thì không sao: tỷ lệ mới là điều dùng đến. Nếu không, hãy xem lại, ví dụ “30.000” phải viết là 30000.",
            "Margin “{margin}” adds up to {total} people; the localities have {people}. That is in order when the figures are of another day or age: only the shares are used. Otherwise look again, for example “30.000” must be written 30000.",
            vec![
                ("margin", margin.clone()),
                ("total", number(*total)),
                ("people", number(*people)),
            ],
        ),
        Misfit::NoNeighbour { margin, categories } => (
            "Cơ cấu “{margin}”: nếu không ai thuộc {categories} trả lời thì không tính được. Hãy ghi nhóm bên cạnh ở cột neighbour cho những nhóm ít người.",
            "Margin “{margin}”: if nobody of {categories} answers, nothing can be computed. Name another category in the column neighbour for the small ones.",
            vec![
                ("margin", margin.clone()),
                ("categories", categories.join(", ")),
            ],
        ),
        Misfit::Unused(margin) => (
            "Cơ cấu “{margin}” có trong tệp nhưng phương pháp không dùng đến.",
            "Margin “{margin}” is in the file, but the method does not use it.",
            vec![("margin", margin.clone())],
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    fill_with(template, &values)
}
