//! The worked example beside the checkout, put through the operator's own code by whoever made it.

use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;
use streamwright::yaml::to_json;

/// Leaves that differ on purpose: environment, file, pointer. None is left.
const REVIEWED: &[(&str, &str, &str)] = &[];

const FOLDERS: [&str; 3] = ["20-camel", "30-http-bridge", "40-legacy-to-streaming"];

fn leaves(value: &Json, path: &str, found: &mut BTreeMap<String, Json>) {
    match value {
        Json::Object(map) if !map.is_empty() => {
            map.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found));
        }
        Json::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(i, value)| leaves(value, &format!("{path}/{i}"), found));
        }
        _ => {
            found.insert(path.to_owned(), value.clone());
        }
    }
}

fn of_text(text: &str) -> BTreeMap<String, Json> {
    use streamwright::{diagnostic::Sink, source, yaml};
    let mut sources = source::SourceMap::new();
    let id = sources.add(source::Source::new("reference", text));
    let mut sink = Sink::new();
    let stream = yaml::parse(id, &sources, &yaml::Limits::default(), yaml::Reader::Kubernetes, &mut sink);
    let mut found = BTreeMap::new();
    leaves(&to_json(&stream.documents[0].root), "", &mut found);
    found
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    let entry = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(Result::unwrap).map(entry).collect()
}

#[test]
fn the_worked_example_comes_out_the_same() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("STREAMWRIGHT_SHARED").map_or(beside, PathBuf::from);
    let Ok(blueprint) = std::fs::read_to_string(shared.join("design/example-blueprint.yaml")) else {
        println!("skipped: no worked example at {}", shared.display());
        return;
    };
    // Its one patch is for an app.
    let start = blueprint.find("\npatches:").unwrap();
    let end = blueprint.find("\nlint:").unwrap();
    let blueprint = format!("{}{}", &blueprint[..start], &blueprint[end..]);
    let memory = MemoryFiles::new();
    let input = Input { name: "example.yaml".into(), bytes: blueprint.into_bytes(), files: &memory };
    let compiled = compile(input);
    let artifacts = compiled.artifacts.expect("the example compiles");
    let written: BTreeMap<String, String> = artifacts
        .iter()
        .map(|(path, file)| (path.as_str().to_owned(), String::from_utf8(file.bytes.clone()).unwrap()))
        .collect();
    let mut differing = BTreeSet::new();
    let mut compared = 0;
    for environment in ["prod", "dev"] {
        for folder in FOLDERS {
            let theirs =
                files(&shared.join(format!("design/reference/manifests/{environment}/aks/{folder}")));
            let prefix = format!("manifests/{environment}/aks/{folder}/");
            let ours: BTreeMap<&str, &String> =
                written.iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, text))).collect();
            let names: BTreeSet<&str> =
                theirs.keys().map(String::as_str).chain(ours.keys().copied()).collect();
            for name in names {
                let (Some(a), Some(b)) = (theirs.get(name), ours.get(name)) else {
                    differing.insert((environment, name.to_owned(), String::new()));
                    continue;
                };
                let (a, b) = (of_text(a), of_text(b));
                let pointers: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                compared += pointers.len();
                let other = pointers.into_iter().filter(|pointer| a.get(*pointer) != b.get(*pointer));
                differing.extend(other.map(|pointer| (environment, name.to_owned(), pointer.clone())));
            }
        }
    }
    let reviewed: BTreeSet<_> =
        REVIEWED.iter().map(|(e, f, p)| (*e, (*f).to_owned(), (*p).to_owned())).collect();
    assert_eq!(differing, reviewed);
    assert!(compared > 400, "{compared} leaves compared");
    println!("{compared} leaves compared with the worked example");
}
