use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The answer of a Java with Kafka in it to one request; what can be asked for is told in `tests/kafka/rig/`.
pub fn ask<T: DeserializeOwned>(request: &Value) -> T {
    let folder = |name: &str| {
        std::env::var_os(name).map(PathBuf::from).unwrap_or_else(|| panic!("{name} is set by tests/run"))
    };
    let path = format!(
        "{}:{}/*",
        folder("STREAMWRIGHT_KAFKA_RIG").display(),
        folder("STREAMWRIGHT_KRAFT").display()
    );
    let mut rig = Command::new("java")
        .args([
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.level=OFF",
            "-cp",
            &path,
            "Rig",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("java starts");
    let mut input = rig.stdin.take().expect("piped");
    writeln!(input, "{request}").expect("it reads");
    let mut line = String::new();
    BufReader::new(rig.stdout.take().expect("piped")).read_line(&mut line).expect("it answers");
    // It ends with its input.
    drop(input);
    rig.wait().expect("it ends");
    let mut answer: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer: {line}"));
    assert!(answer.get("error").is_none(), "{answer}");
    serde_json::from_value(answer["ok"].take()).expect("the answer has the shape asked for")
}

/// A row of the closing table of `tests/run`.
pub fn exercised(what: &str, count: usize) {
    let Some(path) = std::env::var_os("STREAMWRIGHT_EXERCISED") else { return };
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).expect("its file opens");
    writeln!(file, "kafka\tKafka\t{}\t{what}\t{count}\t-", super::VERSION).expect("its file takes a line");
}
