//! Networks and gateways that cannot be joined as the peerings have it.

use super::network::overlap;
use super::report;
use crate::blueprint::{Cidr, Item, Peering, Val};
use crate::diagnostic::{BAD_REFERENCE, GATEWAY_REFUSED, OVERLAPPING_CIDRS, Sink};
use crate::source::Span;
use crate::topology::{Graph, Topology};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let graph = Graph::of(&topology.blueprint);
    own_ranges(topology, sink);
    around_one(topology, &graph, sink);
    twins(topology, sink);
    gateways(topology, sink);
}

/// The peerings of two networks, with those networks.
fn joining(
    topology: &Topology,
) -> impl Iterator<Item = (&str, &Item<Peering>, [&Val<crate::blueprint::NameText>; 2])> {
    topology.blueprint.peerings.iter().filter_map(|(name, item)| match item.value.between.as_slice() {
        [one, other] => Some((name, item, [one, other])),
        _ => None,
    })
}

/// The first pair of ranges with an address in common: sorted by their start, they are neighbours, or follow one that
/// holds them all.
fn meeting<'t>(mut ranges: Vec<(&'t Val<Cidr>, &'t str)>) -> Vec<[(&'t Val<Cidr>, &'t str); 2]> {
    ranges.sort_by_key(|(range, owner)| (range.value.network(), range.value.prefix_len(), *owner));
    let mut widest: Option<(&Val<Cidr>, &str)> = None;
    let mut found = Vec::new();
    for next in ranges {
        if let Some(before) = widest
            && overlap(&before.0.value, &next.0.value)
        {
            found.push([before, next]);
        }
        if widest.is_none_or(|(before, _)| before.value.broadcast() < next.0.value.broadcast()) {
            widest = Some(next);
        }
    }
    found
}

/// The address space of a network says each address once.
fn own_ranges(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.networks.iter() {
        let ranges = item.value.address_space.iter().map(|space| (space, name)).collect();
        for [(one, _), (other, _)] in meeting(ranges) {
            let message =
                format!("the ranges of `networks/{name}` overlap: {} and {}", one.value.0, other.value.0);
            let places = [(other.span(), ""), (one.span(), "overlaps with this")];
            report(sink, &OVERLAPPING_CIDRS, message, "leave out the one inside the other", &places);
        }
    }
}

/// Networks peered with one and the same: Azure refuses the second of two that overlap, since that one could not tell
/// where to send.
fn around_one(topology: &Topology, graph: &Graph<'_>, sink: &mut Sink) {
    let networks = &topology.blueprint.networks;
    let mut told: BTreeSet<[&str; 2]> = BTreeSet::new();
    for hub in networks.names() {
        let around = graph.neighbours(hub).flat_map(|name| {
            let spaces = graph.network(name).map_or(&[][..], |network| &network.address_space);
            spaces.iter().map(move |space| (space, name))
        });
        for [(one, a), (other, b)] in meeting(around.collect()) {
            // What one peering joins was held against each other there.
            let peered = a == b || graph.neighbours(a).any(|name| name == b);
            if peered || !told.insert([a.min(b), a.max(b)]) {
                continue;
            }
            let message = format!(
                "`networks/{a}` and `networks/{b}` overlap and are both peered with `networks/{hub}`: {} and {}",
                one.value.0, other.value.0
            );
            let help = "take a range that nothing else has: Azure refuses the second peering";
            let places = [(other.span(), ""), (one.span(), "overlaps with this")];
            report(sink, &OVERLAPPING_CIDRS, message, help, &places);
        }
    }
}

/// Two networks have one peering.
fn twins(topology: &Topology, sink: &mut Sink) {
    let mut seen: BTreeMap<[&str; 2], (&str, Option<Span>)> = BTreeMap::new();
    for (name, item, [one, other]) in joining(topology) {
        let (one, other) = (one.value.0.as_str(), other.value.0.as_str());
        if one == other {
            let message = format!("`peerings/{name}` is between `networks/{one}` and itself");
            report(sink, &BAD_REFERENCE, message, "name two networks", &[(item.key_span(), "")]);
            continue;
        }
        let (first, at) = *seen.entry([one.min(other), one.max(other)]).or_insert((name, item.key_span()));
        if first != name {
            let message =
                format!("`peerings/{name}` joins the networks that `peerings/{first}` joins already");
            let places = [(item.key_span(), ""), (at, "the other one")];
            report(sink, &BAD_REFERENCE, message, "leave one of them out", &places);
        }
    }
}

/// A network uses one gateway: its own, or that of one peering.
fn gateways(topology: &Topology, sink: &mut Sink) {
    let mut uses: BTreeMap<&str, (&str, Option<Span>)> = BTreeMap::new();
    for (name, item, between) in joining(topology) {
        let Some(from) = item.value.gateway_transit.as_ref().map(|transit| &transit.from) else { continue };
        if !between.iter().any(|network| network.value.0 == from.value.0) {
            continue;
        }
        let user = between.iter().find(|network| network.value.0 != from.value.0);
        let Some(user) = user.map(|network| network.value.0.as_str()) else { continue };
        let own = topology.blueprint.networks.get(user).and_then(|n| n.virtual_network_gateway.as_ref());
        if let Some(own) = own {
            let message = format!(
                "`networks/{user}` has a gateway, and through `peerings/{name}` it is to use that of `networks/{}`",
                &*from.value.0
            );
            let help = "take `gatewayTransit` out, or the gateway: Azure lets a network use one";
            let places = [(from.span(), ""), (own.origin.span(), "its own")];
            report(sink, &GATEWAY_REFUSED, message, help, &places);
        }
        let (first, at) = *uses.entry(user).or_insert((name, from.span()));
        if first != name {
            let message = format!(
                "`networks/{user}` is to use two gateways, through `peerings/{first}` and through `peerings/{name}`"
            );
            let help = "take `gatewayTransit` out of one of them: Azure lets a network use one";
            report(sink, &GATEWAY_REFUSED, message, help, &[(from.span(), ""), (at, "the other one")]);
        }
    }
}
