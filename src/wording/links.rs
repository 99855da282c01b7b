//! Words of the pages on which links are handed out.

use unicode_normalization::UnicodeNormalization;

use crate::survey::batch::{BatchState, Purpose};
use crate::survey::coverage::{Progress, Standing};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill};

catalogue! {
    Links {
        places_title: "Phát đường dẫn khảo sát", "Hand out survey links";
        places_lead: "Chọn địa phương để xem tiến độ, in áp phích, chia sẻ đường dẫn.", "Choose a locality to see how it stands, to print posters and to share links.";
        places_empty_title: "Chưa có đợt khảo sát nào", "There is no wave yet";
        places_empty: "Khi cơ quan môi trường mở một đợt khảo sát ở địa phương của mình, đợt ấy sẽ hiện ở đây.", "When the environment office opens a wave in your locality, it will stand here.";
        place: "Địa phương", "Locality";
        wave: "Đợt khảo sát", "Wave";
        until: "Nhận phiếu đến", "Open until";

        open_until: "Đang nhận câu trả lời, đến hết ngày {date}.", "Taking answers until the end of {date}.";
        opens_on: "Đợt này bắt đầu ngày {date}. Áp phích và phiếu mã có thể in sẵn từ bây giờ.", "This wave begins on {date}. Posters and slips can be printed now.";
        over: "Đợt khảo sát đã kết thúc. Đường dẫn và mã không dùng được nữa; xin gỡ áp phích xuống.", "The wave is over. Links and codes no longer work; please take the posters down.";

        next_title: "Việc nên làm tiếp", "What to do next";
        next_nothing: "Mọi khối phố, thôn đều đã có đường dẫn. Xin cảm ơn! Thỉnh thoảng mời ghé lại xem nơi nào còn thiếu phiếu.", "Every residential group has its link. Thank you! Please look in now and then to see where answers are still missing.";
        next_no_groups: "Ghi danh sách khối phố, thôn", "Write down the residential groups";
        next_no_groups_why: "Mỗi khối phố, thôn sẽ có đường dẫn và mã QR riêng.", "Each will have a link and a QR code of its own.";
        next_no_link: "{group} chưa có đường dẫn, áp phích", "{group} has no link and no poster yet";
        next_no_link_why: "Bấm vào đây để tạo, chỉ mất vài giây.", "Press here to make them; it takes a few seconds.";
        next_missing: "Còn thiếu {count} phiếu ở {group}", "{count} answers are still missing in {group}";
        next_missing_why: "Nên nhắc lại trong nhóm Zalo hoặc trên loa của khối phố, thôn.", "Remind people in the group chat or over the loudspeaker.";
        next_few: "{group} còn ít phiếu", "Few answers from {group} so far";
        next_few_why: "Nên chia sẻ đường dẫn, hoặc kiểm tra áp phích còn treo không.", "Share the link, or see whether the poster still hangs.";
        all_links: "Tạo đường dẫn cho mọi khối phố, thôn chưa có ({count})", "Make links for all groups that have none ({count})";

        groups_title: "Khối phố, thôn", "Residential groups";
        groups_lead: "Chạm vào tên để lấy đường dẫn, mã QR và in ấn.", "Press a name for its link, its QR code and its prints.";
        group: "Khối phố, thôn", "Group";
        received: "Đã nhận: {progress}", "Received: {progress}";
        received_few: "Đã nhận dưới 10 phiếu", "Fewer than 10 answers so far";
        households: "Số hộ", "Households";
        progress: "Tiến độ", "Progress";
        link: "Đường dẫn", "Link";
        has_link: "đã có", "made";
        no_link: "chưa có", "none yet";
        groups_empty_title: "Chưa có khối phố, thôn nào", "No residential groups yet";
        groups_empty: "Xin thêm từng nơi, hoặc gửi cả danh sách bằng một tệp.", "Add them one by one, or send the whole list as a file.";
        elsewhere: "Ngoài ra có những phiếu không ghi khối phố, thôn: {progress}.", "Besides, some answers name no group: {progress}.";
        few_hint: "“Chưa hiện số” nghĩa là dưới 10 phiếu, hoặc được giữ lại để không ai suy ra một con số dưới 10.", "“Not shown” means fewer than 10 answers, or a number kept back so that nobody can work out one below 10.";
        manage: "Sửa danh sách khối phố, thôn", "Edit the list of groups";
        other_batches: "Mã phát chung của địa phương", "Codes of the locality as a whole";
        more_title: "Cách khác để đến với người dân", "Other ways to reach people";
        prints: "In áp phích, phiếu mã, phiếu giấy", "Print posters, slips and paper forms";
        letters: "Gửi thư mời qua thư điện tử", "Invite by e-mail";
        paper: "Nhập phiếu giấy", "Type in paper forms";

        share: "Chia sẻ qua Zalo, tin nhắn", "Share by chat or message";
        poster: "In áp phích (PDF)", "Print the poster (PDF)";
        qr: "Mã QR của đường dẫn", "QR code of the link";
        typed: "Hoặc gõ địa chỉ này vào điện thoại:", "Or type this address:";
        group_no_link: "Khối phố, thôn này chưa có đường dẫn", "This group has no link yet";
        group_no_link_why: "Tạo một đường dẫn chung cho mọi người ở đây: để in áp phích, gửi vào nhóm Zalo.", "Make one link for everybody here: for the poster and the group chat.";
        make_link: "Tạo đường dẫn", "Make the link";
        slips_title: "Phiếu mã cho từng hộ", "Slips for households";
        slips_lead: "Mỗi hộ nhận một phiếu có mã riêng, dùng được một lần. Chắc chắn hơn đường dẫn chung.", "Each household gets a slip with its own code, good for one answer. More dependable than the common link.";
        slips_count: "Số hộ cần phát", "Number of households";
        slips_make: "Tạo phiếu mã", "Make the slips";
        slips_bad: "Số hộ phải là một số từ 1 đến {largest}", "The number of households is a number from 1 to {largest}";
        batches_title: "Đã phát", "Handed out";
        batches_empty: "Chưa phát mã nào.", "Nothing has been handed out yet.";
        what: "Loại", "What";
        made_on: "Ngày tạo", "Made on";
        size: "Số mã", "Codes";
        state: "Tình trạng", "State";
        acts: "Việc", "Do";
        print: "In", "Print";
        renew: "Thay mới", "Replace";
        revoke: "Thu hồi", "Revoke";
        revoked_before: "Mã này đã được thu hồi trước đó, có thể do một đồng nghiệp.", "It had been revoked before, perhaps by a colleague.";
        wave_closed: "Đợt khảo sát đã đóng: không tạo, thay hay thu hồi mã được nữa.", "The wave has been closed: codes can no longer be made, replaced or revoked.";
        unknown_group: "Không còn khối phố, thôn này trong danh sách.", "This group is no longer in the list.";

        revoke_title: "Thu hồi?", "Revoke?";
        renew_title: "Thay bằng mã mới?", "Replace by new codes?";
        lose_open: "Đường dẫn và mã QR đang dùng của {place} sẽ ngừng nhận câu trả lời ngay. Áp phích đã in và tin nhắn đã gửi không dùng được nữa.", "The link and QR code of {place} stop taking answers at once. Posters that hang and messages that were sent no longer work.";
        lose_many: "{count} mã của {place} sẽ ngừng nhận câu trả lời ngay. Phiếu, thư đã phát mà chưa trả lời không dùng được nữa.", "{count} codes of {place} stop taking answers at once. Slips and letters that were handed out and not used no longer work.";
        keep: "Những câu trả lời đã gửi vẫn được giữ và tính đủ.", "Answers that were sent are kept and counted.";
        renew_gets: "Ngay sau đó sẽ có mã mới để in và phát lại.", "Right afterwards there are new codes to print and hand out.";
        revoke_yes: "Thu hồi, tôi hiểu", "Revoke, I understand";
        renew_yes: "Thay mới, tôi hiểu", "Replace, I understand";
        whole_place: "cả địa phương", "the whole locality";

        share_title: "Chia sẻ đường dẫn", "Share the link";
        share_lead: "Bấm “Chia sẻ” để chọn Zalo, tin nhắn …; hoặc chạm vào khung chữ, chọn tất cả rồi chép.", "Press “Share” to choose an app; or touch the text, select all and copy.";
        share_zalo: "Tin cho nhóm Zalo", "Message for a group chat";
        share_sms: "Tin nhắn SMS (không dấu, để khỏi tốn thêm tin)", "Text message (without marks, which keeps it short)";
        share_speaker: "Lời đọc trên loa", "To read over the loudspeaker";
        share_now: "Chia sẻ …", "Share …";
        copy: "Chép", "Copy";
        copied: "Đã chép", "Copied";
        length: "{count} chữ", "{count} characters";
        length_sms: "{count} chữ, gửi thành {parts} tin nhắn", "{count} characters, sent as {parts} messages";

        new_title: "Thêm khối phố, thôn", "Add a group";
        change_title: "Sửa khối phố, thôn", "Edit the group";
        name: "Tên", "Name";
        name_hint: "Như tên chính thức, ví dụ: Khối phố 3, Thôn Phú Ninh", "The official name, such as Khối phố 3, Thôn Phú Ninh";
        households_hint: "Không bắt buộc. Dùng để chia kế hoạch và tính số phiếu còn thiếu.", "Optional. Used to share out the plan and to tell how many answers are missing.";
        bad_name: "Xin ghi tên khối phố, thôn", "Write the name of the group";
        long_name: "Tên có tối đa {most} chữ", "A name has {most} letters at most";
        bad_households: "Số hộ phải là một số từ 1 đến {most}, hoặc để trống", "The number of households is a number from 1 to {most}, or nothing";
        taken: "Đã có “{name}” trong danh sách", "“{name}” is in the list already";
        list_title: "Danh sách khối phố, thôn", "List of groups";
        list_lead: "Đổi tên không làm mất đường dẫn hay câu trả lời nào.", "Renaming loses no link and no answer.";
        file_title: "Gửi cả danh sách bằng tệp", "Send the whole list as a file";
        file_lead: "Tệp CSV có cột group_name (tên) và households (số hộ). Nơi đã có tên thì sửa số hộ; nơi chưa có thì thêm vào; không nơi nào bị xoá. Dễ nhất: tải danh sách hiện có, sửa trong Excel rồi gửi lại.", "A CSV file with the columns group_name and households. Known groups get their households from it, others are added, none is removed. Easiest: download the list, edit it in a spreadsheet and send it back.";
        file: "Tệp CSV", "CSV file";
        file_send: "Gửi tệp", "Send the file";
        file_none: "Xin chọn một tệp", "Choose a file";
        file_get: "Tải danh sách hiện có (CSV)", "Download the list (CSV)";
        edit: "Sửa", "Edit";

        task_no_link: "{count} khối phố, thôn chưa có đường dẫn.", "{count} groups have no link yet.";
        task_no_groups: "Chưa có danh sách khối phố, thôn.", "There is no list of groups yet.";
    }
}

pub fn purpose(tongue: Tongue, purpose: Purpose) -> &'static str {
    match (tongue, purpose) {
        (Tongue::Vi, Purpose::Poster) => "Đường dẫn chung",
        (Tongue::Vi, Purpose::Slips) => "Phiếu mã từng hộ",
        (Tongue::Vi, Purpose::Letters) => "Thư mời",
        (Tongue::En, Purpose::Poster) => "Common link",
        (Tongue::En, Purpose::Slips) => "Household slips",
        (Tongue::En, Purpose::Letters) => "Letters",
    }
}

/// Word and mark.
pub fn state(tongue: Tongue, state: BatchState) -> (&'static str, &'static str) {
    match (tongue, state) {
        (Tongue::Vi, BatchState::InUse) => ("đang dùng", "ok"),
        (Tongue::Vi, BatchState::Expired) => ("hết hạn", "caution"),
        (Tongue::Vi, BatchState::Revoked) => ("đã thu hồi", "quiet"),
        (Tongue::En, BatchState::InUse) => ("in use", "ok"),
        (Tongue::En, BatchState::Expired) => ("expired", "caution"),
        (Tongue::En, BatchState::Revoked) => ("revoked", "quiet"),
    }
}

/// Numbers as words: "120 phiếu, còn thiếu 23".
pub fn progress(tongue: Tongue, progress: Progress) -> String {
    let number = |value: i64| count(tongue, value.unsigned_abs());
    let received = number(progress.received.known().unwrap_or_default());
    let (vi, en, missing) = match progress.standing() {
        Standing::Few => ("chưa hiện số", "not shown", 0),
        Standing::Unplanned => ("{received} phiếu", "{received} answers", 0),
        Standing::Reached => (
            "{received} phiếu, đủ kế hoạch",
            "{received} answers, as planned",
            0,
        ),
        Standing::Missing(missing) => (
            "{received} phiếu, còn thiếu {missing}",
            "{received} answers, {missing} missing",
            missing,
        ),
    };
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    let missing = number(missing);
    fill(template, &[("received", &received), ("missing", &missing)])
}

/// The same as a sentence about a count that no other stands beside.
pub fn received_alone(tongue: Tongue, of: Progress) -> String {
    let words = Links::of(tongue);
    match of.standing() {
        Standing::Few => words.received_few.to_owned(),
        _ => fill(words.received, &[("progress", &progress(tongue, of))]),
    }
}

/// What a text that is passed on says.
pub struct Shared<'a> {
    pub ward: &'a str,
    pub group: &'a str,
    pub address: &'a str,
    /// Last day, as written.
    pub until: &'a str,
}

impl Shared<'_> {
    fn fill(&self, template: &str) -> String {
        fill(
            template,
            &[
                ("ward", self.ward),
                ("group", self.group),
                ("address", self.address),
                ("date", self.until),
            ],
        )
    }

    /// In Vietnamese whatever the volunteer reads: residents are to read it.
    pub fn chat(&self) -> String {
        self.fill(
            "Kính gửi bà con {group}, {ward}!\n\nỦy ban MTTQ Việt Nam {ward} kính mời Ông/Bà trả lời khảo sát về chất lượng môi trường nơi mình ở: không khí, nước, rác thải, tiếng ồn, cây xanh. Chỉ mất 3–5 phút, không hỏi tên, không ai biết câu trả lời là của ai.\n\nBấm vào đây để trả lời: {address}\n\nHạn cuối: hết ngày {date}. Trân trọng cảm ơn Ông/Bà!",
        )
    }

    pub fn sms(&self) -> String {
        without_marks(&self.fill(
            "UB MTTQ {ward} moi Ong/Ba tra loi khao sat moi truong (3-5 phut, khong hoi ten): {address} Han: {date}",
        ))
    }

    pub fn speaker(&self) -> String {
        self.fill(
            "Kính thưa bà con {group}! Ủy ban Mặt trận Tổ quốc Việt Nam {ward} mời bà con trả lời khảo sát về chất lượng môi trường sống. Bà con dùng điện thoại quét mã QR trên áp phích ở nhà văn hoá, hoặc bấm đường dẫn trong nhóm Zalo của khối phố, thôn. Trả lời chỉ mất 3 đến 5 phút và không phải ghi tên. Hạn cuối là hết ngày {date}. Ai cần giúp xin liên hệ Ban công tác Mặt trận khu dân cư. Xin cảm ơn bà con!",
        )
    }
}

/// Letters that a text message sends seven bits each.
fn without_marks(text: &str) -> String {
    let plain = text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    plain
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect()
}

/// Messages that a text without marks is sent as.
pub fn messages(characters: usize) -> usize {
    if characters <= 160 {
        1
    } else {
        characters.div_ceil(153)
    }
}

/// A name as it stands inside a sentence: what kind of place it is has no capital there.
pub fn within_a_sentence(name: &str) -> String {
    const KINDS: [&str; 9] = [
        "Phường",
        "Xã",
        "Đặc khu",
        "Khối phố",
        "Khu phố",
        "Thôn",
        "Tổ",
        "Ấp",
        "Khu",
    ];
    let kind = KINDS.iter().find(|kind| {
        name.strip_prefix(**kind)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    match kind {
        Some(kind) => format!("{}{}", kind.to_lowercase(), &name[kind.len()..]),
        None => name.to_owned(),
    }
}
