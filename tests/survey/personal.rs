use hailong::survey::comment::tokens;
use hailong::survey::personal::suspects;

fn marked(words: &str) -> Vec<&str> {
    let found = suspects(words);
    let places = tokens(words);
    places
        .into_iter()
        .zip(found)
        .filter(|(_, is_suspect)| *is_suspect)
        .map(|(place, _)| &words[place])
        .collect()
}

#[test]
fn telephone_and_identity_numbers_are_proposed_however_they_are_grouped() {
    assert_eq!(marked("Gọi 0905123456 nhé"), ["0905123456"]);
    assert_eq!(marked("Gọi 0905 123 456, cảm ơn"), ["0905", "123", "456,"]);
    assert_eq!(marked("số +84 905.123.456"), ["+84", "905.123.456"]);
    assert_eq!(marked("sđt:0905123456"), ["sđt:0905123456"]);
    assert_eq!(marked("CMND 205123456"), ["205123456"]);
    assert_eq!(marked("CCCD 049123456789."), ["049123456789."]);
}

#[test]
fn mail_addresses_house_numbers_and_names_are_proposed() {
    assert_eq!(
        marked("viết cho lan.nguyen@example.vn."),
        ["lan.nguyen@example.vn."]
    );
    assert_eq!(marked("Số nhà 12/3 đường Huỳnh"), ["Số", "nhà", "12/3"]);
    assert_eq!(
        marked("Bà Nguyễn Thị Lan, đốt rác"),
        ["Nguyễn", "Thị", "Lan,"]
    );
    assert_eq!(marked("hỏi anh Tuấn. Đường bụi"), ["Tuấn."]);
}

#[test]
fn ordinary_sentences_are_left_alone() {
    for words in [
        "Rác ở chợ Tam Kỳ 3 ngày chưa thu gom, mùi hôi lắm.",
        "Năm 2024 ngập 2 lần, nước cao 50 cm",
        "Nhà tôi gần kênh",
        "bà con mong có cây xanh",
        "",
    ] {
        assert!(marked(words).is_empty(), "{words}: {:?}", marked(words));
    }
}
