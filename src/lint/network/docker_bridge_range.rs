use crate::blueprint::Provider;
use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Nodes, Topology};
use ipnet::Ipv4Net;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("docker-bridge-range", Severity::Warning, include_str!("docker_bridge_range.md")),
    subject: Subject::Network,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["NET85", "NET88"],
    check: Check::Platform(check),
};

/// What Docker takes on each machine for its containers.
const BRIDGE: &str = "172.17.0.0/16";

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let Ok(bridge) = BRIDGE.parse::<Ipv4Net>() else { return };
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        if !matches!(item.provider.value, Provider::Eks | Provider::Gke) {
            continue;
        }
        let Some(subnet) = nodes.subnet() else { continue };
        let network = topology.blueprint.networks.get(&subnet.network);
        let Some(of) = network.and_then(|network| network.subnets.get(&subnet.subnet)) else { continue };
        let range = &of.address_prefix;
        if !range.value.contains(&bridge.network()) && !bridge.contains(&range.value.network()) {
            continue;
        }
        let Some(at) = range.span() else { continue };
        let message = format!(
            "the nodes of `kubernetes/{name}` are in {}, and Docker takes {BRIDGE} on each machine for itself",
            range.value.0
        );
        cx.report(Place::Bytes(at), message).help("take another range for the nodes");
    }
}
