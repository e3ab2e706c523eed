//! The tables that are derived by a tool are what the tool derives.

use std::path::PathBuf;
use std::process::Command;

#[test]
fn derived_tables_are_fresh() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = match std::env::var_os("STREAMWRIGHT_SHARED") {
        Some(stated) => PathBuf::from(stated),
        None => root.join("../shared"),
    };
    if !shared.join("facts").is_dir() {
        println!("skipped: no folder of researched facts beside the checkout");
        return;
    }
    let output = Command::new("python3")
        .arg(root.join("tests/tools/facts.py"))
        .arg("--check")
        .arg(&shared)
        .output()
        .expect("python3 derives the tables");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
}

#[test]
fn each_table_states_its_source() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas/facts");
    let sources = std::fs::read_to_string(folder.join("SOURCES.toml")).expect("SOURCES.toml");
    let stated: Vec<String> = sources
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'))
        .map(|name| format!("{name}.tsv"))
        .collect();
    let mut tables: Vec<String> = std::fs::read_dir(&folder)
        .expect("schemas/facts")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".tsv"))
        .collect();
    tables.sort();
    let mut sorted = stated.clone();
    sorted.sort();
    assert_eq!(tables, sorted);
    for word in ["origin = ", "version = ", "licence = "] {
        assert_eq!(sources.matches(word).count(), tables.len(), "{word}");
    }
}
