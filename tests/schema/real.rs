use std::fs;
use std::path::PathBuf;

use serde_json::Value as Json;
use streamwright::schema::{self, Outcome, Versions};

use crate::node::{documents, node};

/// The facts folder beside the checkout, where there is one.
pub fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("STREAMWRIGHT_SHARED").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The objects of the worked reference output, `kustomization.yaml` left out.
pub fn reference_objects() -> Vec<Json> {
    let Some(shared) = shared() else {
        println!("skipped: no facts folder beside the checkout");
        return Vec::new();
    };
    let (mut out, mut folders) = (Vec::new(), vec![shared.join("design/reference/manifests")]);
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml") && !path.ends_with("kustomization.yaml") {
                out.extend(documents(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(out.len() >= 50, "{} reference objects", out.len());
    out
}

#[test]
fn real_objects_pass_in_every_version() {
    let mut objects = documents(include_str!("objects.yaml"));
    objects.extend(reference_objects());
    let mut checked = 0;
    for minor in schema::KUBERNETES {
        for strimzi in schema::STRIMZI {
            let versions = Versions::new(minor, strimzi).unwrap();
            for object in &objects {
                let outcome = schema::check(&node(object), &versions);
                assert_eq!(outcome, Outcome::Checked(Vec::new()), "{minor} {strimzi} {object:#}");
                checked += 1;
            }
        }
    }
    println!("{checked} checks of {} objects", objects.len());
}
