//! `helm template` gives the manifests, and `helm lint --strict` has nothing to say.

use crate::build::{Built, built};
use crate::helm::{HELMS, helm, rendered};
use crate::readers::exercised::{exercised, pinned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Instant;
use streamwright::yaml::to_json;

/// An object without what each side may have otherwise: the namespace Helm fills in, and who installed it.
fn normal(mut object: Value, namespace: &str) -> ((String, String), Value) {
    let kind = object["kind"].as_str().expect("a kind").to_owned();
    let metadata = object["metadata"].as_object_mut().expect("metadata");
    let name = metadata["name"].as_str().expect("a name").to_owned();
    if metadata.get("namespace").and_then(Value::as_str) == Some(namespace) {
        metadata.remove("namespace");
    }
    if let Some(Value::Object(labels)) = metadata.get_mut("labels") {
        labels.remove("helm.sh/chart");
        labels.remove("app.kubernetes.io/managed-by");
    }
    ((kind, name), object)
}

/// Compares every chart with every environment's objects; how many objects were compared.
pub fn holds(built: &Built, variable: &str) -> usize {
    let mut compared = 0;
    for (chart, folder) in built.charts() {
        let mut seen = 0;
        for (topology, plan) in built.compiled.topologies.iter().zip(&built.compiled.plans) {
            let Some(place) = topology.places.get(&chart) else { continue };
            let component = plan.clusters[&place.kubernetes]
                .components
                .values()
                .find(|component| component.section == Some(place.section) && component.name == chart);
            let Some(component) = component else { continue };
            seen += 1;
            let planned: BTreeMap<_, _> = component
                .objects
                .values()
                .map(|placed| normal(to_json(&placed.object.node), &place.namespace))
                .collect();
            let file = folder.join(format!("values-{}.yaml", topology.environment));
            let file = file.to_string_lossy();
            let is_default = built.compiled.default_environment.as_ref() == Some(&topology.environment);
            let more: Vec<&str> =
                if std::path::Path::new(&*file).exists() { vec!["-f", &file] } else { Vec::new() };
            assert!(more.is_empty() || !is_default, "{chart} has a file for the environment it is made for");
            let given = rendered(variable, &chart, &folder, &place.namespace, &more)
                .unwrap_or_else(|said| panic!("{} {chart} {}: {said}", built.name, topology.environment));
            let count = given.len();
            let given: BTreeMap<_, _> =
                given.into_iter().map(|object| normal(object, &place.namespace)).collect();
            assert_eq!(given.len(), count, "{chart}: two objects of one name");
            for (name, object) in &planned {
                assert_eq!(given.get(name), Some(object), "{} {chart} {}", built.name, topology.environment);
            }
            assert_eq!(given.len(), planned.len(), "{chart} gives more than was planned");
            compared += count;
        }
        assert!(seen > 0, "{chart} is in no environment");
    }
    compared
}

fn every_story(variable: &str) {
    let began = Instant::now();
    let compared: usize = built().iter().map(|built| holds(built, variable)).sum();
    assert!(compared > 80, "only {compared} objects were compared");
    println!("{variable}: {compared} objects, all as planned");
    let version = pinned("tools/versions.sh", &format!("{}=", variable.trim_start_matches("STREAMWRIGHT_")));
    exercised("Helm", &version, "objects of charts that are as planned", compared, began.elapsed());
}

#[test]
#[ignore = "needs Helm 4; run tests/run charts"]
fn charts_give_the_manifests_in_helm_4() {
    every_story("STREAMWRIGHT_HELM4");
}

#[test]
#[ignore = "needs Helm 3; run tests/run charts"]
fn charts_give_the_manifests_in_helm_3() {
    every_story("STREAMWRIGHT_HELM3");
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn lint_has_nothing_to_say() {
    let mut seen = 0;
    for built in built() {
        for (chart, folder) in built.charts() {
            for variable in HELMS {
                let output = helm(variable, &["lint", "--strict", "--quiet", &folder.to_string_lossy()]);
                let said = [output.stdout, output.stderr].concat();
                let said = String::from_utf8_lossy(&said);
                assert!(output.status.success() && said.trim().is_empty(), "{} {chart}: {said}", built.name);
                seen += 1;
            }
        }
    }
    assert!(seen >= 20, "{seen}");
}
