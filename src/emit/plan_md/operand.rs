//! What operators make: names and ports, predicted by the same rules the rest of the house uses.

use super::text::{code, codes};
use crate::blueprint::{AppKind, ListenerType, Role, StorageType, StrimziKafka, Switch};
use crate::facts::strimzi::{self, names};
use crate::topology::{Topology, nodes_with};
use serde::Serialize;

/// A component with the table of what becomes of it.
#[derive(Debug, Serialize)]
pub(super) struct Operand {
    title: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    what: &'static str,
    name: String,
    note: String,
}

fn row(what: &'static str, name: String, note: impl Into<String>) -> Row {
    Row { what, name, note: note.into() }
}

/// `a-0`, or `a-0…2` for three of them.
fn series(prefix: &str, first: u32, count: u32) -> String {
    match count {
        0 => "none".into(),
        1 => code(&format!("{prefix}{first}")),
        _ => code(&format!("{prefix}{first}…{}", first + count - 1)),
    }
}

/// Everything on one Kubernetes cluster, in order of installation.
pub(super) fn operands(topology: &Topology, cluster: &str) -> Vec<Operand> {
    let here = |name: &str| topology.places.get(name).is_some_and(|place| place.kubernetes == cluster);
    let mut all = Vec::new();
    for (name, _) in topology.blueprint.kafka.iter().filter(|(name, _)| here(name)) {
        if let Some(kafka) = topology.strimzi(name) {
            all.push(kafka_operand(topology, name, kafka));
        }
    }
    let blueprint = &topology.blueprint;
    for (name, connect) in blueprint.connect.iter().filter(|(name, _)| here(name)) {
        let workers = connect.replicas.as_ref().map_or(1, |r| r.value.0);
        let component = names::connect::component(name);
        let mut rows = vec![
            row("Pods", series(&format!("{component}-"), 0, workers), ""),
            row(
                "Service",
                code(&names::connect::api_service(name)),
                "REST on 8083, open to the operator only",
            ),
        ];
        if connect.build.is_some() {
            rows.push(row("build Pod", code(&names::connect::build(name)), "gone when the image is pushed"));
        }
        all.push(Operand { title: format!("Connect {}", code(name)), rows });
    }
    for (name, bridge) in blueprint.bridges.iter().filter(|(name, _)| here(name)) {
        let port = bridge.http.as_ref().and_then(|h| h.port.as_ref()).map_or(8080, |p| p.value.0);
        let mut rows = vec![
            row("Deployment", code(&names::bridge::component(name)), ""),
            row("Service", code(&names::bridge::service(name)), format!("HTTP on {port}, health on 8081")),
        ];
        if bridge.consumes.is_some() {
            let note =
                format!("HTTP on {port}: the one to call for consuming, since each caller keeps its pod");
            rows.push(row("Service of ours", code(&format!("{name}-sticky")), note));
        }
        all.push(Operand { title: format!("Bridge {}", code(name)), rows });
    }
    for (name, mirror) in blueprint.mirrors.iter().filter(|(name, _)| here(name)) {
        let workers = mirror.replicas.as_ref().map_or(1, |r| r.value.0);
        let component = names::mirror_maker_2::component(name);
        let (from, to) = (&mirror.from.cluster, &mirror.to.cluster);
        let connectors = [
            names::mirror_maker_2::source_connector(from, to),
            names::mirror_maker_2::checkpoint_connector(from, to),
        ];
        let rows = vec![
            row("Pods", series(&format!("{component}-"), 0, workers), ""),
            row(
                "Service",
                code(&names::mirror_maker_2::api_service(name)),
                "REST on 8083, open to the operator only",
            ),
            row("connectors", codes(connectors), ""),
        ];
        all.push(Operand { title: format!("Mirror {}", code(name)), rows });
    }
    for (name, app) in blueprint.apps.iter().filter(|(name, _)| here(name)) {
        if app.kind.value == AppKind::StatefulSet {
            let pods = app.replicas.as_ref().map_or(1, |r| r.value.0);
            let place = topology.place(name);
            let host = format!("<pod>.{name}-headless.{}.svc", place.namespace);
            let mut rows =
                vec![row("Pods", series(&format!("{name}-"), 0, pods), format!("as {}", code(&host)))];
            for (volume, item) in app.volumes.iter().filter(|(_, volume)| volume.size.is_some()) {
                let size = item.size.as_ref().map(|s| s.value.0.clone()).unwrap_or_default();
                rows.push(row("claims", series(&format!("{volume}-{name}-"), 0, pods), size));
            }
            all.push(Operand { title: format!("Application {}", code(name)), rows });
        }
    }
    all
}

fn kafka_operand(topology: &Topology, name: &str, kafka: &StrimziKafka) -> Operand {
    let namespace = &topology.place(name).namespace;
    let mut rows = Vec::new();
    for (pool, item) in kafka.node_pools.iter() {
        let first = item.node_ids.as_ref().map_or(0, |ids| ids.value.first);
        let count = item.replicas.value.0;
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
            let size = match of_volume {
                Some(v) => v.size.as_ref(),
                None => item.storage.size.as_ref(),
            };
            let claim = names::kafka::claim(name, pool, first, Some(volume));
            let prefix = claim.trim_end_matches(|c: char| c.is_ascii_digit());
            rows.push(row(
                "claims",
                series(prefix, first, count),
                size.map(|s| s.value.0.clone()).unwrap_or_default(),
            ));
        }
    }
    for (listener, item) in kafka.listeners.iter() {
        let kind = strimzi::ListenerType::from_word(item.kind.value.word());
        let Some(kind) = kind else { continue };
        let service = names::kafka::listener_bootstrap_service(name, listener, kind);
        let (port, auth) =
            (item.port.value.0, item.authentication.as_ref().map_or("none", |a| a.kind.value.word()));
        let note =
            format!("{port}, TLS {}, authentication {auth}", if item.tls.value { "yes" } else { "no" });
        rows.push(row(
            "bootstrap Service",
            code(&format!("{service}.{namespace}.svc")),
            format!("listener {}: {note}", code(listener)),
        ));
        if item.kind.value != ListenerType::Internal {
            for (pool, nodes) in
                kafka.node_pools.iter().filter(|(_, p)| p.roles.iter().any(|r| r.value == Role::Broker))
            {
                let first = nodes.node_ids.as_ref().map_or(0, |ids| ids.value.first);
                let one = names::kafka::listener_broker_service(name, pool, first, listener, port);
                let prefix = one.trim_end_matches(|c: char| c.is_ascii_digit());
                rows.push(row(
                    "Service per broker",
                    series(prefix, first, nodes.replicas.value.0),
                    format!("{port}"),
                ));
            }
        }
    }
    rows.push(row(
        "headless Service",
        code(&names::kafka::brokers_service(name)),
        match nodes_with(kafka, Role::Broker) {
            1 => "1 broker".to_owned(),
            many => format!("{many} brokers"),
        },
    ));
    rows.push(row("Deployment", code(&names::kafka::entity_operator(name)), "topic and user operators"));
    if kafka.cruise_control.as_ref().and_then(Switch::on).is_some() {
        rows.push(row(
            "Deployment",
            code(&names::kafka::cruise_control(name)),
            "9090, open to the operator only",
        ));
    }
    if kafka.kafka_exporter.as_ref().and_then(Switch::on).is_some() {
        rows.push(row("Deployment", code(&names::kafka::kafka_exporter(name)), "metrics on 9404"));
    }
    rows.push(row(
        "Secret",
        code(&names::kafka::cluster_ca_cert_secret(name)),
        "`ca.crt`: what clients trust",
    ));
    let users: Vec<&str> = topology.links_to(name).filter_map(|link| link.user.as_deref()).collect();
    if !users.is_empty() {
        rows.push(row("Secrets of users", codes(users), format!("in namespace {}", code(namespace))));
    }
    Operand { title: format!("Kafka {}", code(name)), rows }
}
