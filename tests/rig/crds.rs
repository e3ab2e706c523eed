//! The kinds of Strimzi and of the other operators whose objects we write.

use super::{Rig, tool};
use std::path::{Path, PathBuf};

const STUBS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rig/stubs.yaml");

/// Kinds whose schema is a stub.
pub const STUBBED: [&str; 1] = ["KafkaAccess"];

impl Rig {
    /// Installs them, and waits until the server serves them all.
    pub fn install_crds(&self) {
        let mut texts: Vec<String> =
            std::fs::read_to_string(STUBS).expect("the stubs").split("\n---\n").map(str::to_owned).collect();
        for folder in [tool("STREAMWRIGHT_STRIMZI_CRDS"), tool("STREAMWRIGHT_OTHER_CRDS")] {
            texts.extend(yaml(&folder).iter().map(|path| std::fs::read_to_string(path).expect("a CRD")));
        }
        let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        let installed: Vec<String> = texts
            .iter()
            .map(|text| {
                let answer = self.request("POST", path, &[("Content-Type", "application/yaml")], text);
                assert!(answer.accepted(), "{:?}", answer.words());
                answer.body["metadata"]["name"].as_str().expect("a name").to_owned()
            })
            .collect();
        for name in &installed {
            let established = self.wait(&format!("{path}/{name}"), 60, |crd| {
                let conditions = crd["status"]["conditions"].as_array().into_iter().flatten();
                conditions.into_iter().any(|one| one["type"] == "Established" && one["status"] == "True")
            });
            assert!(established.is_ok(), "{name} is not established: {established:?}");
        }
        // Established is not yet served: requests in the first moments can find nothing there.
        for name in &installed {
            let (plural, group) = name.split_once('.').expect("a name");
            let crd = self.get(&format!("{path}/{name}")).body;
            let version = crd["spec"]["versions"][0]["name"].as_str().expect("a version").to_owned();
            let listed =
                self.wait(&format!("/apis/{group}/{version}/{plural}"), 60, |list| list["items"].is_array());
            assert!(listed.is_ok(), "{name} cannot be listed");
        }
    }
}

fn yaml(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    found.sort();
    found
}
