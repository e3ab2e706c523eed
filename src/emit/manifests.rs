use crate::object::{Node, Tree};
use crate::plan::{ClusterPlan, Plan};
use crate::source::Origin;
use crate::yaml;

/// `manifests/<env>/<cluster>/…`: one object a file, and a kustomization that applies them in the order of their
/// names. `texts` are those of the plan's objects, in their order.
#[must_use]
pub fn manifests(plan: &Plan, texts: Vec<String>) -> Vec<(String, String)> {
    let mut texts = texts.into_iter();
    let mut files = Vec::new();
    for (cluster, objects) in &plan.clusters {
        let base = format!("manifests/{}/{cluster}", plan.environment);
        let mut listed = Vec::new();
        for (folder, component) in &objects.components {
            for (name, text) in component.objects.keys().zip(&mut texts) {
                let path = [&base, "/", folder, "/", name].concat();
                listed.push(path[base.len() + 1..].to_owned());
                files.push((path, text));
            }
        }
        files.push((format!("{base}/kustomization.yaml"), yaml::write(&kustomization(listed))));
    }
    files
}

/// First in, first out: without it kustomize sorts by kind, and a claim could come before its class.
fn kustomization(resources: Vec<String>) -> Node {
    let fixed = Origin::Fixed;
    Tree::new(&fixed)
        .put("apiVersion", "kustomize.config.k8s.io/v1beta1")
        .put("kind", "Kustomization")
        .put("sortOptions", Tree::new(&fixed).put("order", "fifo"))
        .put("resources", resources)
        .finish()
}

/// All objects of one Kubernetes cluster as one stream, in order of installation.
#[must_use]
pub fn stream(cluster: &ClusterPlan) -> String {
    let nodes: Vec<&Node> = cluster
        .components
        .values()
        .flat_map(|component| component.objects.values().map(|placed| &placed.object.node))
        .collect();
    nodes.iter().map(|node| format!("---\n{}", yaml::write(node))).collect()
}
