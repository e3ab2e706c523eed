use crate::blueprint::{Direction, Kafka};
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::AZURE_RESOLVER;
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Filter, Passing, Topology};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("azure-resolver-denied", Severity::Warning, include_str!("azure_resolver_denied.md")),
    subject: Subject::Network,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["NET73"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let networks = &topology.blueprint.networks;
    let Ok(resolver) = AZURE_RESOLVER.parse::<std::net::Ipv4Addr>() else { return };
    let from = Passing::Range(crate::blueprint::Cidr(ipnet::Ipv4Net::from(resolver)));
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let Some(stated) = &cluster.subnet else { continue };
        let subnet = networks.get(&stated.network).and_then(|network| network.subnets.get(&stated.subnet));
        let Some(subnet) = subnet else { continue };
        let Some(group) = &subnet.network_security_group else { continue };
        let own = Passing::Range(subnet.address_prefix.value);
        let filter = Filter::of(group);
        let Some((rule, item)) = filter.drops(Direction::Inbound, (from, own), Some(443)) else { continue };
        let Some(at) = item.key_span() else { continue };
        let message = format!(
            "the rule `{rule}` around `kafka/{name}` drops what comes from {AZURE_RESOLVER}, where Azure resolves names and \
             probes machines"
        );
        cx.report(Place::Bytes(at), message)
            .help(format!("add a rule with a lower `priority` that lets `{AZURE_RESOLVER}` in"));
    }
}
