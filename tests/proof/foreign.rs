//! Manifests of public repositories, where they are on this machine: what a person found in them is found, and what
//! nobody can complain about is left alone.

use crate::folder::{Found, found};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use streamwright::lint::{Context, Input, Selection, Settlement, Targets, manifests};
use streamwright::source::DiskFiles;

/// The folder of repositories; nothing where there is none.
fn repositories() -> Option<PathBuf> {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(own, PathBuf::from);
    let found = shared.join("corpus/repos");
    if found.is_dir() {
        return Some(found);
    }
    println!("skipped: there are no manifests of others in {}", found.display());
    None
}

fn said(base: &Path, below: &[&str]) -> Vec<Found> {
    let mut names = Vec::new();
    let mut open: Vec<PathBuf> = below.iter().map(|name| base.join(name)).collect();
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if path.is_dir() {
                open.push(path);
            } else if ["yaml", "yml", "json", "properties"].contains(&ending) {
                names.push(path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    names.sort();
    let files = DiskFiles::new(base.canonicalize().unwrap(), base.canonicalize().unwrap());
    let context = Context { targets: Targets::newest(), platform: None };
    let input = Input { names, given: None, files: &files, today: None };
    let judged = manifests(&input, &context, &mut Settlement::of_nothing(&Selection::default()));
    found(&judged.sources, &judged.diagnostics)
}

/// The rows of a table below its heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

#[test]
fn what_a_person_found_is_found_at_that_line() {
    let Some(base) = repositories() else { return };
    let said = said(&base, &[""]);
    let at: BTreeSet<(&str, String, &str)> =
        said.iter().map(|found| (found.file.as_str(), found.line.to_string(), found.rule.as_str())).collect();
    let missed: Vec<String> = rows(include_str!("recall.tsv"))
        .filter(|row| !at.contains(&(row[0], row[1].to_owned(), row[2])))
        .map(|row| row.join(" "))
        .collect();
    assert!(missed.is_empty(), "\n{}\n", missed.join("\n"));
}

#[test]
fn what_is_in_order_is_left_alone() {
    let Some(base) = repositories() else { return };
    let said = said(&base, &["ryanfaircloth+strimzi-cluster-instance", "strimzi+client-examples"]);
    let known: Vec<Vec<&str>> = rows(include_str!("silence.tsv")).collect();
    let is = |row: &[&str], found: &Found| {
        row[0] == found.file && row[1] == found.line.to_string() && row[2] == found.rule
    };
    let new: Vec<String> =
        said.iter().filter(|found| !known.iter().any(|row| is(row, found))).map(Found::to_string).collect();
    assert!(new.is_empty(), "\n{}\n", new.join("\n"));
    let gone: Vec<String> = known
        .iter()
        .filter(|row| !said.iter().any(|found| is(row, found)))
        .map(|row| row.join(" "))
        .collect();
    assert!(gone.is_empty(), "nobody says any more\n{}\n", gone.join("\n"));
}
