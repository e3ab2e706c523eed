//! Subnets and ranges with fewer addresses than what is to be in them takes.

use super::{At, report};
use crate::blueprint::{KubernetesNodePool, Provider};
use crate::diagnostic::{Sink, TOO_FEW_ADDRESSES};
use crate::facts::azure::{AKS_NODE_PREFIX, SMALLEST_SUBNET, usable_addresses};
use crate::facts::provider::gke_node_prefix;
use crate::source::Span;
use crate::topology::{Nodes, PodAddresses, Topology, demands, most_nodes_of};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    subnets(topology, sink);
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        match item.provider.value {
            Provider::Aks if nodes.pods == PodAddresses::Overlay => overlay(&nodes, sink),
            Provider::Gke => alias_ranges(&nodes, sink),
            _ => {}
        }
    }
}

fn subnets(topology: &Topology, sink: &mut Sink) {
    for (subnet, demands) in demands(topology) {
        let network = topology.blueprint.networks.get(&subnet.network);
        let Some(stated) = network.and_then(|network| network.subnets.get(&subnet.subnet)) else { continue };
        let range = &stated.address_prefix;
        let usable = usable_addresses(range.value.prefix_len());
        let total: u64 = demands.iter().map(|demand| demand.count).sum();
        if total <= usable {
            continue;
        }
        let message = format!(
            "`networks/{}/subnets/{}`, {}, has {usable} addresses to give, and what is in it takes {total}",
            subnet.network, subnet.subnet, range.value.0
        );
        let says: Vec<String> =
            demands.iter().map(|demand| format!("{} for {}", demand.count, demand.what)).collect();
        let mut places: Vec<At<'_>> = vec![(range.span(), "")];
        places.extend(demands.iter().zip(&says).map(|(demand, says)| (demand.at, says.as_str())));
        let fits = (0..=SMALLEST_SUBNET).rev().find(|prefix| usable_addresses(*prefix) >= total);
        let help = fits.map_or("put some of it elsewhere".to_owned(), |prefix| {
            format!("take a /{prefix}, which has {}, or put some of it elsewhere", usable_addresses(prefix))
        });
        report(sink, &TOO_FEW_ADDRESSES, message, help, &places);
    }
}

/// AKS gives each node of an overlay a /24 of the pods' range.
fn overlay(nodes: &Nodes<'_>, sink: &mut Sink) {
    let Some((count, surge)) = most_nodes_of(nodes, &nodes.cluster.node_pools) else { return };
    let written = nodes.pod_cidr();
    let default = nodes.defaults().and_then(|defaults| defaults.pod.first()?.parse::<ipnet::Ipv4Net>().ok());
    let Some(range) = written.map(|range| range.value.0).or(default) else { return };
    let room = AKS_NODE_PREFIX.checked_sub(range.prefix_len()).map_or(0, |bits| 1_u32 << bits);
    let total = count.saturating_add(surge);
    if total <= room {
        return;
    }
    let during = if surge > 0 { format!(", and {surge} more during upgrades") } else { String::new() };
    let message = format!(
        "the pods of `kubernetes/{}` have {range}, a /24 for each of {room} nodes, and it has {count}{during}",
        nodes.name
    );
    let prefix = AKS_NODE_PREFIX.saturating_sub(bits(total.into()));
    let help = format!("take a /{prefix} or a larger range");
    let at = written.map_or(nodes.profile_span(), crate::blueprint::Val::span);
    report(sink, &TOO_FEW_ADDRESSES, message, help, &[(at, ""), (pools(nodes), "the nodes")]);
}

/// GKE gives each node twice as many addresses as it takes pods, rounded up to a power of two.
fn alias_ranges(nodes: &Nodes<'_>, sink: &mut Sink) {
    let profile = nodes.cluster.network_profile.as_ref();
    let Some(range) = profile.and_then(|profile| profile.pod_cidr.as_ref()) else { return };
    if most_nodes_of(nodes, &nodes.cluster.node_pools).is_none() {
        return;
    }
    let size = |pool: &KubernetesNodePool| {
        let prefix = gke_node_prefix(pool.max_pods.as_ref().map(|pods| pods.value.0));
        let count = pool.max_count.as_ref().or(pool.count.as_ref()).map_or(0, |count| count.value.0);
        u64::from(count) << (32 - prefix)
    };
    let total: u64 = nodes.cluster.node_pools.iter().map(|(_, pool)| size(pool)).sum();
    let has = 1_u64 << (32 - range.value.prefix_len());
    if total <= has {
        return;
    }
    let message = format!(
        "the pods of `kubernetes/{}` have {}, which is {has} addresses, and its nodes take {total}",
        nodes.name, range.value.0
    );
    let help = format!("take a /{} or a larger range, or write a smaller `maxPods`", 32 - bits(total));
    report(sink, &TOO_FEW_ADDRESSES, message, help, &[(range.span(), ""), (pools(nodes), "the nodes")]);
}

/// How many bits number so many things.
fn bits(count: u64) -> u8 {
    u8::try_from(count.next_power_of_two().trailing_zeros()).unwrap_or(32).min(32)
}

fn pools(nodes: &Nodes<'_>) -> Option<Span> {
    nodes.cluster.node_pools.origin.as_ref().and_then(crate::source::Origin::span)
}
