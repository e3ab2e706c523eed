//! The lines that install the charts.

use super::context::{kubectl, real_name};
use crate::chart::Components;
use crate::emit::markdown::shell;
use crate::plan::{CLUSTER_FOLDER, ClusterPlan};
use crate::topology::Topology;

/// In order; none where there are no charts.
pub(super) fn helm(
    topology: &Topology,
    key: &str,
    objects: &ClusterPlan,
    charts: &Components<'_>,
) -> Vec<String> {
    let environment = topology.environment.as_str();
    let context = shell(real_name(topology, key));
    let releases: Vec<String> = charts
        .iter()
        .filter_map(|((_, name), environments)| {
            let own = environments.iter().position(|of| of.name() == environment && of.kubernetes == key)?;
            let values = if own == 0 {
                String::new()
            } else {
                format!(" --values {}", shell(&format!("charts/{name}/values-{environment}.yaml")))
            };
            let namespace = shell(environments[own].namespace);
            Some(format!(
                "helm upgrade --install {name} charts/{name} --kube-context {context} --namespace {namespace}{values}"
            ))
        })
        .collect();
    if releases.is_empty() {
        return releases;
    }
    let kubectl = kubectl(topology, key);
    let apply = |folder: &str| {
        let folder = shell(&format!("manifests/{environment}/{key}/{folder}"));
        format!("{kubectl} apply --server-side -f {folder}")
    };
    let has_chart = |folder: &&String| objects.components[*folder].section.is_none();
    let by_hand: Vec<&String> = objects.components.keys().filter(has_chart).collect();
    let (first, last): (Vec<&String>, Vec<&String>) =
        by_hand.into_iter().partition(|folder| *folder == CLUSTER_FOLDER);
    let before = first.into_iter().map(|folder| apply(folder));
    let after = last.into_iter().map(|folder| apply(folder));
    before.chain(releases).chain(after).collect()
}
