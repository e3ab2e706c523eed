//! Names of HDInsight brokers, for pods that are told names and can ask nobody for their addresses.

use crate::blueprint::{Advertise, Kafka};
use crate::object::Tree;
use crate::source::Origin;
use crate::topology::{Link, Topology};
use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

/// The `hostAliases` of the pods that hold `links`, an entry per address; empty where no broker advertises its name.
pub(super) fn host_aliases<'t>(topology: &Topology, links: impl Iterator<Item = &'t Link>) -> Vec<Tree> {
    let clusters: BTreeSet<&str> =
        links.filter(|link| by_name(topology, link)).map(|link| link.to.cluster.as_str()).collect();
    let mut aliases: BTreeMap<Ipv4Addr, (Origin, Vec<&str>)> = BTreeMap::new();
    for name in clusters {
        let Some(Kafka::HdInsight(cluster)) = topology.blueprint.kafka.get(name).map(|item| &item.value)
        else {
            continue;
        };
        for (broker, address) in cluster.brokers.iter() {
            let origin = Origin::derived(format!("kafka/{name}/brokers/{broker}"), address.value.span());
            let (_, names) = aliases.entry(address.value.value.0).or_insert_with(|| (origin, Vec::new()));
            names.push(broker);
        }
    }
    let short = |name: &'_ str| name.split_once('.').map(|(short, _)| short.to_owned());
    // Two clusters may both have a `wn0-kafka`: the short name is then nobody's.
    let mut shorts: BTreeMap<String, usize> = BTreeMap::new();
    for name in aliases.values().flat_map(|(_, names)| names) {
        *shorts.entry(short(name).unwrap_or_else(|| (*name).to_owned())).or_default() += 1;
    }
    let entry = |(address, (origin, names)): (Ipv4Addr, (Origin, Vec<&str>))| {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            all.push(name.to_owned());
            all.extend(short(name).filter(|short| shorts[short] == 1));
        }
        Tree::new(&origin).put("ip", address.to_string()).put("hostnames", all)
    };
    aliases.into_iter().map(entry).collect()
}

fn by_name(topology: &Topology, link: &Link) -> bool {
    let Some(Kafka::HdInsight(cluster)) =
        topology.blueprint.kafka.get(&link.to.cluster).map(|item| &item.value)
    else {
        return false;
    };
    let listener = cluster.listeners.get(&link.to.listener);
    listener.and_then(|l| l.advertise.as_ref()).is_some_and(|a| a.value == Advertise::Hostname)
}
