//! Where brokers say they are: a place for each, and node ports that Kubernetes gives out.

use super::{report, report_as, strimzi_clusters};
use crate::blueprint::{Listener, ListenerType, Role, Val};
use crate::diagnostic::{BAD_PORT, LISTENER_FIELD_REFUSED, Severity, Sink, UNREACHABLE_LISTENER};
use crate::source::Span;
use crate::topology::{Topology, nodes_with};
use std::collections::BTreeMap;

/// What the API server gives out unless it was set up otherwise.
const NODE_PORTS: std::ops::RangeInclusive<u16> = 30_000..=32_767;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let mut taken: BTreeMap<(&str, u16), (String, Option<Span>)> = BTreeMap::new();
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        let several = nodes_with(kafka, Role::Broker) > 1;
        for (name, listener) in kafka.listeners.iter() {
            let path = format!("kafka/{cluster}/listeners/{name}");
            if several {
                each(&path, "hostTemplate", listener.host_template.as_ref(), sink);
                each(&path, "advertisedHostTemplate", listener.advertised_host_template.as_ref(), sink);
            }
            by_address(&path, listener, sink);
            let Some(port) = &listener.node_port else { continue };
            let (number, at) = (port.value.0, port.span());
            if !NODE_PORTS.contains(&number) {
                let message =
                    format!("the node port {number} of `{path}` is not one that Kubernetes gives out");
                let help = "write one from 30000 to 32767, or leave `nodePort` out";
                report(sink, &BAD_PORT, message, help, &[(at, "")]);
            }
            let Some(place) = topology.places.get(cluster) else { continue };
            let key = (place.kubernetes.as_str(), number);
            let (first, first_at) = taken.entry(key).or_insert_with(|| (path.clone(), at));
            if *first != path {
                let message = format!("`{path}` has the node port {number} of `{first}`");
                let places = [(at, ""), (*first_at, "taken here")];
                report(sink, &BAD_PORT, message, "give each listener a node port of its own", &places);
            }
        }
    }
}

/// The operator learns the address of a node only in the broker's own pod, too late for its certificate. Source:
/// `KafkaListenersReconciler.nodePortServicesReady` of Strimzi 1.2.0. What a certificate of one's own holds is not ours
/// to know.
fn by_address(path: &str, listener: &Listener, sink: &mut Sink) {
    let own = listener.advertised_host_template.is_some() || listener.broker_cert_chain_and_key.is_some();
    if listener.kind.value != ListenerType::NodePort || !listener.tls.value || own {
        return;
    }
    let message = format!(
        "brokers of `{path}` advertise the addresses of their nodes, which are not in their certificates: a client that \
         checks names, as all do unless told otherwise, refuses them"
    );
    let help = "write `advertisedHostTemplate`, such as `broker-{nodeId}.kafka.example.com`, and let those names resolve to \
                the nodes";
    let places = [(listener.kind.span(), ""), (listener.tls.span(), "names are checked")];
    report_as(Severity::Warning, sink, &UNREACHABLE_LISTENER, message, help, &places);
}

/// One name for all brokers sends clients to the wrong one.
fn each(path: &str, key: &str, template: Option<&Val<String>>, sink: &mut Sink) {
    let Some(template) = template else { return };
    if !template.value.contains("{nodeId}") && !template.value.contains("{nodePodName}") {
        let message = format!("`{key}` of `{path}` gives every broker the name `{}`", template.value);
        let help = "put `{nodeId}` into it, such as `broker-{nodeId}.kafka.example.com`";
        report(sink, &LISTENER_FIELD_REFUSED, message, help, &[(template.span(), "")]);
    }
}
