//! Ranges and addresses that cannot be together, or are not inside what they must be inside.

use super::report;
use crate::blueprint::{Cidr, Kafka, Network, NetworkProfile, Val};
use crate::diagnostic::{BAD_REFERENCE, DANGLING_REFERENCE};
use crate::diagnostic::{MISSING_KEY, OUTSIDE_RANGE, OVERLAPPING_CIDRS, RESERVED_ADDRESS, Sink};
use crate::facts::azure::{GATEWAY_SUBNET, is_reserved_address, meant};
use crate::facts::near;
use crate::source::Span;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.networks.iter() {
        subnets(name, &item.value, sink);
        gateway(name, &item.value, sink);
    }
    peerings(topology, sink);
    brokers(topology, sink);
    for (name, cluster) in topology.blueprint.kubernetes.iter() {
        let Some(profile) = &cluster.network_profile else { continue };
        if let (Some(services), Some(dns)) = (&profile.service_cidr, &profile.dns_service_ip)
            && !services.value.contains(&dns.value.0)
        {
            let message = format!(
                "`dnsServiceIP` of `kubernetes/{name}` is {}, outside `serviceCidr` {}",
                dns.value.0, services.value.0
            );
            let help = "write an address inside it, by custom its tenth";
            let places = [(dns.span(), ""), (services.span(), "the range")];
            report(sink, &OUTSIDE_RANGE, message, help, &places);
        }
        dns_taken(name, profile, sink);
        if let (Some(services), Some(pods)) = (&profile.service_cidr, &profile.pod_cidr) {
            apart(&format!("the Services and the pods of `kubernetes/{name}`"), services, pods, sink);
        }
    }
}

/// The first address of the Services is that of Kubernetes' own API, and the range's two ends are nobody's.
fn dns_taken(name: &str, profile: &NetworkProfile, sink: &mut Sink) {
    let (Some(services), Some(dns)) = (&profile.service_cidr, &profile.dns_service_ip) else { return };
    let (range, address) = (services.value.0, dns.value.0);
    let start = u32::from(range.network());
    let whose = match u32::from(address).checked_sub(start) {
        Some(1) => "which the API server has",
        Some(0) => "where the range begins, which is nobody's",
        _ if address == range.broadcast() => "where the range ends, which is nobody's",
        _ => return,
    };
    let message = format!("`dnsServiceIP` of `kubernetes/{name}` is {address}, {whose}");
    let tenth = std::net::Ipv4Addr::from(start.saturating_add(10));
    let help = if range.contains(&tenth) {
        format!("write {tenth}, as is the custom")
    } else {
        "write another address of the range".to_owned()
    };
    report(sink, &RESERVED_ADDRESS, message, help, &[(dns.span(), ""), (services.span(), "the range")]);
}

/// Whether two ranges have an address in common.
pub(super) fn overlap(one: &Cidr, other: &Cidr) -> bool {
    one.contains(&other.network()) || other.contains(&one.network())
}

fn apart(what: &str, one: &Val<Cidr>, other: &Val<Cidr>, sink: &mut Sink) -> bool {
    if !overlap(&one.value, &other.value) {
        return true;
    }
    let message = format!("{what} overlap: {} and {}", one.value.0, other.value.0);
    let help = "take a range that nothing else has";
    let places = [(other.span(), ""), (one.span(), "overlaps with this")];
    report(sink, &OVERLAPPING_CIDRS, message, help, &places);
    false
}

fn subnets(name: &str, network: &Network, sink: &mut Sink) {
    // Sorted by their start, ranges that overlap are neighbours, or follow one that holds them all.
    let mut ranges: Vec<(&Val<Cidr>, &str)> =
        network.subnets.iter().map(|(subnet, item)| (&item.value.address_prefix, subnet)).collect();
    ranges.sort_by_key(|(range, subnet)| (range.value.network(), range.value.prefix_len(), *subnet));
    let mut widest: Option<(&Val<Cidr>, &str)> = None;
    for (range, subnet) in ranges {
        let inside = |space: &Val<Cidr>| space.value.contains(&range.value.0);
        if !network.address_space.is_empty() && !network.address_space.iter().any(inside) {
            let message = format!(
                "`networks/{name}/subnets/{subnet}` is {}, outside the network's address space",
                range.value.0
            );
            let spaces: Vec<String> = network.address_space.iter().map(|s| s.value.0.to_string()).collect();
            let help = format!("write a range inside {}", spaces.join(" or "));
            let space = network.address_space.first().and_then(Val::span);
            let places = [(range.span(), ""), (space, "the address space")];
            report(sink, &OUTSIDE_RANGE, message, help, &places);
        }
        if let Some((before, other)) = widest {
            apart(&format!("the subnets `{other}` and `{subnet}` of `networks/{name}`"), before, range, sink);
        }
        if widest.is_none_or(|(before, _)| before.value.broadcast() < range.value.broadcast()) {
            widest = Some((range, subnet));
        }
    }
}

fn gateway(name: &str, network: &Network, sink: &mut Sink) {
    let Some(gateway) = &network.virtual_network_gateway else { return };
    if network.subnets.mentions(GATEWAY_SUBNET) {
        return;
    }
    let message =
        format!("`networks/{name}` has a gateway and no subnet called `{GATEWAY_SUBNET}` to put it in");
    let like = network.subnets.iter().find(|(subnet, _)| subnet.eq_ignore_ascii_case(GATEWAY_SUBNET));
    let help = match like {
        Some((subnet, _)) => format!("rename `{subnet}`: Azure wants this very spelling"),
        None => format!("add `{GATEWAY_SUBNET}: {{addressPrefix: …}}`, a /27 or larger"),
    };
    let places =
        [(gateway.origin.span(), ""), (like.and_then(|(_, item)| item.key_span()), "spelled otherwise")];
    report(sink, &MISSING_KEY, message, help, &places);
}

fn peerings(topology: &Topology, sink: &mut Sink) {
    let networks = &topology.blueprint.networks;
    for (name, peering) in topology.blueprint.peerings.iter() {
        let path = format!("peerings/{name}");
        let [one, other] = peering.between.as_slice() else {
            let message = format!(
                "`{path}` is between {} networks, and a peering is between two",
                peering.between.len()
            );
            let help = "write `between: [<network>, <network>]`";
            report(sink, &BAD_REFERENCE, message, help, &[(peering.key_span(), "")]);
            continue;
        };
        let from = peering.gateway_transit.as_ref().map(|transit| &transit.from);
        for stated in [one, other] {
            if !networks.mentions(&stated.value.0) {
                let message = format!("there is no network `{}`", &*stated.value.0);
                let help = near::nearest(&stated.value.0, networks.names()).map_or_else(
                    || "declare it under `networks`".to_owned(),
                    |best| format!("did you mean `{best}`?"),
                );
                report(sink, &DANGLING_REFERENCE, message, help, &[(stated.span(), "")]);
            }
        }
        let both = [&*one.value.0, &*other.value.0];
        for stated in peering.halves.iter().chain(from) {
            if !both.contains(&&*stated.value.0) {
                let message = format!("`{}` is not one of the two networks of `{path}`", &*stated.value.0);
                let help = format!("write `{}` or `{}`", both[0], both[1]);
                let places = [(stated.span(), ""), (one.span(), "one of the two")];
                report(sink, &DANGLING_REFERENCE, message, help, &places);
            }
        }
        if let Some(from) = from
            && let Some(network) = networks.get(&from.value.0)
            && network.virtual_network_gateway.is_none()
        {
            let message =
                format!("`{path}` uses the gateway of `networks/{}`, which has none", &*from.value.0);
            let help = "add `virtualNetworkGateway` to the network, or take `gatewayTransit` out";
            let places = [(from.span(), ""), (network.key_span(), "no gateway")];
            report(sink, &MISSING_KEY, message, help, &places);
        }
        let (Some(here), Some(there)) = (networks.get(both[0]), networks.get(both[1])) else { continue };
        let pairs = here.address_space.iter().flat_map(|a| there.address_space.iter().map(move |b| (a, b)));
        let what = format!("the networks of `{path}`");
        // One pair says it: a peering of overlapping networks cannot be made at all.
        let _ = pairs.map(|(a, b)| apart(&what, a, b, sink)).find(|apart| !apart);
    }
}

fn brokers(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let Some(stated) = &cluster.subnet else { continue };
        let network = topology.blueprint.networks.get(&stated.value.network);
        let Some(subnet) = network.and_then(|network| network.subnets.get(&stated.value.subnet)) else {
            continue;
        };
        let range = &subnet.address_prefix;
        let mut seen: std::collections::BTreeMap<std::net::Ipv4Addr, (&str, Option<Span>)> =
            std::collections::BTreeMap::new();
        for (broker, item) in cluster.brokers.iter() {
            let address = item.value.value.0;
            let path = format!("kafka/{name}/brokers/{broker}");
            let places = [(item.value.span(), ""), (range.span(), "the subnet")];
            if !range.value.contains(&address) {
                let message = format!("`{path}` is {address}, outside its subnet {}", range.value.0);
                let help = match meant(address) {
                    Some(meant) => format!("did you mean {meant}? {address} is a public address"),
                    None => "copy the address from the cluster's hosts page, or name the subnet it is in"
                        .to_owned(),
                };
                report(sink, &OUTSIDE_RANGE, message, help, &places);
            } else if is_reserved_address(range.value.network(), range.value.prefix_len(), address) {
                let message =
                    format!("`{path}` is {address}, which Azure keeps for itself in {}", range.value.0);
                let help = "copy the address from the cluster's hosts page: the first four and the last are never a host's";
                report(sink, &RESERVED_ADDRESS, message, help, &places);
            }
            if let Some((other, first)) = seen.insert(address, (broker, item.value.span())) {
                let message = format!("`{path}` has the address of `{other}`");
                let places = [(item.value.span(), ""), (first, "the other one")];
                let help = "copy both addresses from the cluster's hosts page";
                report(sink, &RESERVED_ADDRESS, message, help, &places);
            }
        }
    }
}
