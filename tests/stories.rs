//! The stories compile, and what they are warned of has been read.

use std::path::PathBuf;
use streamwright::diagnostic::Severity;
use streamwright::examples::stories;
use streamwright::pipeline::{Input, compile};
use streamwright::source::{Files, MemoryFiles};

/// Warnings that stay, each by story and code: none, unless a reason stands beside it.
const REVIEWED: [(&str, &str); 0] = [];

fn unexpected(name: &str, bytes: Vec<u8>, files: &dyn Files) -> Vec<String> {
    compile(Input { name: format!("{name}.yaml"), bytes, files })
        .diagnostics
        .iter()
        .filter(|d| d.severity >= Severity::Warning && !REVIEWED.contains(&(name, d.code.id)))
        .map(|d| format!("{name}: {}: {}", d.code.id, d.message))
        .collect()
}

#[test]
fn every_story_compiles_without_an_error_and_with_reviewed_warnings() {
    let mut seen = 0;
    for story in stories() {
        seen += 1;
        assert_eq!(unexpected(story.name, story.bytes.to_vec(), &story.files()), [""; 0]);
    }
    assert!(seen >= 6, "only {seen} stories were found");
}

#[test]
fn the_example_of_the_design_compiles_likewise() {
    let shared = std::env::var_os("STREAMWRIGHT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let Ok(bytes) = std::fs::read(shared.join("design/example-blueprint.yaml")) else {
        println!("skipped: the design's example is not at hand");
        return;
    };
    assert_eq!(unexpected("example-blueprint", bytes, &MemoryFiles::new()), [""; 0]);
}
