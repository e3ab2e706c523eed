//! One mistake per file, the report it earns, and a page about it: for every code there is.

use std::collections::BTreeSet;
use streamwright::diagnostic::CODES;
use streamwright::examples::broken;
use streamwright::pipeline::{Input, compile};
use streamwright::report::{Format, Look, Report, render};

const SECTIONS: [&str; 2] = ["## Why this is bad", "## What to do"];

#[test]
fn every_mistake_earns_its_code_and_its_report() {
    let mut unearned = Vec::new();
    insta::with_settings!({ snapshot_path => "snapshots/broken", prepend_module_to_snapshot => false }, {
        for example in broken() {
            let files = example.files();
            let name = format!("{}.yaml", example.name);
            let compiled = compile(Input { name: name.clone(), bytes: example.bytes.to_vec(), files: &files });
            assert_eq!(compiled.verified.bugs, [""; 0], "{name} is taken for a bug of ours");
            if !compiled.diagnostics.iter().any(|d| d.code.id == example.code()) {
                let codes: BTreeSet<&str> = compiled.diagnostics.iter().map(|d| d.code.id).collect();
                unearned.push(format!("{name} earns {codes:?}"));
            }
            let report =
                Report { sources: &compiled.sources, diagnostics: &compiled.diagnostics, subject: &name };
            insta::assert_snapshot!(example.name, render(Format::Human, &report, Look::PLAIN));
        }
    });
    assert!(
        unearned.is_empty(),
        "the code a file is named after is not among what it earns:\n{}",
        unearned.join("\n")
    );
}

#[test]
fn every_code_has_its_mistake() {
    let shown: BTreeSet<&str> = broken().map(|example| example.code()).collect();
    let codes: BTreeSet<&str> = CODES.iter().map(|code| code.id).collect();
    let missing: Vec<_> = codes.difference(&shown).collect();
    assert!(missing.is_empty(), "blueprints/broken/ has no file for {missing:?}");
    let foreign: Vec<_> = shown.difference(&codes).collect();
    assert!(foreign.is_empty(), "blueprints/broken/ has files for codes that do not exist: {foreign:?}");
}

#[test]
fn every_page_has_its_sections() {
    let mut wrong = Vec::new();
    for code in CODES {
        let mut lines = code.page.lines();
        if lines.next() != Some(&format!("# {}", code.id)) {
            wrong.push(format!("{}: the first line is not its name", code.id));
        }
        let summary = lines.find(|line| !line.trim().is_empty()).unwrap_or("");
        if summary.starts_with('#') || !summary.ends_with('.') {
            wrong.push(format!("{}: no sentence says what it is", code.id));
        }
        let found: Vec<&str> = code.page.lines().filter(|line| line.starts_with("## ")).collect();
        if found != SECTIONS {
            wrong.push(format!("{}: its sections are {found:?}", code.id));
        }
        for section in code.page.split("\n## ").skip(1) {
            if section.lines().skip(1).all(|line| line.trim().is_empty()) {
                wrong.push(format!("{}: a section is empty", code.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_named_once() {
    let ids: BTreeSet<&str> = CODES.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), CODES.len());
    let words = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(ids.iter().all(|id| words(id)), "{ids:?}");
}
