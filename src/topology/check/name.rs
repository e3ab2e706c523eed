//! Names that are taken by the operators, and names that become too long.

use super::{component_span, report, strimzi_clusters};
use crate::blueprint::{AppKind, ListenerType};
use crate::diagnostic::{NAME_TOO_LONG, RESERVED_NAME, Sink};
use crate::facts::kubernetes::{POD_NAME_LIMIT, STATEFUL_SET_NAME_LIMIT};
use crate::facts::strimzi::{Operand, TLS_USER_NAME_LIMIT, names, reserved_names};
use crate::source::Span;
use crate::topology::{Credentials, Section, Topology, object_name};
use std::collections::{BTreeMap, BTreeSet};

/// The longest value of a label.
const LABEL_LIMIT: usize = 63;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    reserved(topology, sink);
    for (cluster, item, kafka) in strimzi_clusters(topology) {
        for (pool, node_pool) in kafka.node_pools.iter() {
            let Some(ids) = &node_pool.node_ids else { continue };
            let pod = names::kafka::pod(cluster, pool, ids.last);
            let path = format!("kafka/{cluster}/nodePools/{pool}");
            let at = [(node_pool.key_span(), ""), (item.key_span(), "begins with this")];
            too_long(&path, "pod", &pod, POD_NAME_LIMIT, &at, sink);
            for (listener, item) in
                kafka.listeners.iter().filter(|(_, item)| item.kind.value != ListenerType::Internal)
            {
                let port = item.port.value.0;
                let service = names::kafka::listener_broker_service(cluster, pool, ids.last, listener, port);
                let at = [(item.key_span(), ""), (node_pool.key_span(), "holds this")];
                too_long(
                    &format!("{path} and its listener {listener}"),
                    "Service",
                    &service,
                    LABEL_LIMIT,
                    &at,
                    sink,
                );
            }
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let path = format!("apps/{name}");
        let at = [(app.key_span(), "")];
        if app.kind.value == AppKind::StatefulSet {
            too_long(&path, "StatefulSet", name, STATEFUL_SET_NAME_LIMIT, &at, sink);
        } else {
            too_long(&path, "label", name, LABEL_LIMIT, &at, sink);
        }
    }
    let blueprint = &topology.blueprint;
    for (name, item) in blueprint.connect.iter() {
        let pod =
            names::connect::pod(name, item.replicas.as_ref().map_or(0, |r| r.value.0.saturating_sub(1)));
        too_long(&format!("connect/{name}"), "pod", &pod, POD_NAME_LIMIT, &[(item.key_span(), "")], sink);
    }
    for (name, item) in blueprint.mirrors.iter() {
        let replicas = item.replicas.as_ref().map_or(0, |r| r.value.0.saturating_sub(1));
        let pod = names::mirror_maker_2::pod(name, replicas);
        too_long(&format!("mirrors/{name}"), "pod", &pod, POD_NAME_LIMIT, &[(item.key_span(), "")], sink);
    }
    for (name, item) in blueprint.bridges.iter() {
        let service = names::bridge::service(name);
        too_long(
            &format!("bridges/{name}"),
            "Service",
            &service,
            LABEL_LIMIT,
            &[(item.key_span(), "")],
            sink,
        );
    }
    for link in &topology.links {
        if let (Credentials::UserCertificate { .. }, Some(user)) = (&link.endpoint.credentials, &link.user) {
            too_long(&link.path, "KafkaUser", user, TLS_USER_NAME_LIMIT, &[(link.span(), "")], sink);
        }
    }
}

fn too_long(path: &str, what: &str, name: &str, limit: usize, at: &[(Option<Span>, &str)], sink: &mut Sink) {
    if name.len() > limit {
        let message = format!(
            "a {what} called `{name}` follows from `{path}`, and its {} characters are more than {limit}",
            name.len()
        );
        let help = format!("make the name {} characters shorter", name.len() - limit);
        report(sink, &NAME_TOO_LONG, message, help, at);
    }
}

/// What stands where: Kubernetes cluster, namespace, kind, name.
type Key<'t> = (&'t str, &'t str, &'static str, String);

fn reserved(topology: &Topology, sink: &mut Sink) {
    let mut taken: BTreeMap<Key<'_>, (&str, Option<Span>)> = BTreeMap::new();
    for (name, place) in &topology.places {
        let operand = match place.section {
            Section::Kafka => Operand::Kafka,
            Section::Connect => Operand::KafkaConnect,
            Section::Bridges => Operand::KafkaBridge,
            Section::Mirrors => Operand::KafkaMirrorMaker2,
            Section::Apps | Section::Clients => continue,
        };
        for object in reserved_names(operand, name, &place.namespace) {
            let key = (place.kubernetes.as_str(), place.namespace.as_str(), object.kind, object.name);
            taken.insert(key, (name, component_span(topology, place.section, name)));
        }
    }
    let mut clash = |key: Key<'_>, path: &str, at: Option<Span>| {
        let Some((owner, owner_at)) = taken.get(&key) else { return };
        let (kind, name) = (key.2, &key.3);
        let message = format!("`{path}` becomes a {kind} called `{name}`, which Strimzi makes for `{owner}`");
        let help = "rename one of them: each would overwrite the other";
        report(sink, &RESERVED_NAME, message, help, &[(at, ""), (*owner_at, "makes one of that name")]);
    };
    let mut users: BTreeSet<(&str, &str)> = BTreeSet::new();
    for link in &topology.links {
        let (Some(user), Some(home)) = (&link.user, topology.places.get(&link.to.cluster)) else { continue };
        if users.insert((&link.to.cluster, user)) {
            clash((&home.kubernetes, &home.namespace, "Secret", object_name(user)), &link.path, link.span());
        }
    }
    for (name, secret) in topology.blueprint.secrets.iter() {
        let Some(kubernetes) = &secret.kubernetes else { continue };
        let (stated, at) = match &secret.name {
            Some(stated) => (stated.value.0.clone(), stated.span()),
            None => (object_name(name), secret.key_span()),
        };
        let key = (&*kubernetes.value.0, &*secret.namespace.value.0, "Secret", stated);
        clash(key, &format!("secrets/{name}"), at);
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let Some(place) = topology.places.get(name) else { continue };
        for kind in ["ServiceAccount", "Service"] {
            if kind == "Service" && app.service.is_none() {
                continue;
            }
            let key = (place.kubernetes.as_str(), place.namespace.as_str(), kind, object_name(name));
            clash(key, &format!("apps/{name}"), app.key_span());
        }
    }
}
