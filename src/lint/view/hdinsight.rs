use crate::blueprint::{Kafka, Subnet};
use crate::topology::Topology;

/// The HDInsight clusters whose subnet is declared, by name.
pub fn hdinsight_subnets(topology: &Topology) -> impl Iterator<Item = (&str, &Subnet)> {
    let blueprint = &topology.blueprint;
    blueprint.kafka.iter().filter_map(|(name, item)| {
        let Kafka::HdInsight(cluster) = &item.value else { return None };
        let stated = cluster.subnet.as_ref()?;
        let subnet = blueprint.networks.get(&stated.network)?.subnets.get(&stated.subnet)?;
        Some((name, &**subnet))
    })
}
