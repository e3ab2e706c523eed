//! `facts.sh`: every fact the blueprint states about a cluster, beside what Azure and Ambari say.

use super::stated::{Stated, stated};
use super::{Cluster, https, kafka_broker};
use crate::emit::shell::script;
use crate::facts::azure::hdinsight_version;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'t> {
    name: &'t str,
    #[serde(flatten)]
    server: https::Server,
    version: &'t str,
    kafka: String,
    location: String,
    subnet: String,
    space: String,
    stated: Vec<Stated>,
    account: Option<&'t str>,
    brokers: Vec<Broker<'t>>,
    settings: Vec<Setting>,
}

#[derive(Serialize)]
struct Broker<'t> {
    name: &'t str,
    address: String,
}

#[derive(Serialize)]
struct Setting {
    title: String,
    key: String,
    value: String,
}

pub(super) fn text(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let network = cluster
        .hdinsight
        .subnet
        .as_ref()
        .and_then(|stated| cluster.topology.blueprint.networks.get(&stated.value.network));
    let mut space: Vec<String> =
        network.iter().flat_map(|n| &n.address_space).map(|range| range.value.0.to_string()).collect();
    space.sort_unstable();
    let versions = cluster.topology.blueprint.versions.as_ref();
    let version = cluster.hdinsight.version.as_ref().or(versions.and_then(|v| v.hdinsight.as_ref()));
    let version = version.map_or("", |version| &version.value);
    let settings = kafka_broker::properties(cluster)?;
    let data = Data {
        name: cluster.name,
        server: https::Server::of(cluster),
        version,
        kafka: kafka(version),
        location: network
            .and_then(|n| n.location.as_ref())
            .map_or_else(String::new, |l| l.value.replace(' ', "").to_lowercase()),
        subnet: cluster.subnet.map_or_else(String::new, |range| range.to_string()),
        space: space.join(" "),
        stated: stated(cluster.hdinsight),
        account: cluster.hdinsight.storage_account.as_ref().map(|account| account.value.0.as_str()),
        brokers: cluster
            .brokers
            .iter()
            .map(|(name, address)| Broker { name, address: address.to_string() })
            .collect(),
        settings: settings
            .iter()
            .map(|(key, value)| Setting {
                title: format!("{key} of kafka-broker"),
                key: key.clone(),
                value: value.as_str().unwrap_or_default().to_owned(),
            })
            .collect(),
    };
    script(include_str!("facts.sh.jinja"), &[https::PART], data).map(Some)
}

/// `3.2`: Azure says the first two numbers of what a version of HDInsight holds.
fn kafka(version: &str) -> String {
    let newest = hdinsight_version(version).and_then(|known| known.kafka.last().copied()).unwrap_or_default();
    newest.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
}
