//! Writes a sample of every print: `cargo run -p hailong-print --example samples -- FOLDER`.

use std::error::Error;
use std::path::Path;

use hailong_print::{Paper, Poster, Print, Slip, Slips};

fn text(words: &str) -> String {
    words.to_owned()
}

fn poster(paper: Paper) -> Poster {
    Poster {
        paper,
        language: text("vi"),
        title: text("Áp phích khảo sát – Khối phố 3, Phường Tam Kỳ"),
        institutions: vec![
            text("Sở Nông nghiệp và Môi trường thành phố Đà Nẵng"),
            text("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng"),
        ],
        question: text("Ông/Bà hài lòng đến đâu với môi trường nơi mình sống?"),
        purpose: text("Ý kiến của Ông/Bà cho biết nơi mình ở cần làm gì trước để không khí, nước và đường phố sạch hơn."),
        place: vec![text("Khối phố 3"), text("Phường Tam Kỳ")],
        link: text("https://khaosat.example.vn/s/ABCDEFGHJKMN"),
        steps: vec![
            text("Mở máy ảnh trên điện thoại, đưa vào mã vuông"),
            text("Bấm vào đường dẫn hiện ra"),
            text("Trả lời, mất khoảng 3–5 phút"),
        ],
        without_camera: text("Không quét được? Mở"),
        address: text("khaosat.example.vn/s"),
        then_code: text("và gõ mã"),
        code: text("ABCD-EFGH-JKMN"),
        closing_label: text("Nhận câu trả lời đến hết ngày"),
        closing_date: text("31/12/2026"),
        anonymity: text("Không ghi tên, không ai biết Ông/Bà trả lời gì."),
        stamp: text("Dấu của phường"),
        simulated: None,
    }
}

fn slips(paper: Paper, count: usize) -> Slips {
    Slips {
        paper,
        language: text("vi"),
        title: text("Phiếu mời"),
        institutions: poster(paper).institutions,
        invitation: text("Mời Ông/Bà trả lời khảo sát về môi trường nơi mình sống"),
        place: vec![text("Khối phố 3"), text("Phường Tam Kỳ")],
        how: text("Quét mã bằng điện thoại, hoặc mở"),
        address: text("khaosat.example.vn/s"),
        code_label: text("và gõ mã:"),
        closing: text("Đến hết ngày 31/12/2026"),
        promise: text("Mỗi hộ một mã, dùng một lần. Không ghi tên, không ai biết Ông/Bà trả lời gì."),
        simulated: None,
        slips: (1..=count)
            .map(|at| Slip {
                number: format!("{at}/{count}"),
                code: text("ABCD-EFGH-JKMN"),
                link: format!("https://khaosat.example.vn/s/ABCDEFGH{at:04}"),
            })
            .collect(),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("samples FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, print) in [
        ("poster-a4", Print::Poster(poster(Paper::A4))),
        ("poster-a3", Print::Poster(poster(Paper::A3))),
        ("slips-a4", Print::Slips(slips(Paper::A4, 20))),
        ("slips-a3", Print::Slips(slips(Paper::A3, 20))),
    ] {
        let start = std::time::Instant::now();
        std::fs::write(folder.join(format!("{name}.pdf")), print.pdf()?)?;
        println!("{name} {:?}", start.elapsed());
    }
    Ok(())
}
