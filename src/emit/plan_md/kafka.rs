//! What the operator makes of a Kafka cluster.

use super::row::{Operand, Row, row, series};
use crate::blueprint::{KafkaNodePool, ListenerType, Role, StorageType, StrimziKafka, Switch};
use crate::emit::markdown::{code, codes};
use crate::facts::strimzi::{self, names};
use crate::topology::{Topology, nodes_with};

pub(super) fn operand(topology: &Topology, name: &str, kafka: &StrimziKafka) -> Operand {
    let namespace = &topology.place(name).namespace;
    let mut rows = Vec::new();
    for (pool, item) in kafka.node_pools.iter() {
        nodes(name, pool, item, &mut rows);
    }
    services(name, namespace, kafka, &mut rows);
    rows.push(row("Deployment", code(&names::kafka::entity_operator(name)), "topic and user operators"));
    if kafka.cruise_control.as_ref().and_then(Switch::on).is_some() {
        let deployment = code(&names::kafka::cruise_control(name));
        rows.push(row("Deployment", deployment, "9090, open to the operator only"));
    }
    if kafka.kafka_exporter.as_ref().and_then(Switch::on).is_some() {
        rows.push(row("Deployment", code(&names::kafka::kafka_exporter(name)), "metrics on 9404"));
    }
    let authority = code(&names::kafka::cluster_ca_cert_secret(name));
    rows.push(row("Secret", authority, "`ca.crt`: what clients trust"));
    let users: Vec<&str> = topology.links_to(name).filter_map(|link| link.user.as_deref()).collect();
    if !users.is_empty() {
        rows.push(row("Secrets of users", codes(users), format!("in namespace {}", code(namespace))));
    }
    Operand { title: format!("Kafka {}", code(name)), rows }
}

fn first_id(pool: &KafkaNodePool) -> u32 {
    pool.node_ids.as_ref().map_or(0, |ids| ids.value.first)
}

/// The pods of a pool, and the claims of each of its volumes.
fn nodes(name: &str, pool: &str, item: &KafkaNodePool, rows: &mut Vec<Row>) {
    let (first, count) = (first_id(item), item.replicas.value.0);
    rows.push(row("Pods", series(&format!("{}-", names::kafka::pod_set(name, pool)), first, count), ""));
    let volumes: Vec<u32> = match item.storage.volumes.as_slice() {
        [] => vec![0],
        volumes => volumes.iter().map(|v| v.id.value.0).collect(),
    };
    for volume in volumes {
        let of_volume = item.storage.volumes.iter().find(|v| v.id.value.0 == volume);
        let kind = of_volume.map_or(&item.storage.kind, |v| &v.kind).as_ref();
        if kind.is_some_and(|kind| kind.value == StorageType::Ephemeral) {
            continue;
        }
        let size = of_volume.map_or(&item.storage.size, |v| &v.size).as_ref();
        let claim = names::kafka::claim(name, pool, first, Some(volume));
        let prefix = claim.trim_end_matches(|c: char| c.is_ascii_digit());
        let size = size.map(|s| s.value.0.clone()).unwrap_or_default();
        rows.push(row("claims", series(prefix, first, count), size));
    }
}

/// What each listener is reached through, and the Service that gives brokers their names.
fn services(name: &str, namespace: &str, kafka: &StrimziKafka, rows: &mut Vec<Row>) {
    for (listener, item) in kafka.listeners.iter() {
        let Some(kind) = strimzi::ListenerType::from_word(item.kind.value.word()) else { continue };
        let service = names::kafka::listener_bootstrap_service(name, listener, kind);
        let port = item.port.value.0;
        let auth = item.authentication.as_ref().map_or("none", |a| a.kind.value.word());
        let tls = if item.tls.value { "yes" } else { "no" };
        rows.push(row(
            "bootstrap Service",
            code(&format!("{service}.{namespace}.svc")),
            format!("listener {}: {port}, TLS {tls}, authentication {auth}", code(listener)),
        ));
        if item.kind.value == ListenerType::Internal {
            continue;
        }
        let brokers =
            kafka.node_pools.iter().filter(|(_, p)| p.roles.iter().any(|r| r.value == Role::Broker));
        for (pool, nodes) in brokers {
            let first = first_id(nodes);
            let one = names::kafka::listener_broker_service(name, pool, first, listener, port);
            let prefix = one.trim_end_matches(|c: char| c.is_ascii_digit());
            let each = series(prefix, first, nodes.replicas.value.0);
            rows.push(row("Service per broker", each, port.to_string()));
        }
    }
    let brokers = match nodes_with(kafka, Role::Broker) {
        1 => "1 broker".to_owned(),
        many => format!("{many} brokers"),
    };
    rows.push(row("headless Service", code(&names::kafka::brokers_service(name)), brokers));
}
