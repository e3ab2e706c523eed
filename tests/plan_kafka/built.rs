//! A blueprint compiled, and what stands where in its objects.

use std::collections::BTreeMap;
use streamwright::object::{Node, Object, Pointer};
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::schema::{KUBERNETES, Outcome, STRIMZI, Versions, check};
use streamwright::source::{MemoryFiles, Origin};
use streamwright::yaml;

/// A platform that was compiled without complaint.
pub struct Built(Compiled);

impl Built {
    /// Compiles a blueprint; every object must fit its schema in every version that can be compiled for.
    pub fn of(blueprint: &str) -> Self {
        let files = MemoryFiles::new();
        let input = Input { name: "platform.yaml".into(), bytes: blueprint.into(), files: &files };
        let compiled = compile(input);
        let said: Vec<String> = compiled.diagnostics.iter().map(|d| d.message.to_string()).collect();
        assert!(compiled.artifacts.is_some(), "{said:#?} {:#?}", compiled.verified.bugs);
        let built = Self(compiled);
        for object in built.objects(None) {
            fits_everywhere(object);
        }
        built
    }

    /// The small platform of these tests with `more` in its Kafka cluster, which is called `c`.
    pub fn with(more: &str) -> Self {
        Self::of(&small(more, ""))
    }

    pub fn objects(&self, environment: Option<&str>) -> Vec<&Object> {
        let wanted = |name: &str| environment.is_none_or(|e| e == name);
        let plans = self.0.plans.iter().filter(|plan| wanted(&plan.environment));
        plans.flat_map(|plan| plan.objects().map(|(_, _, placed)| &placed.object)).collect()
    }

    /// The files of one folder, by name, as JSON.
    pub fn files(&self, environment: &str, folder: &str) -> BTreeMap<String, serde_json::Value> {
        let plans = self.0.plans.iter().filter(|plan| plan.environment == environment);
        let components = plans.flat_map(|plan| plan.clusters.values()).map(|c| &c.components[folder]);
        let objects = components.flat_map(|component| &component.objects);
        objects.map(|(file, placed)| (file.clone(), yaml::to_json(&placed.object.node))).collect()
    }

    pub fn names(&self, kind: &str) -> Vec<&str> {
        self.objects(None).into_iter().filter(|o| o.gvk.kind == kind).map(|o| o.name.as_str()).collect()
    }

    pub fn object(&self, kind: &str, name: &str) -> &Object {
        let found = self.objects(None).into_iter().find(|o| o.gvk.kind == kind && o.name == name);
        found.unwrap_or_else(|| panic!("no {kind} {name}, only {:?}", self.names(kind)))
    }

    /// The place in an object.
    pub fn node(&self, kind: &str, name: &str, pointer: &str) -> Option<&Node> {
        let pointer = Pointer::parse(pointer).unwrap();
        pointer.find(&self.object(kind, name).node)
    }

    /// The place as JSON; null where there is nothing.
    pub fn json(&self, kind: &str, name: &str, pointer: &str) -> serde_json::Value {
        self.node(kind, name, pointer).map_or(serde_json::Value::Null, yaml::to_json)
    }

    /// Below `spec.kafka` of the Kafka `c`.
    pub fn kafka(&self, pointer: &str) -> serde_json::Value {
        self.json("Kafka", "c", &format!("/spec/kafka{pointer}"))
    }

    /// The text of the blueprint a value comes from, or the row of the decisions table as `#row`.
    pub fn origin(&self, kind: &str, name: &str, pointer: &str) -> String {
        let node = self.node(kind, name, pointer).unwrap_or_else(|| panic!("{kind} {name} has no {pointer}"));
        match &node.origin {
            Origin::Default(row) => format!("#{row}"),
            Origin::Fixed => "fixed".into(),
            other => other.span().map_or("derived".into(), |span| self.0.sources.slice(span).to_owned()),
        }
    }
}

fn fits_everywhere(object: &Object) {
    for kubernetes in KUBERNETES {
        for strimzi in STRIMZI {
            let versions = Versions::new(kubernetes, strimzi).unwrap();
            match check(&object.node, &versions) {
                Outcome::Checked(violations) => {
                    let said: Vec<String> = violations.iter().map(ToString::to_string).collect();
                    assert!(said.is_empty(), "{} on {kubernetes} with {strimzi}: {said:#?}", object.title());
                }
                Outcome::NoSchema { api_version, kind } => panic!("no schema for {api_version} {kind}"),
            }
        }
    }
}

/// One broker that also controls, one Kubernetes cluster without zones; `cluster` goes to its entry (indented by
/// four), `rest` to the end.
pub fn small(cluster: &str, rest: &str) -> String {
    let listeners = if cluster.contains("listeners:") {
        ""
    } else {
        "    listeners: {tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}}\n"
    };
    let pools = if cluster.contains("nodePools:") {
        ""
    } else {
        "    nodePools: {dual: {roles: [controller, broker], replicas: 1, storage: {size: 1Gi}}}\n"
    };
    format!(
        "apiVersion: streamwright/v1alpha1\nkind: Blueprint\nmetadata: {{name: p}}\n\
         versions: {{kubernetes: \"1.35\", strimzi: \"1.2\", kafka: \"4.3.1\"}}\n\
         kubernetes:\n  k:\n    provider: aks\n    operators: {{gateway-api: {{}}, strimzi-access: {{version: 0.3.0}}}}\n    namespaces: {{kafka: {{}}, apps: {{}}}}\n\
         kafka:\n  c:\n    provider: strimzi\n    namespace: kafka\n{pools}{listeners}{cluster}\n{rest}"
    )
}
