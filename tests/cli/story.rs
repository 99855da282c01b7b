//! The whole story as an office lives it: localities, form, links, answers over the web, closing, publication, download.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::databases::{self, Database};
use crate::harness::site;

struct Office {
    config: PathBuf,
    base: String,
    folder: PathBuf,
    serving: Option<Child>,
}

impl Drop for Office {
    fn drop(&mut self) {
        if let Some(child) = &mut self.serving {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Office {
    /// Two institutions make keys, the office drafts, each signs on a machine of its own.
    fn published_by_both(&self) -> String {
        let keys = self.folder.join("keys");
        fs::create_dir(&keys).unwrap();
        for party in ["office", "front"] {
            self.hailong(&["key", "new", party, "--out", keys.to_str().unwrap()]);
            let public = keys.join(format!("{party}.pub.pem"));
            let about = [
                party,
                "--name-vi",
                "Cơ quan",
                "--name-en",
                "Party",
                "--signatory",
                "Nguyễn Văn An",
                "--title",
                "Chủ tịch",
                "--document",
                "1/QĐ",
                "--from",
                "2025-07-01",
            ];
            self.run(&["party", "add"], &about);
            self.run(&["party", "key"], &[party, public.to_str().unwrap()]);
        }
        let drafted = self.run(&["edition", "draft"], &["story"]);
        let draft = drafted.lines().next().unwrap();
        let mut last = String::new();
        for party in ["office", "front"] {
            let away = self.folder.join(format!("away-{party}"));
            let copied = Command::new("cp").args(["-r", draft]).arg(&away).status();
            assert!(copied.unwrap().success());
            let (away, key) = (
                away.to_str().unwrap(),
                keys.join(format!("{party}.key.pem")),
            );
            self.hailong(&[
                "edition",
                "sign",
                away,
                "--party",
                party,
                "--key",
                key.to_str().unwrap(),
            ]);
            assert!(
                !site::get(&format!("{}/", self.base))
                    .body
                    .contains("/editions/story")
            );
            let signature = format!("{away}/signatures/{party}.json");
            last = self.run(&["edition", "accept"], &["story", &signature]);
        }
        let id = last.trim().to_owned();
        let edition = self.folder.join("data").join(id.trim_start_matches('/'));
        let known = |party: &str| {
            format!(
                "{party}={}",
                keys.join(format!("{party}.pub.pem")).display()
            )
        };
        let (office, front) = (known("office"), known("front"));
        self.hailong(&[
            "verify",
            edition.to_str().unwrap(),
            "--known",
            &office,
            "--known",
            &front,
        ]);
        id
    }

    fn hailong(&self, words: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_hailong"))
            .args(words)
            .env("HAILONG_KEY_PASSPHRASE", "bốn từ không liên quan")
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
    }

    fn new(database: &Database) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = database.folder.path().to_owned();
        let config = folder.join("hailong.toml");
        let base = format!("http://127.0.0.1:{port}");
        let text = format!(
            "database = {:?}\ndata = {:?}\nlisten = \"127.0.0.1:{port}\"\nbase_url = {base:?}\n",
            database.url,
            folder.join("data").to_str().unwrap()
        );
        fs::write(&config, text).unwrap();
        Self {
            config,
            base,
            folder,
            serving: None,
        }
    }

    fn run(&self, words: &[&str], rest: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hailong"));
        command
            .args(words)
            .arg("--config")
            .arg(&self.config)
            .args(rest);
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hailong"));
        command
            .arg("serve")
            .arg("--config")
            .arg(&self.config)
            .stdout(Stdio::null());
        self.serving = Some(command.spawn().unwrap());
        let began = Instant::now();
        while site::visitor()
            .get(&format!("{}/", self.base))
            .call()
            .is_err()
        {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "the site does not answer"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn codes(&self, locality: &str, count: &str) -> Vec<String> {
        let said = self.run(
            &["link", "new"],
            &["--wave", "story", "--locality", locality, "--single", count],
        );
        said.lines()
            .skip(1)
            .map(|line| line.split_once(',').unwrap().1.to_owned())
            .collect()
    }
}

const MATTERS: [&str; 9] = [
    "air_quality",
    "noise",
    "surface_water",
    "domestic_water",
    "wastewater",
    "waste_collection",
    "green_space",
    "authority_care",
    "overall",
];

fn answer(link: &str, number: usize) {
    let levels: Vec<String> = (0..MATTERS.len())
        .map(|at| (1 + (number + at * number / 3) % 5).to_string())
        .collect();
    let mut fields = vec![("consent", "yes"), ("key", "story")];
    fields.extend(
        MATTERS
            .iter()
            .zip(&levels)
            .map(|(code, level)| (*code, level.as_str())),
    );
    let seen = site::post(&format!("{link}/submit"), &fields);
    assert_eq!(seen.status, 200, "{seen:?}");
}

#[test]
fn from_a_form_file_to_a_published_ranking_twice_with_equal_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = |path: &str| root.join(path).to_str().unwrap().to_owned();
    for database in databases::both() {
        let mut office = Office::new(&database);
        office.run(&["migrate"], &[]);
        let (localities, changes) = (
            path("../shared/data/localities.csv"),
            path("../shared/data/locality_changes.csv"),
        );
        let said = office.run(&["localities", "import"], &[&localities, &changes]);
        assert!(said.contains("21") && said.contains("14"), "{said}");
        let (form, method) = (
            path("survey-forms/living-environment-v1.toml"),
            path("survey-forms/method-v1.toml"),
        );
        office.run(
            &["wave", "create"],
            &[
                "--code",
                "story",
                "--title-vi",
                "Đợt kể chuyện",
                "--title-en",
                "A story",
                "--form",
                &form,
                "--method",
                &method,
                "--locality",
                "20341@2025-07-01",
                "--locality",
                "20356@2025-07-01",
                "--opens",
                "2020-01-01",
                "--closes",
                "2099-12-31",
            ],
        );
        let margins = office.folder.join("margins.csv");
        fs::write(&margins, "margin;category;target\nsex;female;60000\n").unwrap();
        let kept = office.run(&["wave", "margins"], &["story", margins.to_str().unwrap()]);
        assert_eq!(kept.trim(), "story 1");
        office.run(&["wave", "open"], &["story"]);
        let (first, second) = (office.codes("20341", "130"), office.codes("20356", "120"));
        office.serve();
        for (number, link) in first.iter().chain(&second).enumerate() {
            answer(link, number);
        }
        office.run(&["wave", "close"], &["story"]);
        office.run(&["wave", "compute"], &["story"]);
        let id = office.published_by_both();
        let front = site::get(&format!("{}/", office.base)).body;
        assert!(front.contains(&id), "{front}");
        let page = site::get(&format!("{}{id}", office.base));
        assert!(
            page.status == 200
                && page.body.contains("Phường Tam Kỳ")
                && page.body.contains("Đã ký")
        );
        for file in ["figures.csv", "ranking.csv", "figures.json"] {
            let download = || site::get(&format!("{}{id}/{file}", office.base));
            let (one, two) = (download(), download());
            assert!(
                one.status == 200 && one.body.len() > 100 && one.body == two.body,
                "{file}"
            );
        }
        let sealed = |name: &str| {
            office
                .folder
                .join("data/sealed/story")
                .join(name)
                .to_str()
                .unwrap()
                .to_owned()
        };
        let out = office.folder.join("again");
        let output = Command::new(env!("CARGO_BIN_EXE_hailong"))
            .args([
                "compute",
                "--form",
                &sealed("form.toml"),
                "--method",
                &sealed("method.toml"),
            ])
            .args([
                "--frame",
                &sealed("frame.csv"),
                "--responses",
                &sealed("responses.csv"),
                "--margins",
                &sealed("margins.csv"),
                "--out",
            ])
            .arg(&out)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        for file in ["figures.csv", "ranking.csv", "figures.json", "inputs.json"] {
            let there = fs::read(office.folder.join("data/computed/story").join(file)).unwrap();
            assert!(
                fs::read(out.join(file)).unwrap() == there,
                "{file} without any database"
            );
        }
    }
}
