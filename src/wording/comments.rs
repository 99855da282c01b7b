//! Words of the pages on which the office and the Front read comments.

use crate::flow::comments::NotChanged;
use crate::survey::comment::{CommentRefusal, CommentState};
use crate::wording::Tongue;

catalogue! {
    Comments {
        nav: "Ý kiến", "Comments";
        waves_title: "Ý kiến của bà con", "Comments of residents";
        waves_lead: "Chọn đợt khảo sát để đọc những điều bà con viết trong phiếu.", "Choose a wave to read what residents wrote.";
        waves_empty_title: "Chưa có ý kiến nào", "No comments yet";
        waves_empty: "Ý kiến sẽ hiện ở đây khi có người viết ở câu hỏi mở của phiếu.", "Comments will stand here once people answer an open question of the form.";
        wave: "Đợt khảo sát", "Wave";
        total: "Tổng số", "All";
        title: "Ý kiến: {wave}", "Comments: {wave}";
        lead: "Ý kiến được cất riêng, không gắn với câu trả lời nào và xếp theo thứ tự ngẫu nhiên. Xin đừng tìm cách đoán ai đã viết.", "Comments are kept apart from the answers and stand in random order. Please do not try to guess who wrote them.";
        to_cases: "Các kiến nghị", "Cases";
        to_spots: "Điểm nóng", "Hot spots";
        to_file: "Bảng tính (CSV)", "Spreadsheet (CSV)";
        filter_title: "Tìm và lọc", "Search and filter";
        filter_words: "Từ cần tìm (có dấu hay không dấu)", "Words (with or without marks)";
        filter_locality: "Địa phương", "Locality";
        filter_topic: "Chủ đề", "Topic";
        filter_state: "Tình trạng", "State";
        filter_any: "tất cả", "all";
        filter_button: "Xem", "Show";
        at_place: "Chỉ những ý kiến về nơi “{place}”.", "Only comments about “{place}”.";
        all_again: "Bỏ lọc, xem tất cả", "Show all";
        found: "{count} ý kiến.", "{count} comments.";
        found_more: "Hơn {count} ý kiến; xin lọc thêm để xem hết.", "More than {count} comments; please narrow the filter to see all.";
        nothing_found: "Không có ý kiến nào khớp. Hãy bớt từ tìm kiếm hoặc bỏ lọc.", "No comment matches. Use fewer words or remove the filter.";
        pick: "Chọn", "Pick";
        words: "Ý kiến", "Comment";
        locality: "Địa phương", "Locality";
        about: "Chủ đề, nơi", "Topic, place";
        state: "Tình trạng", "State";
        place: "Nơi", "Place";
        case: "Kiến nghị số {number}", "Case {number}";
        bulk_title: "Với những ý kiến đã chọn", "With the comments picked";
        bulk_hint: "Đánh dấu các ý kiến ở trên rồi chọn một việc. Hoặc làm được cho tất cả, hoặc chưa đổi ý kiến nào.", "Tick comments above, then choose one act. It is done to all of them or to none.";
        bulk_read: "Đánh dấu đã đọc", "Mark as read";
        bulk_topic: "Chủ đề", "Topic";
        bulk_topic_button: "Gắn chủ đề", "Add the topic";
        bulk_place: "Nơi được nói đến", "Place they name";
        bulk_place_hint: "Ví dụ: Chợ Tam Kỳ, kênh N10. Không ghi tên người hay số nhà.", "For example: Tam Kỳ market, canal N10. No names, no house numbers.";
        bulk_place_button: "Ghi nơi", "Set the place";
        bulk_case: "Kiến nghị đang mở", "Open case";
        bulk_case_button: "Gộp vào kiến nghị này", "Merge into this case";
        bulk_new: "Tên kiến nghị mới", "Title of a new case";
        bulk_new_hint: "Những ý kiến cùng một việc thì gộp thành một kiến nghị.", "Comments about one matter make one case.";
        bulk_new_button: "Lập kiến nghị", "Make a case";
        bulk_aside: "Lý do gác lại", "Why they are set aside";
        bulk_aside_hint: "Ví dụ: lời cảm ơn, không thuộc lĩnh vực môi trường.", "For example: thanks, or not about the environment.";
        bulk_aside_button: "Gác lại", "Set aside";
        none_picked: "Xin đánh dấu ít nhất một ý kiến.", "Please tick at least one comment.";
        no_act: "Xin chọn một việc.", "Please choose an act.";
        topic_missing: "Xin chọn một chủ đề.", "Please choose a topic.";
        case_missing: "Xin chọn một kiến nghị đang mở.", "Please choose an open case.";
        one_title: "Một ý kiến", "A comment";
        question: "Trả lời câu", "Answer to";
        reason: "Đã gác lại: {reason}", "Set aside: {reason}";
        tag_title: "Chủ đề và nơi", "Topics and place";
        topics: "Chủ đề", "Topics";
        take_words: "Lấy nguyên lời này làm nơi", "Use these words as the place";
        tag_button: "Lưu chủ đề và nơi", "Save topics and place";
        case_title: "Kiến nghị", "Case";
        case_none: "Ý kiến này chưa thuộc kiến nghị nào.", "This comment is part of no case.";
        case_leave: "Tách khỏi kiến nghị", "Take out of the case";
        aside_title: "Không cần trả lời?", "No answer needed?";
        back_button: "Lấy lại để xử lý", "Take back";
        strike_title: "Xóa thông tin cá nhân", "Strike out personal data";
        strike_lead: "Chọn những từ cần xóa. Từ có gạch chân chấm có thể là tên, số điện thoại, số giấy tờ hay số nhà: máy chỉ gợi ý, người đọc quyết định.", "Pick the words to strike out. Words underlined with dots may be names, telephone or identity numbers or house numbers: a proposal only, the reader decides.";
        strike_warning: "Từ đã xóa mất hẳn khỏi cơ sở dữ liệu, thay bằng ▇▇▇, và không lấy lại được. Nhật ký ghi ai xóa, lúc nào và bao nhiêu ký tự, không ghi đã xóa gì.", "Words that are struck out are gone from the database for good; ▇▇▇ stands in their place. The audit log says who did it, when and how many characters, not which.";
        strike_button: "Xóa vĩnh viễn các từ đã chọn", "Strike out the words picked, for good";
        strike_nothing: "Xin chọn ít nhất một từ.", "Please pick at least one word.";
        strike_changed: "Có người vừa xóa bớt chữ trong ý kiến này. Xin đọc lại rồi chọn lần nữa.", "Somebody has just struck words out of this comment. Please read it again and pick once more.";
        file_title: "Ý kiến trong bảng tính", "Comments in a spreadsheet";
        file_lead: "Tải xuống, điền các cột topics, place, case hoặc new_case, rồi gửi lên. Các cột khác không được đọc lại; nội dung ý kiến không đổi được bằng bảng tính.", "Download, fill in the columns topics, place, case or new_case, and send the file back. Other columns are not read; comments cannot be rewritten in a spreadsheet.";
        file_download: "Tải xuống (CSV)", "Download (CSV)";
        file_download_hint: "Tệp có nguyên văn ý kiến, có thể chứa thông tin cá nhân. Xin giữ kín và xóa khi xong việc. Mỗi lần tải được ghi vào nhật ký.", "The file has the comments as they were written, perhaps with personal data. Keep it safe and delete it when done. Every download is recorded.";
        file_columns: "Các mã chủ đề: {topics}. Nhiều chủ đề cách nhau bằng dấu chấm phẩy. Cột case ghi số của một kiến nghị đang mở; cột new_case ghi tên một kiến nghị mới, các dòng cùng tên thành một kiến nghị.", "Topic codes: {topics}. Several are joined by semicolons. The column case takes the number of an open case; new_case takes the title of a new one, and rows with one title make one case.";
        file_upload: "Tệp đã điền", "Filled-in file";
        file_upload_hint: "CSV, tối đa 5 MB. Có một dòng sai thì cả tệp chưa được nhập.", "CSV, at most 5 MB. If one row is wrong, nothing of the file is taken.";
        file_button: "Gửi lên", "Send";
        file_missing: "Xin chọn một tệp.", "Please choose a file.";
        file_faults: "Tệp chưa được nhập", "The file was not taken";
        spots_title: "Điểm nóng: {wave}", "Hot spots: {wave}";
        spots_lead: "Những nơi được nhắc đến nhiều nhất, theo nơi mà người đọc đã ghi cho từng ý kiến.", "The places named most often, by what readers noted for each comment.";
        spots_empty_title: "Chưa ghi nơi nào", "No place noted yet";
        spots_empty: "Khi đọc ý kiến, hãy ghi nơi được nói đến. Nơi nào được nhắc nhiều sẽ đứng đầu bảng này.", "While reading comments, note the place they name. Places named often will stand first here.";
        spots_count: "Số ý kiến", "Comments";
    }
}

pub fn state(tongue: Tongue, state: CommentState) -> &'static str {
    let (vi, en) = match state {
        CommentState::New => ("mới", "new"),
        CommentState::Read => ("đã đọc", "read"),
        CommentState::Tagged => ("đã phân loại", "tagged"),
        CommentState::Merged => ("trong kiến nghị", "in a case"),
        CommentState::SetAside => ("gác lại", "set aside"),
    };
    tongue.pick(vi, en)
}

/// Why comments could not be changed.
pub fn not_changed(tongue: Tongue, why: &NotChanged) -> String {
    let (vi, en) = match why {
        NotChanged::Unknown => (
            "Có ý kiến không còn trong đợt này. Xin tải lại trang.",
            "Some comments are not in this wave any more. Please reload the page.",
        ),
        NotChanged::NoCase => (
            "Kiến nghị này không có trong đợt hoặc đã đóng. Xin chọn kiến nghị khác, hoặc mở lại kiến nghị trước.",
            "That case is not of this wave or is closed. Choose another, or reopen it first.",
        ),
        NotChanged::Refused(all) => return refused(tongue, all.iter().map(|(_, one)| *one)),
    };
    tongue.pick(vi, en).to_owned()
}

fn refused(tongue: Tongue, all: impl Iterator<Item = CommentRefusal>) -> String {
    let all: Vec<CommentRefusal> = all.collect();
    let number = all.len();
    let (vi, en) = match all.first() {
        Some(CommentRefusal::InCase) => (
            "{n} ý kiến đã thuộc một kiến nghị: hãy tách ra trước. Chưa đổi ý kiến nào.",
            "{n} of the comments are part of a case: take them out first. Nothing was changed.",
        ),
        Some(CommentRefusal::NotInCase) => (
            "{n} ý kiến chưa thuộc kiến nghị nào. Chưa đổi ý kiến nào.",
            "{n} of the comments are part of no case. Nothing was changed.",
        ),
        Some(CommentRefusal::NotSetAside) => (
            "{n} ý kiến không bị gác lại. Chưa đổi ý kiến nào.",
            "{n} of the comments were not set aside. Nothing was changed.",
        ),
        _ => (
            "{n} ý kiến đang được gác lại: hãy lấy lại trước. Chưa đổi ý kiến nào.",
            "{n} of the comments are set aside: take them back first. Nothing was changed.",
        ),
    };
    crate::wording::fill(tongue.pick(vi, en), &[("n", &number.to_string())])
}
