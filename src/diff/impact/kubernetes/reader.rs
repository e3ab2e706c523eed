//! Who reads a ConfigMap or Secret, and how.

use super::pods;
use crate::diff::{Cx, Member, Pair};
use crate::lint::view::{containers, pod};
use crate::object::{Node, Object};
use std::collections::BTreeSet;

/// How a pod has what is in a ConfigMap or Secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// As files of a volume, which are renewed.
    Files,
    /// As a file mounted by `subPath`, which is not.
    SubPath,
    /// As variables.
    Variables,
}

/// Kinds whose pods stay as long as nothing restarts them.
const STAYING: [&str; 4] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/// What restarts pods by itself when their configuration changes.
const RELOADER: &str = "reloader.stakater.com/";

/// The workloads that stay as they are and read some keys of a ConfigMap or Secret, each with its ways.
pub(super) fn readers<'a>(
    cx: &Cx<'a>,
    config: &Pair<'_>,
    keys: &BTreeSet<&str>,
) -> Vec<(&'a Pair<'a>, BTreeSet<Way>)> {
    let Some(member) = config.after else { return Vec::new() };
    if reloads(member) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for pair in cx.naming(&member.object).filter(|pair| STAYING.contains(&pair.kind())) {
        let (Some(_), Some(after)) = (pair.before, pair.after) else { continue };
        if !beside(after, member) || reloads(after) || pair.at("spec/template/**").next().is_some() {
            continue;
        }
        let ways = ways(after, member, keys);
        if !ways.is_empty() {
            found.push((pair, ways));
        }
    }
    found
}

/// Whether a workload reads a ConfigMap or Secret at all.
pub(super) fn reads(workload: &Member, config: &Member) -> bool {
    beside(workload, config) && !ways(workload, config, &BTreeSet::new()).is_empty()
}

fn beside(one: &Member, other: &Member) -> bool {
    one.is_beside(other) && one.object.namespace == other.object.namespace
}

fn reloads(member: &Member) -> bool {
    let annotations = member.object.at("metadata/annotations").and_then(Node::as_map).into_iter();
    annotations.flat_map(|map| &map.entries).any(|entry| entry.key.text.contains(RELOADER))
}

/// The ConfigMaps and Secrets an object's pods name, whatever for; some more than once.
pub(in crate::diff) fn configs(object: &Object) -> Vec<(&'static str, &str)> {
    let Some(pod) = pod(object) else { return Vec::new() };
    let mut named = Vec::new();
    for volume in list(pod.spec, "volumes") {
        named.extend(name(volume, "ConfigMap", "configMap", "name"));
        named.extend(name(volume, "Secret", "secret", "secretName"));
        for source in volume.get("projected").into_iter().flat_map(|node| list(node, "sources")) {
            named.extend(name(source, "ConfigMap", "configMap", "name"));
            named.extend(name(source, "Secret", "secret", "name"));
        }
    }
    for container in containers(pod.spec) {
        for source in list(container, "envFrom") {
            named.extend(name(source, "ConfigMap", "configMapRef", "name"));
            named.extend(name(source, "Secret", "secretRef", "name"));
        }
        for from in list(container, "env").filter_map(|variable| variable.get("valueFrom")) {
            named.extend(name(from, "ConfigMap", "configMapKeyRef", "name"));
            named.extend(name(from, "Secret", "secretKeyRef", "name"));
        }
    }
    named
}

fn list<'o>(node: &'o Node, key: &str) -> impl Iterator<Item = &'o Node> + use<'o> {
    node.get(key).and_then(Node::as_list).into_iter().flatten()
}

fn name<'o>(node: &'o Node, kind: &'static str, of: &str, key: &str) -> Option<(&'static str, &'o str)> {
    Some((kind, node.get(of)?.get(key)?.as_str()?))
}

/// How the pods of a workload have some keys; all keys where none is named.
fn ways(workload: &Member, config: &Member, keys: &BTreeSet<&str>) -> BTreeSet<Way> {
    let mut ways = BTreeSet::new();
    let Some(pod) = pod(&workload.object) else { return ways };
    let (secret, name) = (config.object.gvk.kind == "Secret", config.object.name.as_str());
    let wanted = |key: Option<&str>| keys.is_empty() || key.is_none_or(|key| keys.contains(key));
    let is = |node: Option<&Node>, key: &str| node.and_then(|node| node.get(key)?.as_str()) == Some(name);
    let items = |node: &Node| {
        let items = node.get("items").and_then(Node::as_list);
        items.is_none_or(|items| items.iter().any(|item| wanted(item.get("key").and_then(Node::as_str))))
    };
    let volumes = pod.spec.get("volumes").and_then(Node::as_list).into_iter().flatten();
    let mounted: BTreeSet<&str> = volumes
        .filter(|volume| {
            let projected = volume.get("projected").and_then(|node| node.get("sources")?.as_list());
            let (kind, field) = if secret { ("secret", "secretName") } else { ("configMap", "name") };
            let whole = volume.get(kind).is_some_and(|source| is(Some(source), field) && items(source));
            whole
                || projected.into_iter().flatten().any(|source| {
                    source.get(kind).is_some_and(|source| is(Some(source), "name") && items(source))
                })
        })
        .filter_map(|volume| volume.get("name")?.as_str())
        .collect();
    for container in containers(pod.spec) {
        let list = |key: &str| container.get(key).and_then(Node::as_list).into_iter().flatten();
        for mount in list("volumeMounts") {
            if mount.get("name").and_then(Node::as_str).is_some_and(|name| mounted.contains(name)) {
                let one = mount.get("subPath").or(mount.get("subPathExpr")).is_some();
                ways.insert(if one { Way::SubPath } else { Way::Files });
            }
        }
        let (from, of) =
            if secret { ("secretRef", "secretKeyRef") } else { ("configMapRef", "configMapKeyRef") };
        let every = list("envFrom").any(|source| is(source.get(from), "name"));
        let single = list("env").any(|variable| {
            let reference = variable.get("valueFrom").and_then(|node| node.get(of));
            is(reference, "name") && wanted(reference.and_then(|node| node.get("key")?.as_str()))
        });
        if every || single {
            ways.insert(Way::Variables);
        }
    }
    ways
}

/// `` `Deployment web` (3 pods) ``.
pub(super) fn titled(pair: &Pair<'_>) -> String {
    let object = &pair.member().object;
    match pair.kind() {
        "DaemonSet" => format!("the pods of `{}`", object.title()),
        _ => format!("the pods of `{}` ({})", object.title(), pods::replicas(object)),
    }
}
