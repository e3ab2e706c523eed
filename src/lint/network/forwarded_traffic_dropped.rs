use crate::blueprint::NextHopType;
use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "forwarded-traffic-dropped",
        Severity::Warning,
        include_str!("forwarded_traffic_dropped.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET25"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, peering) in topology.blueprint.peerings.iter() {
        if peering.allow_forwarded_traffic.as_ref().is_some_and(|allowed| allowed.value) {
            continue;
        }
        let [one, other] = peering.between.as_slice() else { continue };
        let (one, other) = (one.value.0.as_str(), other.value.0.as_str());
        let route = through(topology, one, other).or_else(|| through(topology, other, one));
        let Some(route) = route else { continue };
        let at = peering.allow_forwarded_traffic.as_ref().map_or(peering.key_span(), |stated| stated.span());
        let Some(at) = at else { continue };
        let message = format!(
            "`peerings/{name}` drops what an appliance sends on, and a route leads to the appliance {} beyond it",
            route.address
        );
        let finding = cx.report(Place::Bytes(at), message);
        if let Some(span) = route.at {
            finding.also(Place::Bytes(span), "leads there");
        }
        finding.help("add `allowForwardedTraffic: true`");
    }
}

struct Leads {
    address: std::net::Ipv4Addr,
    at: Option<crate::source::Span>,
}

/// A route of one network to an appliance in another.
fn through(topology: &Topology, from: &str, to: &str) -> Option<Leads> {
    let networks = &topology.blueprint.networks;
    let spaces = &networks.get(to)?.address_space;
    let tables = networks.get(from)?.subnets.iter().filter_map(|(_, subnet)| subnet.route_table.as_ref());
    let mut routes = tables.flat_map(|table| table.routes.iter()).filter_map(|(_, route)| {
        let appliance = route.next_hop_type.value == NextHopType::VirtualAppliance;
        route.next_hop_ip_address.as_ref().filter(|_| appliance)
    });
    let address = routes.find(|address| spaces.iter().any(|space| space.value.contains(&address.value.0)))?;
    Some(Leads { address: address.value.0, at: address.span() })
}
