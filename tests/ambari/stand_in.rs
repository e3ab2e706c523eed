//! The stand-in for Ambari (`stand_in.py`), and the scripts run against it.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

pub const LOGIN: &str = "ad\"min\\:p'a$$ {w}ord";
/// What `kafka-broker` and the old template hold, and nobody is to see.
pub const SECRETS: [&str; 3] = ["p'a$$ {w}ord", "keystore-secret-1", "MyServerPassword123"];

/// A certificate for this machine, made once.
fn certificate() -> &'static (PathBuf, PathBuf) {
    static MADE: OnceLock<(PathBuf, PathBuf)> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = TempDir::new().unwrap().keep();
        let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
            .arg("-out")
            .arg(&certificate)
            .arg("-keyout")
            .arg(&key)
            .output()
            .unwrap_or_else(|e| panic!("openssl: {e}"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        (certificate, key)
    })
}

/// Python itself: what stands for it in the path may be a script that takes longer than the stand-in.
fn python() -> &'static str {
    static FOUND: OnceLock<String> = OnceLock::new();
    FOUND.get_or_init(|| {
        let output = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
        let output = output.unwrap_or_else(|e| panic!("python3: {e}"));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    })
}

/// A running stand-in; it ends with the value.
pub struct StandIn {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl StandIn {
    /// One that begins with `start`, in addition to what every cluster has.
    pub fn new(start: &Value) -> Self {
        let (certificate, key) = certificate();
        let mut whole = json!({
            "cluster": "kafka-hdi", "login": LOGIN, "certificate": certificate, "key": key,
            "kafka-env": {"kafka_user": "kafka", "content": "export JAVA_HOME={{java64_home}}\nexport JMX_PORT=${JMX_PORT:-9999}", "kafka_log_dir": "/var/log/kafka"},
            "kafka-broker": {"zookeeper.connect": "zk0:2181", "listeners": "PLAINTEXT://localhost:9092", "ssl.keystore.password": "keystore-secret-1", "log.dirs": "/data"},
            "kafka-log4j": {"content": "log4j.rootLogger=INFO"},
            "attributes": {"kafka-broker": {"final": {"log.dirs": "true"}}},
            "brokers": {"wn1-kafka.internal": "STARTED", "wn0-kafka.internal": "STARTED"},
        });
        for (key, value) in start.as_object().unwrap() {
            whole[key] = value.clone();
        }
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("stand_in.py");
        std::fs::write(&program, include_str!("stand_in.py")).unwrap();
        let mut process = Command::new(python())
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("python3: {e}"));
        process.stdin.take().unwrap().write_all(whole.to_string().as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| panic!("the stand-in did not start: {line:?}"));
        Self { process, port, folder }
    }

    /// Everything the cluster has, for another stand-in to begin with: `{"whole": …}`.
    pub fn whole(&self) -> Value {
        self.tell(&json!({"keep": true}))["whole"].clone()
    }

    /// What it has and was asked; `change` may tell it how to fail.
    pub fn tell(&self, change: &Value) -> Value {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "--cacert"]).arg(&certificate().0);
        if change.as_object().is_some_and(|map| !map.is_empty()) {
            curl.args(["-X", "PUT", "-d", &change.to_string()]);
        }
        let output = curl.arg(format!("https://localhost:{}/stand-in", self.port)).output().unwrap();
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)))
    }

    /// What it has and was asked.
    pub fn look(&self) -> Value {
        self.tell(&json!({}))
    }

    /// Where the scripts keep what was replaced.
    pub fn state(&self) -> PathBuf {
        self.folder.path().join("it's kept/state.json")
    }

    /// Writes a script beside its state.
    pub fn script(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A script with short waits.
    pub fn command(&self, script: &Path, arguments: &[&str]) -> Command {
        let mut bash = Command::new("bash");
        bash.arg(script)
            .args(["--poll", "1", "--settle", "0", "--timeout", "6", "--restore-timeout", "1"])
            .arg("--state")
            .arg(self.state())
            .args(arguments);
        self.environment(&mut bash);
        bash
    }

    /// Login, place and certificate; every curl's arguments go to a file.
    pub fn environment(&self, command: &mut Command) {
        let beside = self.folder.path().join("path");
        if !beside.exists() {
            std::fs::create_dir(&beside).unwrap();
            let curl = String::from_utf8(
                Command::new("sh").args(["-c", "command -v curl"]).output().unwrap().stdout,
            )
            .unwrap();
            for name in ["curl", "jq"] {
                let real = curl.trim().replace("/curl", &format!("/{name}"));
                let text = format!(
                    "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'{}'\nexec {real} \"$@\"\n",
                    self.arguments().display()
                );
                std::fs::write(beside.join(name), text).unwrap();
                Command::new("chmod").arg("755").arg(beside.join(name)).status().unwrap();
            }
        }
        let path = std::env::var("PATH").unwrap();
        let (user, password) = LOGIN.split_once(':').unwrap();
        command
            .env("PATH", format!("{}:{path}", beside.display()))
            .env("AMBARI_URL", format!("https://localhost:{}", self.port))
            .env("AMBARI_USER", user)
            .env("AMBARI_PASSWORD", password)
            .env("AMBARI_TIMEOUT", "1")
            .env("CURL_CA_BUNDLE", &certificate().0)
            .env("TMPDIR", self.folder.path())
            .env_remove("XDG_RUNTIME_DIR");
    }

    /// The arguments of every curl and jq that was run.
    pub fn arguments(&self) -> PathBuf {
        self.folder.path().join("arguments")
    }

    /// What is left in the folder for passing things on.
    pub fn left_behind(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap().map(|e| e.unwrap().file_name());
        names.filter_map(|n| n.into_string().ok()).filter(|n| n.starts_with("streamwright.")).collect()
    }
}

/// What a script ended with and said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}
