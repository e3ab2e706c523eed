use super::Plan;
use super::leaf::texts;
use crate::blueprint::PodSecurity;
use crate::object::{Gvk, Object, Tree};
use crate::source::Origin;
use crate::topology::Topology;

const ENFORCE: &str = "pod-security.kubernetes.io/enforce";
const WARN: &str = "pod-security.kubernetes.io/warn";

/// Namespaces with their Pod Security levels. What is not restricted warns of what restricted would refuse.
pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (cluster, item) in topology.blueprint.kubernetes.iter() {
        for (name, namespace) in item.namespaces.iter() {
            let fixed = Origin::Fixed;
            let labels = texts(&namespace.labels)
                .put("app.kubernetes.io/part-of", &topology.blueprint.metadata.name)
                .put_from("app.kubernetes.io/managed-by", "streamwright", &fixed);
            let labels = match &namespace.pod_security {
                None => labels,
                Some(level) if level.value == PodSecurity::Restricted => labels.put(ENFORCE, level),
                Some(level) => labels.put(ENFORCE, level).put_from(WARN, "restricted", &level.origin),
            };
            let metadata = Tree::new(&namespace.key).put("name", name).put("labels", labels);
            let node = Tree::new(&namespace.key)
                .put_from("apiVersion", "v1", &fixed)
                .put_from("kind", "Namespace", &fixed)
                .put("metadata", metadata)
                .finish();
            let object =
                Object { gvk: Gvk::new("v1", "Namespace"), namespace: None, name: name.to_owned(), node };
            plan.add_to_cluster(cluster, object);
        }
    }
}
