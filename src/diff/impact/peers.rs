//! Peers of a NetworkPolicy, as a listener of Kafka names them too.

use super::listing::joined;
use crate::diff::Cx;
use crate::object::Node;

/// A peer in words: a range as such, pods by their labels.
pub(super) fn peer(node: &Node) -> String {
    let range = node.get("ipBlock").filter(|block| block.get("except").is_none());
    match range.and_then(|block| block.get("cidr")).and_then(Node::as_str) {
        Some(range) => format!("`{range}`"),
        None => {
            pods(node).unwrap_or_else(|| format!("`{}`", crate::diff::shown::value("NetworkPolicy", node)))
        }
    }
}

/// Pods by what selects them: `pods of `billing` in namespace `apps``.
fn pods(peer: &Node) -> Option<String> {
    let labels = |key: &str| -> Option<Vec<(&str, &str)>> {
        let selector = peer.get(key)?.as_map()?;
        let only = selector.entries.iter().all(|entry| entry.key.text == "matchLabels");
        let map = selector.get("matchLabels").filter(|_| only)?.as_map()?;
        map.entries.iter().map(|entry| Some((entry.key.text.as_str(), entry.value.as_str()?))).collect()
    };
    let listed = |labels: &[(&str, &str)]| {
        joined(&labels.iter().map(|(key, value)| format!("`{key}={value}`")).collect::<Vec<_>>())
    };
    fn named<'n>(labels: &[(&str, &'n str)], key: &str) -> Option<&'n str> {
        labels.iter().find(|(own, _)| *own == key).map(|(_, value)| *value)
    }
    let of = match labels("podSelector") {
        None if peer.get("podSelector").is_some() => return None,
        None => "all pods".to_owned(),
        Some(own) => match named(&own, "app.kubernetes.io/name") {
            Some(name) => format!("pods of `{name}`"),
            None => format!("pods with {}", listed(&own)),
        },
    };
    let place = match labels("namespaceSelector") {
        None if peer.get("namespaceSelector").is_some() => return None,
        None => String::new(),
        Some(own) => match named(&own, "kubernetes.io/metadata.name") {
            Some(name) => format!(" in namespace `{name}`"),
            None => format!(" in namespaces with {}", listed(&own)),
        },
    };
    Some(of + &place)
}

/// Whether a peer selected pods that go with this same change: they lose nothing.
pub(super) fn is_of_nobody(cx: &Cx<'_>, peer: &Node) -> bool {
    let labels = peer.get("podSelector").and_then(|selector| selector.get("matchLabels"));
    let Some(labels) = labels.and_then(Node::as_map).filter(|map| !map.is_empty()) else { return false };
    let selects = |member: &crate::diff::Member| {
        let own = member.object.at("spec/template/metadata/labels");
        // The operator's pods are known by the resource they are of.
        let said = |key: &str| labels.get(key).and_then(Node::as_str);
        if let (Some(kind), Some(name)) = (said("strimzi.io/kind"), said("strimzi.io/cluster")) {
            return member.object.gvk.kind == kind && member.object.name == name;
        }
        labels.entries.iter().all(|label| {
            let value = own.and_then(|own| own.get(&label.key.text)).and_then(Node::as_str);
            value.is_some() && value == label.value.as_str()
        })
    };
    cx.before.members.iter().any(selects) && !cx.after.members.iter().any(selects)
}
