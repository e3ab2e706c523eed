//! Connections for which the declared networks hold no way.

use super::report_as;
use crate::diagnostic::{Severity, Sink, UNREACHABLE_LISTENER};
use crate::topology::{Graph, Topology, Verdict, route};

/// A warning only: a firewall's network or a line of one's own may lead there, which a blueprint cannot state.
pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let graph = Graph::of(&topology.blueprint);
    for link in &topology.links {
        let Verdict::Unreachable(why) = route(topology, &graph, link).verdict else { continue };
        let to = format!("kafka/{}/listeners/{}", link.to.cluster, link.to.listener);
        let message = format!("`{}` does not get to `{to}`: {why}", link.path);
        let help = "add what is missing to `peerings`, or connect to a listener that is reached from there";
        let places = [(link.to.span(), "connects here"), (link.span(), "")];
        report_as(Severity::Warning, sink, &UNREACHABLE_LISTENER, message, help, &places);
    }
}
