use super::Deciding;
use crate::blueprint::{Blueprint, SecretType};

pub(super) fn fill(blueprint: &mut Blueprint, deciding: &Deciding<'_>) {
    // A Connect image is built by a pod that restricted refuses.
    let builds: Vec<(String, String)> = blueprint
        .connect
        .iter()
        .filter(|(_, connect)| connect.build.is_some())
        .filter_map(|(name, _)| deciding.places.get(name))
        .map(|place| (place.kubernetes.clone(), place.namespace.clone()))
        .collect();
    for (cluster, item) in blueprint.kubernetes.iter_mut() {
        for (name, namespace) in item.value.namespaces.iter_mut() {
            let build = builds.iter().any(|(c, n)| c == cluster && n == name);
            let row = if build { "namespace-security-build" } else { "namespace-security" };
            deciding.fill(&mut namespace.value.pod_security, row);
        }
        for (_, class) in item.value.storage_classes.iter_mut() {
            if class.provisioner.is_some() {
                deciding.fill(&mut class.value.volume_binding_mode, "volume-binding");
            }
        }
    }
    for (_, secret) in blueprint.secrets.iter_mut() {
        deciding.fill_with(&mut secret.value.kind, "secret-type", SecretType::Opaque);
    }
}
