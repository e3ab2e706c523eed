//! `clients/<listener>/…`: what somebody writes to connect, with this cluster's addresses.

use super::{Cluster, Listener};
use crate::blueprint::{Advertise, Protocol};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

#[derive(Serialize)]
struct Data {
    bootstrap: String,
    protocol: &'static str,
    tls: bool,
    kerberos: bool,
    by_address: bool,
}

/// One file of a listener, and whether it makes sense for it.
struct Snippet {
    file: &'static str,
    template: &'static str,
    /// How a value stands in it.
    literal: fn(&str) -> String,
    fits: fn(&Data) -> bool,
}

const SNIPPETS: &[Snippet] = &[
    Snippet {
        file: "bootstrap.env",
        template: include_str!("bootstrap.env.jinja"),
        literal: str::to_owned,
        fits: |_| true,
    },
    Snippet {
        file: "client.properties",
        template: include_str!("client.properties.jinja"),
        literal: str::to_owned,
        fits: |_| true,
    },
    // KafkaJS does not know Kerberos.
    Snippet {
        file: "example.js",
        template: include_str!("example.js.jinja"),
        literal: json,
        fits: |data| !data.kerberos,
    },
    Snippet { file: "example.py", template: include_str!("example.py.jinja"), literal: json, fits: |_| true },
];

/// A string of Python and of JavaScript.
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The `client.properties` of a listener, from the cluster's folder.
pub(super) fn properties_path(listener: &Listener<'_>) -> String {
    format!("{}/client.properties", folder(listener))
}

fn folder(listener: &Listener<'_>) -> String {
    format!("clients/{}", listener.name)
}

/// The files of every listener, by their paths from the cluster's folder; none where no broker is declared.
pub(super) fn files(cluster: &Cluster<'_>) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for listener in cluster.listeners.iter().filter(|_| !cluster.brokers.is_empty()) {
        let data = Data {
            bootstrap: cluster.bootstrap(listener),
            protocol: listener.protocol.word(),
            tls: matches!(listener.protocol, Protocol::Ssl | Protocol::SaslSsl),
            kerberos: matches!(listener.protocol, Protocol::SaslPlaintext | Protocol::SaslSsl),
            by_address: listener.advertise == Advertise::Ip,
        };
        for snippet in SNIPPETS.iter().filter(|snippet| (snippet.fits)(&data)) {
            let text = fill(snippet, &data).map_err(|e| format!("{}: {e:#}", snippet.file))?;
            files.push((format!("{}/{}", folder(listener), snippet.file), text));
        }
    }
    Ok(files)
}

fn fill(snippet: &Snippet, data: &Data) -> Result<String, minijinja::Error> {
    let literal = snippet.literal;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("literal".into()));
    environment.set_formatter(move |out, _, value| {
        write!(out, "{}", literal(value.as_str().unwrap_or_default())).map_err(minijinja::Error::from)
    });
    Ok(environment.template_from_str(snippet.template)?.render(Serde(data))? + "\n")
}
