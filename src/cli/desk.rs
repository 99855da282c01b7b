//! Commands on waves, localities and links, until the desk has pages for them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use crate::cli::files::read;
use crate::cli::{Said, failure, serve};
use crate::clock::{Clock, end_of, start_of};
use crate::config::Settings;
use crate::exchange::localities as csv;
use crate::exchange::qr as qr_code;
use crate::exchange::upload;
use crate::flow::folder::DataFolder;
use crate::flow::invite::{Invitation, new_links};
use crate::flow::place_map::{self, MapFailure};
use crate::flow::prepare::{self, NewWave};
use crate::flow::wave::seen::Seen;
use crate::flow::wave::{Editor, WaveFailure, margins};
use crate::flow::{close, compute};
use crate::store::{Store, StoreFailure, waves};
use crate::survey::link::{Code, LinkKind};
use crate::survey::locality::LocalityKey;
use crate::wording::command::Command as Words;
use crate::wording::{Tongue, data_faults, fill, map_faults, uploads};

#[derive(Subcommand)]
pub enum LocalitiesOrder {
    /// Nạp địa phương từ CSV · Import localities from CSV
    Import {
        #[arg(long)]
        config: PathBuf,
        localities: PathBuf,
        changes: Option<PathBuf>,
        #[arg(long)]
        groups: Option<PathBuf>,
    },
    /// Bản đồ GeoJSON cho trang tiến độ · A GeoJSON map for the dashboard
    Map {
        #[arg(long)]
        config: PathBuf,
        map: PathBuf,
    },
}

#[derive(Args)]
pub struct Named {
    #[arg(long)]
    config: PathBuf,
    /// tam-ky-2026
    code: String,
}

#[derive(Subcommand)]
pub enum WaveOrder {
    /// Tạo đợt khảo sát · Create a wave in draft
    Create(CreateWave),
    /// Liệt kê · List waves
    List {
        #[arg(long)]
        config: PathBuf,
    },
    /// Lưu cơ cấu dân số của bản nháp · Keep the margins of a draft
    Margins {
        #[command(flatten)]
        named: Named,
        /// MARGINS.csv
        margins: PathBuf,
    },
    /// Mở · Open
    Open(Named),
    /// Đóng và niêm phong · Close and seal
    Close(Named),
    /// Tính số liệu · Compute
    Compute(Named),
}

#[derive(Args)]
pub struct CreateWave {
    #[arg(long)]
    config: PathBuf,
    #[arg(long)]
    code: String,
    #[arg(long)]
    title_vi: String,
    #[arg(long)]
    title_en: String,
    #[arg(long)]
    form: PathBuf,
    #[arg(long)]
    method: PathBuf,
    /// 20341@2025-07-01
    #[arg(long = "locality", required = true)]
    localities: Vec<LocalityKey>,
    /// 2026-10-01
    #[arg(long)]
    opens: NaiveDate,
    /// 2026-10-31
    #[arg(long)]
    closes: NaiveDate,
    #[arg(long)]
    simulated: bool,
}

#[derive(Subcommand)]
pub enum LinkOrder {
    /// Tạo mã mới, in ra một lần · Make new codes, shown once
    New {
        #[arg(long)]
        config: PathBuf,
        #[arg(long)]
        wave: String,
        /// Mã địa phương · Locality code
        #[arg(long)]
        locality: String,
        /// Khối phố, thôn · Residential group
        #[arg(long)]
        group: Option<String>,
        /// Số mã hộ dùng một lần; không có thì tạo một đường dẫn mở · Number of single household codes; without it, one open link
        #[arg(long)]
        single: Option<usize>,
        /// 2026-10-31
        #[arg(long)]
        expires: Option<NaiveDate>,
        /// Thư mục để ghi mã QR (SVG) · Folder for QR codes (SVG)
        #[arg(long)]
        qr: Option<PathBuf>,
    },
}

pub fn open(config: &Path, tongue: Tongue) -> Result<(Settings, Store), Vec<String>> {
    let settings = serve::settings(config, tongue)?;
    let store =
        Store::open(&settings.database).map_err(|problem| failure::store(&problem, tongue))?;
    Ok((settings, store))
}

pub fn localities(order: &LocalitiesOrder, tongue: Tongue) -> Said {
    match order {
        LocalitiesOrder::Import {
            config,
            localities,
            changes,
            groups,
        } => import(
            config,
            localities,
            changes.as_deref(),
            groups.as_deref(),
            tongue,
        ),
        LocalitiesOrder::Map { config, map } => keep_map(config, map, tongue),
    }
}

fn keep_map(config: &Path, map: &Path, tongue: Tongue) -> Said {
    let (settings, store) = open(config, tongue)?;
    let folder = data_folder(&settings, tongue)?;
    let bytes = read(map, tongue).map_err(|line| vec![line])?;
    let file = map.display().to_string();
    match place_map::keep(&store, &folder, &bytes) {
        Ok(count) => Ok(vec![map_faults::kept(count, tongue)]),
        Err(MapFailure::Faults(faults)) => Err(map_faults::lines(&file, &faults, tongue)),
        Err(MapFailure::Store(problem)) => Err(failure::store(&problem, tongue)),
    }
}

fn import(
    config: &Path,
    localities: &Path,
    changes: Option<&Path>,
    groups: Option<&Path>,
    tongue: Tongue,
) -> Said {
    let (_, store) = open(config, tongue)?;
    let bytes = |path: &Path| read(path, tongue).map_err(|line| vec![line]);
    let said = |faults| data_faults::data(&faults, tongue);
    let name = |path: &Path| path.display().to_string();
    let all = csv::read(&name(localities), &bytes(localities)?).map_err(said)?;
    let changed = match changes {
        Some(path) => csv::read_changes(&name(path), &bytes(path)?).map_err(said)?,
        None => Vec::new(),
    };
    let groups = match groups {
        Some(path) => csv::read_groups(&name(path), &bytes(path)?).map_err(said)?,
        None => Vec::new(),
    };
    prepare::keep_localities(&store, &all, &changed, &groups)
        .map_err(|problem| failure::store(&problem, tongue))?;
    let counts = [all.len(), changed.len(), groups.len()].map(|count| count.to_string());
    let values = [
        ("localities", counts[0].as_str()),
        ("changes", &counts[1]),
        ("groups", &counts[2]),
    ];
    Ok(vec![fill(Words::in_tongue(tongue).imported, &values)])
}

pub fn wave(order: &WaveOrder, tongue: Tongue) -> Said {
    let refused = |problem: StoreFailure| failure::store(&problem, tongue);
    match order {
        WaveOrder::Create(order) => create(order, tongue),
        WaveOrder::List { config } => {
            let (_, store) = open(config, tongue)?;
            let all = store.read_blocking(waves::all).map_err(refused)?;
            let line =
                |kept: &waves::KeptWave| format!("{} {}", kept.wave.code, kept.wave.state.as_str());
            Ok(all.iter().map(line).collect())
        }
        WaveOrder::Margins { named, margins } => keep_margins(named, margins, tongue),
        WaveOrder::Open(named) => {
            let (_, store) = open(&named.config, tongue)?;
            prepare::open_wave(&store, &named.code).map_err(refused)?;
            Ok(moved(named, "open"))
        }
        WaveOrder::Close(named) => {
            let (store, folder) = with_folder(&named.config, tongue)?;
            close::close(&store, &folder, &named.code).map_err(refused)?;
            Ok(moved(named, "closed"))
        }
        WaveOrder::Compute(named) => {
            let (store, folder) = with_folder(&named.config, tongue)?;
            compute::compute(&store, &folder, &named.code)
                .map_err(|problem| failure::compute(&problem, tongue))?;
            Ok(moved(named, "computed"))
        }
    }
}

fn keep_margins(named: &Named, path: &Path, tongue: Tongue) -> Said {
    let (_, store) = open(&named.config, tongue)?;
    let bytes = read(path, tongue).map_err(|line| vec![line])?;
    let name = path.display().to_string();
    let csv = upload::read_table(&name, &bytes)
        .map_err(|fault| vec![uploads::sentence(&fault, tongue)])?;
    let refused = |problem: WaveFailure| failure::wave(&problem, tongue);
    let seen = store.read_blocking(|connection| match waves::find(connection, &named.code)? {
        Some(kept) => Seen::of(connection, &kept),
        None => Err(StoreFailure::Missing("wave")),
    });
    let seen = seen.map_err(|problem| refused(problem.into()))?;
    let editor = Editor {
        account: None,
        now: Clock::System.now(),
    };
    let rows = margins::keep_margins(&store, &named.code, &seen, &csv, &editor).map_err(refused)?;
    Ok(vec![format!("{} {}", named.code, rows.len())])
}

fn moved(named: &Named, state: &str) -> Vec<String> {
    vec![format!("{} {state}", named.code)]
}

pub fn with_folder(config: &Path, tongue: Tongue) -> Result<(Store, DataFolder), Vec<String>> {
    let (settings, store) = open(config, tongue)?;
    Ok((store, data_folder(&settings, tongue)?))
}

fn data_folder(settings: &Settings, tongue: Tongue) -> Result<DataFolder, Vec<String>> {
    let path = settings.data.display().to_string();
    DataFolder::open(&settings.data).map_err(|problem| failure::folder(&path, &problem, tongue))
}

fn create(order: &CreateWave, tongue: Tongue) -> Said {
    let (_, store) = open(&order.config, tongue)?;
    let text = |path: &Path| -> Result<String, Vec<String>> {
        let bytes = read(path, tongue).map_err(|line| vec![line])?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let new = NewWave {
        code: order.code.clone(),
        title_vi: order.title_vi.clone(),
        title_en: order.title_en.clone(),
        form: text(&order.form)?,
        method: text(&order.method)?,
        localities: order.localities.clone(),
        opens_at: start_of(order.opens),
        closes_at: end_of(order.closes),
        simulated: order.simulated,
    };
    let (form, method) = (
        order.form.display().to_string(),
        order.method.display().to_string(),
    );
    prepare::create_wave(&store, &new)
        .map_err(|problem| failure::prepare(&problem, &form, &method, tongue))?;
    Ok(vec![format!("{} draft", order.code)])
}

pub fn link(order: &LinkOrder, tongue: Tongue) -> Said {
    let LinkOrder::New {
        config,
        wave,
        locality,
        group,
        single,
        expires,
        qr,
    } = order;
    let (settings, store) = open(config, tongue)?;
    let refused = |problem: StoreFailure| failure::store(&problem, tongue);
    let kept = store
        .read_blocking(|connection| waves::find(connection, wave))
        .map_err(refused)?;
    let kept = kept.ok_or_else(|| refused(StoreFailure::Missing("wave")))?;
    let place = kept
        .wave
        .localities
        .iter()
        .position(|key| &key.code == locality);
    let place = place.and_then(|at| i16::try_from(at).ok()).ok_or_else(|| {
        vec![fill(
            Words::in_tongue(tongue).unknown_locality,
            &[("locality", locality)],
        )]
    })?;
    let wanted = Invitation {
        kind: if single.is_some() {
            LinkKind::Single
        } else {
            LinkKind::Open
        },
        locality: place,
        group: group.clone(),
        expires_at: expires.map(end_of),
        count: single.unwrap_or(1),
    };
    let codes = new_links(&store, Clock::System, wave, &wanted)
        .map_err(|problem| failure::handout(&problem, tongue))?;
    let address = |code: &Code| format!("{}/s/{}", settings.base_url, code.as_str());
    if let Some(folder) = qr {
        let path = folder.display().to_string();
        let written = codes.iter().try_for_each(|code| {
            std::fs::create_dir_all(folder)?;
            let picture = qr_code::svg(&address(code)).unwrap_or_default();
            std::fs::write(folder.join(format!("{}.svg", code.grouped())), picture)
        });
        written.map_err(|problem| failure::folder(&path, &problem, tongue))?;
    }
    let mut lines = vec!["code,url".to_owned()];
    lines.extend(
        codes
            .iter()
            .map(|code| format!("{},{}", code.grouped(), address(code))),
    );
    Ok(lines)
}
