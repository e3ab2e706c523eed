//! Whether an operator looks where a component is put, and reads what it is given.

use super::report;
use crate::diagnostic::{NAMESPACE_NOT_WATCHED, Sink, UNSUPPORTED_VERSION};
use crate::facts::near;
use crate::topology::{Section, Topology};

/// The first release of the access operator that reads the API version we write.
const ACCESS_OPERATOR: [u64; 3] = [0, 3, 0];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, place) in &topology.places {
        if place.section == Section::Apps {
            continue;
        }
        let kubernetes = topology.blueprint.kubernetes.get(&place.kubernetes);
        let Some(strimzi) = kubernetes.and_then(|c| c.operators.as_ref()?.strimzi.as_ref()) else { continue };
        let watched: Vec<&str> = strimzi.watch_namespaces.iter().map(|n| &*n.value.0).collect();
        // Who runs beside its Kafka cluster has that cluster's namespace, which was judged.
        let Some(at) = place.origin.span() else { continue };
        if watched.is_empty() || watched.contains(&&*place.namespace) {
            continue;
        }
        let path = format!("{}/{name}", place.section.key());
        let message = format!(
            "`{path}` is in the namespace `{}`, which the Strimzi operator of `kubernetes/{}` does not watch",
            place.namespace, place.kubernetes
        );
        let help = match near::nearest(&place.namespace, watched.iter().copied()) {
            Some(best) => format!("did you mean `{best}`?"),
            None => format!(
                "put it into `{}`, or add `{}` to `watchNamespaces`",
                watched.join("` or `"),
                place.namespace
            ),
        };
        let list = strimzi.watch_namespaces.first().and_then(|n| n.span());
        report(sink, &NAMESPACE_NOT_WATCHED, message, help, &[(Some(at), ""), (list, "what it watches")]);
    }
    access_operator(topology, sink);
}

fn access_operator(topology: &Topology, sink: &mut Sink) {
    for (name, kubernetes) in topology.blueprint.kubernetes.iter() {
        let access = kubernetes.operators.as_ref().and_then(|operators| operators.strimzi_access.as_ref());
        let Some(version) = access.and_then(|access| access.version.as_ref()) else { continue };
        let numbers: Option<Vec<u64>> = version.value.split('.').map(|part| part.parse().ok()).collect();
        if numbers.is_some_and(|numbers| numbers.as_slice() < ACCESS_OPERATOR.as_slice()) {
            let message = format!(
                "strimzi-access {} on `kubernetes/{name}` does not read the `kafka.strimzi.io/v1` of Strimzi 1.x",
                version.value
            );
            let help = "install 0.3.0 or newer, and write that version";
            report(sink, &UNSUPPORTED_VERSION, message, help, &[(version.span(), "")]);
        }
    }
}
