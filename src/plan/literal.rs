//! Secrets that came in through a patch or a raw manifest: as little allowed there as in the language itself.

use super::Plan;
use crate::diagnostic::{Diagnostic, LITERAL_SECRET, Sink};
use crate::facts::secrets::{is_reference, is_secret_key};
use crate::object::Node;
use crate::source::{Origin, Span};

const HELP: &str =
    "name it where it is used with a `secretRef` or `secretKeyRef`, and declare the secret under `secrets`";

/// The group of Kafka, KafkaConnect, KafkaConnector, KafkaMirrorMaker2 and KafkaBridge.
const STRIMZI: &str = "kafka.strimzi.io";

/// Reports every literal in a place that holds secrets.
pub fn literal_secrets(plan: &Plan, sink: &mut Sink) {
    for (_, _, placed) in plan.objects().filter(|(_, _, placed)| placed.raw || placed.patched) {
        let object = &placed.object;
        let mut report = |key: &str, value: &Node| {
            let Some(span) = brought_in(value, placed.raw) else { return };
            let message =
                format!("{}: `{key}` holds a secret, and nothing a blueprint names may", object.title());
            sink.push(Diagnostic::new(&LITERAL_SECRET, span, message).help(HELP));
        };
        match object.gvk.kind.as_str() {
            // Raw Secrets were refused when they were read.
            "Secret" if !placed.raw => {
                for field in ["data", "stringData"] {
                    every(object.node.get(field), &mut report);
                }
            }
            "ConfigMap" => named(object.node.get("data"), &mut report),
            _ => {
                variables(&object.node, &mut report);
                if object.gvk.group == STRIMZI {
                    configs(&object.node, &mut report);
                }
            }
        }
    }
}

/// Where a value was written that did not pass the language's own check.
fn brought_in(value: &Node, raw: bool) -> Option<Span> {
    match &value.origin {
        Origin::Patched { by, .. } => Some(*by),
        Origin::Written(span) if raw => Some(*span),
        _ => None,
    }
}

fn every(map: Option<&Node>, report: &mut impl FnMut(&str, &Node)) {
    for entry in map.and_then(|node| node.as_map()).into_iter().flat_map(|map| &map.entries) {
        report(&entry.key.text, &entry.value);
    }
}

/// The entries whose key says that they hold a secret.
fn named(map: Option<&Node>, report: &mut impl FnMut(&str, &Node)) {
    every(map, &mut |key, value| {
        if is_secret_key(key) && !value.as_str().is_some_and(is_reference) {
            report(key, value);
        }
    });
}

/// What Kafka and its clients are configured with, wherever Strimzi has a `config`.
fn configs(node: &Node, report: &mut impl FnMut(&str, &Node)) {
    named(node.get("config"), report);
    if let Some(map) = node.as_map() {
        map.entries.iter().for_each(|entry| configs(&entry.value, report));
    }
    if let Some(items) = node.as_list() {
        items.iter().for_each(|item| configs(item, report));
    }
}

/// Environment variables of whatever has containers, however deep they stand.
fn variables(node: &Node, report: &mut impl FnMut(&str, &Node)) {
    if let Some(items) = node.get("env").and_then(|env| env.as_list()) {
        for item in items {
            let name = item.get("name").and_then(|name| name.as_str()).unwrap_or_default();
            if let Some(value) = item.get("value").filter(|_| is_secret_key(name)) {
                report(name, value);
            }
        }
    }
    if let Some(map) = node.as_map() {
        map.entries.iter().for_each(|entry| variables(&entry.value, report));
    }
    if let Some(items) = node.as_list() {
        items.iter().for_each(|item| variables(item, report));
    }
}
