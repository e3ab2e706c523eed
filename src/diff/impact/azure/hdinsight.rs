//! IMP-A15 to IMP-A23: an HDInsight cluster, most of which is made once.

use crate::blueprint::{HdInsight, HdInsightNode, Kafka};
use crate::diff::{Change, Cx, Platform};
use crate::topology::Topology;

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (name, item) in platform.before.blueprint.kafka.iter() {
        let Kafka::HdInsight(old) = &item.value else { continue };
        match platform.after.blueprint.kafka.get(name).map(|item| &item.value) {
            Some(Kafka::HdInsight(new)) => {
                fixed(cx, platform, name, old, new);
                workers(cx, platform, name, old, new);
                names(cx, platform, name, old, new);
            }
            _ => gone(cx, platform, name, old),
        }
    }
}

/// The name in Azure.
fn real<'t>(name: &'t str, cluster: &'t HdInsight) -> &'t str {
    cluster.cluster_name.as_ref().map_or(name, |real| &real.value.0)
}

/// What is lost with the disks of its brokers.
fn data(cluster: &HdInsight) -> String {
    let topics: Vec<&str> = cluster.topics.iter().map(|(topic, _)| topic).collect();
    let brokers = match cluster.brokers.iter().count() {
        0 => "its brokers".to_owned(),
        1 => "its broker".to_owned(),
        count => format!("its {count} brokers"),
    };
    match topics.as_slice() {
        [] => format!("all that is on the disks of {brokers}"),
        [one] => format!("topic `{one}` and all else on the disks of {brokers}"),
        [first, second] => format!("topics `{first}` and `{second}` and all else on the disks of {brokers}"),
        [first, second, rest @ ..] => {
            format!(
                "topics `{first}`, `{second}` and {} more, all that is on the disks of {brokers}",
                rest.len()
            )
        }
    }
}

fn fixed<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &HdInsight, new: &HdInsight) {
    let at = |key: &str| -> Vec<&'a Change<'a>> { platform.at(&format!("kafka/{name}/{key}/**")).collect() };
    let mut say = |id: &str, changes: Vec<&Change<'_>>, what: &str, values: Option<(String, String)>| {
        // What is written for the first time may well be what there is.
        let Some((before, after)) = values.filter(|(before, after)| before != after) else { return };
        if let Some(hit) = cx.hit_all(id, changes) {
            hit.with("cluster", real(name, old)).with("data", data(old));
            hit.with("what", what).with("before", before).with("after", after);
        }
    };
    let subnet = |cluster: &HdInsight| {
        cluster.subnet.as_ref().map(|s| format!("{}/{}", s.value.network, s.value.subnet))
    };
    say("IMP-A15", at("subnet"), "subnet", subnet(old).zip(subnet(new)));
    let size = |node: Option<&HdInsightNode>| Some(node?.vm_size.as_ref()?.value.clone());
    let worker = |cluster: &HdInsight| Some(cluster.worker_node.as_ref()?.vm_size.as_ref()?.value.clone());
    let nodes = |cluster: &HdInsight| {
        [
            ("headNode", "head nodes", size(cluster.head_node.as_ref())),
            ("workerNode", "worker nodes", worker(cluster)),
            ("zookeeperNode", "ZooKeeper nodes", size(cluster.zookeeper_node.as_ref())),
            ("managementNode", "nodes of the REST proxy", size(cluster.management_node.as_ref())),
        ]
    };
    for ((key, what, before), (_, _, after)) in nodes(old).into_iter().zip(nodes(new)) {
        say("IMP-A16", at(&format!("{key}/vmSize")), what, before.zip(after));
    }
    let disks = |cluster: &HdInsight| {
        Some(cluster.worker_node.as_ref()?.data_disks_per_node.as_ref()?.value.0.to_string())
    };
    say("IMP-A17", at("workerNode/dataDisksPerNode"), "disks", disks(old).zip(disks(new)));
    let version = |topology: &Topology, cluster: &HdInsight| {
        let stated = topology.blueprint.versions.as_ref().and_then(|versions| versions.hdinsight.as_ref());
        cluster.version.as_ref().or(stated).map(|version| version.value.clone())
    };
    let mut versions = at("version");
    versions.extend(platform.at("versions/hdinsight"));
    say("IMP-A18", versions, "version", version(platform.before, old).zip(version(platform.after, new)));
    let location =
        |cluster: &HdInsight| Some(cluster.location.as_ref()?.value.to_lowercase().replace(' ', ""));
    let rows = [
        (
            "tier",
            "tier",
            word(old.tier.as_ref().map(|v| v.value.word())),
            word(new.tier.as_ref().map(|v| v.value.word())),
        ),
        (
            "minSupportedTlsVersion",
            "oldest version of TLS",
            word(old.min_supported_tls_version.as_ref().map(|v| v.value.word())),
            word(new.min_supported_tls_version.as_ref().map(|v| v.value.word())),
        ),
        (
            "encryptionInTransit",
            "encryption between its nodes",
            old.encryption_in_transit.as_ref().map(|v| v.value.to_string()),
            new.encryption_in_transit.as_ref().map(|v| v.value.to_string()),
        ),
        (
            "storageAccount",
            "storage account",
            old.storage_account.as_ref().map(|v| v.value.0.clone()),
            new.storage_account.as_ref().map(|v| v.value.0.clone()),
        ),
        (
            "sshUser",
            "login by SSH",
            old.ssh_user.as_ref().map(|v| v.value.0.clone()),
            new.ssh_user.as_ref().map(|v| v.value.0.clone()),
        ),
        ("location", "region", location(old), location(new)),
        ("clusterName", "name", Some(real(name, old).to_owned()), Some(real(name, new).to_owned())),
    ];
    for (key, what, before, after) in rows {
        say("IMP-A19", at(key), what, before.zip(after));
    }
}

fn word(word: Option<&'static str>) -> Option<String> {
    word.map(str::to_owned)
}

fn workers<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &HdInsight, new: &HdInsight) {
    let count = |cluster: &HdInsight| cluster.brokers.iter().count();
    let (before, after) = (count(old), count(new));
    if before == 0 || after == 0 || before == after {
        return;
    }
    let list = |from: &HdInsight, other: &HdInsight| -> String {
        let names = from
            .brokers
            .iter()
            .map(|(broker, _)| broker)
            .filter(|broker| other.brokers.get(broker).is_none());
        names.map(|broker| format!("`{broker}`")).collect::<Vec<_>>().join(", ")
    };
    let one = after.abs_diff(before) == 1;
    let (id, brokers) =
        if after > before { ("IMP-A20", list(new, old)) } else { ("IMP-A21", list(old, new)) };
    if let Some(hit) = cx.hit_all(id, platform.at(&format!("kafka/{name}/brokers/**"))) {
        hit.with("cluster", real(name, old))
            .with("before", before)
            .with("after", after)
            .with(
                "hold",
                if one {
                    "holds nothing before somebody moves partitions to it"
                } else {
                    "hold nothing before somebody moves partitions to them"
                },
            )
            .with("brokers", brokers);
    }
}

fn names<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &HdInsight, new: &HdInsight) {
    let network = |cluster: &HdInsight| cluster.subnet.as_ref().map(|subnet| subnet.value.network.clone());
    let (Some(network), true) = (network(old), network(old) == network(new)) else { return };
    let servers = |topology: &Topology| -> Vec<String> {
        let item = topology.blueprint.networks.get(&network);
        item.into_iter().flat_map(|item| &item.dns_servers).map(|server| server.value.0.to_string()).collect()
    };
    let (before, after) = (servers(platform.before), servers(platform.after));
    if before == after {
        return;
    }
    let shown =
        |servers: Vec<String>| if servers.is_empty() { "Azure's own".to_owned() } else { servers.join(", ") };
    if let Some(hit) = cx.hit_all("IMP-A23", platform.at(&format!("networks/{network}/dnsServers/**"))) {
        hit.with("cluster", real(name, old)).with("network", &network);
        hit.with("before", shown(before)).with("after", shown(after));
    }
}

fn gone<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, name: &str, old: &HdInsight) {
    // The same real cluster may be known by another name.
    let again = platform.after.blueprint.kafka.iter().any(|(other, item)| match &item.value {
        Kafka::HdInsight(cluster) => real(other, cluster) == real(name, old),
        Kafka::Strimzi(_) | Kafka::External(_) => false,
    });
    if again {
        return;
    }
    let users: Vec<&str> = platform.before.links_to(name).map(|link| link.path.as_str()).collect();
    if let Some(hit) = cx.hit_all("IMP-A22", platform.at(&format!("kafka/{name}"))) {
        hit.with("cluster", real(name, old)).with("data", data(old));
        for user in users {
            hit.note(format!("`{user}` connected to it"));
        }
    }
}
