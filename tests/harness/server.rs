//! A PostgreSQL server of this process's own: started when it is first asked for, gone when the process is.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// Address of a database whose user may create databases: `HAILONG_TEST_POSTGRES`, or the server of this process.
pub fn address() -> String {
    static OWN: OnceLock<Own> = OnceLock::new();
    std::env::var("HAILONG_TEST_POSTGRES").unwrap_or_else(|_| OWN.get_or_init(start).url.clone())
}

struct Own {
    url: String,
    /// Waits for the end of its standard input, which comes with the end of this process however it ends; then it stops
    /// the server and removes its folder.
    _guard: Child,
}

fn start() -> Own {
    let programs = programs();
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let name = format!("hailong-pg-{}-{}", std::process::id(), nanos.as_nanos());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir(&folder).unwrap();
    let as_root = said(Command::new("id").arg("-u")) == "0";
    let mut prefix: Vec<&str> = Vec::new();
    if as_root {
        // PostgreSQL refuses to run as root.
        said(Command::new("chown").arg("postgres").arg(&folder));
        prefix = vec!["runuser", "-u", "postgres", "--"];
    }
    let run = |program: &str, arguments: &[&str]| {
        let program = programs.join(program);
        let mut words = prefix.clone();
        words.push(program.to_str().unwrap());
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(arguments).current_dir("/");
        said(&mut command);
    };
    let (base, data) = (folder.to_str().unwrap(), folder.join("data"));
    let data = data.to_str().unwrap();
    let port = free_port();
    let log = format!("{base}/log");
    let options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={base} -c max_connections=200"
    );
    run(
        "initdb",
        &[
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ],
    );
    run(
        "pg_ctl",
        &["-D", data, "-w", "-l", &log, "-o", &options, "start"],
    );
    let stop = format!(
        "cat >/dev/null; {} {}/pg_ctl -D {data} -m immediate stop; rm -rf {base}",
        prefix.join(" "),
        programs.display(),
    );
    let guard = Command::new("setsid")
        .args(["sh", "-c", &stop])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Own {
        url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        _guard: guard,
    }
}

/// What a program printed; its complaint is this process's end.
fn said(command: &mut Command) -> String {
    // A server started in the background must not hold the pipes of this call.
    let out = std::env::temp_dir().join(format!("hailong-said-{}", std::process::id()));
    let file = std::fs::File::create(&out).unwrap();
    let status = command
        .stdin(Stdio::null())
        .stderr(file.try_clone().unwrap())
        .stdout(file)
        .status();
    let words = std::fs::read_to_string(&out).unwrap_or_default();
    let _ = std::fs::remove_file(&out);
    match status {
        Ok(status) if status.success() => words.trim().to_owned(),
        other => panic!("{command:?}: {other:?}: {words}"),
    }
}

fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let packaged = versions.flatten().map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(packaged)
        .find(|folder| has(folder, "initdb") && has(folder, "pg_ctl"))
        .expect(
            "these tests need a PostgreSQL server, and neither PATH nor /usr/lib/postgresql/*/bin has initdb and pg_ctl: \
             install postgresql (on Debian: apt-get install postgresql), or set HAILONG_TEST_POSTGRES to the address \
             of a database whose user may create databases",
        )
}

fn has(folder: &Path, program: &str) -> bool {
    folder.join(program).is_file()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
