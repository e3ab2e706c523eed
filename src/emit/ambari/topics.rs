//! `topics.sh`: the declared topics, made where they are missing.

use super::kafka_broker::plain;
use super::{Cluster, client};
use crate::blueprint::Protocol;
use crate::emit::shell::script;
use serde::Serialize;

#[derive(Serialize)]
struct Data<'t> {
    name: &'t str,
    servers: String,
    /// The `client.properties` beside the script that the tools need, where the listener wants more than an address.
    config: Option<String>,
    topics: Vec<Topic<'t>>,
}

#[derive(Serialize)]
struct Topic<'t> {
    name: &'t str,
    partitions: String,
    replicas: String,
    settings: Vec<String>,
}

pub(super) fn text(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let topics = &cluster.hdinsight.topics;
    let (false, Some(listener)) = (topics.is_empty(), cluster.easiest()) else { return Ok(None) };
    let count = |count: Option<u32>| count.map_or_else(String::new, |count| count.to_string());
    let topics = topics.iter().map(|(name, topic)| {
        let setting = |(key, entry): (&String, &crate::blueprint::ConfigEntry)| {
            plain(key, &entry.value).map(|value| format!("{key}={value}"))
        };
        Ok(Topic {
            name,
            partitions: count(topic.partitions.as_ref().map(|p| p.value.0)),
            replicas: count(topic.replicas.as_ref().map(|r| r.value.0)),
            settings: topic.config.entries.iter().map(setting).collect::<Result<_, String>>()?,
        })
    });
    let data = Data {
        name: cluster.name,
        servers: cluster.bootstrap(listener),
        config: (listener.protocol != Protocol::Plaintext).then(|| client::properties_path(listener)),
        topics: topics.collect::<Result<_, String>>()?,
    };
    script(include_str!("topics.sh.jinja"), &[], data).map(Some)
}
