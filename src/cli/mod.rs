//! The command line: what a person types, turned into calls. Exit codes: 0 done, 1 refused, 2 wrong usage.

mod audit;
mod desk;
mod edition;
mod failure;
mod files;
mod mail;
mod parties;
mod people;
mod plan;
mod serve;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::DEFAULT_LISTEN;
use crate::wording::Tongue;

#[derive(Parser)]
#[command(name = "hailong", version)]
struct Cli {
    /// vi | en
    #[arg(long, global = true, env = "HAILONG_LANGUAGE", default_value = "vi", value_parser = ["vi", "en"])]
    language: String,
    #[command(subcommand)]
    order: Order,
}

#[derive(Subcommand)]
enum Order {
    /// Bản dùng thử đầy đủ trên máy này · A complete demonstration on this machine
    Demo {
        #[arg(long, default_value = "hailong-demo")]
        data: PathBuf,
        #[arg(long, default_value = DEFAULT_LISTEN)]
        listen: String,
    },
    /// Chạy trang khảo sát · Serve the site
    Serve(Config),
    /// Cập nhật cơ sở dữ liệu · Bring the database up to date
    Migrate(Config),
    /// Kiểm tra tệp cấu hình · Check a settings file
    CheckConfig(Config),
    /// Phiếu khảo sát · Form files
    Form {
        #[command(subcommand)]
        order: FormOrder,
    },
    /// Tính số liệu từ các tệp · Compute figures from files
    Compute(files::ComputeOrder),
    /// Tính lại một kỳ công bố · Recompute an edition
    Verify(verify::VerifyOrder),
    /// Cỡ mẫu cho từng địa phương · Sample size per locality
    Plan(plan::PlanOrder),
    /// Địa phương · Localities
    Localities {
        #[command(subcommand)]
        order: desk::LocalitiesOrder,
    },
    /// Đợt khảo sát · Waves
    Wave {
        #[command(subcommand)]
        order: desk::WaveOrder,
    },
    /// Thư · Letters
    Mail {
        #[command(subcommand)]
        order: mail::MailOrder,
    },
    /// Đường dẫn và mã · Links and codes
    Link {
        #[command(subcommand)]
        order: desk::LinkOrder,
    },
    /// Tài khoản · Accounts
    People {
        #[command(subcommand)]
        order: people::PeopleOrder,
    },
    /// Khoá ký của cơ quan · Keys of the institutions
    Key {
        #[command(subcommand)]
        order: edition::KeyOrder,
    },
    /// Cơ quan ký và khoá công khai · Institutions that sign, and their public keys
    Party {
        #[command(subcommand)]
        order: parties::PartyOrder,
    },
    /// Kỳ công bố · Editions
    Edition {
        #[command(subcommand)]
        order: edition::EditionOrder,
    },
    /// Nhật ký · Audit log
    Audit {
        #[command(subcommand)]
        order: audit::AuditOrder,
    },
}

#[derive(clap::Args)]
struct Config {
    #[arg(long)]
    config: PathBuf,
}

#[derive(Subcommand)]
enum FormOrder {
    /// Kiểm tra phiếu, nêu mọi lỗi · Check forms and report every fault
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Lines for people; `Err` lines go to standard error and end with exit code 1.
type Said = Result<Vec<String>, Vec<String>>;

pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let tongue = Tongue::parse(&cli.language).unwrap_or_default();
    let said = match cli.order {
        Order::Demo { data, listen } => serve::demo(&data, &listen, tongue),
        Order::Serve(order) => serve::serve(&order.config, tongue),
        Order::Migrate(order) => serve::migrate(&order.config, tongue),
        Order::CheckConfig(order) => files::check_config(&order.config, tongue),
        Order::Form {
            order: FormOrder::Check { files },
        } => files::check_forms(&files, tongue),
        Order::Compute(order) => files::compute_figures(&order, tongue),
        Order::Verify(order) => verify::verify(&order, tongue),
        Order::Plan(order) => plan::print(&order, tongue),
        Order::Localities { order } => desk::localities(&order, tongue),
        Order::Wave { order } => desk::wave(&order, tongue),
        Order::Mail { order } => mail::run(&order, tongue),
        Order::Link { order } => desk::link(&order, tongue),
        Order::People { order } => people::run(&order, tongue),
        Order::Key { order } => edition::key(&order, tongue),
        Order::Party { order } => parties::run(&order, tongue),
        Order::Edition { order } => edition::run(&order, tongue),
        Order::Audit { order } => audit::run(&order, tongue),
    };
    match said {
        Ok(lines) => {
            lines.iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(lines) => {
            lines.iter().for_each(|line| eprintln!("{line}"));
            ExitCode::FAILURE
        }
    }
}
