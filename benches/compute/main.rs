//! How fast `hailong compute` is from files to a folder: `cargo bench --bench compute`.
//!
//! For 10,000 and for 1,000,000 respondents: 12 scale items, locality, group and the other closed fields of the yearly
//! form, 13 localities. Each run is a child process of its own, because peak memory never falls again; the best of
//! three is printed. Beside it, in the same run, the floor: reading the file of responses once and counting its lines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use hailong::edition::command::{ComputeOrder, run};
use hailong::edition::compute::compute;
use hailong::edition::folder;
use hailong::edition::inputs::{File, Files, Inputs};
use hailong::survey::digest::Digest;

const ROUNDS: usize = 3;

/// What a child prints, a part per line: its name, seconds, and seconds of all processors; at last the peak of memory.
type Measured = Vec<(String, [f64; 2])>;

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), processor_seconds());
    let value = work();
    let (seconds, busy) = (start.elapsed().as_secs_f64(), processor_seconds() - before);
    println!("{name} {seconds} {busy}");
    value
}

/// What all threads of this process have computed: on a shared machine it tells more than the clock.
fn processor_seconds() -> f64 {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let text = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    });
    nanoseconds.sum::<f64>() / 1e9
}

fn floor(folder: &Path) {
    timed("floor", || {
        let bytes = fs::read(folder.join("responses.csv")).unwrap();
        std::hint::black_box(bytes.iter().filter(|byte| **byte == b'\n').count());
    });
}

/// Everything that the command does.
fn whole(folder: &Path, out: &Path) {
    let order = ComputeOrder {
        form: folder.join("form.toml"),
        method: folder.join("method.toml"),
        frame: folder.join("frame.csv"),
        margins: None,
        responses: folder.join("responses.csv"),
        previous: Vec::new(),
        crosswalk: None,
        out: out.to_owned(),
    };
    timed("whole", || run(&order).unwrap());
}

/// The same, part by part; the digest is taken a second time, since reading takes it too.
fn parts(folder: &Path, out: &Path) {
    let names = ["form.toml", "method.toml", "frame.csv", "responses.csv"];
    let read = || names.map(|name| fs::read(folder.join(name)).unwrap());
    let bytes = timed("read file", read);
    timed("digest", || Digest::of(&bytes[3]));
    let inputs = timed("parse and digest", || {
        let [form, method, frame, responses] = std::array::from_fn(|at| File {
            name: names[at],
            bytes: &bytes[at],
        });
        let files = Files {
            form,
            method,
            frame,
            responses,
            margins: None,
        };
        Inputs::read(&files).unwrap()
    });
    drop(bytes);
    let figures = timed("compute", || compute(&inputs).unwrap());
    timed("write", || folder::write(out, &figures, &[]).unwrap());
}

fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

fn child(what: &str, folder: &Path, out: &Path) {
    match what {
        "floor" => floor(folder),
        "whole" => whole(folder, out),
        _ => parts(folder, out),
    }
    println!("peak memory {} 0", peak_megabytes());
}

/// Runs a part of this program in a process of its own, several times; the least of every number.
fn measure(what: &str, folder: &Path) -> Measured {
    let mut least: Measured = Vec::new();
    for round in 0..ROUNDS {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--child", what])
            .arg(folder)
            .arg(folder.join(format!("{what}-{round}")))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let mut words = line.rsplitn(3, ' ');
            let mut number = || words.next().unwrap().parse::<f64>().unwrap();
            let (busy, seconds) = (number(), number());
            let name = words.next().unwrap();
            match least.iter_mut().find(|(own, _)| own == name) {
                Some((_, own)) => *own = [own[0].min(seconds), own[1].min(busy)],
                None => least.push((name.to_owned(), [seconds, busy])),
            }
        }
    }
    least
}

fn report(rows: usize) {
    let folder = tempfile::tempdir().unwrap();
    files::write(folder.path(), rows);
    let size = fs::metadata(folder.path().join("responses.csv"))
        .unwrap()
        .len();
    println!("{rows} respondents, {:.1} MB", size as f64 / 1e6);
    let floor = measure("floor", folder.path());
    let base = floor[0].1[0];
    println!(
        "{:<20}{:>10}{:>10}{:>12}",
        "", "seconds", "× floor", "processors"
    );
    for part in [
        floor,
        measure("whole", folder.path()),
        measure("parts", folder.path()),
    ] {
        for (name, [number, busy]) in part {
            if name == "peak memory" {
                println!("{name:<20}{number:>10.1} MB");
            } else {
                println!(
                    "{name:<20}{number:>10.4}{:>10.1}{busy:>12.4}",
                    number / base
                );
            }
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, what, folder, out] = arguments.as_slice()
        && flag == "--child"
    {
        child(what, Path::new(folder), Path::new(out));
    } else {
        report(10_000);
        report(1_000_000);
    }
}
