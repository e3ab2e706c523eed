//! Whether each connection gets to its cluster, in the words of a drawing.

use super::model::{Reach, Verdict};
use crate::blueprint::{Advertise, Kafka, Listener, ListenerType, Peer, Peering};
use crate::topology::{Link, Topology};
use std::collections::BTreeMap;

/// What is known of one link.
#[derive(Debug)]
pub(super) struct Reached {
    /// Whether it gets there.
    pub(super) reach: Reach,
    /// The network whose gateway the client dials into, where it does.
    pub(super) pool: Option<String>,
}

/// One for each of [`Topology::links`], in their order.
pub(super) fn reached(topology: &Topology) -> Vec<Reached> {
    let ways = Ways::of(topology);
    let reach = |link| reach(topology, &ways, link);
    topology.links.iter().map(|link| Reached { reach: reach(link), pool: None }).collect()
}

/// What joins the networks.
struct Ways<'t> {
    /// By the two networks they join, in the order of their names; of several the one that is whole.
    peerings: BTreeMap<(&'t str, &'t str), (&'t str, &'t Peering)>,
    /// From where each network is reached, itself first.
    from: BTreeMap<&'t str, Vec<String>>,
}

impl<'t> Ways<'t> {
    fn of(topology: &'t Topology) -> Self {
        let mut peerings: BTreeMap<_, (&str, &Peering)> = BTreeMap::new();
        for (name, item) in topology.blueprint.peerings.iter() {
            let [one, other] = item.between.as_slice() else { continue };
            let joined = sorted(&one.value.0, &other.value.0);
            if peerings.get(&joined).is_none_or(|(_, other)| without_half(other).is_some()) {
                peerings.insert(joined, (name, &item.value));
            }
        }
        let networks = &topology.blueprint.networks;
        let pool = |name: &str| {
            let gateway = networks.get(name).and_then(|network| network.virtual_network_gateway.as_ref());
            gateway
                .is_some_and(|gateway| gateway.point_to_site.is_some())
                .then(|| format!("VPN clients of {name}"))
        };
        let own = |name: &str| -> Vec<String> { [name.to_owned()].into_iter().chain(pool(name)).collect() };
        let mut from: BTreeMap<&str, Vec<String>> = networks.names().map(|name| (name, own(name))).collect();
        for ((one, other), (_, peering)) in
            peerings.iter().filter(|(_, (_, peering))| without_half(peering).is_none())
        {
            let transit = peering.gateway_transit.as_ref().map(|transit| &*transit.from.value.0);
            for (near, far) in [(*one, *other), (*other, *one)] {
                let Some(from) = from.get_mut(near) else { continue };
                from.push(far.to_owned());
                from.extend(pool(far).filter(|_| transit == Some(far)));
            }
        }
        Self { peerings, from }
    }
}

/// The network of a peering that has no half of it.
fn without_half(peering: &Peering) -> Option<&str> {
    let has =
        |side: &str| peering.halves.is_empty() || peering.halves.iter().any(|half| &*half.value.0 == side);
    peering.between.iter().map(|side| &*side.value.0).find(|side| !has(side))
}

fn sorted<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    (one.min(other), one.max(other))
}

fn depends(words: impl Into<String>) -> Reach {
    Reach { verdict: Verdict::Depends, words: format!("depends on {}", words.into()) }
}

fn not_reachable(reason: &str) -> Reach {
    Reach { verdict: Verdict::NotReachable, words: format!("not reachable: {reason}") }
}

/// So many places are named.
const FEW: usize = 4;

/// A client of which nobody says where it runs.
fn from_somewhere(places: &[String]) -> Reach {
    let more = if places.len() > FEW { ", …" } else { "" };
    match places {
        [] => depends("where it runs"),
        places => {
            depends(format!("where it runs: let in are {}{more}", places[..places.len().min(FEW)].join(", ")))
        }
    }
}

/// Whom a listener lets in, where it says so.
fn let_in(listener: &Listener) -> Vec<String> {
    let peer = |peer: &Peer| match peer {
        Peer::Network(network) => Some(network.clone()),
        Peer::Subnet(subnet) => Some(format!("{}/{}", subnet.network, subnet.subnet)),
        Peer::PointToSite(network) => Some(format!("VPN clients of {network}")),
        Peer::Range(range) => Some(range.0.to_string()),
        Peer::Namespace(_) | Peer::App(_) => None,
    };
    listener.allow_from.iter().filter_map(|from| peer(&from.value)).collect()
}

fn reach(topology: &Topology, ways: &Ways<'_>, link: &Link) -> Reach {
    let blueprint = &topology.blueprint;
    let Some(kafka) = blueprint.kafka.get(&link.to.cluster) else {
        return depends("a cluster that could not be read");
    };
    let network_of = |kubernetes: &str| {
        let subnet = blueprint.kubernetes.get(kubernetes).and_then(|cluster| cluster.subnet.as_ref());
        subnet.map(|subnet| subnet.network.as_str())
    };
    let (target, let_in, by_name) = match &kafka.value {
        Kafka::External(_) => return depends("a way out to where others run it"),
        Kafka::Strimzi(cluster) => {
            let home = topology.places.get(&link.to.cluster).map(|home| home.kubernetes.as_str());
            if home.is_some() && home == link.place.as_ref().map(|place| place.kubernetes.as_str()) {
                return Reach { verdict: Verdict::Reachable, words: String::new() };
            }
            let listener = cluster.listeners.get(&link.to.listener);
            let kind = listener.map(|listener| listener.kind.value);
            if !matches!(kind, Some(ListenerType::LoadBalancer | ListenerType::NodePort)) {
                return depends("what leads into its Kubernetes cluster");
            }
            (home.and_then(network_of), listener.map_or_else(Vec::new, |listener| let_in(listener)), true)
        }
        Kafka::HdInsight(cluster) => {
            let listener = cluster.listeners.get(&link.to.listener);
            let advertise = listener.and_then(|listener| listener.advertise.as_ref());
            let by_name = advertise.is_some_and(|advertise| advertise.value == Advertise::Hostname);
            let network = cluster.subnet.as_ref().map(|subnet| subnet.network.as_str());
            let from = network.and_then(|network| ways.from.get(network));
            (network, from.cloned().unwrap_or_default(), by_name)
        }
    };
    let Some(place) = &link.place else { return from_somewhere(&let_in) };
    let Some(nodes) = network_of(&place.kubernetes) else {
        return depends(format!("the subnet of kubernetes/{}", place.kubernetes));
    };
    let Some(target) = target else { return depends(format!("the network of kafka/{}", link.to.cluster)) };
    if nodes == target {
        return Reach { verdict: Verdict::Reachable, words: String::new() };
    }
    let Some((name, peering)) = ways.peerings.get(&sorted(nodes, target)) else {
        return not_reachable(&format!("no peering joins {nodes} and {target}"));
    };
    if let Some(missing) = without_half(peering) {
        return not_reachable(&format!("peering {name} has no half in {missing}"));
    }
    if by_name {
        return depends(format!("whether the names of {} resolve in {nodes}", link.to.cluster));
    }
    Reach { verdict: Verdict::Reachable, words: format!("through peering {name}") }
}
