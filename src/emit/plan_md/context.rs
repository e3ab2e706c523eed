//! Which Kubernetes cluster a command is for.

use crate::emit::markdown::shell;
use crate::topology::Topology;

/// What the cluster is called outside the blueprint; its context is expected to have the same name.
pub(super) fn real_name<'t>(topology: &'t Topology, key: &'t str) -> &'t str {
    let declared = topology.blueprint.kubernetes.get(key);
    declared.and_then(|cluster| cluster.cluster_name.as_ref()).map_or(key, |name| name.value.0.as_str())
}

/// How a command for one Kubernetes cluster begins: the current context may be anybody's.
pub(super) fn kubectl(topology: &Topology, key: &str) -> String {
    format!("kubectl --context {}", shell(real_name(topology, key)))
}
