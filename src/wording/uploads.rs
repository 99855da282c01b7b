//! Why an uploaded file cannot be read, and what to do.

use crate::exchange::old_encodings::OldEncoding;
use crate::exchange::upload::{FileType, LARGEST, UploadFault, UploadProblem};
use crate::wording::{Tongue, fill};

pub fn sentence(fault: &UploadFault, tongue: Tongue) -> String {
    let (vi, en) = words(fault.problem);
    let template = match tongue {
        Tongue::Vi => vi,
        Tongue::En => en,
    };
    let megabytes = (LARGEST / 1_000_000).to_string();
    fill(template, &[("file", &fault.file), ("mb", &megabytes)])
}

fn words(problem: UploadProblem) -> (&'static str, &'static str) {
    match problem {
        UploadProblem::Empty => (
            "{file}: tệp không có nội dung. Hãy chọn lại tệp.",
            "{file}: the file is empty. Choose the file again.",
        ),
        UploadProblem::TooLarge => (
            "{file}: tệp lớn hơn {mb} MB nên không được đọc. Hãy chia nhỏ, hoặc kiểm tra xem có chọn nhầm tệp không.",
            "{file}: the file is larger than {mb} MB and was not read. Split it, or see whether it is the right file.",
        ),
        UploadProblem::Type(FileType::Workbook) => (
            "{file}: đây là tệp Excel. Hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu “CSV UTF-8”, rồi gửi tệp đó.",
            "{file}: this is an Excel file. Open it in Excel, choose Save As, type “CSV UTF-8”, and send that file.",
        ),
        UploadProblem::Type(FileType::Archive) => (
            "{file}: đây là tệp nén, không phải văn bản. Hãy giải nén rồi gửi tệp bên trong.",
            "{file}: this is a compressed file, not text. Unpack it and send the file inside.",
        ),
        UploadProblem::Type(FileType::Pdf) => (
            "{file}: đây là tệp PDF. Hãy gửi tệp CSV đã lưu từ bảng tính.",
            "{file}: this is a PDF. Send the CSV file saved from the spreadsheet.",
        ),
        UploadProblem::Type(FileType::Picture) => (
            "{file}: đây là tệp ảnh. Hãy gửi tệp văn bản hoặc CSV.",
            "{file}: this is a picture. Send a text or CSV file.",
        ),
        UploadProblem::Type(FileType::Document) => (
            "{file}: đây là tệp Word. Hãy lưu thành văn bản thuần UTF-8 (.txt, .csv) rồi gửi tệp đó.",
            "{file}: this is a Word document. Save it as plain text in UTF-8 (.txt, .csv) and send that file.",
        ),
        UploadProblem::Type(FileType::WebPage) => (
            "{file}: đây là trang web, dù tên tệp có thể là .csv hay .xls. Hãy mở bằng Excel, lưu thành “CSV UTF-8”, rồi gửi tệp đó.",
            "{file}: this is a web page, whatever its name ends in. Open it in Excel, save it as “CSV UTF-8”, and send that file.",
        ),
        UploadProblem::Encoding(OldEncoding::Tcvn3) => (
            "{file}: chữ trong tệp là mã TCVN3 (phông .VnTime …). Hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6), lưu thành “CSV UTF-8”, rồi gửi lại.",
            "{file}: the letters are in TCVN3 (the .VnTime fonts). Convert them to Unicode with UniKey (Ctrl+Shift+F6), save as “CSV UTF-8” and send again.",
        ),
        UploadProblem::Encoding(OldEncoding::Vni) => (
            "{file}: chữ trong tệp là mã VNI (phông VNI-Times …). Hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6), lưu thành “CSV UTF-8”, rồi gửi lại.",
            "{file}: the letters are in VNI (the VNI-Times fonts). Convert them to Unicode with UniKey (Ctrl+Shift+F6), save as “CSV UTF-8” and send again.",
        ),
        UploadProblem::Encoding(OldEncoding::Windows1258) | UploadProblem::NotText => (
            "{file}: không nhận ra bảng mã chữ Việt của tệp. Hãy mở tệp, chọn Lưu thành (Save As), kiểu “CSV UTF-8” (hoặc văn bản UTF-8), rồi gửi lại.",
            "{file}: the encoding of the letters cannot be told. Open the file, choose Save As, “CSV UTF-8” (or text in UTF-8), and send it again.",
        ),
        UploadProblem::Zeros => (
            "{file}: tệp có ký tự số không (NUL) nên không phải văn bản. Hãy lưu lại thành “CSV UTF-8” rồi gửi lại.",
            "{file}: the file has zero bytes (NUL) in it, so it is not text. Save it as “CSV UTF-8” and send it again.",
        ),
    }
}
