//! Nodes of HDInsight clusters: how many disks a machine takes, and nodes that only the REST proxy has.

use super::report;
use crate::blueprint::Kafka;
use crate::diagnostic::{MISSING_KEY, Sink, TOO_MANY_DATA_DISKS};
use crate::facts::azure::vm_size;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        if let Some(worker) = &cluster.worker_node
            && let (Some(size), Some(disks)) = (&worker.vm_size, &worker.data_disks_per_node)
            && let Ok(known) = vm_size(&size.value)
            && disks.value.0 > known.max_data_disks
        {
            let message = format!(
                "`kafka/{name}/workerNode` has {} data disks on each node, and a {} takes {}",
                disks.value.0, size.value, known.max_data_disks
            );
            let help = "write fewer, or a larger `vmSize`";
            report(
                sink,
                &TOO_MANY_DATA_DISKS,
                message,
                help,
                &[(disks.span(), ""), (size.span(), "the size")],
            );
        }
        if let Some(node) = &cluster.management_node
            && !cluster.rest_proxy.as_ref().is_some_and(|proxy| proxy.value)
        {
            let message = format!("`kafka/{name}` states the nodes of a REST proxy and has no REST proxy");
            let help = "add `restProxy: true`, or take `managementNode` out";
            report(sink, &MISSING_KEY, message, help, &[(node.origin.span(), "")]);
        }
    }
}
