use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Nodes, PodAddresses, Topology};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("pods-in-node-subnet", Severity::Info, include_str!("pods_in_node_subnet.md")),
    subject: Subject::Network,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["NET57"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        let plugin = item.network_profile.as_ref().and_then(|profile| profile.network_plugin.as_ref());
        let in_pod_subnet = item.node_pools.iter().any(|(_, pool)| pool.pod_subnet.is_some());
        if !nodes.is_aks() || nodes.pods != PodAddresses::Subnet || in_pod_subnet {
            continue;
        }
        let Some(at) = plugin.and_then(crate::blueprint::Val::span) else { continue };
        let message = format!(
            "each pod of `kubernetes/{name}` takes an address of the virtual network, for as many pods as a node may run"
        );
        cx.report(Place::Bytes(at), message).help(
            "add `networkPluginMode: overlay` where nothing outside has to reach pods: it is what AKS takes by itself",
        );
    }
}
