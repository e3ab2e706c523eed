//! The commands that make an AKS cluster with its node pools.

use super::around::{GROUP, az};
use super::context::real_name;
use super::query::line;
use crate::blueprint::{KubernetesCluster, KubernetesNodePool, NetworkProfile, PoolMode, SubnetRef, Val};
use crate::topology::{Query, Topology, Word};
use std::collections::BTreeSet;

pub(super) fn cluster_lines(
    topology: &Topology,
    name: &str,
    cluster: &KubernetesCluster,
    registries: &BTreeSet<String>,
) -> Vec<String> {
    let real = real_name(topology, name);
    let mut make = az("aks create", real);
    if let Some(location) = &cluster.location {
        make = make.then("--location").word(&location.value);
    }
    if let Some(version) = topology.versions.kubernetes.get(name) {
        make = make.then("--kubernetes-version").word(&version.value);
    }
    if let Some(profile) = &cluster.network_profile {
        make = network(make, profile);
    }
    let mut pools: Vec<_> = cluster.node_pools.iter().map(|(name, item)| (name, &item.value)).collect();
    // The first is the one AKS runs its own pods in.
    pools.sort_by_key(|(_, pool)| pool.mode.as_ref().is_none_or(|mode| mode.value != PoolMode::System));
    let mut pools = pools.into_iter();
    let first = pools.next();
    make = placed(make, first.and_then(|(_, nodes)| nodes.subnet.as_ref()).or(cluster.subnet.as_ref()));
    let mut lines = Vec::new();
    if let Some((pool, nodes)) = first {
        make = size(make.then("--nodepool-name").word(pool), nodes, "--node-vm-size");
        if let Some(surge) = &nodes.max_surge {
            let update = pool_command("az aks nodepool update --resource-group", real, pool);
            lines.push(line(&update.then("--max-surge").word(surge.value.to_string())));
        }
    }
    if let Some(registry) = registries.iter().next() {
        make = make.then("--attach-acr").word(registry);
    }
    lines.insert(0, line(&make));
    for (pool, nodes) in pools {
        let add = pool_command("az aks nodepool add --resource-group", real, pool);
        let mut add = size(add, nodes, "--node-vm-size");
        if let Some(mode) = &nodes.mode {
            add = add.then("--mode").word(mode.value.word());
        }
        if let Some(surge) = &nodes.max_surge {
            add = add.then("--max-surge").word(surge.value.to_string());
        }
        lines.push(line(&placed(add, nodes.subnet.as_ref().or(cluster.subnet.as_ref()))));
    }
    let others = registries.iter().skip(1);
    lines.extend(others.map(|registry| line(&az("aks update", real).then("--attach-acr").word(registry))));
    lines
}

fn network(mut make: Query, profile: &NetworkProfile) -> Query {
    let text = |value: &Option<Val<String>>| value.as_ref().map(|value| value.value.clone());
    let range =
        |value: &Option<Val<crate::blueprint::Cidr>>| value.as_ref().map(|value| value.value.0.to_string());
    let options = [
        ("--network-plugin", text(&profile.network_plugin)),
        ("--network-plugin-mode", text(&profile.network_plugin_mode)),
        ("--network-dataplane", text(&profile.network_dataplane)),
        ("--network-policy", text(&profile.network_policy)),
        ("--outbound-type", profile.outbound_type.as_ref().map(|how| how.value.word().to_owned())),
        ("--pod-cidr", range(&profile.pod_cidr)),
        ("--service-cidr", range(&profile.service_cidr)),
        ("--dns-service-ip", profile.dns_service_ip.as_ref().map(|address| address.value.0.to_string())),
    ];
    for (option, value) in options {
        if let Some(value) = value {
            make = make.then(option).word(value);
        }
    }
    make
}

fn pool_command(words: &'static str, cluster: &str, pool: &str) -> Query {
    Query::new(words).ask(GROUP).then("--cluster-name").word(cluster).then("--name").word(pool)
}

fn placed(query: Query, subnet: Option<&Val<SubnetRef>>) -> Query {
    match subnet {
        Some(subnet) => query.then("--vnet-subnet-id").ask(id(subnet)),
        None => query,
    }
}

fn id(subnet: &SubnetRef) -> Word {
    let show = az("network vnet subnet show", &subnet.subnet).then("--vnet-name").word(&subnet.network);
    Word::Output(show.then("--query id --output tsv"))
}

fn size(mut query: Query, nodes: &KubernetesNodePool, vm_size: &'static str) -> Query {
    if let Some(count) = &nodes.count {
        query = query.then("--node-count").word(count.value.0.to_string());
    }
    if let (Some(least), Some(most)) = (&nodes.min_count, &nodes.max_count) {
        query = query.then("--enable-cluster-autoscaler --min-count").word(least.value.0.to_string());
        query = query.then("--max-count").word(most.value.0.to_string());
    }
    if let Some(pods) = &nodes.max_pods {
        query = query.then("--max-pods").word(pods.value.0.to_string());
    }
    if let Some(subnet) = &nodes.pod_subnet {
        query = query.then("--pod-subnet-id").ask(id(subnet));
    }
    if let Some(size) = &nodes.vm_size {
        query = query.then(vm_size).word(&size.value);
    }
    if let Some(size) = &nodes.os_disk_size_gb {
        query = query.then("--node-osdisk-size").word(size.value.0.to_string());
    }
    if let Some(kind) = &nodes.os_disk_type {
        query = query.then("--node-osdisk-type").word(kind.value.word());
    }
    if !nodes.zones.is_empty() {
        query = query.then("--zones");
        for zone in &nodes.zones {
            query = query.word(&zone.value);
        }
    }
    query
}
