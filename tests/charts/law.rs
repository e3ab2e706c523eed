//! `helm template` gives the manifests, and `helm lint --strict` has nothing to say.

use crate::build::{Built, built};
use crate::helm::{HELMS, command, helm};
use crate::readers::exercised::{exercised, pinned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;
use streamwright::yaml::to_json;

/// An object without what each side may have otherwise: the namespace Helm fills in, and who installed it.
pub fn normal(mut object: Value, namespace: &str) -> ((String, String), Value) {
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

/// A chart in an environment.
pub struct Case {
    /// Where it comes from: blueprint, chart, environment.
    pub title: String,
    pub chart: String,
    pub folder: PathBuf,
    /// The file of values, for an environment the chart was not made for.
    pub values: Option<PathBuf>,
    pub namespace: String,
    /// The objects that were planned, by kind and name.
    planned: Objects,
}

type Objects = BTreeMap<(String, String), Value>;

/// Every chart in every environment.
pub fn cases(built: &Built) -> Vec<Case> {
    let mut cases = Vec::new();
    for (chart, folder) in built.charts() {
        let before = cases.len();
        for (topology, plan) in built.compiled.topologies.iter().zip(&built.compiled.plans) {
            let Some(place) = topology.places.get(&chart) else { continue };
            let component = plan.clusters[&place.kubernetes]
                .components
                .values()
                .find(|component| component.section == Some(place.section) && component.name == chart);
            let Some(component) = component else { continue };
            let planned = component
                .objects
                .values()
                .map(|placed| normal(to_json(&placed.object.node), &place.namespace))
                .collect();
            let title = format!("{} {chart} {}", built.name, topology.environment);
            let file = folder.join(format!("values-{}.yaml", topology.environment));
            let is_default = built.compiled.default_environment.as_ref() == Some(&topology.environment);
            let values = file.exists().then_some(file);
            assert!(values.is_none() || !is_default, "{title}: a file for what the chart is made for");
            cases.push(Case {
                title,
                chart: chart.clone(),
                folder: folder.clone(),
                values,
                namespace: place.namespace.clone(),
                planned,
            });
        }
        assert!(cases.len() > before, "{chart} is in no environment");
    }
    cases
}

impl Case {
    /// Compares what Helm gives with what was planned: how many objects were compared, or what differs.
    pub fn compare(&self, given: Vec<Value>) -> Result<usize, String> {
        let count = given.len();
        let given: Objects = given.into_iter().map(|object| normal(object, &self.namespace)).collect();
        if given.len() != count {
            return Err(format!("{}: two objects of one name", self.title));
        }
        for (name, planned) in &self.planned {
            match given.get(name) {
                Some(object) if object == planned => {}
                Some(object) => {
                    return Err(format!(
                        "{} {name:?}:\n{object}\nis not what was planned:\n{planned}",
                        self.title
                    ));
                }
                None => return Err(format!("{} {name:?}: not in the chart", self.title)),
            }
        }
        if given.len() != self.planned.len() {
            return Err(format!("{} gives more than was planned", self.title));
        }
        Ok(count)
    }
}

/// Compares every chart with every environment's objects, by the command; how many objects were compared.
pub fn holds(built: &Built, variable: &str) -> usize {
    let compared = cases(built).into_iter().map(|case| {
        let given = command(variable, &case, &[]).unwrap_or_else(|said| panic!("{}: {said}", case.title));
        case.compare(given).unwrap_or_else(|wrong| panic!("{variable} {wrong}"))
    });
    compared.sum()
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
