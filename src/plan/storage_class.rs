use super::Plan;
use super::leaf::texts;
use crate::object::{Gvk, Object, Tree};
use crate::source::Origin;
use crate::topology::Topology;

/// Storage classes that are ours: those with a provisioner.
pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (cluster, item) in topology.blueprint.kubernetes.iter() {
        for (name, class) in item.storage_classes.iter() {
            let Some(provisioner) = &class.provisioner else { continue };
            let fixed = Origin::Fixed;
            let labels = Tree::new(&class.key)
                .put("app.kubernetes.io/part-of", &topology.blueprint.metadata.name)
                .put_from("app.kubernetes.io/managed-by", "streamwright", &fixed);
            let node = Tree::new(&class.key)
                .put_from("apiVersion", "storage.k8s.io/v1", &fixed)
                .put_from("kind", "StorageClass", &fixed)
                .put("metadata", Tree::new(&class.key).put("name", name).put("labels", labels))
                .put("provisioner", provisioner)
                .put("parameters", texts(&class.parameters))
                .put("reclaimPolicy", &class.reclaim_policy)
                .put("mountOptions", &class.mount_options)
                .put("volumeBindingMode", &class.volume_binding_mode)
                .put("allowVolumeExpansion", &class.allow_volume_expansion)
                .finish();
            let gvk = Gvk::new("storage.k8s.io/v1", "StorageClass");
            plan.add_to_cluster(cluster, Object { gvk, namespace: None, name: name.to_owned(), node });
        }
    }
}
