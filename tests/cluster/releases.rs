//! Charts as releases: installed, upgraded with another value, rolled back and uninstalled by real Helm on a real server,
//! the objects of the manifests are what stands there, and nothing afterwards.

use crate::build::{Built, built};
use crate::put::{apply, differences, provide};
use crate::rig::{Kubernetes, Rig, exercised, pinned, tool};
use crate::story::{Case, Manifest};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Runs Helm on a rig; what it says where it fails.
fn helm(rig: &Rig, variable: &str, arguments: &[&str]) -> Result<(), String> {
    let home = rig.home().join("helm");
    let output = Command::new(tool(variable))
        .args(arguments)
        .arg("--kubeconfig")
        .arg(rig.kubeconfig())
        .env("HELM_CACHE_HOME", &home)
        .env("HELM_CONFIG_HOME", &home)
        .env("HELM_DATA_HOME", &home)
        .output()
        .unwrap_or_else(|e| panic!("{variable}: {e}"));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(format!("helm {}: {words}", arguments.join(" "))) }
}

/// Where the server has an object of a chart otherwise than it was planned, but for who manages it.
fn otherwise(rig: &Rig, manifests: &[&Manifest]) -> Vec<String> {
    let mut said = Vec::new();
    for manifest in manifests {
        let mut planned = manifest.object.clone();
        if let Some(labels) = planned["metadata"]["labels"].as_object_mut() {
            labels.remove("app.kubernetes.io/managed-by");
        }
        let answer = rig.get(&rig.path_of(&planned).expect("a kind it knows"));
        let mut found = Vec::new();
        if answer.accepted() {
            differences(&planned, &answer.body, "", &mut found)
        } else {
            found = answer.words()
        }
        said.extend(found.into_iter().map(|difference| format!("{}: {difference}", manifest.title())));
    }
    said
}

/// Takes one chart through a release's life.
fn live(
    rig: &Rig,
    variable: &str,
    chart: (&str, &Path),
    namespace: &str,
    file: Option<&str>,
    manifests: &[&Manifest],
) -> Vec<String> {
    let (name, folder) = chart;
    let folder = folder.to_string_lossy();
    let mut values = Vec::new();
    if let Some(file) = file {
        values.extend(["-f", file]);
    }
    let step = |arguments: &[&str]| helm(rig, variable, arguments);
    let run = || -> Result<Vec<String>, String> {
        step(&[&["install", name, &*folder, "-n", namespace], values.as_slice()].concat())?;
        let mut said = otherwise(rig, manifests);
        let scaled = std::fs::read_to_string(format!("{folder}/values.yaml"))
            .expect("its values")
            .contains("\nreplicas: ");
        let other: &[&str] = if scaled { &["--set", "replicas=5"] } else { &[] };
        step(&[&["upgrade", name, &*folder, "-n", namespace], values.as_slice(), other].concat())?;
        let changed = otherwise(rig, manifests);
        let asked = changed.iter().all(|difference| difference.contains(": /spec/replicas: "));
        if changed.is_empty() == scaled || !asked {
            said.push(format!("upgraded with {other:?}: {changed:?}"));
        }
        step(&["rollback", name, "1", "-n", namespace])?;
        said.extend(
            otherwise(rig, manifests).into_iter().map(|difference| format!("rolled back: {difference}")),
        );
        step(&["uninstall", name, "-n", namespace])?;
        for manifest in manifests {
            let path = rig.path_of(&manifest.object).expect("a kind it knows");
            // What waits for its pods goes a moment later.
            if rig.wait(&path, 20, |answer| answer["reason"] == "NotFound").is_err() {
                said.push(format!("{}: is left", manifest.title()));
            }
        }
        Ok(said)
    };
    run().unwrap_or_else(|words| vec![words])
}

/// The charts of one story in every environment; how many objects they are.
fn releases(built: &Built, kubernetes: Kubernetes, variable: &str, said: &mut Vec<String>) -> usize {
    let mut objects = 0;
    let folders: BTreeMap<String, std::path::PathBuf> = built.charts().into_iter().collect();
    for case in Case::all(built) {
        let rig = Rig::up(kubernetes);
        rig.install_crds();
        provide(&rig, &case);
        for manifest in case.manifests.iter().filter(|one| one.file.starts_with("00-cluster/")) {
            let answer = apply(&rig, &manifest.object, &manifest.text, "").expect("a kind it knows");
            assert!(answer.accepted(), "{:?}", answer.words());
        }
        let topology = built.compiled.topologies.iter().find(|one| one.environment == case.environment);
        for (chart, folder) in &folders {
            let Some(place) = topology.expect("the environment").places.get(chart) else { continue };
            let own = |one: &&Manifest| {
                one.file
                    .split_once('/')
                    .is_some_and(|(folder, _)| folder.split_once('-').is_some_and(|(_, name)| name == chart))
            };
            let manifests: Vec<&Manifest> = case.manifests.iter().filter(own).collect();
            let file = folder.join(format!("values-{}.yaml", case.environment));
            let file = file.exists().then(|| file.to_string_lossy().into_owned());
            let wrong = live(&rig, variable, (chart, folder), &place.namespace, file.as_deref(), &manifests);
            said.extend(wrong.into_iter().map(|words| format!("{} {chart}: {words}", case.title())));
            objects += manifests.len();
        }
        assert!(said.is_empty(), "\n{}\n", said.join("\n"));
    }
    objects
}

fn every_story(kubernetes: Kubernetes, variable: &str, version: &str) {
    let began = Instant::now();
    let mut said = Vec::new();
    let objects: usize = built().iter().map(|built| releases(built, kubernetes, variable, &mut said)).sum();
    assert!(objects > 80, "only {objects} objects were installed");
    println!("{variable} on Kubernetes {}: {objects} objects, {:?}", kubernetes.version(), began.elapsed());
    let what = format!(
        "objects installed, upgraded, rolled back, uninstalled on Kubernetes {}",
        kubernetes.version()
    );
    exercised("cluster", "Helm", &pinned(version), &what, objects, began.elapsed());
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn releases_of_helm_4_are_the_manifests() {
    every_story(Kubernetes::New, "STREAMWRIGHT_HELM4", "HELM4=");
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn releases_of_helm_3_are_the_manifests() {
    every_story(Kubernetes::Old, "STREAMWRIGHT_HELM3", "HELM3=");
}
