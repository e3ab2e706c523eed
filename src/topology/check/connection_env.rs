//! Variables of a connection: what a client of its listener cannot do without.

use super::{keystore, report};
use crate::blueprint::{Connection, Meaning};
use crate::diagnostic::{CONNECTION_ENV_INCOMPLETE, Sink};
use crate::topology::{Credentials, Link, Section, Topology, Trust};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for link in topology.links.iter().filter(|link| link.section == Section::Apps) {
        let Some(app) = topology.blueprint.apps.get(&link.owner) else { continue };
        let Some(connection) = link.connection.as_ref().and_then(|name| app.connections.get(name)) else {
            continue;
        };
        incomplete(topology, link, connection, sink);
    }
}

/// A client that is told something, but not all that it needs; one that is told nothing knows by itself.
fn incomplete(topology: &Topology, link: &Link, connection: &Connection, sink: &mut Sink) {
    if connection.env.is_empty() || connection.env.any_broken() {
        return;
    }
    let told =
        |meanings: &[Meaning]| connection.env.iter().any(|(_, item)| meanings.contains(&item.value.value));
    let endpoint = &link.endpoint;
    let mut missing: Vec<&str> = Vec::new();
    if matches!(endpoint.trust, Trust::ClusterCa { .. } | Trust::Secret(_)) && !told(&[Meaning::Truststore]) {
        missing.push("truststore");
    }
    if endpoint.mechanism.is_some() && !told(&[Meaning::SaslMechanism, Meaning::SaslJaasConfig]) {
        missing.push("saslMechanism");
    }
    let password =
        matches!(endpoint.credentials, Credentials::UserPassword { .. } | Credentials::Password { .. });
    if password && !told(&[Meaning::Password, Meaning::SaslJaasConfig]) {
        missing.push("password");
    }
    let certificate =
        matches!(endpoint.credentials, Credentials::UserCertificate { .. } | Credentials::Certificate { .. });
    // What cannot be had is not asked for: then the client is pointed at the files by its own configuration.
    if certificate && keystore::missing(topology, link).is_none() && !told(&[Meaning::Keystore]) {
        missing.push("keystore");
    }
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "no variable of `{}` holds `{}`, which its listener asks for",
        link.path,
        missing.join("` or `")
    );
    let examples: Vec<String> = missing.iter().map(|word| format!("{}: {word}", variable(word))).collect();
    let help = format!("add a variable for each, such as `{}`", examples.join(", "));
    let at = connection.env.origin.as_ref().and_then(crate::source::Origin::span);
    report(sink, &CONNECTION_ENV_INCOMPLETE, message, help, &[(at, ""), (link.to.span(), "the listener")]);
}

/// `saslMechanism` as a variable is usually called.
fn variable(word: &str) -> String {
    word.chars().fold("KAFKA_".to_owned(), |mut name, c| {
        if c.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_uppercase());
        name
    })
}
