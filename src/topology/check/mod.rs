//! What the blueprint alone shows cannot work.

mod across;
mod addresses;
mod advertised;
mod aks;
mod authority;
mod azure;
mod build;
mod capacity;
mod connection_env;
mod connector;
mod credentials;
mod env;
mod external;
mod gateway;
mod hdinsight;
mod hdinsight_node;
mod heap;
mod helm;
mod image;
mod joined;
mod kafka_config;
mod keystore;
mod listener;
mod meeting;
mod mirror;
mod name;
mod network;
mod node_pool;
mod object_name;
mod plain_text;
mod pod_label;
mod port;
mod reference;
mod replication;
mod resources;
mod rights;
mod secret;
mod security;
mod service;
mod storage;
mod subnet_use;
mod super_user;
mod topic_name;
mod volume;
mod volume_name;
mod watched;
mod way;
mod way_in;
mod window;

pub use across::across;

use super::{Section, Topology};
use crate::blueprint::{Item, Kafka, StrimziKafka};
use crate::diagnostic::{Code, Diagnostic, Severity, Sink};
use crate::source::{Origin, Span};
use std::collections::BTreeSet;

/// Reports everything that cannot work.
pub(super) fn all(topology: &Topology, sink: &mut Sink) {
    let uncounted = uncounted(topology, sink);
    network::check(topology, sink);
    azure::check(topology, sink);
    gateway::check(topology, sink);
    joined::check(topology, sink);
    addresses::check(topology, sink);
    aks::check(topology, sink);
    subnet_use::check(topology, sink);
    security::check(topology, sink);
    meeting::check(topology, sink);
    way::check(topology, sink);
    reference::check(topology, sink);
    secret::check(topology, sink);
    env::check(topology, sink);
    keystore::check(topology, sink);
    pod_label::check(topology, sink);
    service::check(topology, sink);
    volume_name::check(topology, sink);
    listener::check(topology, sink);
    node_pool::check(topology, &uncounted, sink);
    storage::check(topology, sink);
    capacity::check(topology, sink);
    replication::check(topology, &uncounted, sink);
    watched::check(topology, sink);
    credentials::check(topology, sink);
    build::check(topology, sink);
    kafka_config::check(topology, sink);
    connector::check(topology, sink);
    volume::check(topology, sink);
    port::check(topology, sink);
    image::check(topology, sink);
    resources::check(topology, sink);
    heap::check(topology, sink);
    connection_env::check(topology, sink);
    name::check(topology, sink);
    object_name::check(topology, sink);
    mirror::check(topology, sink);
    advertised::check(topology, sink);
    external::check(topology, sink);
    hdinsight::check(topology, sink);
    hdinsight_node::check(topology, sink);
    topic_name::check(topology, sink);
    plain_text::check(topology, sink);
    way_in::check(topology, sink);
    authority::check(topology, sink);
    window::check(topology, sink);
    super_user::check(topology, sink);
    rights::check(topology, sink);
}

/// The Strimzi clusters some of whose node pools could not be read: how many nodes they have is not known.
fn uncounted<'t>(topology: &'t Topology, sink: &Sink) -> BTreeSet<&'t str> {
    let unreadable = |cluster: &StrimziKafka| {
        let pools = &cluster.node_pools;
        pools.any_broken()
            || pools.origin.as_ref().and_then(Origin::span).is_some_and(|at| sink.has_error_inside(at))
    };
    strimzi_clusters(topology).filter(|(_, _, cluster)| unreadable(cluster)).map(|(name, ..)| name).collect()
}

/// A place that has a part in the matter, when somebody wrote it, with what is to be said of it.
type At<'t> = (Option<Span>, &'t str);

/// Reports at the first place that somebody wrote; the others explain it.
fn report(sink: &mut Sink, code: &'static Code, message: String, help: impl Into<String>, places: &[At<'_>]) {
    report_as(code.severity, sink, code, message, help, places);
}

/// The same, of another severity than the code's own.
fn report_as(
    severity: Severity,
    sink: &mut Sink,
    code: &'static Code,
    message: String,
    help: impl Into<String>,
    places: &[At<'_>],
) {
    let mut written = places.iter().filter_map(|(span, text)| Some(((*span)?, *text)));
    let Some((span, text)) = written.next() else {
        sink.push(Diagnostic::without_place(code, message).help(help).severity(severity));
        return;
    };
    let mut diagnostic = Diagnostic::new(code, span, message).here(text).help(help).severity(severity);
    for (other, text) in written {
        if diagnostic.labels.iter().all(|label| label.span != other) {
            diagnostic = diagnostic.also(other, text);
        }
    }
    sink.push(diagnostic);
}

/// Where the name of a component stands.
fn component_span(topology: &Topology, section: Section, name: &str) -> Option<Span> {
    let blueprint = &topology.blueprint;
    match section {
        Section::Kafka => blueprint.kafka.get(name)?.key_span(),
        Section::Connect => blueprint.connect.get(name)?.key_span(),
        Section::Bridges => blueprint.bridges.get(name)?.key_span(),
        Section::Mirrors => blueprint.mirrors.get(name)?.key_span(),
        Section::Apps => blueprint.apps.get(name)?.key_span(),
        Section::Clients => None,
    }
}

/// The clusters that Strimzi runs.
fn strimzi_clusters(topology: &Topology) -> impl Iterator<Item = (&str, &Item<Kafka>, &StrimziKafka)> {
    topology.blueprint.kafka.iter().filter_map(|(name, item)| match &item.value {
        Kafka::Strimzi(cluster) => Some((name, item, cluster)),
        Kafka::HdInsight(_) | Kafka::External(_) => None,
    })
}
