use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Nodes, PodAddresses, Topology};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("pod-range-unused", Severity::Warning, include_str!("pod_range_unused.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET57"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        let Some(profile) = item.network_profile.as_ref().filter(|_| nodes.is_aks()) else { continue };
        let Some(range) = profile.pod_cidr.as_ref().filter(|_| nodes.pods == PodAddresses::Subnet) else {
            continue;
        };
        let Some(at) = range.span() else { continue };
        let message = format!(
            "`podCidr` of `kubernetes/{name}` is of no use: without `networkPluginMode` its pods have addresses of the \
             subnet of their nodes"
        );
        let finding = cx.report(Place::Bytes(at), message);
        if let Some(span) = profile.network_plugin.as_ref().and_then(|plugin| plugin.span()) {
            finding.also(Place::Bytes(span), "a plugin without a mode");
        }
        finding.help("add `networkPluginMode: overlay`, or take `podCidr` out");
    }
}
