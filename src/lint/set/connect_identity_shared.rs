use crate::diagnostic::{Code, Severity};
use crate::lint::view::config_text;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("connect-identity-shared", Severity::Error, include_str!("connect_identity_shared.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP16"],
    check: Check::Set(check),
};

/// The field, the key of `config` it was before `v1`, and what it was where nobody said so.
const FIELDS: [(&str, &str, &str); 4] = [
    ("groupId", "group.id", "connect-cluster"),
    ("configStorageTopic", "config.storage.topic", "connect-cluster-configs"),
    ("offsetStorageTopic", "offset.storage.topic", "connect-cluster-offsets"),
    ("statusStorageTopic", "status.storage.topic", "connect-cluster-status"),
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // The names of a blueprint are its own, and a kustomization may name a variant of one resource each.
    if matches!(set.scope, Scope::Plan | Scope::Kustomization) {
        return;
    }
    let mut taken: BTreeMap<(String, &str, String), (&'a Object, &'a Node)> = BTreeMap::new();
    for Member { object, patched, .. } in set.of_kinds(&[Kind::KafkaConnect, Kind::KafkaMirrorMaker2]) {
        if patched {
            continue;
        }
        let part = match Kind::of(&object.gvk) {
            Kind::KafkaConnect => object.at("spec"),
            // Before it had a target, the operator made its names up of its own.
            _ => object.at("spec/target"),
        };
        let Some(part) = part else { continue };
        let Some(kafka) = part.get("bootstrapServers").and_then(Node::as_str).map(|text| whose(text, object))
        else {
            continue;
        };
        for (field, key, default) in FIELDS {
            let written = part.get(field).or_else(|| part.get("config")?.get(key));
            let (value, node) = match written {
                Some(node) => (config_text(node), node),
                None if object.gvk.version == "v1" => continue,
                None => (Some(default.to_owned()), part),
            };
            let Some(value) = value else { continue };
            let Some((other, first)) = taken.get(&(kafka.clone(), field, value.clone())).copied() else {
                taken.insert((kafka.clone(), field, value), (object, node));
                continue;
            };
            // The same resource twice is said elsewhere.
            if other.gvk.kind == object.gvk.kind && other.name == object.name {
                continue;
            }
            report((object, node), (other, first), field, &value, cx);
        }
    }
}

fn report<'a>(
    (object, node): (&'a Object, &'a Node),
    (other, first): (&'a Object, &'a Node),
    field: &str,
    value: &str,
    cx: &mut Cx<'a>,
) {
    let so = match field {
        "groupId" => "their workers are one group and share out the connectors of both",
        _ => "each overwrites what the other keeps there",
    };
    let message = format!(
        "{} and {} have the `{field}` `{value}` in the same Kafka: {so}",
        object.title(),
        other.title()
    );
    let place = |object, node: &'a Node| {
        if node.as_map().is_some() { Place::Key(object, node) } else { Place::Value(object, node) }
    };
    cx.report(place(object, node), message)
        .also(place(other, first), "the first of them")
        .help(format!("give each its own, such as `{field}: {}`", own(field, &object.name)));
}

fn own(field: &str, name: &str) -> String {
    match field {
        "groupId" => name.to_owned(),
        _ => format!("{name}-{}", field.strip_suffix("StorageTopic").unwrap_or(field)),
    }
}

/// A name without dots is one of the namespace of whoever asks.
fn whose(text: &str, object: &Object) -> String {
    let mut addresses: Vec<String> = text
        .split(',')
        .map(|address| {
            let host = address.trim().split(':').next().unwrap_or_default();
            let mut labels = host.trim_end_matches(".cluster.local").trim_end_matches(".svc").split('.');
            let first = labels.next().unwrap_or_default();
            match labels.next() {
                Some(_) => host.trim_end_matches(".cluster.local").trim_end_matches(".svc").to_owned(),
                None => format!("{first}.{}", object.namespace.as_deref().unwrap_or_default()),
            }
        })
        .collect();
    addresses.sort();
    addresses.join(",")
}
