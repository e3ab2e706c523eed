//! Connect images that Strimzi builds.

use super::report;
use crate::blueprint::PodSecurity;
use crate::diagnostic::{BUILD_IN_RESTRICTED_NAMESPACE, MISSING_KEY, Sink};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, connect) in topology.blueprint.connect.iter() {
        let (Some(build), Some(place)) = (&connect.build, topology.places.get(name)) else { continue };
        if connect.plugins.is_empty() && !connect.plugins.any_broken() {
            let message = format!("`connect/{name}` builds an image and names no `plugins` to put into it");
            let help = "add `plugins: {<name>: {maven: \"<group>:<artifact>:<version>\"}}`, or take `build` out: without it \
                        the workers run Strimzi's own image, with Kafka's connectors, or the one under `image`";
            report(sink, &MISSING_KEY, message, help, &[(build.origin.span(), ""), (connect.key_span(), "")]);
        }
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
