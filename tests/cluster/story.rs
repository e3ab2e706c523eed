//! The objects of one environment of a story, as files in the order they are applied in.

use crate::build::Built;
use serde_json::Value;
use std::path::PathBuf;
use streamwright::pipeline::Compiled;
use streamwright::yaml::to_json;

/// One file of manifests.
pub struct Manifest {
    /// Below the cluster's folder.
    pub file: String,
    pub text: String,
    pub object: Value,
    /// Where in the blueprint it comes from: `line 12`.
    pub from: String,
}

impl Manifest {
    pub fn is_namespace(&self) -> bool {
        self.object["kind"] == "Namespace"
    }

    /// What it is, for messages: `apps/50-x/60-deployment-x.yaml (line 12 of the blueprint)`.
    pub fn title(&self) -> String {
        format!("{} ({} of the blueprint)", self.file, self.from)
    }
}

/// What goes to one cluster in one environment.
pub struct Case {
    pub story: String,
    pub environment: String,
    pub cluster: String,
    pub folder: PathBuf,
    pub manifests: Vec<Manifest>,
    /// What `PLAN.md` says of this environment.
    pub plan: String,
}

impl Case {
    pub fn title(&self) -> String {
        format!("{} {}/{}", self.story, self.environment, self.cluster)
    }

    /// Every case of a story.
    pub fn all(built: &Built) -> Vec<Self> {
        let text = std::fs::read_to_string(built.path().join("PLAN.md")).expect("PLAN.md");
        let mut cases = Vec::new();
        for plan in &built.compiled.plans {
            let heading = format!("## Environment {}", plan.environment);
            let about =
                text.split("\n## ").find(|part| heading.ends_with(part.lines().next().unwrap_or("-")));
            for (cluster, components) in &plan.clusters {
                let folder = built.path().join("manifests").join(&plan.environment).join(cluster);
                let mut manifests = Vec::new();
                for (name, component) in &components.components {
                    for (file, placed) in &component.objects {
                        let file = format!("{name}/{file}");
                        let text = std::fs::read_to_string(folder.join(&file)).expect("what was written");
                        let object = to_json(&placed.object.node);
                        manifests.push(Manifest {
                            file,
                            text,
                            object,
                            from: line(&built.compiled, &placed.object),
                        });
                    }
                }
                let order = std::fs::read_to_string(folder.join("kustomization.yaml")).expect("its order");
                let files: Vec<&str> = manifests.iter().map(|manifest| manifest.file.as_str()).collect();
                assert_eq!(listed(&order), files, "{}: the order of files is that of the folder", built.name);
                cases.push(Self {
                    story: built.name.clone(),
                    environment: plan.environment.clone(),
                    cluster: cluster.clone(),
                    folder,
                    manifests,
                    plan: about
                        .unwrap_or_else(|| panic!("PLAN.md of {} has no {heading}", built.name))
                        .to_owned(),
                });
            }
        }
        cases
    }
}

fn listed(kustomization: &str) -> Vec<&str> {
    let after = kustomization.split_once("resources:\n").expect("resources").1;
    after.lines().map_while(|line| line.strip_prefix("  - ")).collect()
}

/// The first line of the blueprint that anything in the object was written on.
fn line(compiled: &Compiled, object: &streamwright::object::Object) -> String {
    let mut first = None;
    object.node.clone().map_origin(&mut |origin: streamwright::source::Origin| {
        if let Some(span) = origin.span() {
            let position = compiled.sources.position(span).line;
            first = Some(first.map_or(position, |line: usize| line.min(position)));
        }
    });
    first.map_or_else(|| "no line".into(), |line| format!("line {line}"))
}
