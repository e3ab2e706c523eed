use crate::blueprint::{Advertise, HdInsight, Kafka, Protocol};
use crate::topology::Topology;
use ipnet::Ipv4Net;
use std::net::Ipv4Addr;

/// An HDInsight cluster as the files of its folder see it.
#[derive(Debug)]
pub struct Cluster<'t> {
    /// The platform it belongs to.
    pub topology: &'t Topology,
    /// Its key in the blueprint, which names its folder.
    pub key: &'t str,
    /// What the blueprint says about it.
    pub hdinsight: &'t HdInsight,
    /// What Azure and Ambari call it, in the very spelling: its key where the blueprint does not say.
    pub name: &'t str,
    /// The range its brokers' addresses are in, where the blueprint names the subnet.
    pub subnet: Option<Ipv4Net>,
    /// Its listeners, sorted by name.
    pub listeners: Vec<Listener<'t>>,
    /// Its brokers' names and addresses, sorted by name.
    pub brokers: Vec<(&'t str, Ipv4Addr)>,
}

/// A listener of an HDInsight cluster.
#[derive(Debug, Clone, Copy)]
pub struct Listener<'t> {
    /// Its key in the blueprint. Kafka knows it by its protocol.
    pub name: &'t str,
    /// Its protocol, which is its name in `listeners` and `advertised.listeners`.
    pub protocol: Protocol,
    /// Its port.
    pub port: u16,
    /// What brokers tell clients to connect to.
    pub advertise: Advertise,
}

impl<'t> Cluster<'t> {
    /// `ambari/<env>/<cluster>`.
    #[must_use]
    pub fn folder(&self) -> String {
        format!("ambari/{}/{}", self.topology.environment, self.key)
    }

    /// Whether brokers advertise their addresses on any listener.
    #[must_use]
    pub fn advertises_addresses(&self) -> bool {
        self.listeners.iter().any(|listener| listener.advertise == Advertise::Ip)
    }

    /// The listener that asks the least of a client.
    #[must_use]
    pub fn easiest(&self) -> Option<&Listener<'t>> {
        self.listeners.iter().min_by_key(|listener| listener.protocol)
    }

    /// The host that a broker tells the clients of a listener; `None` where there are fewer brokers.
    #[must_use]
    pub fn told(&self, listener: &Listener<'_>, broker: usize) -> Option<String> {
        let (name, address) = self.brokers.get(broker)?;
        Some(match listener.advertise {
            Advertise::Ip => address.to_string(),
            Advertise::Hostname => (*name).to_owned(),
        })
    }

    /// `host:port,…` of a listener, as its clients are to write it.
    #[must_use]
    pub fn bootstrap(&self, listener: &Listener<'_>) -> String {
        let hosts = (0..self.brokers.len()).filter_map(|broker| self.told(listener, broker));
        hosts.map(|host| format!("{host}:{}", listener.port)).collect::<Vec<_>>().join(",")
    }
}

/// The HDInsight clusters of an environment, sorted by their keys.
#[must_use]
pub fn clusters(topology: &Topology) -> Vec<Cluster<'_>> {
    topology
        .blueprint
        .kafka
        .iter()
        .filter_map(|(key, item)| match &item.value {
            Kafka::HdInsight(hdinsight) => Some(cluster(topology, key, hdinsight)),
            Kafka::Strimzi(_) | Kafka::External(_) => None,
        })
        .collect()
}

fn cluster<'t>(topology: &'t Topology, key: &'t str, hdinsight: &'t HdInsight) -> Cluster<'t> {
    let subnet = hdinsight.subnet.as_ref().and_then(|stated| {
        let network = topology.blueprint.networks.get(&stated.value.network)?;
        Some(network.subnets.get(&stated.value.subnet)?.address_prefix.value.0)
    });
    Cluster {
        topology,
        key,
        hdinsight,
        name: hdinsight.cluster_name.as_ref().map_or(key, |name| &*name.value.0),
        subnet,
        listeners: hdinsight
            .listeners
            .iter()
            .map(|(name, listener)| Listener {
                name,
                protocol: listener.protocol.value,
                port: listener.port.value.0,
                advertise: listener.advertise.as_ref().map_or(Advertise::Ip, |a| a.value),
            })
            .collect(),
        brokers: hdinsight.brokers.iter().map(|(name, address)| (name, address.value.value.0)).collect(),
    }
}
