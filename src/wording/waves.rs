//! Words of the pages on which the office runs a wave.

use crate::survey::wave::{Wave, WaveState};
use crate::wording::Tongue;

catalogue! {
    Waves {
        title: "Đợt khảo sát", "Waves";
        lead: "Mỗi đợt hỏi một phiếu ở một số phường, xã trong một khoảng thời gian.", "Each wave asks one form in some wards and communes for a period.";
        new: "Tạo đợt mới", "New wave";
        empty_title: "Chưa có đợt khảo sát nào", "No waves yet";
        empty_may: "Hãy bấm “Tạo đợt mới”: chọn phiếu, địa phương và ngày; mọi thứ còn sửa được cho đến khi mở đợt.", "Press “New wave”: choose form, localities and days; everything can be changed until the wave is opened.";
        empty_may_not: "Khi cơ quan môi trường tạo đợt, đợt đó sẽ hiện ở đây.", "When the environment office makes one, it will stand here.";
        name: "Tên đợt", "Title";
        code: "Mã đợt", "Code";
        state: "Tình trạng", "State";
        first_day: "Ngày mở", "First day";
        last_day: "Ngày cuối", "Last day";
        localities: "Địa phương", "Localities";
        form: "Phiếu khảo sát", "Form";
        method: "Phương pháp", "Method";
        margins: "Cơ cấu dân số", "Population margins";
        plan: "Kế hoạch mẫu", "Sample plan";
        preview: "Xem thử phiếu", "Preview";
        simulated: "số liệu mô phỏng", "simulated";
        version: "phiên bản {version}", "version {version}";
        from_to: "từ {from} đến hết {to}", "from {from} to the end of {to}";

        new_title: "Tạo đợt khảo sát", "New wave";
        edit_title: "Sửa đợt khảo sát", "Edit the wave";
        new_lead: "Đợt mới là bản nháp: chưa ai trả lời được, và mọi thứ còn sửa được.", "A new wave is a draft: nobody can answer yet, and everything can be changed.";
        edit: "Sửa tên, ngày, địa phương, phiếu, phương pháp", "Edit title, days, localities, form, method";
        title_vi: "Tên đợt bằng tiếng Việt", "Title in Vietnamese";
        title_en: "Tên đợt bằng tiếng Anh", "Title in English";
        code_hint: "Dùng trong địa chỉ và không đổi được về sau. Chữ thường không dấu, chữ số, gạch nối; ví dụ: tam-ky-2026", "Used in addresses, and fixed. Small letters without marks, digits, hyphens; for example tam-ky-2026";
        first_day_hint: "Từ 0 giờ ngày này, sau khi đợt được mở.", "From midnight of this day, once the wave is opened.";
        last_day_hint: "Nhận trả lời đến hết ngày này.", "Answers are taken to the end of this day.";
        form_choice: "Phiếu nào được hỏi?", "Which form is asked?";
        form_other: "Hoặc gửi tệp phiếu khác (.toml)", "Or send another form file (.toml)";
        form_text: "Nội dung tệp phiếu đã gửi", "The form file you sent";
        form_text_hint: "Sửa được ngay ở đây. Để trống thì dùng phiếu đã chọn ở trên.", "It can be mended here. Leave it empty to use the form chosen above.";
        method_text: "Tệp phương pháp", "Method file";
        method_text_hint: "Cách tính điểm, trọng số và ngưỡng công bố; được in cùng kết quả. Nếu không có gì đặc biệt, hãy để nguyên.", "How scores, weights and thresholds are made; printed with the result. Leave it as it is unless you have a reason.";
        method_other: "Hoặc gửi tệp phương pháp khác (.toml)", "Or send another method file (.toml)";
        upload_hint: "Tối đa 5 MB.", "At most 5 MB.";
        localities_hint: "Chọn những nơi được hỏi. Mỗi phiếu trả lời thuộc đúng một nơi.", "Choose where the form is asked. Each response belongs to exactly one place.";
        filter: "Lọc danh sách (gõ có dấu hay không dấu đều được)", "Filter the list (with or without marks)";
        whole_parent: "Tất cả {count} nơi của {parent}", "All {count} places of {parent}";
        no_parent: "Các địa phương khác", "Other localities";
        chosen_count: "Đã chọn {count} nơi", "{count} chosen";
        no_localities_title: "Chưa có địa phương nào", "No localities yet";
        no_localities: "Hãy nhờ người quản trị nạp danh sách phường, xã (hailong localities import) trước.", "Ask the operator to import the wards and communes first (hailong localities import).";
        create: "Tạo bản nháp", "Make the draft";
        bad_code: "Mã đợt chỉ gồm chữ thường không dấu, chữ số và gạch nối, nhiều nhất 60 ký tự, và không phải là “new”.", "A code has small letters without marks, digits and hyphens only, at most 60, and is not “new”.";
        taken: "Đã có đợt mang mã này. Hãy đặt mã khác.", "There is a wave of this code. Choose another.";
        bad_day: "Hãy ghi ngày, ví dụ 2026-10-01.", "Write a day, such as 2026-10-01.";
        no_form: "Hãy chọn một phiếu.", "Choose a form.";
        frozen: "Đã có phiếu “{form}” phiên bản {version} với nội dung khác. Hãy tăng số version trong tệp rồi gửi lại.", "There is another form “{form}” of version {version}. Count the version in the file up and send it again.";
        unknown_localities: "Không có địa phương này: {names}.", "There is no such locality: {names}.";

        changed_title: "Người khác vừa sửa đợt này", "Somebody else has just changed this wave";
        changed_lead: "Chưa lưu gì của Ông/Bà. Những phần sau đã được lưu trong lúc Ông/Bà đang sửa:", "Nothing of yours was saved. Meanwhile these parts were saved:";
        changed_line: "{part}: trước là “{before}”, nay là “{now}”", "{part}: was “{before}”, is now “{now}”";
        changed_file: "{part}: đã thay nội dung", "{part}: has other contents";
        changed_same: "Ông/Bà không sửa phần này: biểu mẫu đã lấy theo bản mới.", "You had not touched it: the form now has the new one.";
        changed_yours: "Ông/Bà cũng sửa phần này: biểu mẫu giữ điều Ông/Bà nhập.", "You changed it too: the form keeps what you typed.";
        changed_how: "Hãy xem lại rồi bấm lưu lần nữa.", "Look again, then save once more.";

        task_draft: "Bản nháp: xem còn thiếu gì rồi mở đợt.", "A draft: see what is missing, then open it.";
        task_over: "Đã hết hạn trả lời: hãy đóng đợt, hoặc kéo dài.", "The last day has passed: close the wave, or extend it.";
        steps: "Việc cần làm", "What is next";
        step_details: "Tên, ngày, địa phương, phiếu, phương pháp", "Title, days, localities, form, method";
        step_margins_wanted: "Phương pháp cần cơ cấu {margins}, chưa có tệp.", "The method needs the margins {margins}; there is no file yet.";
        step_margins_none: "Phương pháp này không cần cơ cấu dân số.", "This method needs no margins.";
        step_margins_have: "Đã có {count} dòng.", "{count} rows are kept.";
        step_margins_over: "Đã có {count} dòng, nhưng phương pháp không dùng.", "{count} rows are kept; the method does not use them.";
        step_plan_none: "Nên có: mỗi nơi cần hỏi bao nhiêu người, và khi đó phân biệt được gì.", "Advisable: how many to ask in each place, and what that can tell apart.";
        step_plan_have: "{count} phỏng vấn ở {places} nơi.", "{count} interviews in {places} places.";
        step_plan_part: "Danh sách địa phương đã đổi: hãy lập lại.", "The localities have changed: make it again.";
        step_preview: "Xem phiếu như người dân sẽ thấy trên điện thoại.", "See the form as residents will on a phone.";
        step_open: "Mở đợt", "Open the wave";
        step_open_ready: "Đã đủ điều kiện. Từ ngày mở, người dân trả lời được.", "All is there. From the first day residents can answer.";
        step_open_not: "Chưa mở được: xem những điểm phải sửa ở dưới.", "Not yet: see below what must be mended.";
        step_open_over: "Ngày cuối đã qua: hãy sửa ngày trước khi mở.", "The last day has passed: change it before opening.";
        mark_done: "xong", "done";
        mark_missing: "còn thiếu", "missing";
        mark_optional: "nên làm", "advisable";
        mark_none: "không cần", "not needed";
        mark_look: "xem lại", "look again";
        must_mend: "Phải sửa trước khi mở", "To be mended before opening";
        look_at: "Nên xem lại", "Worth a look";
        running: "Đợt đang mở", "The wave is open";
        running_text: "Người dân trả lời được {period}. Bây giờ chỉ đổi được tên đợt và kéo dài ngày cuối.", "Residents can answer {period}. Only the titles and a later last day can change now.";
        overdue_text: "Ngày cuối {date} đã qua nên không ai trả lời được nữa. Hãy đóng đợt, hoặc kéo dài.", "The last day {date} has passed, so nobody can answer any more. Close the wave, or extend it.";
        waiting_text: "Đợt đã mở; người dân trả lời được từ ngày {date}.", "The wave is open; residents can answer from {date}.";
        closed_text: "Đợt đã đóng và niêm phong. Không ai trả lời được nữa, và không gì đổi được nữa.", "The wave is closed and sealed. Nobody can answer, and nothing can change.";
        sealed: "Mã SHA-256 của dữ liệu niêm phong", "SHA-256 of the sealed dataset";
        extend: "Kéo dài", "Extend";
        close: "Đóng đợt", "Close the wave";
        edit_titles: "Sửa tên đợt", "Edit the titles";

        margins_title: "Cơ cấu dân số của đợt", "Margins of the wave";
        margins_lead: "Số dân theo giới tính, nhóm tuổi … để kết quả phản ánh đúng dân cư, kể cả khi nhóm này trả lời nhiều hơn nhóm kia.", "People by sex, age and so on, so that the result stands for the population even when one group answers more than another.";
        margins_wanted: "Phương pháp của đợt cần: {margins}. Mỗi nhóm người một dòng: margin là mã câu hỏi, category là mã lựa chọn trong phiếu, target là số người, neighbour (không bắt buộc) là nhóm nhận số người này nếu không ai của nhóm trả lời.", "The wave's method needs: {margins}. A row for each group of people: margin is the question's code, category the option's, target how many people, neighbour (optional) the category that takes them in if nobody of the group answers.";
        margins_file: "Chọn tệp CSV", "Choose a CSV file";
        margins_text: "Hoặc gõ, dán ở đây", "Or type or paste it here";
        margins_text_hint: "Tệp gửi lên sẽ thay nội dung ô này. Để trống cả hai thì bỏ cơ cấu đang lưu.", "A file that is sent takes the place of this text. With both empty the margins are removed.";
        margins_example: "Mẫu theo phiếu của đợt", "A sample for this wave's form";
        margins_read: "Đã đọc", "What was read";
        margins_download: "Tải tệp đang lưu (CSV)", "Download what is kept (CSV)";
        margins_none: "Chưa lưu cơ cấu nào.", "No margins are kept.";
        margins_fit: "Khớp với phiếu, phương pháp và địa phương.", "Fits the form, the method and the localities.";
        margins_fixed: "Đợt đã mở nên cơ cấu không đổi được nữa.", "The wave is open, so its margins are fixed.";
        margin: "Cơ cấu", "Margin";
        category: "Nhóm", "Category";
        target: "Số người", "People";
        neighbour: "Nhóm bên cạnh", "Neighbour";
        margin_total: "Cộng", "Total";

        plan_title: "Kế hoạch mẫu của đợt", "Sample plan of the wave";
        plan_lead: "Mỗi nơi cần bao nhiêu phiếu trả lời thì kết quả đủ chắc, và khi đó phân biệt được những nơi chênh nhau bao nhiêu.", "How many responses each place needs for a sure result, and what differences that can tell apart.";
        unit: "Đơn vị hỏi", "Unit";
        unit_household: "Hộ gia đình", "Households";
        unit_person: "Người dân", "People";
        error: "Sai số cho phép (điểm phần trăm)", "Allowed error (percentage points)";
        error_hint: "Thường là 5: con số thật nhiều khả năng nằm trong khoảng ±5 điểm.", "Usually 5: the true figure most likely lies within ±5 points.";
        deff: "Hệ số thiết kế", "Design effect";
        deff_hint: "1 nếu rút thăm từng hộ trong cả phường, xã; 1,5 đến 2 nếu hỏi theo khối phố, thôn.", "1 when households are drawn one by one from the whole place; 1.5 to 2 when whole residential groups are asked.";
        rate: "Tỷ lệ trả lời dự kiến (%)", "Expected response rate (%)";
        rate_hint: "Trong 100 hộ được mời thì bao nhiêu hộ trả lời.", "Of 100 households invited, how many answer.";
        confidence: "Độ tin cậy (%)", "Confidence (%)";
        plan_show: "Tính thử", "Try";
        plan_keep: "Lưu kế hoạch này", "Keep this plan";
        plan_kept: "Đây là kế hoạch đang lưu.", "This is the plan that is kept.";
        plan_not_kept: "Chưa lưu: đây mới là tính thử.", "Not kept yet: this is a trial.";
        plan_fixed: "Đợt đã mở nên kế hoạch không đổi được nữa.", "The wave is open, so its plan is fixed.";
        plan_interviews: "Cần trả lời", "Responses";
        plan_invitations: "Cần mời", "To invite";
        plan_size: "Quy mô", "Size";
        plan_pair: "So riêng hai nơi (điểm)", "Tell two apart (points)";
        plan_ranking: "So khi xếp hạng (điểm)", "Tell ranks apart (points)";
        plan_all: "Tất cả như một", "All as one";
        bad_number: "Hãy ghi một số, ví dụ 1,5.", "Write a number, such as 1.5.";
        bad_error: "Sai số phải lớn hơn 0 và nhỏ hơn 50.", "The error must be above 0 and below 50.";
        bad_deff: "Hệ số thiết kế phải từ 1 trở lên.", "The design effect must be 1 or more.";
        bad_rate: "Tỷ lệ trả lời phải lớn hơn 0 và không quá 100.", "The response rate must be above 0 and at most 100.";
        bad_confidence: "Độ tin cậy phải từ 50 đến dưới 100.", "The confidence must be from 50 to below 100.";
        unknown_size: "Chưa biết quy mô của: {names}. Hãy chọn đơn vị khác, hoặc nhờ người quản trị nạp số liệu.", "The size of these is not known: {names}. Choose the other unit, or ask the operator to import it.";

        preview_title: "Xem thử phiếu của đợt", "Preview of the wave";
        preview_lead: "Đây chính là các trang người dân sẽ thấy. Bấm thử thoải mái: không câu trả lời nào được lưu. Trang nào chỉ hỏi tùy câu trả lời trước thì ở đây luôn hiện.", "These are the very pages that residents will see. Press what you like: no answer is kept. Pages that depend on earlier answers always show here.";
        preview_frame: "Phiếu khảo sát trên điện thoại", "The survey on a phone";
        preview_alone: "Mở riêng trong thẻ mới", "Open by itself in a new tab";
        preview_pages: "Các trang của phiếu", "Pages of the form";
        preview_welcome: "Lời mời và đồng ý", "Welcome and consent";
        preview_languages: "Ngôn ngữ của phiếu", "Language of the form";
        preview_thanks: "Trang cảm ơn", "Thanks";

        open_title: "Mở đợt khảo sát", "Open the wave";
        open_what: "Sau khi mở:", "After opening:";
        open_1: "Người dân ở {places} nơi trả lời được {period}.", "Residents of {places} places can answer {period}.";
        open_2: "Phiếu, phương pháp, địa phương, cơ cấu dân số và kế hoạch mẫu không đổi được nữa.", "Form, method, localities, margins and plan can no longer change.";
        open_3: "Ngày cuối chỉ có thể kéo dài, không rút ngắn được.", "The last day can only become later.";
        open_4: "Ủy ban MTTQ phường, xã phát được đường dẫn, mã QR và phiếu mời của đợt này.", "The ward and commune Front committees can hand out links, QR codes and slips of this wave.";
        open_button: "Mở đợt này", "Open this wave";
        open_refused: "Chưa mở được đợt này", "This wave cannot be opened yet";
        run_refused: "Chưa làm được việc này", "This cannot be done";
        extend_title: "Kéo dài đợt khảo sát", "Extend the wave";
        extend_what: "Ngày cuối hiện nay là {date}. Áp phích và phiếu mời đã in vẫn ghi ngày này: hãy báo cho các Ủy ban MTTQ phường, xã.", "The last day is now {date}. Posters and slips in print carry it: tell the ward and commune committees.";
        extend_new: "Ngày cuối mới", "New last day";
        extend_button: "Kéo dài đến ngày này", "Extend to this day";
        close_title: "Đóng đợt khảo sát", "Close the wave";
        close_what: "Sau khi đóng, không ai trả lời được nữa, và không mở lại được:", "After closing nobody can answer any more, and it cannot be opened again:";
        close_1: "Mọi đường dẫn, mã QR và phiếu mời của đợt hết hiệu lực; mã đang làm dở bị xoá cùng câu trả lời chưa gửi.", "Every link, QR code and slip of the wave stops working; answers begun and not sent are deleted.";
        close_2: "Câu trả lời được niêm phong thành một tệp có mã SHA-256; khoá nối mã với phiếu bị huỷ.", "The answers are sealed into one file with a SHA-256; the key that ties codes to rows is destroyed.";
        close_3: "Địa chỉ thư đã dùng để mời bị xoá.", "The addresses used for invitations are deleted.";
        close_early: "Đợt còn nhận trả lời đến hết {date}. Đóng bây giờ là dừng sớm hơn ngày đã báo cho người dân.", "The wave takes answers to the end of {date}. Closing now ends it before the day that residents were told.";
        close_confirm: "Để chắc chắn, hãy gõ mã đợt: {code}", "To be sure, type the wave's code: {code}";
        close_button: "Đóng và niêm phong", "Close and seal";
        close_mistyped: "Mã vừa gõ không phải mã đợt này. Hãy gõ: {code}", "That is not this wave's code. Type: {code}";
        not_open: "Đợt này không ở trạng thái đang mở, nên không làm được việc này.", "This wave is not open, so this cannot be done.";
        not_draft: "Đợt này không còn là bản nháp, nên không mở được nữa.", "This wave is no longer a draft, so it cannot be opened.";
    }
}

/// What a state is called, and how it is marked.
pub fn state(
    tongue: Tongue,
    wave: &Wave,
    now: chrono::NaiveDateTime,
) -> (&'static str, &'static str) {
    let (vi, en, mark) = match wave.state {
        WaveState::Draft => ("bản nháp", "draft", "quiet"),
        WaveState::Open if now < wave.opens_at => {
            ("đã mở, chưa đến ngày", "opened, not begun", "info")
        }
        WaveState::Open if now >= wave.closes_at => {
            ("hết hạn, chưa đóng", "over, not closed", "caution")
        }
        WaveState::Open => ("đang mở", "open", "ok"),
        WaveState::Closed => ("đã đóng", "closed", "info"),
        WaveState::Computed => ("đã tính số liệu", "computed", "info"),
        WaveState::Published => ("đã công bố", "published", "info"),
    };
    match tongue {
        Tongue::Vi => (vi, mark),
        Tongue::En => (en, mark),
    }
}
