//! The worked example against what we make of it: every leaf, apart from differences that somebody looked at.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use streamwright::pipeline::{Input, compile};
use streamwright::source::{MemoryFiles, Source, SourceMap};
use streamwright::{diagnostic::Sink, yaml};

/// Files and leaves that differ, on purpose. Variables of a connection are sorted by name here and stand as written
/// there, which does not show, since they are compared by name.
const REVIEWED: &[&str] = &[];

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("STREAMWRIGHT_SHARED").map_or(beside, PathBuf::from);
    folder.join("design/reference/manifests").is_dir().then_some(folder)
}

/// Leaves by path; items of a list by their name where they have one.
fn leaves(value: &Json, path: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(map) if !map.is_empty() => {
            map.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found));
        }
        Json::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                let name = item.get("name").and_then(Json::as_str).map_or(index.to_string(), str::to_owned);
                leaves(item, &format!("{path}/{name}"), found);
            }
        }
        other => {
            found.insert(path.to_owned(), other.to_string());
        }
    }
}

fn read(text: &[u8]) -> Json {
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    let id = sources.add(Source::new("file", String::from_utf8(text.to_vec()).unwrap()));
    let stream = yaml::parse(id, &sources, &yaml::Limits::default(), yaml::Reader::Kubernetes, &mut sink);
    yaml::to_json(&stream.documents[0].root)
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Json>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else if name.contains("/50-") && name.ends_with(".yaml") && !name.contains("30-http-bridge") {
            files.insert(name, read(&std::fs::read(entry.path()).unwrap()));
        }
    }
}

#[test]
fn apps_are_those_of_the_worked_example() {
    let Some(shared) = shared() else {
        println!("skipped: no worked example at hand (STREAMWRIGHT_SHARED)");
        return;
    };
    let mut theirs = BTreeMap::new();
    collect(&shared.join("design/reference/manifests"), "", &mut theirs);
    let bytes = std::fs::read(shared.join("design/example-blueprint.yaml")).unwrap();
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "example.yaml".into(), bytes, files: &files });
    let said: Vec<_> = compiled.diagnostics.iter().map(|d| &d.message).collect();
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{said:?}"));
    let ours: BTreeMap<String, Json> = artifacts
        .iter()
        .filter_map(|(path, file)| Some((path.as_str().strip_prefix("manifests/")?.to_owned(), &file.bytes)))
        .filter(|(path, _)| path.contains("/50-") && !path.contains("30-http-bridge"))
        .map(|(path, bytes)| (path, read(bytes)))
        .collect();
    assert!(theirs.len() >= 17, "the worked example has only {} files of apps", theirs.len());
    let mut differences = BTreeSet::new();
    for path in ours.keys().chain(theirs.keys()) {
        let (mut here, mut there) = (BTreeMap::new(), BTreeMap::new());
        leaves(ours.get(path).unwrap_or(&Json::Null), path, &mut here);
        leaves(theirs.get(path).unwrap_or(&Json::Null), path, &mut there);
        let keys: BTreeSet<&String> = here.keys().chain(there.keys()).collect();
        differences.extend(keys.into_iter().filter(|key| here.get(*key) != there.get(*key)).cloned());
    }
    let reviewed: BTreeSet<String> = REVIEWED.iter().map(|leaf| (*leaf).to_owned()).collect();
    assert_eq!(differences, reviewed);
}
