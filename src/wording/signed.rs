//! Words about keys, signatures and what was checked of an edition.

use crate::edition::manifest::Difference;
use crate::edition::signature::Worthless;
use crate::edition::signed::{Checked, State, Verdict};
use crate::wording::{Tongue, fill};

catalogue! {
    Signed {
        passphrase: "Cụm mật khẩu của khoá: ", "Passphrase of the key: ";
        passphrase_again: "Nhập lại cụm mật khẩu: ", "The same passphrase again: ";
        passphrases_differ: "Hai lần nhập chưa giống nhau; chưa tạo khoá nào.", "The two are not the same; no key was made.";
        short_passphrase: "Cụm mật khẩu cần ít nhất 12 ký tự.", "A passphrase needs at least 12 characters.";
        unopened: "Không mở được khoá: sai cụm mật khẩu, hoặc tệp không phải là khoá.", "The key cannot be opened: the passphrase is wrong, or the file is not a key.";
        no_passphrase: "Không đọc được cụm mật khẩu. Xin chạy lệnh trong một cửa sổ dòng lệnh, hoặc đặt biến HAILONG_KEY_PASSPHRASE.", "The passphrase cannot be read. Run the command in a terminal, or set HAILONG_KEY_PASSPHRASE.";
        occupied: "{file}: đã có tệp này; chưa ghi gì cả.", "{file}: there is such a file already; nothing was written.";
        made: "Đã tạo khoá. Xin giữ {private} ở nơi chỉ người ký mở được, và công khai {public}. Dấu vân tay: {fingerprint}", "The key is made. Keep {private} where only the signatory can open it, and publish {public}. Fingerprint: {fingerprint}";
        signed: "Đã ký {edition} thay mặt {party}. Mã băm của kỳ công bố: {digest}", "Signed {edition} for {party}. Digest of the edition: {digest}";
        not_asked: "Kỳ công bố này không yêu cầu {party} ký.", "This edition does not ask {party} to sign.";
        altered: "Chưa ký: các tệp không còn đúng như bản kê.", "Not signed: the files are not those of the manifest.";
        not_an_edition: "{folder}: không phải thư mục của một kỳ công bố: {problem}", "{folder}: not the folder of an edition: {problem}";
        bad_known: "{text}: xin viết dạng TÊN=TỆP, ví dụ office=office.pub.pem", "{text}: write NAME=FILE, for example office=office.pub.pem";
        bad_public: "{file}: không phải khoá công khai Ed25519.", "{file}: not an Ed25519 public key.";
        manifest_line: "Bản kê MANIFEST.sha256 hỏng ở dòng {line}.", "MANIFEST.sha256 is broken at line {line}.";
        changed: "{file}: đã bị sửa.", "{file}: was changed.";
        missing: "{file}: bị thiếu.", "{file}: is missing.";
        added: "{file}: không có trong bản kê.", "{file}: is not in the manifest.";
        stranger: "signatures/{file}: không phải chữ ký mà kỳ công bố này yêu cầu.", "signatures/{file}: not a signature that this edition asks for.";
        party_signed: "{party}: đã ký, đúng khoá đã cho.", "{party}: signed, by the key that was given.";
        party_signed_named: "{party}: đã ký bằng khoá {key}. Xin so khoá này với khoá mà cơ quan công bố.", "{party}: signed by the key {key}. Compare it with the key that the institution has published.";
        party_unsigned: "{party}: chưa ký.", "{party}: has not signed.";
        party_malformed: "{party}: tệp chữ ký hỏng.", "{party}: the signature file is broken.";
        party_elsewhere: "{party}: chữ ký này của một kỳ công bố khác, một bản nháp khác hoặc một cơ quan khác.", "{party}: the signature is of another edition, another draft or another party.";
        party_other_key: "{party}: ký bằng khoá không phải của cơ quan này.", "{party}: signed by a key that is not this party's.";
        party_forged: "{party}: chữ ký không đúng.", "{party}: the signature is wrong.";
        party_shared: "{party}: cùng một khoá ký cho hai cơ quan.", "{party}: one key signed for two parties.";
        bad_signature: "{file}: không phải tệp chữ ký.", "{file}: not a signature file.";
        more_to_sign: "Đã nhận chữ ký. Kỳ công bố còn chờ chữ ký khác.", "The signature is taken. The edition waits for others.";
        no_parties: "Kỳ công bố cần chữ ký của ít nhất hai cơ quan, mỗi cơ quan đang trong thời hạn và có khoá công khai. Còn thiếu: {parties}", "An edition needs two parties at least, each in office and with a public key. Missing: {parties}";
        no_reason: "Xin nêu lý do.", "Please say why.";
        no_draft: "Đợt này chưa có bản dự thảo kỳ công bố.", "This wave has no draft of an edition.";
        refused: "Bản dự thảo này đã bị từ chối ký. Xin lập bản mới.", "This draft was refused. Please write another one.";
        other_key: "Khoá hoặc chữ ký này không phải của cơ quan ấy, đã bị thu hồi, hoặc không thuộc bản dự thảo này.", "The key or signature is not that party's, was revoked, or is not of this draft.";
        party_kept: "Đã lưu cơ quan {party}.", "Kept the party {party}.";
        key_kept: "Đã lưu khoá {fingerprint} của {party}.", "Kept the key {fingerprint} of {party}.";
        key_known: "Khoá này đã được lưu trước đây, cho cơ quan này hoặc cơ quan khác.", "This key is known already, for this party or another.";
        key_revoked: "Đã thu hồi khoá {fingerprint}.", "Revoked the key {fingerprint}.";
        key_unknown: "Không có khoá nào như vậy đang dùng.", "There is no such key in use.";
        whole: "Mọi tệp đúng như khi ký, và mọi cơ quan đã ký.", "Every file is as it was signed, and every party has signed.";
    }
}

fn verdict(tongue: Tongue, verdict: &Verdict) -> String {
    let words = Signed::of(tongue);
    let mut values = vec![("party", verdict.asked.party.as_str())];
    let template = match &verdict.state {
        State::Signed(_) => words.party_signed,
        State::SignedByNamedKey(key) => {
            values.push(("key", key));
            words.party_signed_named
        }
        State::Unsigned => words.party_unsigned,
        State::SharedKey => words.party_shared,
        State::Worthless(Worthless::Malformed) => words.party_malformed,
        State::Worthless(Worthless::Elsewhere) => words.party_elsewhere,
        State::Worthless(Worthless::OtherKey) => words.party_other_key,
        State::Worthless(Worthless::Forged) => words.party_forged,
    };
    fill(template, &values)
}

pub fn difference(tongue: Tongue, difference: &Difference) -> String {
    let words = Signed::of(tongue);
    let (template, file) = match difference {
        Difference::Changed(file) => (words.changed, file),
        Difference::Missing(file) => (words.missing, file),
        Difference::Added(file) => (words.added, file),
    };
    fill(template, &[("file", file)])
}

/// What was found, one line each, and whether all of it holds.
pub fn checked(tongue: Tongue, checked: &Checked) -> Vec<String> {
    let words = Signed::of(tongue);
    let mut lines = Vec::new();
    if let Some(line) = checked.manifest_line {
        lines.push(fill(words.manifest_line, &[("line", &line.to_string())]));
    }
    lines.extend(
        checked
            .differences
            .iter()
            .map(|one| difference(tongue, one)),
    );
    let stranger = |file: &String| fill(words.stranger, &[("file", file)]);
    lines.extend(checked.strangers.iter().map(stranger));
    lines.extend(checked.verdicts.iter().map(|one| verdict(tongue, one)));
    if checked.holds() {
        lines.push(words.whole.to_owned());
    }
    lines
}
