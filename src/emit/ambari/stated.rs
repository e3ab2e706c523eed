//! Facts about a cluster that few blueprints state, and how Azure is asked for each.

use crate::blueprint::{HdInsight, HdInsightNode};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Stated {
    title: &'static str,
    /// In `az`'s query language, over what `az hdinsight show` prints.
    query: &'static str,
    /// In lower case, as the answer is made before the two are compared.
    declared: String,
}

pub(super) fn stated(cluster: &HdInsight) -> Vec<Stated> {
    let worker = cluster.worker_node.as_ref();
    let size = |node: Option<&HdInsightNode>| Some(node?.vm_size.as_ref()?.value.clone());
    let rows = [
        (
            "size of the head nodes",
            "properties.computeProfile.roles[?name=='headnode'].hardwareProfile.vmSize | [0]",
            size(cluster.head_node.as_ref()),
        ),
        (
            "size of the worker nodes",
            "properties.computeProfile.roles[?name=='workernode'].hardwareProfile.vmSize | [0]",
            worker.and_then(|node| Some(node.vm_size.as_ref()?.value.clone())),
        ),
        (
            "disks of a worker node",
            "properties.computeProfile.roles[?name=='workernode'].dataDisksGroups[0].disksPerNode | [0]",
            worker.and_then(|node| Some(node.data_disks_per_node.as_ref()?.value.0.to_string())),
        ),
        (
            "size of the ZooKeeper nodes",
            "properties.computeProfile.roles[?name=='zookeepernode'].hardwareProfile.vmSize | [0]",
            size(cluster.zookeeper_node.as_ref()),
        ),
        (
            "size of the REST proxy's nodes",
            "properties.computeProfile.roles[?name=='kafkamanagementnode'].hardwareProfile.vmSize | [0]",
            size(cluster.management_node.as_ref()),
        ),
        ("tier", "properties.tier", cluster.tier.as_ref().map(|tier| tier.value.word().to_owned())),
        (
            "oldest version of TLS",
            "properties.minSupportedTlsVersion",
            cluster.min_supported_tls_version.as_ref().map(|version| version.value.word().to_owned()),
        ),
        (
            "encryption between the nodes",
            "properties.encryptionInTransitProperties.isEncryptionInTransitEnabled",
            cluster.encryption_in_transit.as_ref().map(|encrypted| encrypted.value.to_string()),
        ),
        (
            "login by SSH",
            "properties.computeProfile.roles[?name=='headnode'].osProfile.linuxOperatingSystemProfile.username | [0]",
            cluster.ssh_user.as_ref().map(|user| user.value.0.clone()),
        ),
    ];
    let known = rows.into_iter().filter_map(|(title, query, declared)| Some((title, query, declared?)));
    known.map(|(title, query, declared)| Stated { title, query, declared: declared.to_lowercase() }).collect()
}
