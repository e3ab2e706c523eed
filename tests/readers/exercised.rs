use std::io::Write;
use std::time::Duration;

/// Adds to the table that `tests/run` ends with; rows that differ only in count and time become one there.
pub fn exercised(tool: &str, version: &str, what: &str, count: usize, took: Duration) {
    let Some(file) = std::env::var_os("STREAMWRIGHT_EXERCISED") else { return };
    let row = format!("readers\t{tool}\t{version}\t{what}\t{count}\t{:.1}\n", took.as_secs_f64());
    // One write, so that tests on other threads cannot come between.
    let written =
        std::fs::OpenOptions::new().append(true).open(&file).and_then(|mut f| f.write_all(row.as_bytes()));
    written.unwrap_or_else(|e| panic!("{}: {e}", file.display()));
}

/// The version of a tool, from the file that pins it: the first word after `before` at the start of a line.
pub fn pinned(file: &str, before: &str) -> String {
    let path = format!("{}/tests/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let found = text.lines().find_map(|line| line.trim_start().strip_prefix(before));
    found.unwrap_or_else(|| panic!("{path} does not pin {before}")).trim().to_owned()
}
