//! Connect images that Strimzi builds.

use super::report;
use crate::blueprint::PodSecurity;
use crate::diagnostic::{BUILD_IN_RESTRICTED_NAMESPACE, Sink};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, connect) in topology.blueprint.connect.iter() {
        let (Some(build), Some(place)) = (&connect.build, topology.places.get(name)) else { continue };
        let level = topology
            .blueprint
            .kubernetes
            .get(&place.kubernetes)
            .and_then(|cluster| cluster.namespaces.get(&place.namespace)?.pod_security.as_ref());
        let Some(level) = level.filter(|level| level.value == PodSecurity::Restricted) else { continue };
        let message = format!(
            "`connect/{name}` builds its image in the namespace `{}`, whose level `restricted` refuses the building pod",
            place.namespace
        );
        let help = "write `podSecurity: baseline` for the namespace, or build the image elsewhere and name it as `image`";
        let places = [(build.image.span(), "built here"), (level.span(), "refuses it")];
        report(sink, &BUILD_IN_RESTRICTED_NAMESPACE, message, help, &places);
    }
}
