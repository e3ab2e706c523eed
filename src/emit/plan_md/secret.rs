use crate::blueprint::{ConfigValue, Item, Secret, SecretSource, SecretType};
use crate::emit::markdown::{code, codes, shell};
use crate::topology::{Credentials, Topology, Trust};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    let made: Vec<_> = made(topology, cluster).collect();
    let users = if made.is_empty() { Users::new() } else { users(topology) };
    made.into_iter().map(|(entry, secret)| row(entry, secret, users.get(entry), kubectl)).collect()
}

/// Whether there are any.
pub(super) fn any_secrets(topology: &Topology, cluster: &str) -> bool {
    made(topology, cluster).next().is_some()
}

fn made<'t>(topology: &'t Topology, cluster: &str) -> impl Iterator<Item = (&'t str, &'t Item<Secret>)> {
    let fetches = topology
        .blueprint
        .kubernetes
        .get(cluster)
        .is_some_and(|c| c.operators.as_ref().is_some_and(|o| o.external_secrets.is_some()));
    topology
        .blueprint
        .secrets
        .iter()
        .filter(move |(_, secret)| secret.kubernetes.as_ref().is_none_or(|k| k.value.0 == cluster))
        .filter(move |(_, secret)| !fetches || matches!(secret.source, SecretSource::Existing(_)))
}

fn row(entry: &str, secret: &Secret, used: Option<&BTreeSet<String>>, kubectl: &str) -> SecretRow {
    let name = secret.name.as_ref().map_or(entry, |n| n.value.0.as_str());
    let keys: Vec<&str> = secret.keys.iter().map(|k| k.value.0.as_str()).collect();
    SecretRow {
        name: code(name),
        namespace: code(&secret.namespace.value.0),
        keys: match secret.kind.as_ref().map(|k| k.value) {
            Some(SecretType::DockerConfigJson) => code(".dockerconfigjson"),
            Some(SecretType::Tls) => codes(["tls.crt", "tls.key"]),
            Some(SecretType::Opaque) | None => codes(&keys),
        },
        used: used.map_or_else(|| "nothing".into(), codes),
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

/// The components that need each declared secret.
type Users<'t> = BTreeMap<&'t str, BTreeSet<String>>;

fn users(topology: &Topology) -> Users<'_> {
    let mut users = Users::new();
    for (name, connect) in topology.blueprint.connect.iter() {
        let pushed = connect.build.as_ref().and_then(|build| build.push_secret.as_ref());
        for secret in pushed.into_iter().chain(&connect.image_pull_secrets) {
            add(&mut users, &secret.value.0, || format!("connect/{name}"));
        }
        for (connector, item) in connect.connectors.iter() {
            for secret in item.config.entries.values().flat_map(|entry| named(&entry.value)) {
                add(&mut users, secret, || format!("connect/{name}/connectors/{connector}"));
            }
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let pulled = app.image_pull_secrets.iter().map(|secret| secret.value.0.as_str());
        for secret in pulled.chain(app.env.entries.values().flat_map(|entry| named(&entry.value))) {
            add(&mut users, secret, || format!("apps/{name}"));
        }
    }
    for link in &topology.links {
        let endpoint = &link.endpoint;
        let trusted = match &endpoint.trust {
            Trust::Secret(secret) => Some(secret),
            _ => None,
        };
        let proves = match &endpoint.credentials {
            Credentials::Password { password, .. } => vec![password],
            Credentials::Certificate { certificate, key } => vec![certificate, key],
            _ => Vec::new(),
        };
        for reference in trusted.into_iter().chain(proves) {
            add(&mut users, &reference.secret, || link.path.clone());
        }
    }
    users
}

fn add<'t>(users: &mut Users<'t>, secret: &'t str, user: impl FnOnce() -> String) {
    users.entry(secret).or_default().insert(user());
}

/// The secrets that a value names.
fn named(value: &ConfigValue) -> impl Iterator<Item = &str> {
    let references = match value {
        ConfigValue::Secret(secret) => std::slice::from_ref(secret),
        ConfigValue::Format { secrets, .. } => secrets.as_slice(),
        _ => &[],
    };
    references.iter().map(|reference| reference.secret.as_str())
}
