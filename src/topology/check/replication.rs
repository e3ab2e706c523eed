//! Copies and the brokers to keep them on.

use super::{At, report, strimzi_clusters};
use crate::blueprint::{Config, ConfigEntry, ConfigValue, Role, StrimziKafka};
use crate::diagnostic::{MIN_INSYNC_ABOVE_REPLICATION, REPLICATION_ABOVE_BROKERS, Sink};
use crate::facts::kafka::REPLICATION_KEYS;
use crate::source::Span;
use crate::topology::{Topology, nodes_with};
use std::collections::BTreeSet;

/// How many replicas must be in sync for a write to count, and of how many.
const IN_SYNC: [(&str, &str); 3] = [
    ("min.insync.replicas", "default.replication.factor"),
    ("share.coordinator.state.topic.min.isr", "share.coordinator.state.topic.replication.factor"),
    ("transaction.state.log.min.isr", "transaction.state.log.replication.factor"),
];

pub(super) fn check(topology: &Topology, uncounted: &BTreeSet<&str>, sink: &mut Sink) {
    for (name, _, cluster) in strimzi_clusters(topology) {
        in_sync(name, cluster, sink);
        let brokers = nodes_with(cluster, Role::Broker);
        if brokers > 0 && !uncounted.contains(name) {
            above_brokers(name, cluster, brokers, sink);
        }
        topics_in_sync(name, cluster, sink);
    }
}

fn above_brokers(cluster: &str, kafka: &StrimziKafka, brokers: u32, sink: &mut Sink) {
    let count = if brokers == 1 { "1 broker".to_owned() } else { format!("{brokers} brokers") };
    let places = |at: Option<Span>| -> Vec<At<'_>> {
        let pools = kafka.node_pools.iter().filter(|(_, p)| p.roles.iter().any(|r| r.value == Role::Broker));
        std::iter::once((at, ""))
            .chain(pools.map(|(_, pool)| (pool.replicas.span(), "the brokers")))
            .collect()
    };
    for key in REPLICATION_KEYS.iter().map(|key| key.name).filter(|key| key.ends_with("replication.factor")) {
        let Some((entry, wanted)) = number(&kafka.config, key) else { continue };
        if wanted <= brokers.into() || entry.span().is_none() {
            continue;
        }
        let message = format!("`{key}` of `kafka/{cluster}` asks for {wanted} copies, and there is {count}");
        let help = format!("write at most {brokers}, or add brokers");
        report(sink, &REPLICATION_ABOVE_BROKERS, message, help, &places(entry.span()));
    }
    let mut told: BTreeSet<Span> = BTreeSet::new();
    let shared = kafka.topic_defaults.as_ref().and_then(|topic| topic.replicas.as_ref()?.span());
    for (name, topic) in kafka.topics.iter() {
        let Some(replicas) = topic.replicas.as_ref().filter(|r| r.value.0 > brokers) else { continue };
        // Each topic that inherits the number has the span of the one place that wrote it.
        let Some(at) = replicas.span().filter(|span| told.insert(*span)) else { continue };
        let path = if Some(at) == shared {
            format!("kafka/{cluster}/topicDefaults")
        } else {
            format!("kafka/{cluster}/topics/{name}")
        };
        let message = format!("`{path}` asks for {} copies, and there is {count}", replicas.value.0);
        let help = format!("write at most {brokers}, or add brokers");
        report(sink, &REPLICATION_ABOVE_BROKERS, message, help, &places(Some(at)));
    }
}

fn in_sync(cluster: &str, kafka: &StrimziKafka, sink: &mut Sink) {
    for (least, copies) in IN_SYNC {
        let (Some((isr, least_number)), Some((factor, copies_number))) =
            (number(&kafka.config, least), number(&kafka.config, copies))
        else {
            continue;
        };
        if least_number > copies_number && (isr.span().is_some() || factor.span().is_some()) {
            let message = format!(
                "`{least}` of `kafka/{cluster}` asks for {least_number} replicas in sync, and \
                 `{copies}` makes {copies_number}"
            );
            let help = format!("write `{least}: {}`", (copies_number - 1).max(1));
            let places = [(isr.span(), ""), (factor.span(), "how many there are")];
            report(sink, &MIN_INSYNC_ABOVE_REPLICATION, message, help, &places);
        }
    }
}

fn topics_in_sync(cluster: &str, kafka: &StrimziKafka, sink: &mut Sink) {
    let of_brokers = number(&kafka.config, "min.insync.replicas");
    let mut told: BTreeSet<(Option<Span>, Option<Span>)> = BTreeSet::new();
    for (name, topic) in kafka.topics.iter() {
        let Some(replicas) = &topic.replicas else { continue };
        let own = number(&topic.config, "min.insync.replicas");
        let Some((entry, least)) = own.or(of_brokers) else { continue };
        let copies = i128::from(replicas.value.0);
        // A topic that says neither has what the cluster says, which was judged.
        let written = replicas.span().is_some() || own.is_some();
        if least <= copies || !written || !told.insert((entry.span(), replicas.span())) {
            continue;
        }
        let message = format!(
            "`kafka/{cluster}/topics/{name}` has {copies} {} of each partition, and `min.insync.replicas` \
             asks for {least} in sync",
            if copies == 1 { "copy" } else { "copies" }
        );
        let help = format!(
            "write `config: {{min.insync.replicas: {}}}` for the topic, or more `replicas`",
            (copies - 1).max(1)
        );
        let places = [(replicas.span(), "how many there are"), (entry.span(), "how many must be in sync")];
        report(sink, &MIN_INSYNC_ABOVE_REPLICATION, message, help, &places);
    }
}

fn number<'c>(config: &'c Config, key: &str) -> Option<(&'c ConfigEntry, i128)> {
    let entry = config.get(key)?;
    match &entry.value {
        ConfigValue::Int(number) => Some((entry, *number)),
        ConfigValue::Text(text) => Some((entry, text.trim().parse().ok()?)),
        _ => None,
    }
}
