use super::context::kubectl;
use crate::emit::markdown::{code, codes};
use crate::topology::{Credentials, Link, LinkKind, Topology};
use serde::Serialize;

/// A row of the connections.
#[derive(Debug, Serialize)]
pub(super) struct Connection {
    who: String,
    to: String,
    address: String,
    protocol: String,
    login: String,
    words: String,
}

pub(super) fn connections(topology: &Topology) -> Vec<Connection> {
    topology.links.iter().map(|link| row(topology, link)).collect()
}

fn row(topology: &Topology, link: &Link) -> Connection {
    let endpoint = &link.endpoint;
    let address = match endpoint.servers() {
        servers if servers.is_empty() => external_address(topology, link),
        servers => code(&servers),
    };
    let mechanism = endpoint.mechanism.map(|m| format!(" {}", m.word())).unwrap_or_default();
    let end = if link.kind == LinkKind::MirrorSource { " (reads)" } else { "" };
    Connection {
        who: format!("{}{end}", code(&link.path)),
        to: code(&format!("{}/{}", link.to.cluster, link.to.listener)),
        address,
        protocol: format!("{}{mechanism}", endpoint.protocol.word()),
        login: login(link),
        words: words(link),
    }
}

/// Where the address is one only the installed cluster knows: how to ask for it.
fn external_address(topology: &Topology, link: &Link) -> String {
    let Some(place) = topology.places.get(&link.to.cluster) else { return "not stated".into() };
    let listener = &link.to.listener;
    let path = format!("{{.status.listeners[?(@.name==\"{listener}\")].bootstrapServers}}");
    let command = format!(
        "{} -n {} get kafka {} -o jsonpath='{path}'",
        kubectl(topology, &place.kubernetes),
        place.namespace,
        link.to.cluster
    );
    format!("known once installed: {}", code(&command))
}

fn login(link: &Link) -> String {
    // In another namespace than Kafka's the client reads the copy that a KafkaAccess makes.
    let secret = |user: &str, namespace: &str| {
        let namespace = link.place.as_ref().map_or(namespace, |place| place.namespace.as_str());
        code(&format!("{namespace}/{user}"))
    };
    match &link.endpoint.credentials {
        Credentials::None => "nobody".into(),
        Credentials::UserPassword { user, namespace } => {
            format!("{}, password in Secret {}", code(user), secret(user, namespace))
        }
        Credentials::UserCertificate { user, namespace } => {
            format!("{}, certificate in Secret {}", code(&format!("CN={user}")), secret(user, namespace))
        }
        Credentials::Password { username, password } => {
            format!("{}, password {}", code(username), code(&password.path()))
        }
        Credentials::Certificate { certificate, .. } => format!("certificate {}", code(&certificate.path())),
    }
}

fn words(link: &Link) -> String {
    let mut words = Vec::new();
    if !link.consumes.is_empty() {
        words.push(format!("reads {}", codes(link.consumes.iter().map(|t| &t.value))));
    }
    if !link.produces.is_empty() {
        words.push(format!("writes {}", codes(link.produces.iter().map(|t| &t.value))));
    }
    if let Some(group) = &link.group {
        words.push(format!("group {}", code(group)));
    }
    if let Some(prefix) = &link.group_prefix {
        words.push(format!("groups {}", code(&format!("{}*", prefix.value))));
    }
    if let Some(streams) = &link.streams {
        let id = &streams.application_id.value;
        words.push(format!("group {}, internal topics {}", code(id), code(&format!("{id}-*"))));
    }
    words.join("; ")
}
