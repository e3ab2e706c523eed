use super::exercised::{exercised, pinned};
use serde_json::Value;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The path of a tool, from the variable `tests/run` sets.
pub fn tool(variable: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => {
            panic!("{variable} is not set: run `tests/run readers`, or `eval \"$(tests/run env)\"` first")
        }
    }
}

/// The Go reader.
pub fn oracle() -> Command {
    Command::new(tool("STREAMWRIGHT_YAML_ORACLE"))
}

/// One of the Python readers.
pub fn python(reader: &str) -> Command {
    let mut command = Command::new(tool("STREAMWRIGHT_PYTHON"));
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/readers.py")).arg(reader);
    command
}

/// Hands `input` to a program and takes what it writes; both ends at once, since a pipe is shallow.
pub fn run(command: &mut Command, input: Vec<u8>) -> Vec<u8> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || {
        // A program that ends early is found by its exit code.
        let _ = stdin.write_all(&input);
    });
    let mut output = Vec::new();
    child.stdout.take().expect("a pipe").read_to_end(&mut output).expect("its output");
    writer.join().expect("the writer");
    let status = child.wait().expect("its end");
    assert!(status.success(), "{command:?}: {status}");
    output
}

/// As [`run`], with what the program writes to stderr apart.
pub fn run_apart(command: &mut Command, input: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let mut said = tempfile::tempfile().expect("a file");
    command.stderr(said.try_clone().expect("the same file"));
    let output = run(command, input);
    said.seek(SeekFrom::Start(0)).expect("its beginning");
    let mut text = Vec::new();
    said.read_to_end(&mut text).expect("what it said");
    (output, text)
}

/// Which reader a command of this file starts, and its version.
fn named(command: &Command) -> (String, String) {
    match command.get_args().nth(1).map(|reader| reader.to_string_lossy().into_owned()) {
        None => {
            let module = "sigs.k8s.io/yaml";
            (module.to_owned(), pinned("oracle/go.mod", &format!("require {module} ")))
        }
        Some(reader) => {
            let package = if reader.starts_with("ruamel") { "ruamel.yaml==" } else { "PyYAML==" };
            (reader, pinned("tools/requirements.txt", package))
        }
    }
}

/// One answer per document, as `tests/oracle/README.md` says.
pub fn ask(command: &mut Command, documents: &[impl AsRef<[u8]>]) -> Vec<Result<Value, String>> {
    let mut input = Vec::new();
    for document in documents {
        let document = document.as_ref();
        input.extend_from_slice(format!("{}\n", document.len()).as_bytes());
        input.extend_from_slice(document);
    }
    let began = Instant::now();
    let output = run(command, input);
    let (reader, version) = named(command);
    exercised(&reader, &version, "YAML documents", documents.len(), began.elapsed());
    let answers: Vec<_> = output
        .split(|b| *b == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut answer: Value = serde_json::from_slice(line)
                .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(line)));
            match answer.get_mut("ok") {
                Some(value) => Ok(value.take()),
                None => Err(answer["err"].as_str().expect("a refusal").to_owned()),
            }
        })
        .collect();
    assert_eq!(answers.len(), documents.len(), "{command:?} answered each document");
    answers
}
