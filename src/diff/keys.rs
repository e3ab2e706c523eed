//! By which keys the items of a list are told apart. Source: the list types of the Kubernetes API
//! (`x-kubernetes-list-map-keys`); Strimzi's definitions have none, so these are ours.

use crate::object::Node;

/// What a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Its items are known by these keys; those behind a colon hold where nothing is written.
    Keyed(&'static [(&'static str, &'static str)]),
    /// Its order says nothing.
    Set,
    /// One value, whatever is in it.
    Atomic,
}

const NAME: List = List::Keyed(&[("name", "")]);

/// The list under a key; `above` are the keys on the way there, the nearest last, without items of lists.
pub(super) fn list(kind: &str, above: &[&str], key: &str) -> List {
    let parent = above.last().copied().unwrap_or_default();
    match key {
        "containers"
        | "initContainers"
        | "ephemeralContainers"
        | "env"
        | "schedulingGates"
        | "resourceClaims"
        | "volumes"
            if !(key == "volumes" && parent == "storage") =>
        {
            NAME
        }
        "imagePullSecrets" if kind != "ServiceAccount" => NAME,
        "secrets" if kind == "ServiceAccount" => NAME,
        "ports" if kind == "Service" && parent == "spec" => List::Keyed(&[("port", ""), ("protocol", "TCP")]),
        "ports" if above.iter().any(|key| key.ends_with("ontainers")) => {
            List::Keyed(&[("containerPort", ""), ("protocol", "TCP")])
        }
        "volumeMounts" => List::Keyed(&[("mountPath", "")]),
        "volumeDevices" => List::Keyed(&[("devicePath", "")]),
        "hostAliases" => List::Keyed(&[("ip", "")]),
        "topologySpreadConstraints" => List::Keyed(&[("topologyKey", ""), ("whenUnsatisfiable", "")]),
        "listeners" if kind == "Kafka" => NAME,
        "brokers" if parent == "configuration" => List::Keyed(&[("broker", "")]),
        "volumes" => List::Keyed(&[("id", "")]),
        "plugins" => NAME,
        "versions" if kind == "CustomResourceDefinition" => NAME,
        "mirrors" if kind == "KafkaMirrorMaker2" => {
            List::Keyed(&[("source", "alias"), ("sourceCluster", "")])
        }
        "clusters" if kind == "KafkaMirrorMaker2" => List::Keyed(&[("alias", "")]),
        "acls" if kind == "KafkaUser" => List::Set,
        "finalizers" => List::Set,
        _ => List::Atomic,
    }
}

/// What an item is called by its keys; `None` where it lacks one that has no default.
pub(super) fn label(item: &Node, keys: &[(&str, &str)]) -> Option<String> {
    // A source of MirrorMaker 2 is an object of its own since v1.
    if let [("source", "alias"), (old, _)] = keys {
        let alias = item.get("source").and_then(|source| source.get("alias")).or_else(|| item.get(old));
        return alias.and_then(text);
    }
    let mut label = String::new();
    for (at, (key, default)) in keys.iter().enumerate() {
        let value = match item.get(key).and_then(text) {
            Some(value) => value,
            None if default.is_empty() => return None,
            None => (*default).to_owned(),
        };
        if at > 0 {
            label.push('/');
        }
        label.push_str(&value);
    }
    Some(label)
}

fn text(node: &Node) -> Option<String> {
    match (node.as_str(), node.as_int()) {
        (Some(text), _) => Some(text.to_owned()),
        (_, Some(number)) => Some(number.to_string()),
        _ => None,
    }
}
