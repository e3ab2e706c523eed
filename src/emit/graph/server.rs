//! The cards of what is connected to: Kafka clusters, and gateways.

use super::model::{Card, List, Port, Side};
use crate::blueprint::{
    ExternalKafka, Gateway, HdInsight, Kafka, Listener, LoadBalancer, Role, StrimziKafka, Topics,
};
use crate::topology::Topology;

/// A Kafka cluster, its listeners in the order of their names.
pub(super) fn kafka(topology: &Topology, name: &str, kafka: &Kafka) -> Card {
    let (kind, ports, brokers) = match kafka {
        Kafka::Strimzi(cluster) => strimzi(topology, name, cluster),
        Kafka::HdInsight(cluster) => hdinsight(topology, name, cluster),
        Kafka::External(cluster) => external(cluster),
    };
    let lists = brokers.into_iter().chain(topics(kafka.topics())).collect();
    Card { side: Side::Server, name: name.to_owned(), kind, ports, lists }
}

/// A VPN gateway.
pub(super) fn gateway(gateway: &Gateway) -> Card {
    let words = [
        gateway.sku.as_ref().map(|sku| sku.value.clone()),
        gateway.vpn_type.as_ref().map(|kind| kind.value.word().to_owned()),
    ];
    let kind = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let sites = gateway.local_network_gateways.iter().map(|(name, site)| {
        let ranges = site.local_network_address_space.iter().map(|range| format!(" {}", range.value.0));
        format!("{name}{}", ranges.collect::<String>())
    });
    let items: Vec<String> = sites.collect();
    let tunnels = (!items.is_empty()).then(|| List { word: "tunnels to".into(), items, lines: 2 });
    let lists = tunnels.into_iter().collect();
    Card { side: Side::Server, name: "VPN gateway".into(), kind, ports: Vec::new(), lists }
}

fn strimzi(topology: &Topology, name: &str, cluster: &StrimziKafka) -> (String, Vec<Port>, Option<List>) {
    let kafka = topology
        .versions
        .kafka
        .get(name)
        .map_or_else(String::new, |version| format!(" · Kafka {}", version.value));
    let ports = cluster.listeners.iter().map(|(name, item)| strimzi_port(name, &item.value)).collect();
    let (mut controllers, mut brokers, mut both) = (0, 0, 0);
    for (_, pool) in cluster.node_pools.iter() {
        let has = |role| pool.roles.iter().any(|r| r.value == role);
        let count = match (has(Role::Controller), has(Role::Broker)) {
            (true, true) => &mut both,
            (true, false) => &mut controllers,
            _ => &mut brokers,
        };
        *count += pool.replicas.0;
    }
    let counted = [
        (controllers, "controller", "controllers"),
        (brokers, "broker", "brokers"),
        (both, "node of both roles", "nodes of both roles"),
    ];
    let items = counted
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, several)| format!("{n} {}", if n == 1 { one } else { several }))
        .collect();
    (format!("Strimzi{kafka}"), ports, Some(List { word: "runs on".into(), items, lines: 1 }))
}

fn strimzi_port(name: &str, listener: &Listener) -> Port {
    let login = listener.authentication.as_ref().map_or("no login", |a| a.kind.value.word());
    let balancer = match listener.load_balancer.as_ref().map(|balancer| balancer.value) {
        Some(LoadBalancer::Internal) => "internal ",
        Some(LoadBalancer::Public) => "public ",
        None => "",
    };
    let kind = format!("{balancer}{}", listener.kind.value.word());
    let tls = if listener.tls.value { "TLS" } else { "no TLS" };
    Port::server(name, Some(listener.port.0), format!("{kind} · {tls} · {login}"))
}

fn hdinsight(topology: &Topology, name: &str, cluster: &HdInsight) -> (String, Vec<Port>, Option<List>) {
    let version =
        cluster.version.as_ref().or(topology.blueprint.versions.as_ref().and_then(|v| v.hdinsight.as_ref()));
    let version = version.map_or_else(String::new, |version| format!(" {}", version.value));
    let real = cluster.cluster_name.as_ref().map(|real| real.value.0.as_str()).filter(|real| *real != name);
    let real = real.map_or_else(String::new, |real| format!(" · {real}"));
    let ports = cluster.listeners.iter().map(|(name, item)| {
        let advertised = item.advertise.as_ref().map_or("ip", |advertise| advertise.value.word());
        let note = format!("{} · advertises {advertised}", item.protocol.value.word());
        Port::server(name, Some(item.port.0), note)
    });
    let items: Vec<String> =
        cluster.brokers.iter().map(|(name, address)| format!("{name} {}", address.value.value.0)).collect();
    let word = if items.len() == 1 { "1 broker".into() } else { format!("{} brokers", items.len()) };
    let brokers = (!items.is_empty()).then_some(List { word, items, lines: 3 });
    (format!("HDInsight{version}{real}"), ports.collect(), brokers)
}

fn external(cluster: &ExternalKafka) -> (String, Vec<Port>, Option<List>) {
    let ports = cluster.listeners.iter().map(|(name, item)| {
        let servers: Vec<&str> = item.bootstrap_servers.iter().map(|server| server.value.as_str()).collect();
        Port::server(name, None, servers.join(", "))
    });
    ("not compiled here".into(), ports.collect(), None)
}

fn topics(topics: &Topics) -> Option<List> {
    let items: Vec<String> = topics.names().map(str::to_owned).collect();
    let word = if items.len() == 1 { "1 topic".into() } else { format!("{} topics", items.len()) };
    (!items.is_empty()).then_some(List { word, items, lines: 3 })
}
