//! `.streamwright/config.yaml`: what a repository builds when nobody says what.

use super::Failure;
use crate::blueprint::{Decoder, RepositoryLint, Schemas, Shape, Val};
use crate::diagnostic::{Sink, WRONG_TYPE};
use crate::report::{Format, Look, Report, render};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Mark, Node, Reader, decode_bytes, parse};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// Below the repository's root.
pub(super) const FILE: &str = ".streamwright/config.yaml";

/// What the file says; paths are relative to the repository's root.
#[derive(Debug, Clone, Default)]
pub(super) struct Config {
    pub(super) builds: Vec<Build>,
    pub(super) lint: Option<RepositoryLint>,
}

/// One blueprint and where it is built to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Build {
    pub(super) blueprint: String,
    pub(super) out: String,
}

/// The nearest folder from `start` up, no further than its repository, that holds the configuration.
pub(super) fn root(start: &Path) -> Option<PathBuf> {
    above(start, FILE).map(Path::to_path_buf)
}

/// The nearest folder from `start` up, no further than its repository, that holds a file.
pub(super) fn above<'p>(start: &'p Path, file: &str) -> Option<&'p Path> {
    for folder in start.ancestors() {
        if folder.join(file).exists() {
            return Some(folder);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Reads the file at `path`, shown as `name`.
pub(super) fn read(path: &Path, name: &str, look: Look) -> Result<Config, Failure> {
    let bytes = std::fs::read(path).map_err(|e| Failure::new(format!("cannot read `{name}`: {e}")))?;
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let config = match decode_bytes(name, bytes) {
        Ok(text) => {
            let id = sources.add(Source::new(name, text));
            let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
            let mut decoder = Decoder::new(&mut sink, &sources);
            stream.documents.first().map_or(Some(Config::default()), |d| decode(&d.root, &mut decoder))
        }
        Err(diagnostic) => {
            sink.push(*diagnostic);
            None
        }
    };
    let stop = sink.has_errors();
    let diagnostics = sink.into_sorted();
    match config {
        Some(config) if !stop => Ok(config),
        _ => {
            let report = Report { sources: &sources, diagnostics: &diagnostics, subject: name };
            Err(Failure::Findings(render(Format::Human, &report, look)))
        }
    }
}

fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Config> {
    if node.is_null() {
        return Some(Config::default());
    }
    let map = cx.map(node)?;
    cx.unknown_keys(map, &["builds", "lint"], "the configuration");
    let lint: Option<RepositoryLint> = cx.field(node, map, "lint", "the configuration")?;
    let Some(entry) = map.entry("builds") else { return Some(Config { lint, ..Config::default() }) };
    let Some(items) = entry.value.as_list() else {
        return cx.refuse(
            &WRONG_TYPE,
            &entry.value,
            format!("expected a list, found {}", entry.value.kind()),
            Some("write `builds: [{blueprint: platform.yaml, out: deploy/}]`".into()),
        );
    };
    // The place of an item in the list is what is underlined when it lacks something.
    let builds = cx.within("builds", entry.key.origin.span, |cx| {
        let each = items.iter().enumerate();
        each.filter_map(|(i, item)| cx.within(&i.to_string(), item.origin.span, |cx| build(item, cx)))
            .collect()
    });
    Some(Config { builds, lint })
}

fn build(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Build> {
    const OF: &str = "a build";
    let map = cx.map(node)?;
    cx.unknown_keys(map, &["blueprint", "out"], OF);
    let blueprint: Option<Val<String>> = field(node, "blueprint", cx);
    let out: Option<Val<String>> = field(node, "out", cx);
    Some(Build { blueprint: blueprint?.value, out: out?.value })
}

fn field<T: Shape>(node: &Node<Mark>, key: &str, cx: &mut Decoder<'_>) -> Option<T> {
    cx.field(node, node.as_map()?, key, "a build")
}

/// The JSON Schema (draft-07) of the file.
#[must_use]
pub fn schema() -> Json {
    let mut schemas = Schemas::default();
    let lint = RepositoryLint::schema(&mut schemas);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Streamwright configuration of a repository",
        "type": ["object", "null"],
        "additionalProperties": false,
        "definitions": schemas.into_definitions(),
        "properties": {
            "lint": lint,
            "builds": {
                "description": "What `build` and `check` work on when no file is named.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["blueprint", "out"],
                    "properties": {
                        "blueprint": {
                            "description": "The blueprint, relative to the repository's root.",
                            "type": "string"
                        },
                        "out": {
                            "description": "The folder it is built to, relative to the repository's root.",
                            "type": "string"
                        }
                    }
                }
            }
        }
    })
}
