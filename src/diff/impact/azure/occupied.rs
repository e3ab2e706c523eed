//! What a blueprint says is in a subnet.

use crate::blueprint::{Kafka, SubnetRef, Val};
use crate::facts::azure::GATEWAY_SUBNET;
use crate::topology::Topology;

/// What is in a subnet, as far as the blueprint says: each with its path.
pub(super) fn in_subnet(topology: &Topology, network: &str, subnet: &str) -> Vec<String> {
    let is = |stated: Option<&Val<SubnetRef>>| {
        stated.is_some_and(|stated| stated.value.network == network && stated.value.subnet == subnet)
    };
    let blueprint = &topology.blueprint;
    let mut found = Vec::new();
    for (name, item) in blueprint.kafka.iter() {
        if let Kafka::HdInsight(cluster) = &item.value
            && is(cluster.subnet.as_ref())
        {
            found.push(format!("`kafka/{name}`"));
        }
    }
    for (name, cluster) in blueprint.kubernetes.iter() {
        if is(cluster.subnet.as_ref()) {
            found.push(format!("`kubernetes/{name}`"));
        }
        let pools = cluster.node_pools.iter();
        let pools = pools.filter(|(_, pool)| is(pool.subnet.as_ref()) || is(pool.pod_subnet.as_ref()));
        found.extend(pools.map(|(pool, _)| format!("`kubernetes/{name}/nodePools/{pool}`")));
    }
    let Some(item) = blueprint.networks.get(network) else { return found };
    if subnet == GATEWAY_SUBNET && item.virtual_network_gateway.is_some() {
        found.push(format!("`networks/{network}/virtualNetworkGateway`"));
    }
    let endpoints = item.subnets.get(subnet).into_iter().flat_map(|subnet| &subnet.private_endpoints);
    found.extend(endpoints.map(|endpoint| format!("private endpoint `{}`", &*endpoint.value.0)));
    found
}

/// What is in any subnet of a network.
pub(super) fn whole(topology: &Topology, network: &str) -> Vec<String> {
    let subnets = topology.blueprint.networks.get(network);
    let names = subnets.into_iter().flat_map(|item| item.subnets.iter().map(|(subnet, _)| subnet));
    names.flat_map(|subnet| in_subnet(topology, network, subnet)).collect()
}
