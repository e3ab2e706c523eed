use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Nodes, Topology};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kubenet-retires", Severity::Warning, include_str!("kubenet_retires.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET56"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        let plugin = item.network_profile.as_ref().and_then(|profile| profile.network_plugin.as_ref());
        let kubenet = plugin.filter(|plugin| nodes.is_aks() && plugin.value == "kubenet");
        let Some(at) = kubenet.and_then(crate::blueprint::Val::span) else { continue };
        let message = format!("`kubernetes/{name}` uses kubenet, which AKS retires on 31 March 2028");
        cx.report(Place::Bytes(at), message).help(
            "write `networkPlugin: azure, networkPluginMode: overlay`: `az aks update` moves a cluster there in place",
        );
    }
}
