//! Ranges that can meet on the routed graph and overlap, those among them that nobody wrote.

use super::network::overlap;
use super::report;
use crate::blueprint::{Cidr, Gateway, Kafka, Network, Val};
use crate::diagnostic::{OVERLAPPING_CIDRS, RANGE_REFUSED, Sink};
use crate::facts::azure::{AKS_RESERVED_RANGES, AKS_SERVICE_RANGE_LARGEST};
use crate::source::Span;
use crate::topology::{Graph, Nodes, PodAddresses, Topology};
use std::collections::{BTreeMap, BTreeSet};

/// A range with what to call it and where to point.
struct Named<'t> {
    what: String,
    cidr: Cidr,
    at: Option<Span>,
    /// The key that would say otherwise, of a range nobody wrote.
    instead: Option<&'t str>,
}

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let graph = Graph::of(&topology.blueprint);
    let clusters: Vec<Nodes<'_>> = topology
        .blueprint
        .kubernetes
        .iter()
        .map(|(name, item)| Nodes::of(name, &item.value, item.key_span()))
        .collect();
    beyond_gateways(topology, &clusters, &graph, sink);
    let connected = connected(topology);
    for nodes in &clusters {
        let there = connected.get(nodes.name);
        cluster(nodes, there.into_iter().flatten().copied(), &graph, sink);
    }
}

/// The networks of the brokers that each Kubernetes cluster's clients connect to: wherever its nodes are, they are to
/// get there.
fn connected(topology: &Topology) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in &topology.links {
        let kafka = topology.blueprint.kafka.get(&link.to.cluster).map(|item| &item.value);
        if let (Some(place), Some(Kafka::HdInsight(cluster))) = (&link.place, kafka)
            && let Some(subnet) = &cluster.subnet
        {
            found.entry(&place.kubernetes).or_default().insert(&subnet.network);
        }
    }
    found
}

/// What is beyond a gateway and what it gets to: an address that both have is never routed there.
fn beyond_gateways(topology: &Topology, clusters: &[Nodes<'_>], graph: &Graph<'_>, sink: &mut Sink) {
    let mut inside: BTreeMap<&str, Vec<&Nodes<'_>>> = BTreeMap::new();
    for nodes in clusters {
        if let Some(subnet) = nodes.subnet() {
            inside.entry(&subnet.network).or_default().push(nodes);
        }
    }
    for (name, item) in topology.blueprint.networks.iter() {
        let Some(gateway) = &item.value.virtual_network_gateway else { continue };
        let beyond = beyond(name, gateway);
        for (at, one) in beyond.iter().enumerate() {
            for other in &beyond[..at] {
                apart(other, one, sink);
            }
            for network in graph.dialled_from(name) {
                for space in graph.network(network).into_iter().flat_map(|network| &network.address_space) {
                    apart(one, &written(format!("`networks/{network}`, which they get to,"), space), sink);
                }
                // Answers to an address that pods or Services have never leave the cluster.
                let there = inside.get(network).into_iter().flatten();
                for range in there.flat_map(|nodes| own_ranges(nodes)).flatten() {
                    apart(one, &range, sink);
                }
            }
        }
    }
}

/// The ranges of those who dial into a gateway, and of the networks at the other ends of its tunnels.
fn beyond<'t>(network: &str, gateway: &'t Gateway) -> Vec<Named<'t>> {
    let dialled = gateway.point_to_site.iter().flat_map(|dialled| &dialled.vpn_client_address_pool);
    let dialled = dialled.map(|pool| written(format!("the VPN clients of `networks/{network}`"), pool));
    let sites = gateway.local_network_gateways.iter().flat_map(|(name, site)| {
        let what = format!("the machines of `networks/{network}/localNetworkGateways/{name}`");
        site.local_network_address_space.iter().map(move |range| written(what.clone(), range))
    });
    dialled.chain(sites).collect()
}

/// The ranges of Services and of pods, as written or as the platform takes them.
fn own_ranges<'t>(nodes: &Nodes<'t>) -> [Option<Named<'t>>; 2] {
    let services = match nodes.service_cidr() {
        Some(range) => Some(written(format!("the Services of `kubernetes/{}`", nodes.name), range)),
        None => default(nodes, "the Services", "serviceCidr", |defaults| &defaults.service),
    };
    let pods = match nodes.pod_cidr() {
        Some(range) => Some(written(format!("the pods of `kubernetes/{}`", nodes.name), range)),
        None if nodes.pods == PodAddresses::Overlay => {
            default(nodes, "the pods", "podCidr", |defaults| &defaults.pod)
        }
        None => None,
    };
    [services, pods]
}

fn cluster<'t>(
    nodes: &Nodes<'t>,
    connected: impl Iterator<Item = &'t str>,
    graph: &Graph<'_>,
    sink: &mut Sink,
) {
    let own = own_ranges(nodes);
    if let [Some(services), Some(pods)] = &own
        // Both written are told apart where they are read.
        && (services.instead.is_some() || pods.instead.is_some())
    {
        apart(services, pods, sink);
    }
    let spaces: Vec<Named<'_>> = match nodes.subnet() {
        Some(subnet) => {
            let home = subnet.network.as_str();
            let reached = std::iter::once(home).chain(graph.neighbours(home));
            let of = |network: &str| {
                let what = if network == home {
                    format!("`networks/{network}`, which its nodes are in,")
                } else {
                    format!("`networks/{network}`, which is peered with that of its nodes,")
                };
                let spaces =
                    graph.network(network).map_or(&[][..], |network: &Network| &network.address_space);
                spaces.iter().map(|space| written(what.clone(), space)).collect::<Vec<_>>()
            };
            reached.flat_map(of).collect()
        }
        None => {
            let made = default(nodes, "the network Azure makes for the nodes", "subnet", |defaults| {
                &defaults.network
            })
            .filter(|_| nodes.is_aks());
            let there: Vec<Named<'_>> = connected
                .flat_map(|network| {
                    let spaces = graph.network(network).map_or(&[][..], |found| &found.address_space);
                    let what = format!("`networks/{network}`, which its pods connect to,");
                    spaces.iter().map(move |space| written(what.clone(), space))
                })
                .collect();
            for (made, space) in made.iter().flat_map(|made| there.iter().map(move |space| (made, space))) {
                apart(made, space, sink);
            }
            made.into_iter().chain(there).collect()
        }
    };
    for range in own.iter().flatten() {
        // Neither is anybody's wish where both are what the platform takes.
        for space in spaces.iter().filter(|space| range.instead.is_none() || space.instead.is_none()) {
            apart(range, space, sink);
        }
        if nodes.is_aks() && range.instead.is_none() {
            reserved(range, "have", sink);
        }
    }
    if nodes.is_aks() {
        let home = nodes.subnet().and_then(|subnet| graph.network(&subnet.network));
        for space in home.into_iter().flat_map(|network| &network.address_space) {
            reserved(
                &written(format!("the network of the nodes of `kubernetes/{}`", nodes.name), space),
                "has",
                sink,
            );
        }
        if let Some(services) =
            nodes.service_cidr().filter(|s| s.value.prefix_len() <= AKS_SERVICE_RANGE_LARGEST)
        {
            let message = format!(
                "the Services of `kubernetes/{}` have {}, and AKS takes no range as large as a /{AKS_SERVICE_RANGE_LARGEST}",
                nodes.name, services.value.0
            );
            report(
                sink,
                &RANGE_REFUSED,
                message,
                "take a smaller one, such as a /16",
                &[(services.span(), "")],
            );
        }
    }
}

fn written<'t>(what: String, range: &Val<Cidr>) -> Named<'t> {
    Named { what, cidr: range.value, at: range.span(), instead: None }
}

/// What the platform takes, where it is one range: which of several it takes is not known.
fn default<'t>(
    nodes: &Nodes<'t>,
    what: &str,
    key: &'t str,
    of: impl Fn(&'static crate::facts::provider::NetworkDefaults) -> &'static Vec<&'static str>,
) -> Option<Named<'t>> {
    let [range] = of(nodes.defaults()?).as_slice() else { return None };
    Some(Named {
        what: format!("{what} of `kubernetes/{}`", nodes.name),
        cidr: Cidr(range.parse().ok()?),
        at: nodes.profile_span(),
        instead: Some(key),
    })
}

fn apart(one: &Named<'_>, other: &Named<'_>, sink: &mut Sink) {
    if !overlap(&one.cidr, &other.cidr) {
        return;
    }
    let (default, place) = match (one.instead, other.instead) {
        (Some(key), _) => (Some((one, key)), other),
        (_, Some(key)) => (Some((other, key)), one),
        _ => (None, other),
    };
    let shown = |named: &Named<'_>| match named.instead {
        Some(_) => format!("{}, which nobody wrote,", named.cidr.0),
        None => named.cidr.0.to_string(),
    };
    let message = format!(
        "{} and {} overlap: {} and {}",
        one.what,
        other.what,
        shown(one),
        shown(other).trim_end_matches(',')
    );
    match default {
        Some((default, key)) => {
            let range = default.cidr.0;
            let help = if key == "subnet" {
                format!("state the `subnet` the nodes are in: without one Azure makes a network of {range}")
            } else {
                format!(
                    "write `{key}` with a range that nothing else has: without it the platform takes {range}"
                )
            };
            let places = [(place.at, ""), (default.at, "no range is written here")];
            report(sink, &OVERLAPPING_CIDRS, message, help, &places);
        }
        None => {
            let places = [(one.at, ""), (other.at, "overlaps with this")];
            report(sink, &OVERLAPPING_CIDRS, message, "take a range that nothing else has", &places);
        }
    }
}

fn reserved(range: &Named<'_>, verb: &str, sink: &mut Sink) {
    let taken = AKS_RESERVED_RANGES
        .iter()
        .find(|taken| taken.parse().is_ok_and(|taken| overlap(&range.cidr, &Cidr(taken))));
    if let Some(taken) = taken {
        let message = format!("{} {verb} {}, and AKS keeps {taken} for itself", range.what, range.cidr.0);
        report(
            sink,
            &RANGE_REFUSED,
            message,
            format!("take a range without an address of {taken}"),
            &[(range.at, "")],
        );
    }
}
