//! The README is executed: the report it shows is the one that is printed, and its blueprint compiles.

use std::process::Command;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const README: &str = include_str!("../README.md");

/// The text of the first fenced block after `mark`.
fn block_after<'r>(mark: &str, fence: &str) -> &'r str {
    let after = README.split_once(mark).unwrap_or_else(|| panic!("no {mark:?}")).1;
    let inside = after.split_once(&format!("```{fence}\n")).expect("a block").1;
    inside.split_once("```").expect("its end").0
}

#[test]
fn what_commands_are_shown_to_print_they_print() {
    let mark = |line: &'static str| line.strip_prefix("<!-- streamwright ")?.strip_suffix(" -->");
    let commands: Vec<&str> = README.lines().filter_map(mark).collect();
    assert!(commands.len() > 1);
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_streamwright"))
            .args(command.split(' '))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let shown = block_after(&format!("<!-- streamwright {command} -->"), "text");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(!shown.trim().is_empty(), "{command}");
        // Of a long answer the beginning may be enough.
        assert!(printed.starts_with(shown.trim()), "{command} prints\n{printed}");
    }
}

#[test]
fn the_blueprint_compiles() {
    let text = block_after("## A blueprint", "yaml");
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "README.md".into(), bytes: text.into(), files: &files });
    assert_eq!(compiled.diagnostics, []);
    let artifacts = compiled.artifacts.expect("files");
    assert!(artifacts.len() > 10);
}

#[test]
fn both_commands_are_there() {
    for command in ["cargo run --release -- build --example streaming-platform --out out", "\ntests/run\n"] {
        assert!(README.contains(command), "{command}");
    }
}
