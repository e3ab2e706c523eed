//! HDInsight: listeners that Ambari can be told, and addresses that clients can use.

use super::{report, report_as};
use crate::blueprint::{Advertise, ConfigValue, HdInsight, HdInsightListener, Item, Kafka, Protocol};
use crate::diagnostic::{
    BAD_KAFKA_CONFIG_VALUE, BAD_NAME, BAD_PORT, DERIVED_KEY, INTER_BROKER_LISTENER_MISSING,
    KERBEROS_BY_ADDRESS, KERBEROS_CLIENT, LISTENER_FIELD_REFUSED, LISTENER_PROTOCOL_TAKEN, MISSING_KEY,
    SHORT_BROKER_NAME, Severity, Sink,
};
use crate::facts::azure::hdinsight_cluster_name;
use crate::facts::kubernetes::{dns_label, dns_subdomain};
use crate::source::Span;
use crate::topology::{LinkKind, Topology};
use std::collections::BTreeMap;

/// What follows from `listeners`, or would go past it.
const DERIVED: [&str; 7] = [
    "listeners",
    "advertised.listeners",
    "advertised.host.name",
    "advertised.port",
    "host.name",
    "listener.security.protocol.map",
    "port",
];

/// What begins something in a template: Ambari fills in every value of a configuration as one.
const TEMPLATE: [&str; 3] = ["{{", "{%", "{#"];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        let path = format!("kafka/{name}");
        named(&path, cluster, sink);
        listeners(&path, cluster, sink);
        between_brokers(&path, cluster, sink);
        config(&path, cluster, sink);
        advertised(&path, item, cluster, sink);
        brokers(topology, name, item, cluster, sink);
        clients(topology, name, cluster, sink);
    }
}

/// What Strimzi runs logs in by what its objects have a word for.
fn clients(topology: &Topology, name: &str, cluster: &HdInsight, sink: &mut Sink) {
    for link in topology.links_to(name) {
        let Some(listener) = cluster.listeners.get(&link.to.listener) else { continue };
        let operand = match link.kind {
            LinkKind::App | LinkKind::Client => continue,
            LinkKind::Connect => "Kafka Connect",
            LinkKind::Bridge => "its HTTP bridge",
            LinkKind::MirrorSource | LinkKind::MirrorTarget => "MirrorMaker 2",
        };
        if !is_kerberos(listener) {
            continue;
        }
        let message = format!(
            "`{}` connects to `kafka/{name}/listeners/{}`, where clients log in by Kerberos, and Strimzi's objects have no \
             word for that",
            link.path, link.to.listener
        );
        let help = format!(
            "connect {operand} to a listener with `protocol: SSL` or `PLAINTEXT`: Kerberos is for apps that bring a keytab"
        );
        let places = [(link.to.span(), ""), (listener.protocol.span(), "Kerberos")];
        report(sink, &KERBEROS_CLIENT, message, help, &places);
    }
}

/// What has a login on HDInsight has it by Kerberos.
fn is_kerberos(listener: &HdInsightListener) -> bool {
    matches!(listener.protocol.value, Protocol::SaslPlaintext | Protocol::SaslSsl)
}

fn named(path: &str, cluster: &HdInsight, sink: &mut Sink) {
    let Some(stated) = &cluster.cluster_name else { return };
    if let Some(problem) = hdinsight_cluster_name(&stated.value.0) {
        let message =
            format!("`{}` of `{path}` cannot name an HDInsight cluster: it {problem}", &*stated.value.0);
        let help = "copy the name from the portal: it is the first part of the cluster's URL";
        report(sink, &BAD_NAME, message, help, &[(stated.span(), "")]);
    }
}

fn listeners(path: &str, cluster: &HdInsight, sink: &mut Sink) {
    let mut protocols: BTreeMap<Protocol, (&str, Option<Span>)> = BTreeMap::new();
    let mut ports: BTreeMap<u16, (&str, Option<Span>)> = BTreeMap::new();
    for (name, listener) in cluster.listeners.iter() {
        let (protocol, port) = (&listener.protocol, &listener.port);
        if let Some(problem) = dns_label(name) {
            let message =
                format!("`{path}/listeners/{name}` cannot name a folder everywhere: `{name}` {problem}");
            let help = "use lower-case letters, digits and `-`";
            report(sink, &BAD_NAME, message, help, &[(listener.key_span(), "")]);
        }
        let tls = matches!(protocol.value, Protocol::Ssl | Protocol::SaslSsl);
        if let (false, Some(certificate)) = (tls, &listener.trusted_certificate) {
            let message = format!(
                "`{path}/listeners/{name}` has a `trustedCertificate`, and {} has no certificates",
                protocol.value.word()
            );
            let help = "take it out, or give the listener a protocol with TLS";
            let places = [(certificate.origin.span(), ""), (protocol.span(), "no TLS")];
            report(sink, &LISTENER_FIELD_REFUSED, message, help, &places);
        }
        if let Some((other, at)) = protocols.get(&protocol.value) {
            let message = format!(
                "`{path}/listeners/{name}` has the protocol of `{other}`: on HDInsight a listener is called by its \
                 protocol, so that there is one of each"
            );
            let help = "give it another protocol, or take one of the two out";
            let places = [(protocol.span(), ""), (*at, "taken here")];
            report(sink, &LISTENER_PROTOCOL_TAKEN, message, help, &places);
        } else {
            protocols.insert(protocol.value, (name, protocol.span()));
        }
        if let Some((other, at)) = ports.get(&port.value.0) {
            let message = format!("`{path}/listeners/{name}` has the port {} of `{other}`", port.value.0);
            let places = [(port.span(), ""), (*at, "taken here")];
            report(sink, &BAD_PORT, message, "give each listener a port of its own", &places);
        } else {
            ports.insert(port.value.0, (name, port.span()));
        }
    }
}

/// The listener that brokers use among themselves; without it none of them starts.
fn between_brokers(path: &str, cluster: &HdInsight, sink: &mut Sink) {
    let listeners = &cluster.listeners;
    if listeners.is_empty() || listeners.any_broken() {
        return;
    }
    let has = |word: &str| listeners.iter().any(|(_, listener)| listener.protocol.value.word() == word);
    let words: Vec<&str> = listeners.iter().map(|(_, listener)| listener.protocol.value.word()).collect();
    let stated = ["inter.broker.listener.name", "security.inter.broker.protocol"]
        .into_iter()
        .find_map(|key| Some((key, cluster.config.get(key)?)));
    match stated {
        Some((key, entry)) => {
            let ConfigValue::Text(word) = &entry.value else { return };
            if !has(word) {
                let message =
                    format!("brokers of `{path}` talk over `{word}`, and no listener has that protocol");
                let help = format!("write `{key}: {}`, or add a listener", words[0]);
                let places = [(entry.span(), ""), (listeners.origin.as_ref().and_then(|o| o.span()), "")];
                report(sink, &INTER_BROKER_LISTENER_MISSING, message, help, &places);
            }
        }
        None if !has(Protocol::Plaintext.word()) => {
            let message =
                format!("brokers of `{path}` talk over `PLAINTEXT`, and no listener has that protocol");
            let help =
                format!("say what they use: `config: {{security.inter.broker.protocol: {}}}`", words[0]);
            let at = listeners.origin.as_ref().and_then(|origin| origin.span());
            report(sink, &INTER_BROKER_LISTENER_MISSING, message, help, &[(at, "")]);
        }
        None => {}
    }
}

fn config(path: &str, cluster: &HdInsight, sink: &mut Sink) {
    for (key, entry) in &cluster.config.entries {
        if DERIVED.contains(&key.as_str()) {
            let message =
                format!("`{key}` cannot stand in the `config` of `{path}`: it follows from `listeners`");
            report(sink, &DERIVED_KEY, message, format!("take `{key}` out"), &[(entry.key.span(), "")]);
        }
        let text = match &entry.value {
            ConfigValue::Text(text) => text.as_str(),
            _ => "",
        };
        for (what, at) in [(key.as_str(), entry.key.span()), (text, entry.span())] {
            if let Some(mark) = TEMPLATE.iter().find(|mark| what.contains(**mark)) {
                let message = format!(
                    "`{key}` of `{path}/config` holds `{mark}`, which Ambari takes for the beginning of a template"
                );
                report(sink, &BAD_KAFKA_CONFIG_VALUE, message, "write it without", &[(at, "")]);
            } else if what.chars().any(char::is_control) {
                let message =
                    format!("`{key}` of `{path}/config` holds a line break or another control character");
                let help = "write it on one line: Ambari writes a line of `server.properties` with it";
                report(sink, &BAD_KAFKA_CONFIG_VALUE, message, help, &[(at, "")]);
            }
        }
    }
}

fn by_address(listener: &HdInsightListener) -> bool {
    listener.advertise.as_ref().is_none_or(|advertise| advertise.value == Advertise::Ip)
}

fn advertised(path: &str, item: &Item<Kafka>, cluster: &HdInsight, sink: &mut Sink) {
    for (name, listener) in cluster.listeners.iter().filter(|(_, listener)| by_address(listener)) {
        let protocol = &listener.protocol;
        if !is_kerberos(listener) {
            continue;
        }
        let message = format!(
            "`{path}/listeners/{name}` advertises addresses, and {} on HDInsight is Kerberos, which knows brokers by \
             their names only",
            protocol.value.word()
        );
        let help = "write `advertise: hostname`: no ticket is given out for `kafka/10.10.0.5`";
        let stated = listener.advertise.as_ref().and_then(|advertise| advertise.span());
        let places = [(stated.or(listener.key_span()), ""), (protocol.span(), "Kerberos")];
        report(sink, &KERBEROS_BY_ADDRESS, message, help, &places);
    }
    // One that could not be read was reported.
    let needs_subnet = cluster.listeners.iter().find(|(_, listener)| by_address(listener));
    let unreadable = cluster.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if let (Some((name, listener)), None, false) = (needs_subnet, &cluster.subnet, unreadable) {
        let message = format!(
            "`{path}/listeners/{name}` advertises addresses, and which of a host's addresses cannot be told without \
             `subnet`"
        );
        let help =
            "add `subnet: <network>/<subnet>`, the one the brokers are in, or write `advertise: hostname`";
        let places = [(item.key_span(), ""), (listener.key_span(), "advertises addresses")];
        report(sink, &MISSING_KEY, message, help, &places);
    }
}

fn brokers(topology: &Topology, name: &str, item: &Item<Kafka>, cluster: &HdInsight, sink: &mut Sink) {
    let path = format!("kafka/{name}");
    let by_name = cluster.listeners.iter().find(|(_, listener)| !by_address(listener));
    for (broker, entry) in cluster.brokers.iter() {
        if let Some(problem) = dns_subdomain(broker) {
            let message = format!("`{path}/brokers/{broker}` cannot name a host: it {problem}");
            let help = "copy the name from Ambari's hosts page";
            report(sink, &BAD_NAME, message, help, &[(entry.key_span(), "")]);
        }
    }
    if cluster.brokers.is_empty() && !cluster.brokers.any_broken() {
        let Some(link) = topology.links_to(name).next() else { return };
        let message = format!("`{}` connects to `{path}`, which has no `brokers`", link.path);
        let help = "write `brokers: {<host name>: <address>}` as Ambari's hosts page shows them";
        report(sink, &MISSING_KEY, message, help, &[(item.key_span(), ""), (link.span(), "connects")]);
        return;
    }
    let short = cluster.brokers.iter().find(|(broker, _)| !broker.contains('.'));
    if let (Some((listener, stated)), Some((broker, entry))) = (by_name, short) {
        let message = format!(
            "`{path}/listeners/{listener}` advertises host names, which are fully qualified, and `{broker}` is only the \
             first part of one"
        );
        let help = format!(
            "write the whole name, as `hostname -f` says it there: `{broker}.<domain>.internal.cloudapp.net`"
        );
        let places = [(entry.key_span(), ""), (stated.key_span(), "advertises host names")];
        report_as(Severity::Warning, sink, &SHORT_BROKER_NAME, message, help, &places);
    }
}
