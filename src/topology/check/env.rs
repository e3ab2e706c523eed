//! What an application's variables can hold.

use crate::blueprint::{App, Meaning};
use crate::diagnostic::{DUPLICATE_VARIABLE, Diagnostic, Sink, VARIABLE_WITHOUT_VALUE};
use crate::source::Span;
use crate::topology::{Credentials, Link, Section, Topology, Trust};
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        once(name, app, sink);
        for link in topology.links_of(Section::Apps, name) {
            answered(topology, app, link, sink);
        }
    }
}

/// The app's own variables and those of all its connections stand in one list.
fn once(name: &str, app: &App, sink: &mut Sink) {
    let own = app
        .env
        .entries
        .iter()
        .map(|(variable, entry)| (variable.as_str(), format!("apps/{name}/env"), entry.key.span()));
    let connected = app.connections.iter().flat_map(|(connection, item)| {
        let path = format!("apps/{name}/connections/{connection}/env");
        item.env.iter().map(move |(variable, word)| (variable, path.clone(), word.key_span()))
    });
    let mut seen: BTreeMap<&str, (String, Option<Span>)> = BTreeMap::new();
    for (variable, path, span) in own.chain(connected) {
        let Some((first, first_span)) = seen.get(variable) else {
            seen.insert(variable, (path, span));
            continue;
        };
        let Some(span) = span else { continue };
        let message = format!("`{variable}` is set by `{first}` and by `{path}`");
        let mut diagnostic = Diagnostic::new(&DUPLICATE_VARIABLE, span, message)
            .help("rename one of them, or take one out: the container sees the last one only");
        if let Some(first_span) = first_span {
            diagnostic = diagnostic.also(*first_span, "the other one");
        }
        sink.push(diagnostic);
    }
}

/// What a word asks for must be something the connection has.
fn answered(topology: &Topology, app: &App, link: &Link, sink: &mut Sink) {
    let Some(connection) = link.connection.as_deref().and_then(|name| app.connections.get(name)) else {
        return;
    };
    // What could not be read is not lacking.
    let unreadable = connection.origin.span().is_some_and(|span| sink.has_error_inside(span));
    for (variable, word) in connection.env.iter() {
        let of_listener =
            !matches!(word.value.value, Meaning::Group | Meaning::ApplicationId | Meaning::StateDir);
        if unreadable && !of_listener {
            continue;
        }
        let Some((lacks, help)) = lack(topology, link, word.value.value) else { continue };
        let Some(span) = word.value.span() else { continue };
        let message =
            format!("`{variable}` asks for `{}`, and `{}` {lacks}", word.value.value.word(), link.path);
        let mut diagnostic = Diagnostic::new(&VARIABLE_WITHOUT_VALUE, span, message).help(help);
        if let Some(to) = link.to.span().filter(|_| of_listener) {
            diagnostic = diagnostic.also(to, "what it connects to");
        }
        sink.push(diagnostic);
    }
}

/// Why a connection has no answer to a word, and what to do about it.
fn lack(topology: &Topology, link: &Link, word: Meaning) -> Option<(String, String)> {
    let endpoint = &link.endpoint;
    let listener = format!("kafka/{}/listeners/{}", link.to.cluster, link.to.listener);
    let own_certificate = topology.strimzi(&link.to.cluster).is_some();
    let out = "take the variable out; an environment does so with `null`".to_owned();
    let password =
        matches!(endpoint.credentials, Credentials::UserPassword { .. } | Credentials::Password { .. });
    match word {
        Meaning::BootstrapHost if endpoint.bootstrap.len() > 1 => Some((
            format!("has {} hosts to begin with", endpoint.bootstrap.len()),
            "write `bootstrapServers`, or the one host as a plain variable under `env`".to_owned(),
        )),
        Meaning::BootstrapPort if different_ports(link) => Some((
            "has several ports to begin with".to_owned(),
            "write `bootstrapServers`, or the one port as a plain variable under `env`".to_owned(),
        )),
        Meaning::SaslMechanism if endpoint.mechanism.is_none() => {
            Some((format!("has none: `{listener}` does not use SASL"), out))
        }
        Meaning::SaslJaasConfig | Meaning::Username if !password => {
            Some((format!("has none: nobody logs in to `{listener}` with a password"), out))
        }
        Meaning::Truststore | Meaning::TruststoreType
            if matches!(endpoint.trust, Trust::None | Trust::Public) =>
        {
            let why = match endpoint.trust {
                Trust::None => format!("has none: `{listener}` is not encrypted"),
                _ if own_certificate => {
                    let why = format!("has none: `{listener}` does not say who signed its certificate");
                    let help = "add `trustedCertificate: {secretRef: …}` to the listener; or take the variable out, \
                                where every client trusts the authority anyway";
                    return Some((why, help.to_owned()));
                }
                _ => format!("needs none: every client trusts the authority behind `{listener}`"),
            };
            Some((why, out))
        }
        Meaning::Group if link.group.is_none() && link.streams.is_none() => {
            Some(("names no group".to_owned(), "name one: `consumes: {topics: […], group: …}`".to_owned()))
        }
        Meaning::ApplicationId if link.streams.is_none() => Some((
            "has no Kafka Streams side".to_owned(),
            "add `streams: {applicationId: …}`, or take the variable out".to_owned(),
        )),
        Meaning::StateDir if link.streams.as_ref().is_none_or(|s| s.state_dir.is_none()) => Some((
            "does not say where Kafka Streams keeps its state".to_owned(),
            "add `stateDir` under `streams`: the mount path of one of the app's volumes".to_owned(),
        )),
        // A client with a certificate has a password too: that of its keystore.
        Meaning::Password
            if !password && !matches!(endpoint.credentials, Credentials::UserCertificate { .. }) =>
        {
            Some((format!("has none: nobody logs in to `{listener}` with a password"), out))
        }
        _ => None,
    }
}

fn different_ports(link: &Link) -> bool {
    let ports = &link.endpoint.bootstrap;
    ports.iter().any(|(_, port)| ports.first().is_some_and(|(_, first)| first != port))
}
