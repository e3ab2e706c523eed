//! Connections for which the declared networks hold no way.

use super::{report, report_as};
use crate::diagnostic::{SECURITY_RULE_DROPS, Severity, Sink, UNREACHABLE_LISTENER};
use crate::topology::{Graph, Topology, Verdict, route};

/// A warning only: a firewall's network or a line of one's own may lead there, which a blueprint cannot state.
pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let graph = Graph::of(&topology.blueprint);
    for link in &topology.links {
        let way = route(topology, &graph, link);
        let Verdict::Unreachable(why) = way.verdict else { continue };
        let to = format!("kafka/{}/listeners/{}", link.to.cluster, link.to.listener);
        let message = format!("`{}` does not get to `{to}`: {why}", link.path);
        if let Some(dropped) = way.dropped {
            let places = [(dropped.at, "drops it"), (link.to.span(), "connects here")];
            report(sink, &SECURITY_RULE_DROPS, message, dropped.help, &places);
            continue;
        }
        let help = if why.contains("/routeTable/") {
            "take the route out, or connect to a listener that is reached from there"
        } else {
            "add what is missing to `peerings`, or connect to a listener that is reached from there"
        };
        let places = [(link.to.span(), "connects here"), (link.span(), "")];
        report_as(Severity::Warning, sink, &UNREACHABLE_LISTENER, message, help, &places);
    }
}
