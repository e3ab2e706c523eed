//! Secrets that an external store holds; the others exist already, and PLAN.md lists them.

use super::Plan;
use super::access::secret_name;
use super::labels::Owner;
use crate::blueprint::{ExternalSecret, Item, Secret, SecretSource, SecretType, Shape, Val};
use crate::object::{Node, Object, Tree};
use crate::source::Origin;
use crate::topology::{Credentials, Section, Topology, Trust};
use crate::yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One ExternalSecret per declared secret that is fetched, where the operator that fetches is installed. It goes to
/// the first component, in folder order, of its namespace that uses it; without one, to the cluster's folder.
pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    let fetched: Vec<(&str, &Item<Secret>, &ExternalSecret, &str)> = topology
        .blueprint
        .secrets
        .iter()
        .filter_map(|(name, item)| match &item.source {
            SecretSource::External(source) => Some((name, item, source, cluster(topology, &item.value)?)),
            SecretSource::Existing(_) => None,
        })
        .collect();
    if fetched.is_empty() {
        return;
    }
    let users = users(topology);
    for (name, item, source, kubernetes) in fetched {
        let namespace = &item.namespace.value.0;
        // Kafka that somebody else runs names secrets too, and has no place.
        let here = |component: &str| {
            let place = topology.places.get(component);
            place.is_some_and(|place| place.kubernetes == kubernetes && place.namespace == *namespace)
        };
        let user = users.get(name).into_iter().flatten().find(|(_, component)| here(component));
        match user {
            Some((section, component)) => {
                let owner = Owner::new(topology, *section, component, &item.key);
                plan.add(kubernetes, *section, component, object(&owner, name, item, source));
            }
            None => {
                let owner = Owner::new(topology, Section::Kafka, name, &item.key);
                plan.add_to_cluster(kubernetes, object(&owner, name, item, source));
            }
        }
    }
}

/// The Kubernetes cluster a secret is in, when secrets are fetched there.
fn cluster<'t>(topology: &'t Topology, secret: &Secret) -> Option<&'t str> {
    let clusters = &topology.blueprint.kubernetes;
    let mut names = clusters.names();
    let name = match &secret.kubernetes {
        Some(stated) => clusters.iter().find(|(name, _)| *name == stated.value.0)?.0,
        None => names.next().filter(|_| names.next().is_none())?,
    };
    clusters.get(name)?.operators.as_ref()?.external_secrets.as_ref().map(|_| name)
}

fn object(owner: &Owner<'_>, name: &str, item: &Item<Secret>, source: &ExternalSecret) -> Object {
    let secret = &item.value;
    let kind = secret.kind.as_ref();
    let template = kind.and_then(|kind| {
        let word = match kind.value {
            SecretType::Opaque => return None,
            SecretType::DockerConfigJson => "kubernetes.io/dockerconfigjson",
            SecretType::Tls => "kubernetes.io/tls",
        };
        Some(Tree::new(&kind.origin).put("type", word))
    });
    let target = Tree::new(&item.key).put("template", template);
    let store = Tree::new(&source.store.origin)
        .put_from("kind", "ClusterSecretStore", &Origin::Fixed)
        .put("name", &source.store);
    owner
        .object("external-secrets.io/v1", "ExternalSecret", secret_name(owner.topology, name))
        .namespace(&secret.namespace.value.0, &secret.namespace.origin)
        .from(&item.key)
        .finish(|tree| {
            let spec = Tree::new(&item.key)
                .put("secretStoreRef", store)
                .put("target", target)
                .put("data", entries(secret, source));
            tree.put("spec", spec)
        })
}

/// Which entry of the store each key comes from: one of its own, or a property of the one all share.
fn entries(secret: &Secret, source: &ExternalSecret) -> Vec<Tree> {
    let keys = keys(secret);
    let several = keys.len() > 1;
    keys.iter()
        .map(|key| {
            let remote = Tree::new(&key.origin);
            let own = source.remote_keys.get(&key.value).map(|entry| &entry.value);
            let remote = match (own, &source.remote_key) {
                (Some(own), _) => remote.put("key", own),
                (None, Some(shared)) if several => remote.put("key", shared).put("property", key),
                (None, shared) => remote.put("key", shared),
            };
            Tree::new(&key.origin).put("secretKey", key).put("remoteRef", remote)
        })
        .collect()
}

/// The keys as declared; of the types that have keys of their own, those.
fn keys(secret: &Secret) -> Vec<Val<String>> {
    if !secret.keys.is_empty() {
        return secret.keys.iter().map(|key| key.with(key.value.0.clone())).collect();
    }
    let Some(kind) = &secret.kind else { return Vec::new() };
    let words: &[&str] = match kind.value {
        SecretType::Opaque => &[],
        SecretType::DockerConfigJson => &[".dockerconfigjson"],
        SecretType::Tls => &["tls.crt", "tls.key"],
    };
    words.iter().map(|word| kind.with((*word).to_owned())).collect()
}

/// By secret, the components that name it, in folder order.
fn users(topology: &Topology) -> BTreeMap<String, BTreeSet<(Section, String)>> {
    let blueprint = &topology.blueprint;
    let mut users = BTreeMap::new();
    let mut note = |section, component: &str, node: Option<Node>| {
        let mut found = BTreeSet::new();
        node.iter().for_each(|node| named(node, &mut found));
        for link in topology.links_of(section, component) {
            if let Trust::Secret(secret) = &link.endpoint.trust {
                found.insert(secret.secret.clone());
            }
            match &link.endpoint.credentials {
                Credentials::Password { password, .. } => {
                    found.insert(password.secret.clone());
                }
                Credentials::Certificate { certificate, key } => {
                    found.extend([certificate.secret.clone(), key.secret.clone()]);
                }
                _ => {}
            }
        }
        for secret in found {
            let by: &mut BTreeSet<_> = users.entry(secret).or_default();
            by.insert((section, component.to_owned()));
        }
    };
    for (name, item) in blueprint.kafka.iter() {
        note(Section::Kafka, name, item.value.encode());
    }
    for (name, item) in blueprint.connect.iter() {
        note(Section::Connect, name, item.value.encode());
    }
    for (name, item) in blueprint.bridges.iter() {
        note(Section::Bridges, name, item.value.encode());
    }
    for (name, item) in blueprint.mirrors.iter() {
        note(Section::Mirrors, name, item.value.encode());
    }
    for (name, item) in blueprint.apps.iter() {
        note(Section::Apps, name, item.value.encode());
    }
    let names: BTreeMap<String, &str> =
        blueprint.secrets.names().map(|name| (secret_name(topology, name), name)).collect();
    // What is passed through names the Secret itself, not the entry.
    let by_object: Vec<_> =
        users.iter().filter_map(|(secret, by)| Some((names.get(secret)?.to_string(), by.clone()))).collect();
    for (entry, by) in by_object {
        users.entry(entry).or_default().extend(by);
    }
    users
}

/// Every secret a section names, ours by reference or Kubernetes' by name.
fn named(node: &Node, found: &mut BTreeSet<String>) {
    match &node.value {
        Value::Map(map) => {
            for entry in &map.entries {
                let key = entry.key.text.as_str();
                if matches!(
                    key,
                    "secretRef" | "secretRefs" | "pushSecret" | "imagePullSecrets" | "secret" | "secretName"
                ) {
                    words(&entry.value, found);
                }
                named(&entry.value, found);
            }
        }
        Value::List(items) => items.iter().for_each(|item| named(item, found)),
        _ => {}
    }
}

/// `secret/key`, a name, a list of either, or Kubernetes' `{name: …}`.
fn words(node: &Node, found: &mut BTreeSet<String>) {
    match &node.value {
        Value::String(text) => {
            found.insert(text.split('/').next().unwrap_or(text).to_owned());
        }
        Value::List(items) => items.iter().for_each(|item| words(item, found)),
        Value::Map(map) => map.get("name").into_iter().for_each(|name| words(name, found)),
        _ => {}
    }
}
