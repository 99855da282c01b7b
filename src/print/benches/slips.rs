//! How fast slips are set: `cargo bench -p hailong-print`.
//!
//! A PDF of 1,000 household slips, A4, and, in the same round, the same 1,000 QR codes encoded and nothing else. Seconds
//! are of this machine; the ratio travels.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fast_qr::{ECL, QRBuilder};
use hailong_print::{Paper, Print, Slip, Slips};

const SLIPS: usize = 1_000;
const ROUNDS: usize = 5;

fn sheet() -> Slips {
    let text = str::to_owned;
    let slip = |number: usize| Slip {
        number: format!("Số {number}/{SLIPS}"),
        code: text("ABCD-EFGH-JKMN"),
        link: format!("https://khaosat.example.vn/s/ABCDEFGH{number:04}"),
    };
    Slips {
        paper: Paper::A4,
        language: text("vi"),
        title: text("Phiếu mời theo hộ – Khối phố 3, Phường Tam Kỳ"),
        institutions: vec![
            text("Sở Nông nghiệp và Môi trường thành phố Đà Nẵng"),
            text("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng"),
        ],
        invitation: text("Mời Ông/Bà trả lời khảo sát về môi trường nơi mình sống"),
        place: vec![text("Khối phố 3"), text("Phường Tam Kỳ")],
        how: text("Quét mã bằng điện thoại, hoặc mở"),
        address: text("khaosat.example.vn/s"),
        code_label: text("rồi gõ:"),
        closing: text("Đến hết ngày 31/12/2026"),
        promise: text(
            "Mỗi hộ một mã, dùng một lần. Không ghi tên, không ai biết Ông/Bà trả lời gì.",
        ),
        simulated: None,
        slips: (1..=SLIPS).map(slip).collect(),
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let sheet = sheet();
    let links: Vec<String> = sheet.slips.iter().map(|slip| slip.link.clone()).collect();
    let print = Print::Slips(sheet);
    let (mut seconds, mut ratios, mut size) = (Vec::new(), Vec::new(), 0);
    for round in 1..=ROUNDS {
        let encoding = timed(|| {
            for link in &links {
                black_box(QRBuilder::new(link.as_str()).ecl(ECL::Q).build().unwrap());
            }
        });
        let printing = timed(|| size = print.pdf().unwrap().len());
        println!(
            "round {round}: {SLIPS} slips {printing:.2?}, their QR codes alone {encoding:.2?}"
        );
        seconds.push(printing.as_secs_f64());
        ratios.push(printing.as_secs_f64() / encoding.as_secs_f64());
    }
    println!(
        "median: {:.2} s (at most 3 s wanted), {:.1} times their QR codes alone, {} KB",
        median(seconds),
        median(ratios),
        size / 1024
    );
}
