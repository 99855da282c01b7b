//! Words of the dashboard and of a locality's own coverage.

use crate::survey::coverage::{FEWEST, Progress, Shown, Standing};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill};

catalogue! {
    Coverage {
        title: "Tiến độ thu phiếu", "Answers so far";
        place_title: "Tiến độ: {name}", "Answers so far: {name}";
        lead: "Trang này chỉ có số phiếu, không có câu trả lời hay điểm số. Số liệu chậm nhiều nhất vài giây; tải lại trang để xem số mới.", "This page counts answers and shows none of them, nor any score. It is a few seconds behind at most; reload it for new numbers.";
        received: "Số phiếu đã nhận", "Received";
        planned: "Kế hoạch", "Planned";
        progress: "Tiến độ", "Progress";
        still: "Còn phải làm", "Still to do";
        typed: "Cán bộ nhập từ giấy", "Typed in by staff";
        reached_places: "Địa phương đã đủ", "Localities that have enough";
        closes: "Đóng khảo sát", "Closes";
        of: "{some} trên {all}", "{some} of {all}";
        locality: "Địa phương", "Locality";
        group: "Khối phố, thôn", "Residential group";
        no_group: "Không nêu khối phố, thôn", "No group named";
        map: "Bản đồ ô", "Tile map";
        map_title: "Tiến độ của từng địa phương", "Progress of each locality";
        map_finding: "{reached} trên {all} địa phương đã đủ số phiếu theo kế hoạch.", "{reached} of {all} localities have as many answers as planned.";
        map_legend: "Ô càng đậm càng gần đủ kế hoạch; ô đậm nhất là đã đủ; ô gạch chéo là chưa nêu số.", "The darker a tile, the nearer to its plan; the darkest has reached it; hatched: no number is given.";
        localities: "Từng địa phương", "By locality";
        groups: "Từng khối phố, thôn", "By residential group";
        days: "Số phiếu mỗi ngày", "Answers per day";
        days_finding: "Ngày nhiều nhất: {day}, {n} phiếu.", "Most came on {day}: {n}.";
        days_none: "Chưa ngày nào có đủ phiếu để nêu số.", "No day has enough answers to give a number yet.";
        days_table: "Xem bảng số phiếu mỗi ngày", "The same as a table";
        day: "Ngày", "Day";
        modes: "Cách trả lời", "How people answered";
        mode: "Cách", "Way";
        share: "Tỷ lệ", "Share";
        mode_open: "Quét mã QR, đường dẫn chung", "Poster or shared link";
        mode_single: "Mã riêng của hộ", "Household's own code";
        mode_entry: "Phiếu giấy, cán bộ nhập", "Paper, typed in by staff";
        mode_simulated: "Dữ liệu mô phỏng", "Simulated";
        links: "Đường dẫn có nhiều phiếu từ ít thiết bị", "Links with many answers from few devices";
        links_lead: "Có thể do đi từng nhà bằng một điện thoại; cũng có thể do một người trả lời nhiều lần. Xin hỏi lại Ủy ban MTTQ phường, xã.", "Perhaps somebody went from door to door with one phone; perhaps one person answered again and again. Please ask the committee.";
        links_none: "Không có đường dẫn nào như vậy.", "There is none.";
        devices: "Số thiết bị (ước lượng)", "Devices (estimated)";
        at_least: "từ {n}", "{n} or more";
        about: "khoảng {n}", "about {n}";
        unplanned: "chưa có kế hoạch", "no plan yet";
        few: "ít phiếu", "few";
        fewer: "dưới {n}", "fewer than {n}";
        few_still: "còn ít phiếu", "few so far";
        missing_households: "còn thiếu {n} hộ", "{n} households to go";
        reached: "đã đủ", "enough";
        note: "“Ít phiếu”: số dưới 10 không được nêu. Khi cần, một số lớn hơn kế bên cũng không nêu, để không ai tính ra số nhỏ bằng phép trừ.", "“Few”: numbers below 10 are not given. Where it is needed a larger one beside them is not given either, so that nobody finds the small one by subtraction.";
        empty_title: "Chưa có phiếu nào đủ để nêu số", "Not enough answers to count yet";
        empty: "Khi phiếu trả lời về, số lượng sẽ hiện ở đây.", "When answers come in, their number will stand here.";
        not_open: "Đợt khảo sát chưa mở.", "The wave is not open yet.";
        closed: "Đợt khảo sát đã đóng; đây là số phiếu cuối cùng.", "The wave is closed; these are the final numbers.";
        to_quality: "Rà soát chất lượng", "Quality review";
        to_dashboard: "Về tiến độ toàn đợt", "Back to the whole wave";
        per_cent: "{n}%", "{n}%";
        task_dashboard: "Tiến độ: {wave}", "Progress: {wave}";
        task_dashboard_text: "Xem số phiếu của từng địa phương so với kế hoạch", "Answers of each locality against the plan";
        task_place: "Tiến độ của {name}", "Progress of {name}";
        task_place_text: "Xem khối phố, thôn nào còn thiếu phiếu ({wave})", "Which groups still lack answers ({wave})";
    }
}

/// A part of a total, in words.
pub fn part(tongue: Tongue, shown: Shown) -> String {
    match shown {
        Shown::Exactly(number) => count(tongue, number.unsigned_abs()),
        Shown::Few => Coverage::of(tongue).few.to_owned(),
    }
}

/// A number that stands alone, in words.
pub fn alone(tongue: Tongue, number: i64) -> String {
    match Shown::alone(number) {
        Shown::Exactly(number) => count(tongue, number.unsigned_abs()),
        Shown::Few => fill(Coverage::of(tongue).fewer, &[("n", &FEWEST.to_string())]),
    }
}

/// What is left to do, and the mark beside it.
pub fn standing(tongue: Tongue, progress: &Progress) -> (String, &'static str) {
    let words = Coverage::of(tongue);
    match progress.standing() {
        Standing::Unplanned => (words.unplanned.to_owned(), "quiet"),
        Standing::Few => (words.few_still.to_owned(), "caution"),
        Standing::Missing(number) => {
            let number = count(tongue, number.unsigned_abs());
            (fill(words.missing_households, &[("n", &number)]), "info")
        }
        Standing::Reached => (words.reached.to_owned(), "ok"),
    }
}
