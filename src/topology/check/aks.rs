//! Clusters and node pools as AKS does not make them.

use super::report;
use crate::blueprint::{Item, KubernetesNodePool, PoolMode};
use crate::diagnostic::{BAD_NAME, NODE_POOL_REFUSED, Sink};
use crate::facts::azure::{
    AKS_LEAST_PODS, AKS_MAX_PODS, AKS_MOST_ADDRESSES, AKS_MOST_NODES, AKS_MOST_NODES_KUBENET,
    aks_cluster_name, aks_pool_name,
};
use crate::source::Origin;
use crate::topology::{Nodes, PodAddresses, Topology, most_nodes_of, pods_beside};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        if !nodes.is_aks() {
            continue;
        }
        named(&nodes, sink);
        for (pool, item) in item.node_pools.iter() {
            let path = format!("kubernetes/{name}/nodePools/{pool}");
            if let Some(problem) = aks_pool_name(pool) {
                let message = format!("`{path}` cannot name a node pool of AKS: `{pool}` {problem}");
                let help = "use at most 12 lower-case letters and digits, a letter first";
                report(sink, &BAD_NAME, message, help, &[(item.key_span(), "")]);
            }
            pods(&path, item, sink);
            counts(&path, item, sink);
        }
        modes(&nodes, sink);
        limits(&nodes, sink);
    }
}

fn named(nodes: &Nodes<'_>, sink: &mut Sink) {
    let name = nodes.real_name();
    if let Some(problem) = aks_cluster_name(name) {
        let message = format!("`{name}` cannot name an AKS cluster: it {problem}");
        let at = nodes.cluster.cluster_name.as_ref().map_or(nodes.key, crate::blueprint::Val::span);
        report(sink, &BAD_NAME, message, "copy the name from the portal", &[(at, "")]);
    }
}

fn pods(path: &str, pool: &Item<KubernetesNodePool>, sink: &mut Sink) {
    let Some(most) = &pool.max_pods else { return };
    let number = most.value.0;
    let (low, high) = (AKS_MAX_PODS.start(), AKS_MAX_PODS.end());
    if !AKS_MAX_PODS.contains(&number) {
        let message = format!("`{path}` has {number} pods on a node, and AKS takes {low} to {high}");
        report(sink, &NODE_POOL_REFUSED, message, format!("write {low} to {high}"), &[(most.span(), "")]);
    } else if let Some(count) = pool.count.as_ref().filter(|count| count.value.0 > 0)
        && number.saturating_mul(count.value.0) < AKS_LEAST_PODS
    {
        let message = format!(
            "`{path}` has room for {} pods, and AKS asks for room for {AKS_LEAST_PODS} in a node pool",
            number * count.value.0
        );
        let help = format!("write `maxPods: {}`", AKS_LEAST_PODS.div_ceil(count.value.0).max(*low));
        report(
            sink,
            &NODE_POOL_REFUSED,
            message,
            help,
            &[(most.span(), ""), (count.span(), "so many nodes")],
        );
    }
}

/// The number of nodes lies between the two it may become.
fn counts(path: &str, pool: &Item<KubernetesNodePool>, sink: &mut Sink) {
    let ordered = [
        ("minCount", &pool.min_count, "maxCount", &pool.max_count),
        ("minCount", &pool.min_count, "count", &pool.count),
        ("count", &pool.count, "maxCount", &pool.max_count),
    ];
    for (low, less, high, more) in ordered {
        if let (Some(less), Some(more)) = (less, more)
            && less.value.0 > more.value.0
        {
            let message =
                format!("`{low}` of `{path}` is {}, above `{high}`, {}", less.value.0, more.value.0);
            let help = format!("write a `{high}` of at least {}", less.value.0);
            report(sink, &NODE_POOL_REFUSED, message, help, &[(less.span(), ""), (more.span(), "")]);
            return;
        }
    }
}

/// AKS runs its own pods somewhere.
fn modes(nodes: &Nodes<'_>, sink: &mut Sink) {
    let pools = &nodes.cluster.node_pools;
    let users =
        pools.iter().filter(|(_, pool)| pool.mode.as_ref().is_some_and(|m| m.value == PoolMode::User));
    if pools.is_empty() || pools.any_broken() || users.count() < pools.len() {
        return;
    }
    let message = format!("no node pool of `kubernetes/{}` has the mode `System`", nodes.name);
    let at = pools.origin.as_ref().and_then(Origin::span);
    report(sink, &NODE_POOL_REFUSED, message, "write `mode: System` for one of them", &[(at, "")]);
}

fn limits(nodes: &Nodes<'_>, sink: &mut Sink) {
    let pools = &nodes.cluster.node_pools;
    let at = pools.origin.as_ref().and_then(Origin::span);
    let Some((count, _)) = most_nodes_of(nodes, pools) else { return };
    let plugin = nodes.cluster.network_profile.as_ref().and_then(|profile| profile.network_plugin.as_ref());
    let kubenet = plugin.filter(|plugin| plugin.value == "kubenet");
    let most = if kubenet.is_some() { AKS_MOST_NODES_KUBENET } else { AKS_MOST_NODES };
    if count > most {
        let with = if kubenet.is_some() { " with kubenet" } else { "" };
        let message = format!("`kubernetes/{}` has {count} nodes, and AKS takes {most}{with}", nodes.name);
        let places = [(at, ""), (kubenet.and_then(crate::blueprint::Val::span), "kubenet")];
        report(sink, &NODE_POOL_REFUSED, message, "make it several clusters", &places);
    }
    let addresses: u64 = pools
        .iter()
        .map(|(_, pool)| {
            let count = pool.max_count.as_ref().or(pool.count.as_ref()).map_or(0, |count| count.value.0);
            u64::from(count) * (1 + u64::from(pods_beside(nodes, pool)))
        })
        .sum();
    if nodes.pods == PodAddresses::Subnet && addresses > AKS_MOST_ADDRESSES {
        let message = format!(
            "nodes and pods of `kubernetes/{}` take {addresses} addresses of its network, and AKS takes {AKS_MOST_ADDRESSES}",
            nodes.name
        );
        let help = "write `networkPluginMode: overlay`, or a smaller `maxPods`";
        report(sink, &NODE_POOL_REFUSED, message, help, &[(at, "")]);
    }
}
