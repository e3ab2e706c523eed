//! Whether each connection gets to its cluster, in the words of a drawing.

use super::model::{Reach, Verdict};
use crate::blueprint::{Advertise, Kafka, ListenerType, Peering};
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
    let peerings = peerings(topology);
    let reach = |link| reach(topology, &peerings, link);
    topology.links.iter().map(|link| Reached { reach: reach(link), pool: None }).collect()
}

/// By the two networks they join, in the order of their names.
type Peerings<'t> = BTreeMap<(&'t str, &'t str), (&'t str, &'t Peering)>;

fn peerings(topology: &Topology) -> Peerings<'_> {
    let mut peerings = BTreeMap::new();
    for (name, item) in topology.blueprint.peerings.iter() {
        if let [one, other] = item.between.as_slice() {
            peerings.insert(sorted(&one.value.0, &other.value.0), (name, &item.value));
        }
    }
    peerings
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

fn reach(topology: &Topology, peerings: &Peerings<'_>, link: &Link) -> Reach {
    let Some(kafka) = topology.blueprint.kafka.get(&link.to.cluster) else {
        return depends("a cluster that could not be read");
    };
    let Some(place) = &link.place else { return depends("which network the client is in") };
    let kubernetes = topology.blueprint.kubernetes.get(&place.kubernetes);
    let nodes = kubernetes.and_then(|cluster| cluster.subnet.as_ref()).map(|subnet| subnet.network.as_str());
    let (target, by_name) = match &kafka.value {
        Kafka::External(_) => return depends("a way out to where others run it"),
        Kafka::Strimzi(cluster) => {
            let home = topology.places.get(&link.to.cluster).map(|home| home.kubernetes.as_str());
            if home == Some(place.kubernetes.as_str()) {
                return Reach { verdict: Verdict::Reachable, words: String::new() };
            }
            let kind = cluster.listeners.get(&link.to.listener).map(|listener| listener.kind.value);
            if !matches!(kind, Some(ListenerType::LoadBalancer | ListenerType::NodePort)) {
                return depends("who leads there from outside its Kubernetes cluster");
            }
            let home = home.and_then(|home| topology.blueprint.kubernetes.get(home));
            (home.and_then(|cluster| cluster.subnet.as_ref()).map(|subnet| subnet.network.as_str()), true)
        }
        Kafka::HdInsight(cluster) => {
            let listener = cluster.listeners.get(&link.to.listener);
            let advertise = listener.and_then(|listener| listener.advertise.as_ref());
            let by_name = advertise.is_some_and(|advertise| advertise.value == Advertise::Hostname);
            (cluster.subnet.as_ref().map(|subnet| subnet.network.as_str()), by_name)
        }
    };
    let (Some(nodes), Some(target)) = (nodes, target) else {
        let whose = if nodes.is_none() {
            format!("kubernetes/{}", place.kubernetes)
        } else {
            format!("kafka/{}", link.to.cluster)
        };
        return depends(format!("the subnet of {whose}"));
    };
    let way = if nodes == target {
        String::new()
    } else {
        let Some((name, peering)) = peerings.get(&sorted(nodes, target)) else {
            return not_reachable(&format!("no peering joins {nodes} and {target}"));
        };
        let half = |side: &str| {
            peering.halves.is_empty() || peering.halves.iter().any(|half| &*half.value.0 == side)
        };
        if let Some(missing) = [nodes, target].into_iter().find(|side| !half(side)) {
            return not_reachable(&format!("peering {name} has no half in {missing}"));
        }
        format!("through peering {name}")
    };
    if by_name && nodes != target {
        return depends(format!("whether the names of {} resolve in {nodes}", link.to.cluster));
    }
    Reach { verdict: Verdict::Reachable, words: way }
}
