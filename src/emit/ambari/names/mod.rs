//! Where brokers advertise names: how these resolve for whoever is not a pod of ours.

use super::Cluster;
use crate::blueprint::{Advertise, Provider};
use crate::emit::shell::script;
use crate::object::Tree;
use crate::source::Origin;
use crate::yaml;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::net::Ipv4Addr;

fn by_name(cluster: &Cluster<'_>) -> bool {
    cluster.listeners.iter().any(|listener| listener.advertise == Advertise::Hostname)
        && !cluster.brokers.is_empty()
}

/// The brokers by the domain they are in.
fn domains<'t>(cluster: &Cluster<'t>) -> BTreeMap<&'t str, Vec<(&'t str, Ipv4Addr)>> {
    let mut domains: BTreeMap<&str, Vec<(&str, Ipv4Addr)>> = BTreeMap::new();
    for (name, address) in &cluster.brokers {
        let domain = name.split_once('.').map_or(*name, |(_, domain)| domain);
        domains.entry(domain).or_default().push((name, *address));
    }
    domains
}

/// `coredns-custom.yaml`: a server block for the brokers' names, as AKS lets CoreDNS have one. A block for their domain would
/// stand beside that of another cluster in the same network, and CoreDNS does not start with one name in two blocks. The
/// key is this cluster's alone, so that a server-side apply leaves those of others.
pub(super) fn coredns(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let kubernetes = &cluster.topology.blueprint.kubernetes;
    let on_aks = kubernetes.iter().any(|(_, k)| k.provider.value == Provider::Aks);
    if !by_name(cluster) || !on_aks {
        return Ok(None);
    }
    let zones = cluster.brokers.iter().map(|(name, _)| format!("{name}:53")).collect::<Vec<_>>().join(" ");
    let mut text = format!("{zones} {{\n    errors\n    cache 30\n    hosts {{\n");
    for (name, address) in &cluster.brokers {
        let _ = writeln!(text, "        {address} {name}");
    }
    text.push_str("    }\n}\n");
    let origin = Origin::Fixed;
    let metadata = Tree::new(&origin).put("name", "coredns-custom").put("namespace", "kube-system");
    let map = Tree::new(&origin)
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("metadata", metadata)
        .put("data", Tree::new(&origin).put(&format!("kafka-{}.server", cluster.name), text));
    Ok(Some(yaml::write(&map.finish())))
}

/// `clients/hosts`: lines for the hosts file of a machine that is no pod.
pub(super) fn hosts(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    if !by_name(cluster) {
        return Ok(None);
    }
    let line = |(name, address): &(&str, Ipv4Addr)| {
        let short = name.split_once('.').map_or_else(String::new, |(short, _)| format!(" {short}"));
        format!("{address} {name}{short}\n")
    };
    Ok(Some(cluster.brokers.iter().map(line).collect()))
}

#[derive(Serialize)]
struct Data<'t> {
    name: &'t str,
    zones: Vec<Zone<'t>>,
    networks: BTreeSet<&'t str>,
}

#[derive(Serialize)]
struct Zone<'t> {
    domain: &'t str,
    records: Vec<Record<'t>>,
}

#[derive(Serialize)]
struct Record<'t> {
    name: &'t str,
    address: String,
}

/// `private-dns.sh`: the brokers' records in a private DNS zone, linked to the networks clients are in.
pub(super) fn private_dns(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    // A zone has at least two labels.
    let short = cluster.brokers.iter().any(|(name, _)| name.split('.').count() < 3);
    let networks = client_networks(cluster);
    if !by_name(cluster) || short || networks.is_empty() {
        return Ok(None);
    }
    let zones = domains(cluster)
        .into_iter()
        .map(|(domain, brokers)| Zone {
            domain,
            records: brokers
                .into_iter()
                .map(|(name, address)| Record {
                    name: name.split('.').next().unwrap_or(name),
                    address: address.to_string(),
                })
                .collect(),
        })
        .collect();
    script(include_str!("private-dns.sh.jinja"), &[], Data { name: cluster.name, zones, networks }).map(Some)
}

/// The networks of the Kubernetes clusters that connect; the brokers' own resolves their names already, and a zone
/// would hide the names of its other hosts.
fn client_networks<'t>(cluster: &Cluster<'t>) -> BTreeSet<&'t str> {
    let own = cluster.hdinsight.subnet.as_ref().map(|stated| stated.value.network.as_str());
    cluster
        .topology
        .links_to(cluster.key)
        .filter_map(|link| cluster.topology.blueprint.kubernetes.get(&link.place.as_ref()?.kubernetes))
        .filter_map(|kubernetes| Some(kubernetes.subnet.as_ref()?.value.network.as_str()))
        .filter(|network| Some(*network) != own)
        .collect()
}
