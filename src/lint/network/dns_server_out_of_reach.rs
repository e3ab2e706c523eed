use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{AZURE_RESOLVER, is_private};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::{Graph, Topology};
use ipnet::Ipv4Net;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "dns-server-out-of-reach",
        Severity::Warning,
        include_str!("dns_server_out_of_reach.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET78"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    let graph = Graph::of(&topology.blueprint);
    for (name, network) in topology.blueprint.networks.iter() {
        for server in &network.dns_servers {
            let address = server.value.0;
            if address.to_string() == AZURE_RESOLVER || !is_private(Ipv4Net::from(address)) {
                continue;
            }
            let reached: Vec<&str> = std::iter::once(name).chain(graph.neighbours(name)).collect();
            let known = reached.iter().any(|network| holds(&graph, network, address));
            // What is beyond a gateway that states no ranges may be anywhere.
            let gateway = |network: &&str| {
                graph.network(network).is_some_and(|network| network.virtual_network_gateway.is_some())
            };
            if known || network.address_space.is_empty() || reached.iter().any(gateway) {
                continue;
            }
            let Some(at) = server.span() else { continue };
            let message = format!(
                "machines of `networks/{name}` ask {address} for names, which is neither in it nor in a network that is \
                 peered with it"
            );
            cx.report(Place::Bytes(at), message)
                .help("name a server that is reached from there, or add the peering that leads to it");
        }
    }
}

fn holds(graph: &Graph<'_>, network: &str, address: std::net::Ipv4Addr) -> bool {
    graph
        .network(network)
        .is_some_and(|network| network.address_space.iter().any(|space| space.value.contains(&address)))
}
