use std::io::Write;
use std::process::Command;
use std::time::Duration;

/// Adds to the table that `tests/run` ends with; rows that differ only in count and time become one there.
pub fn exercised(tool: &str, version: &str, what: &str, count: usize, took: Duration) {
    let Some(file) = std::env::var_os("STREAMWRIGHT_EXERCISED") else { return };
    let row = format!("ambari\t{tool}\t{version}\t{what}\t{count}\t{:.1}\n", took.as_secs_f64());
    // One write, so that tests on other threads cannot come between.
    let written =
        std::fs::OpenOptions::new().append(true).open(&file).and_then(|mut f| f.write_all(row.as_bytes()));
    written.unwrap_or_else(|e| panic!("{}: {e}", file.display()));
}

/// What a command of the machine says it is, without its own name.
pub fn version(command: &str) -> String {
    let output = Command::new(command).arg("--version").output().unwrap_or_else(|e| panic!("{command}: {e}"));
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.split([' ', '-', '\n']).find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    said.unwrap_or("?").to_owned()
}
