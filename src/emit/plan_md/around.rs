//! What has to be there around the platform, and is made by hand: as commands, in their order.
//!
//! Options as `az` 2.x has them; whatever only a person knows is a variable.

use super::aks::cluster_lines;
use super::gateway::gateway_lines;
use super::network::network_lines;
use super::query::line;
use crate::blueprint::{HdInsight, Kafka, Provider};
use crate::emit::markdown::shell;
use crate::topology::{Query, Topology, Word};
use serde::Serialize;
use std::collections::BTreeSet;

/// Commands that belong together.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    title: String,
    lines: Vec<String>,
}

/// The resource group everything is made in.
pub(super) const GROUP: Word = Word::Variable("RESOURCE_GROUP");

pub(super) fn around(topology: &Topology) -> Vec<Step> {
    let blueprint = &topology.blueprint;
    let mut steps = Vec::new();
    let mut step = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            steps.push(Step { title: title.into(), lines });
        }
    };
    let networks = || blueprint.networks.iter().map(|(name, item)| (name, &item.value));
    step(
        "Networks and their subnets",
        networks().flat_map(|(name, network)| network_lines(name, network)).collect(),
    );
    step(
        "Gateways, which take three quarters of an hour each, and what clients dial in with",
        networks().flat_map(|(name, network)| gateway_lines(name, network)).collect(),
    );
    step("Peerings, both halves of each", peerings(topology));
    step("Kafka on HDInsight, which asks for the password of its login", hdinsight(topology));
    let registries = registries(topology);
    step(
        "Registries",
        registries.iter().map(|name| line(&az("acr create", name).then("--sku Standard"))).collect(),
    );
    step("Kubernetes clusters, which may pull from the registries", kubernetes(topology, &registries));
    step("Images", images(topology));
    steps
}

pub(super) fn az(words: &'static str, name: &str) -> Query {
    Query::new("az").then(words).then("--resource-group").ask(GROUP).then("--name").word(name)
}

fn peerings(topology: &Topology) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, item) in topology.blueprint.peerings.iter() {
        let [one, other] = item.value.between.as_slice() else { continue };
        let from = item.value.gateway_transit.as_ref().map(|transit| transit.from.value.0.as_str());
        let both = [one.value.0.as_str(), other.value.0.as_str()];
        // The half that lends its gateway first: the other one may only then use it.
        let ordered = if from == Some(both[1]) { [both[1], both[0]] } else { both };
        for [here, there] in [ordered, [ordered[1], ordered[0]]] {
            let half = az("network vnet peering create", name)
                .then("--vnet-name")
                .word(here)
                .then("--remote-vnet")
                .word(there);
            let mut half = half.then("--allow-vnet-access");
            if item.value.allow_forwarded_traffic.as_ref().is_some_and(|allowed| allowed.value) {
                half = half.then("--allow-forwarded-traffic");
            }
            lines.push(line(&match from {
                Some(from) if from == here => half.then("--allow-gateway-transit"),
                Some(_) => half.then("--use-remote-gateways"),
                None => half,
            }));
        }
    }
    lines
}

fn hdinsight(topology: &Topology) -> Vec<String> {
    let clusters = topology.blueprint.kafka.iter().filter_map(|(name, item)| match &item.value {
        Kafka::HdInsight(cluster) => Some((name, cluster)),
        Kafka::Strimzi(_) | Kafka::External(_) => None,
    });
    clusters.map(|(name, cluster)| hdinsight_line(topology, name, cluster)).collect()
}

fn hdinsight_line(topology: &Topology, name: &str, cluster: &HdInsight) -> String {
    let real = cluster.cluster_name.as_ref().map_or(name, |real| real.value.0.as_str());
    let stated = topology.blueprint.versions.as_ref().and_then(|versions| versions.hdinsight.as_ref());
    let mut make = az("hdinsight create", real).then("--type kafka");
    if let Some(version) = cluster.version.as_ref().or(stated) {
        make = make.then("--version").word(&version.value);
    }
    if let Some(subnet) = &cluster.subnet {
        let network = topology.blueprint.networks.get(&subnet.network);
        let location = network.and_then(|network| network.location.as_ref());
        if let Some(location) = location.or(cluster.location.as_ref()) {
            make = make.then("--location").word(&location.value);
        }
        make = make.then("--vnet-name").word(&subnet.network).then("--subnet").word(&subnet.subnet);
    }
    let brokers = cluster.brokers.iter().count();
    if brokers > 0 {
        make = make.then("--workernode-count").word(brokers.to_string());
    }
    let sizes = [
        ("--headnode-size", cluster.head_node.as_ref().and_then(|node| node.vm_size.as_ref())),
        ("--workernode-size", cluster.worker_node.as_ref().and_then(|node| node.vm_size.as_ref())),
        ("--zookeepernode-size", cluster.zookeeper_node.as_ref().and_then(|node| node.vm_size.as_ref())),
    ];
    for (option, size) in sizes {
        if let Some(size) = size {
            make = make.then(option).word(&size.value);
        }
    }
    if cluster.rest_proxy.as_ref().is_some_and(|proxy| proxy.value) {
        let stated = cluster.management_node.as_ref().and_then(|node| node.vm_size.as_ref());
        make = make.then("--kafka-management-node-size");
        make = make.word(stated.map_or("Standard_D4_v2", |size| &size.value)).then("--kafka-client-group-id");
        make = make.ask(Word::Variable("KAFKA_CLIENT_GROUP_ID")).then("--kafka-client-group-name");
        make = make.ask(Word::Variable("KAFKA_CLIENT_GROUP_NAME"));
    }
    if let Some(tier) = &cluster.tier {
        make = make.then("--cluster-tier").word(tier.value.word());
    }
    if let Some(version) = &cluster.min_supported_tls_version {
        make = make.then("--minimal-tls-version").word(version.value.word());
    }
    if let Some(encrypted) = &cluster.encryption_in_transit {
        make = make.then("--encryption-in-transit").word(encrypted.value.to_string());
    }
    let disks = cluster.worker_node.as_ref().and_then(|node| node.data_disks_per_node.as_ref());
    make = make
        .then("--workernode-data-disks-per-node")
        .word(disks.map_or(2, |disks| disks.value.0).to_string());
    make = make.then("--ssh-user").word(cluster.ssh_user.as_ref().map_or("sshuser", |user| &user.value.0));
    make = make.then("--ssh-public-key").ask(Word::Variable("SSH_PUBLIC_KEY")).then("--storage-account");
    line(&match &cluster.storage_account {
        Some(account) => make.word(&account.value.0),
        None => make.ask(Word::Variable("STORAGE_ACCOUNT")),
    })
}

/// The Azure registries that images come from.
fn registries(topology: &Topology) -> BTreeSet<String> {
    let apps = topology.blueprint.apps.iter().map(|(_, app)| app.image.value.as_str());
    let builds = topology
        .blueprint
        .connect
        .iter()
        .filter_map(|(_, connect)| Some(connect.build.as_ref()?.image.value.as_str()));
    apps.chain(builds)
        .filter_map(|image| Some(image.split('/').next()?.strip_suffix(".azurecr.io")?.to_owned()))
        .collect()
}

fn kubernetes(topology: &Topology, registries: &BTreeSet<String>) -> Vec<String> {
    let clusters = topology.blueprint.kubernetes.iter();
    clusters
        .filter(|(_, cluster)| cluster.provider.value == Provider::Aks)
        .flat_map(|(name, cluster)| cluster_lines(topology, name, cluster, registries))
        .collect()
}

fn images(topology: &Topology) -> Vec<String> {
    let images: BTreeSet<&str> =
        topology.blueprint.apps.iter().map(|(_, app)| app.image.value.as_str()).collect();
    let mut lines: Vec<String> =
        registries(topology).iter().map(|name| line(&Query::new("az acr login --name").word(name))).collect();
    for image in images {
        // An image that is named by what is in it exists.
        if image.contains('@') {
            continue;
        }
        lines.push(format!("docker build --tag {} .   # in the folder of its source", shell(image)));
        lines.push(format!("docker push {}", shell(image)));
    }
    lines
}
