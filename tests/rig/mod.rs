//! A real Kubernetes API server for a test: up when made, down when dropped, whoever is killed meanwhile.
#![allow(dead_code)] // Each test program uses a part of it.

pub mod answer;
pub mod crds;
pub mod discovery;

use answer::Answer;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Which of the two servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kubernetes {
    /// The oldest minor we test.
    Old,
    /// The newest that can be had.
    New,
}

impl Kubernetes {
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// As `tests/tools/versions.sh` pins it.
    pub fn version(self) -> String {
        pinned(match self {
            Self::Old => "KUBERNETES_OLD=",
            Self::New => "KUBERNETES_NEW=",
        })
    }

    fn servers(self) -> PathBuf {
        tool(match self {
            Self::Old => "STREAMWRIGHT_KUBERNETES_OLD",
            Self::New => "STREAMWRIGHT_KUBERNETES_NEW",
        })
    }
}

/// What follows `before` at the beginning of a line of `tests/tools/versions.sh`.
pub fn pinned(before: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/versions.sh");
    let text = std::fs::read_to_string(path).expect("the versions");
    text.lines().find_map(|line| line.strip_prefix(before)).expect("a version").to_owned()
}

/// The path of a tool, from the variable `tests/run` sets.
pub fn tool(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable);
    PathBuf::from(path.unwrap_or_else(|| panic!("{variable} is not set: `eval \"$(tests/run env)\"` first")))
}

/// Adds to the table that `tests/run` ends with.
pub fn exercised(part: &str, tool: &str, version: &str, what: &str, count: usize, took: Duration) {
    let Some(file) = std::env::var_os("STREAMWRIGHT_EXERCISED") else { return };
    let row = format!("{part}\t{tool}\t{version}\t{what}\t{count}\t{:.1}\n", took.as_secs_f64());
    let mut file = std::fs::OpenOptions::new().append(true).open(file).expect("the table");
    // One write, so that tests on other threads cannot come between.
    file.write_all(row.as_bytes()).expect("a row");
}

/// One running server.
pub struct Rig {
    folder: Option<tempfile::TempDir>,
    holder: Child,
    hold: Option<ChildStdin>,
    kubeconfig: PathBuf,
    bridge: Mutex<Bridge>,
    resources: Mutex<BTreeMap<String, discovery::Group>>,
    pub kubernetes: Kubernetes,
}

struct Bridge {
    child: Child,
    into: Option<ChildStdin>,
    out: BufReader<ChildStdout>,
}

impl Rig {
    /// A server with controllers and nothing in it.
    pub fn up(kubernetes: Kubernetes) -> Self {
        let folder = tempfile::Builder::new().prefix("streamwright-rig.").tempdir().expect("a folder");
        // Through its standard input the script sees our end, whatever ends us.
        let mut holder = Command::new("bash")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rig/rig.sh"))
            .arg("hold")
            .arg(folder.path())
            .env("RIG_SERVERS", kubernetes.servers())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("bash");
        let hold = holder.stdin.take();
        let mut line = String::new();
        let _ = BufReader::new(holder.stdout.take().expect("a pipe")).read_line(&mut line);
        let kubeconfig = PathBuf::from(line.trim());
        if !kubeconfig.exists() {
            drop(hold);
            let output = holder.wait_with_output().expect("its end");
            panic!("no server:\n{}", String::from_utf8_lossy(&output.stderr));
        }
        let run = kubeconfig.parent().expect("a folder");
        let access = std::fs::read_to_string(run.join("access")).expect("how to reach it");
        let bridge = Bridge::to(&access, &run.join("certs/apiserver.crt"));
        Self {
            folder: Some(folder),
            holder,
            hold,
            kubeconfig,
            bridge: Mutex::new(bridge),
            resources: Mutex::default(),
            kubernetes,
        }
    }

    /// For tools that want a file.
    pub fn kubeconfig(&self) -> &Path {
        &self.kubeconfig
    }

    /// The kubectl of the server's version, told of this server and no other.
    pub fn kubectl(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.kubernetes.servers().join("kubectl"));
        command.arg("--kubeconfig").arg(&self.kubeconfig).args(arguments).env("HOME", self.home());
        command
    }

    /// A folder of the rig's own, gone with it.
    pub fn home(&self) -> &Path {
        self.folder.as_ref().expect("up").path()
    }

    /// One request as the cluster's administrator.
    pub fn ask(&self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.request(method, path, &[("Content-Type", "application/json")], &body)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &Value::Null)
    }

    /// One request with headers of its own.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let headers: BTreeMap<&str, &str> = headers.iter().copied().collect();
        let line = json!({"method": method, "path": path, "headers": headers, "body": body}).to_string();
        // A test that panicked in between has left no half of an answer: the lock covers both ways.
        let mut bridge = self.bridge.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let answer =
            bridge.ask(&line).unwrap_or_else(|| panic!("{method} {path}: no answer; {}", self.log()));
        Answer::read(&answer)
    }

    /// Asks again until `done` says so, for at most `seconds`; what was answered last otherwise.
    pub fn wait(&self, path: &str, seconds: u64, done: impl Fn(&Value) -> bool) -> Result<Value, Value> {
        let until = Instant::now() + Duration::from_secs(seconds);
        loop {
            let answer = self.get(path).body;
            if done(&answer) {
                return Ok(answer);
            }
            if Instant::now() > until {
                return Err(answer);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn log(&self) -> String {
        let log = self.kubeconfig.with_file_name("kube-apiserver.log");
        let text = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(8)..].join("\n")
    }
}

impl Bridge {
    fn to(access: &str, certificate: &Path) -> Self {
        let mut child = Command::new("python3")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rig/bridge.py"))
            .args(access.split_whitespace())
            .arg(certificate)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3");
        let (into, out) = (child.stdin.take(), BufReader::new(child.stdout.take().expect("a pipe")));
        Self { child, into, out }
    }

    fn ask(&mut self, line: &str) -> Option<String> {
        let into = self.into.as_mut()?;
        into.write_all(line.as_bytes())
            .and_then(|()| into.write_all(b"\n"))
            .and_then(|()| into.flush())
            .ok()?;
        let mut answer = String::new();
        (self.out.read_line(&mut answer).ok()? > 0).then_some(answer)
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        let bridge = self.bridge.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        drop(bridge.into.take());
        let _ = bridge.child.wait();
        let keep = std::thread::panicking() && std::env::var_os("STREAMWRIGHT_KEEP").is_some();
        if let Some(mut hold) = self.hold.take()
            && keep
        {
            let _ = hold.write_all(b"keep\n");
        }
        let _ = self.holder.wait();
        if keep && let Some(folder) = self.folder.take() {
            let folder = folder.keep();
            eprintln!(
                "the server is left: RIG_SERVERS={1} tests/rig/rig.sh env {0} says how to look at it, tests/rig/rig.sh down {0} ends it",
                folder.display(),
                self.kubernetes.servers().display()
            );
        }
    }
}
