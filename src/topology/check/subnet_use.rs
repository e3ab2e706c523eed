//! Subnets that cannot hold what is to be in them, and clusters that are not where their network is.

use super::report;
use crate::blueprint::{Kafka, Subnet, SubnetRef, Val};
use crate::diagnostic::{LOCATION_DIFFERS, SUBNET_REFUSED, Sink};
use crate::facts::azure::{AKS_DELEGATION, SERVICE_SUBNETS};
use crate::source::Span;
use crate::topology::{Nodes, PodAddresses, Topology};
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let mut kubenet: BTreeMap<&SubnetRef, (&str, Option<Span>)> = BTreeMap::new();
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        let path = format!("kubernetes/{name}");
        let own = nodes.subnet();
        let plugin = item.network_profile.as_ref().and_then(|profile| profile.network_plugin.as_ref());
        if let Some(subnet) = own.filter(|_| nodes.is_aks() && plugin.is_some_and(|p| p.value == "kubenet")) {
            let (first, at) = *kubenet.entry(&subnet.value).or_insert((name, subnet.span()));
            if first != name {
                let message = format!(
                    "`kubernetes/{first}` and `{path}` are both in `{}/{}`, and kubenet wants a subnet of its own",
                    subnet.network, subnet.subnet
                );
                let help = "give one of them another subnet, or write `networkPluginMode: overlay`";
                report(sink, &SUBNET_REFUSED, message, help, &[(subnet.span(), ""), (at, "in it already")]);
            }
        }
        holds(topology, &path, own, nodes.is_aks(), None, sink);
        for (pool, item) in item.node_pools.iter() {
            let path = format!("{path}/nodePools/{pool}");
            holds(topology, &path, item.subnet.as_ref(), nodes.is_aks(), None, sink);
            holds(topology, &path, item.pod_subnet.as_ref(), nodes.is_aks(), Some(AKS_DELEGATION), sink);
            for (key, other) in [("subnet", &item.subnet), ("podSubnet", &item.pod_subnet)] {
                let (Some(other), Some(own)) = (other, own) else { continue };
                if other.network != own.network {
                    let message = format!(
                        "`{key}` of `{path}` is in `networks/{}`, and its cluster in `networks/{}`",
                        other.network, own.network
                    );
                    let help = "all nodes and pods of a cluster are in one network";
                    report(sink, &SUBNET_REFUSED, message, help, &[(other.span(), ""), (own.span(), "")]);
                }
            }
            if let Some(pods) = item.pod_subnet.as_ref().filter(|_| nodes.pods == PodAddresses::Overlay) {
                let message =
                    format!("`{path}` has a `podSubnet`, and its pods have addresses of an overlay");
                let help = "take it out, or write `networkPlugin: azure` without `networkPluginMode`";
                report(
                    sink,
                    &SUBNET_REFUSED,
                    message,
                    help,
                    &[(pods.span(), ""), (nodes.profile_span(), "")],
                );
            }
        }
        located(topology, &path, own, item.location.as_ref(), sink);
    }
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let path = format!("kafka/{name}");
        holds(topology, &path, cluster.subnet.as_ref(), false, None, sink);
        located(topology, &path, cluster.subnet.as_ref(), cluster.location.as_ref(), sink);
    }
}

fn subnet_of<'t>(topology: &'t Topology, stated: &SubnetRef) -> Option<&'t Subnet> {
    Some(&topology.blueprint.networks.get(&stated.network)?.subnets.get(&stated.subnet)?.value)
}

/// A subnet that belongs to a service holds nothing else.
fn holds(
    topology: &Topology,
    path: &str,
    stated: Option<&Val<SubnetRef>>,
    delegated: bool,
    to: Option<&str>,
    sink: &mut Sink,
) {
    let Some(stated) = stated else { return };
    if SERVICE_SUBNETS.contains(&stated.subnet.as_str()) {
        let message =
            format!("`{path}` is in `{}`, which Azure keeps for the service of that name", stated.subnet);
        report(sink, &SUBNET_REFUSED, message, "give it a subnet of its own", &[(stated.span(), "")]);
    }
    let Some(subnet) = subnet_of(topology, stated).filter(|_| delegated) else { return };
    let foreign = subnet.delegations.iter().find(|service| Some(service.value.as_str()) != to);
    if let Some(service) = foreign {
        let message = format!(
            "`{path}` is in `networks/{}/subnets/{}`, which is delegated to `{}`",
            stated.network, stated.subnet, service.value
        );
        let help = "give it a subnet that is delegated to nobody";
        report(
            sink,
            &SUBNET_REFUSED,
            message,
            help,
            &[(stated.span(), ""), (service.span(), "delegated here")],
        );
    }
}

/// A cluster is in the region of its network.
fn located(
    topology: &Topology,
    path: &str,
    subnet: Option<&Val<SubnetRef>>,
    location: Option<&Val<String>>,
    sink: &mut Sink,
) {
    let (Some(subnet), Some(location)) = (subnet, location) else { return };
    let network = topology.blueprint.networks.get(&subnet.network);
    let Some(of) = network.and_then(|network| network.location.as_ref()) else { return };
    if region(&of.value) == region(&location.value) {
        return;
    }
    let message = format!(
        "`{path}` is in `{}`, and `networks/{}`, which its nodes are in, in `{}`",
        location.value, subnet.network, of.value
    );
    let help = "a cluster and its network are in one region: write one of the two for both";
    report(sink, &LOCATION_DIFFERS, message, help, &[(location.span(), ""), (of.span(), "another region")]);
}

/// `West Europe` and `westeurope` are one.
pub(super) fn region(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}
