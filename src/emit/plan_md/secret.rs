use crate::blueprint::{ConfigValue, Secret, SecretSource, SecretType};
use crate::emit::markdown::{code, codes, shell};
use crate::topology::Topology;
use serde::Serialize;
use std::collections::BTreeSet;

/// A Secret somebody makes.
#[derive(Debug, Serialize)]
pub(super) struct SecretRow {
    name: String,
    namespace: String,
    keys: String,
    used: String,
    command: String,
}

/// The Secrets of one Kubernetes cluster that no operator fetches.
pub(super) fn secrets(topology: &Topology, cluster: &str, kubectl: &str) -> Vec<SecretRow> {
    let fetches = topology
        .blueprint
        .kubernetes
        .get(cluster)
        .is_some_and(|c| c.operators.as_ref().is_some_and(|o| o.external_secrets.is_some()));
    topology
        .blueprint
        .secrets
        .iter()
        .filter(|(_, secret)| secret.kubernetes.as_ref().is_none_or(|k| k.value.0 == cluster))
        .filter(|(_, secret)| !fetches || matches!(secret.source, SecretSource::Existing(_)))
        .map(|(entry, secret)| row(topology, entry, secret, kubectl))
        .collect()
}

fn row(topology: &Topology, entry: &str, secret: &Secret, kubectl: &str) -> SecretRow {
    let name = secret.name.as_ref().map_or(entry, |n| n.value.0.as_str());
    let keys: Vec<&str> = secret.keys.iter().map(|k| k.value.0.as_str()).collect();
    let used = users(topology, entry);
    SecretRow {
        name: code(name),
        namespace: code(&secret.namespace.value.0),
        keys: match secret.kind.as_ref().map(|k| k.value) {
            Some(SecretType::DockerConfigJson) => code(".dockerconfigjson"),
            Some(SecretType::Tls) => codes(["tls.crt", "tls.key"]),
            Some(SecretType::Opaque) | None => codes(&keys),
        },
        used: if used.is_empty() { "nothing".into() } else { codes(used) },
        command: command(name, secret, &keys, kubectl),
    }
}

/// Values are read from files: none stands in a history or in this page.
fn command(name: &str, secret: &Secret, keys: &[&str], kubectl: &str) -> String {
    let (name, namespace) = (shell(name), shell(&secret.namespace.value.0));
    match secret.kind.as_ref().map(|k| k.value) {
        Some(SecretType::DockerConfigJson) => format!(
            "{kubectl} -n {namespace} create secret generic {name} --type kubernetes.io/dockerconfigjson \
             --from-file .dockerconfigjson=./config.json"
        ),
        Some(SecretType::Tls) => {
            format!("{kubectl} -n {namespace} create secret tls {name} --cert ./tls.crt --key ./tls.key")
        }
        Some(SecretType::Opaque) | None => {
            let files: String = keys
                .iter()
                .map(|key| format!(" --from-file {}", shell(&format!("{key}=./{name}.{key}"))))
                .collect();
            format!("{kubectl} -n {namespace} create secret generic {name}{files}")
        }
    }
}

/// The components that need a declared secret.
fn users(topology: &Topology, entry: &str) -> BTreeSet<String> {
    let mut users = BTreeSet::new();
    let names = |value: &ConfigValue| match value {
        ConfigValue::Secret(secret) => secret.secret == entry,
        ConfigValue::Format { secrets, .. } => secrets.iter().any(|s| s.secret == entry),
        _ => false,
    };
    for (name, connect) in topology.blueprint.connect.iter() {
        let pushes =
            connect.build.as_ref().and_then(|b| b.push_secret.as_ref()).is_some_and(|s| s.value.0 == entry);
        if pushes || connect.image_pull_secrets.iter().any(|s| s.value.0 == entry) {
            users.insert(format!("connect/{name}"));
        }
        for (connector, item) in connect.connectors.iter() {
            if item.config.entries.values().any(|e| names(&e.value)) {
                users.insert(format!("connect/{name}/connectors/{connector}"));
            }
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let pulls = app.image_pull_secrets.iter().any(|s| s.value.0 == entry);
        if pulls || app.env.entries.values().any(|e| names(&e.value)) {
            users.insert(format!("apps/{name}"));
        }
    }
    for link in &topology.links {
        use crate::topology::{Credentials, Trust};
        let endpoint = &link.endpoint;
        let trusted = matches!(&endpoint.trust, Trust::Secret(s) if s.secret == entry);
        let proves = match &endpoint.credentials {
            Credentials::Password { password, .. } => password.secret == entry,
            Credentials::Certificate { certificate, key } => {
                certificate.secret == entry || key.secret == entry
            }
            _ => false,
        };
        if trusted || proves {
            users.insert(link.path.clone());
        }
    }
    users
}
