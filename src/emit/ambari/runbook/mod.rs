//! `RUNBOOK.md`: the change for a person, by the scripts and by hand in Ambari.

use super::{Cluster, Listener, https, kafka_broker, names, patch};
use crate::blueprint::{Advertise, Protocol};
use crate::emit::markdown::{cell, code, shell};
use crate::emit::shell::Word;
use minijinja::value::Serde;
use minijinja::{Environment, Error, UndefinedBehavior};
use serde::Serialize;

#[derive(Serialize)]
struct Data<'t> {
    name: &'t str,
    #[serde(flatten)]
    server: https::Server,
    host: String,
    ssh: String,
    note: String,
    subnet: String,
    under_replicated: String,
    under_replicated_word: String,
    listeners: Vec<ListenerRow<'t>>,
    settings: Vec<Setting>,
    brokers: Vec<Broker<'t>>,
    first: First<'t>,
    first_broker: &'t str,
    tls_port: u16,
    /// Whether a block goes into the kafka-env template.
    patched: bool,
    names: bool,
    tls: bool,
    tls_by_address: bool,
    kerberos: bool,
    topics: bool,
    coredns: bool,
    private_dns: bool,
}

#[derive(Serialize)]
struct ListenerRow<'t> {
    name: &'t str,
    protocol: &'static str,
    port: u16,
    tells: &'static str,
    bootstrap: String,
}

#[derive(Serialize)]
struct Setting {
    key: String,
    value: String,
}

#[derive(Serialize)]
struct Broker<'t> {
    name: &'t str,
    address: String,
    advertised: String,
}

/// Where a first look from a client goes.
#[derive(Serialize)]
struct First<'t> {
    listener: &'t str,
    host: String,
    port: u16,
}

pub(super) fn text(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let (Some((first_broker, _)), Some(first)) = (cluster.brokers.first(), cluster.easiest()) else {
        return Ok(None);
    };
    let any = |test: &dyn Fn(&Listener<'_>) -> bool| cluster.listeners.iter().any(test);
    let tls = |listener: &Listener<'_>| matches!(listener.protocol, Protocol::Ssl | Protocol::SaslSsl);
    let by_address = |listener: &Listener<'_>| listener.advertise == Advertise::Ip;
    let server = https::Server::of(cluster);
    let data = Data {
        name: cluster.name,
        host: server.host().to_owned(),
        ssh: server.ssh(),
        server,
        note: format!("{}: listeners of {}", cluster.topology.blueprint.metadata.name.value.0, cluster.key),
        subnet: cluster.subnet.map_or_else(String::new, |range| range.to_string()),
        under_replicated_word: Word::new(&under_replicated(cluster, first))?.to_string(),
        under_replicated: under_replicated(cluster, first),
        listeners: cluster.listeners.iter().map(|listener| row(cluster, listener)).collect(),
        settings: kafka_broker::properties(cluster)?
            .into_iter()
            .map(|(key, value)| Setting { key, value: value.as_str().unwrap_or_default().to_owned() })
            .collect(),
        brokers: brokers(cluster),
        first: First {
            listener: first.name,
            host: cluster.told(first, 0).unwrap_or_default(),
            port: first.port,
        },
        first_broker: first_broker.split('.').next().unwrap_or(first_broker),
        tls_port: cluster.listeners.iter().find(|l| tls(l)).map_or(0, |listener| listener.port),
        patched: patch::text(cluster)?.is_some(),
        names: any(&|listener| !by_address(listener)),
        tls: any(&tls),
        tls_by_address: any(&|listener| tls(listener) && by_address(listener)),
        kerberos: any(&|l| matches!(l.protocol, Protocol::SaslPlaintext | Protocol::SaslSsl)),
        topics: !cluster.hdinsight.topics.is_empty(),
        coredns: names::coredns(cluster)?.is_some(),
        private_dns: names::private_dns(cluster)?.is_some(),
    };
    render(data).map(Some).map_err(|error| format!("{error:#}"))
}

fn render(data: Data<'_>) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.add_filter("code", |text: String| cell(&code(&text)));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let page = environment.template_from_str(include_str!("runbook.md.jinja"))?;
    Ok(page.render(Serde(data))? + "\n")
}

fn row<'t>(cluster: &Cluster<'t>, listener: &Listener<'t>) -> ListenerRow<'t> {
    ListenerRow {
        name: listener.name,
        protocol: listener.protocol.word(),
        port: listener.port,
        tells: match listener.advertise {
            Advertise::Ip => "their addresses",
            Advertise::Hostname => "their names",
        },
        bootstrap: cluster.bootstrap(listener),
    }
}

fn brokers<'t>(cluster: &Cluster<'t>) -> Vec<Broker<'t>> {
    let one = |(index, (name, address)): (usize, &(&'t str, std::net::Ipv4Addr))| {
        let told = cluster.listeners.iter().filter_map(|listener| {
            Some(format!(
                "{}://{}:{}",
                listener.protocol.word(),
                cluster.told(listener, index)?,
                listener.port
            ))
        });
        Broker { name, address: address.to_string(), advertised: told.collect::<Vec<_>>().join(",") }
    };
    cluster.brokers.iter().enumerate().map(one).collect()
}

/// On a head node: brokers are reached by address and by name there.
fn under_replicated(cluster: &Cluster<'_>, listener: &Listener<'_>) -> String {
    let config = if listener.protocol == Protocol::Plaintext {
        String::new()
    } else {
        format!(" --command-config {}", shell(&super::client::properties_path(listener)))
    };
    format!(
        "/usr/hdp/current/kafka-broker/bin/kafka-topics.sh --bootstrap-server {}{config} --describe --under-replicated-partitions",
        shell(&cluster.bootstrap(listener))
    )
}
