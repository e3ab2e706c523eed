//! Kafka that somebody else runs: addresses and credentials that clients can use.

use super::report;
use crate::blueprint::{ExternalAuthType, ExternalAuthentication, ExternalListener, Item, Kafka};
use crate::diagnostic::{BAD_PORT, MISSING_KEY, Sink};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::External(cluster) = &item.value else { continue };
        for (listener, item) in cluster.listeners.iter() {
            let path = format!("kafka/{name}/listeners/{listener}");
            servers(&path, item, sink);
            if let Some(auth) = &item.authentication {
                credentials(&path, auth, sink);
            }
        }
    }
}

/// What cannot be split into host and port would be left out, and clients would have nowhere to go.
fn servers(path: &str, listener: &Item<ExternalListener>, sink: &mut Sink) {
    let unreadable = listener.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if listener.bootstrap_servers.is_empty() && !unreadable {
        let message = format!("`{path}` has no `bootstrapServers`");
        let help = "add them with their ports, such as `bootstrapServers: [\"kafka.example.com:9093\"]`";
        report(sink, &MISSING_KEY, message, help, &[(listener.key_span(), "")]);
    }
    for server in &listener.bootstrap_servers {
        let text = server.value.as_str();
        let sound = text.rsplit_once(':').is_some_and(|(host, port)| {
            let plain = !host.is_empty() && !host.contains(['/', ',']) && !host.contains(char::is_whitespace);
            plain && port.parse::<u16>().is_ok_and(|port| port > 0)
        });
        if !sound {
            let message = format!("`{text}` in `{path}/bootstrapServers` is not a host and a port");
            let help = "write one host and one port per entry, such as `kafka.example.com:9093`";
            report(sink, &BAD_PORT, message, help, &[(server.span(), "")]);
        }
    }
}

/// Half a login is left out as a whole.
fn credentials(path: &str, auth: &ExternalAuthentication, sink: &mut Sink) {
    let wanted = match auth.kind.value {
        ExternalAuthType::Tls => [("certificate", auth.certificate.is_some()), ("key", auth.key.is_some())],
        ExternalAuthType::Plain | ExternalAuthType::ScramSha256 | ExternalAuthType::ScramSha512 => {
            [("username", auth.username.is_some()), ("password", auth.password.is_some())]
        }
    };
    let missing: Vec<&str> = wanted.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    let unreadable = auth.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if !missing.is_empty() && !unreadable {
        let word = auth.kind.value.word();
        let message =
            format!("the authentication of `{path}` is `{word}` and lacks `{}`", missing.join("`, `"));
        let help = "add what clients log in with; what is secret as `{secretRef: <secret>/<key>}`";
        report(sink, &MISSING_KEY, message, help, &[(auth.kind.span(), "")]);
    }
}
