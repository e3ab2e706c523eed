//! The versions compiled for, and whether we know them.

use crate::blueprint::{Blueprint, Kafka, StrimziKafka, Val};
use crate::diagnostic::{Diagnostic, MISSING_KEY, Sink, UNSUPPORTED_VERSION};
use crate::facts::kubernetes::MINORS;
use crate::facts::strimzi::{self, StrimziVersion};
use crate::source::{Origin, Span};
use crate::yaml::{Mark, Node};
use std::collections::BTreeMap;

/// The versions compiled for.
#[derive(Debug, Default, Clone)]
pub struct VersionsInUse {
    /// The Kubernetes minor of each cluster: `1.35`.
    pub kubernetes: BTreeMap<String, Val<String>>,
    /// The Strimzi release on each Kubernetes cluster: `1.2.0`.
    pub strimzi: BTreeMap<String, Val<String>>,
    /// The Kafka version of each Strimzi cluster: `4.3.1`.
    pub kafka: BTreeMap<String, Val<String>>,
}

/// The Kubernetes minor and Strimzi release of each Kubernetes cluster.
pub(super) fn of_clusters(
    blueprint: &Blueprint,
    tree: &Node<Mark>,
    versions: &mut VersionsInUse,
    sink: &mut Sink,
) {
    let stated = blueprint.versions.as_ref();
    // A version that stands there and could not be read was reported: that it is missing would be no news.
    let lost = |product: &str, own: &[&str]| {
        let general = tree.get("versions").is_some_and(|v| stated.is_none() || v.get(product).is_some());
        general || own.iter().try_fold(tree, |node, key| node.get(key)).is_some()
    };
    for (name, cluster) in blueprint.kubernetes.iter() {
        let pin = cluster.version.as_ref().or(stated.and_then(|v| v.kubernetes.as_ref()));
        let unread = pin.is_none() && lost("kubernetes", &["kubernetes", name, "version"]);
        if !unread && let Some(version) = kubernetes(pin, name, cluster.key_span(), sink) {
            versions.kubernetes.insert(name.to_owned(), version);
        }
        if !runs_strimzi(blueprint, name) {
            continue;
        }
        let own =
            cluster.operators.as_ref().and_then(|o| o.strimzi.as_ref()).and_then(|s| s.version.as_ref());
        let pin = own.or(stated.and_then(|v| v.strimzi.as_ref()));
        let unread =
            pin.is_none() && lost("strimzi", &["kubernetes", name, "operators", "strimzi", "version"]);
        if !unread && let Some(version) = release(pin, name, cluster.key_span(), sink) {
            versions.strimzi.insert(name.to_owned(), version);
        }
    }
}

fn runs_strimzi(blueprint: &Blueprint, kubernetes: &str) -> bool {
    let only = blueprint.kubernetes.len() == 1;
    let operator = blueprint
        .kubernetes
        .get(kubernetes)
        .is_some_and(|c| c.operators.as_ref().is_some_and(|o| o.strimzi.is_some()));
    operator
        || blueprint.kafka.iter().any(|(_, kafka)| match &kafka.value {
            Kafka::Strimzi(cluster) => {
                cluster.kubernetes.as_ref().map_or(only, |k| &*k.value.0 == kubernetes)
            }
            Kafka::HdInsight(_) | Kafka::External(_) => false,
        })
        || !blueprint.connect.is_empty()
        || !blueprint.bridges.is_empty()
        || !blueprint.mirrors.is_empty()
}

fn kubernetes(
    pin: Option<&Val<String>>,
    name: &str,
    at: Option<Span>,
    sink: &mut Sink,
) -> Option<Val<String>> {
    let supported: Vec<String> = MINORS.iter().map(ToString::to_string).collect();
    let Some(pin) = pin else {
        missing(sink, at, &format!("kubernetes/{name}"), "versions.kubernetes", &supported);
        return None;
    };
    // A patch level is allowed and means its minor: what is emitted does not depend on it.
    let minor: String = pin.value.split('.').take(2).collect::<Vec<_>>().join(".");
    if supported.contains(&minor) {
        return Some(pin.with(minor));
    }
    unsupported(sink, pin, "Kubernetes", &supported);
    None
}

fn release(pin: Option<&Val<String>>, name: &str, at: Option<Span>, sink: &mut Sink) -> Option<Val<String>> {
    let supported: Vec<String> = strimzi::EMITTED.iter().map(|v| (*v).to_owned()).collect();
    let Some(pin) = pin else {
        missing(sink, at, &format!("kubernetes/{name}"), "versions.strimzi", &supported);
        return None;
    };
    match strimzi::emitted(&pin.value) {
        Some(known) => Some(pin.with(known.version.to_owned())),
        None => {
            unsupported(sink, pin, "Strimzi", &supported);
            None
        }
    }
}

/// The Kafka version of a Strimzi cluster, which its operator must be able to run.
pub(super) fn of_kafka(
    blueprint: &Blueprint,
    name: &str,
    cluster: &StrimziKafka,
    operator: Option<&Val<String>>,
    sink: &mut Sink,
) -> Option<Val<String>> {
    let operator: &StrimziVersion = strimzi::version(&operator?.value)?;
    let pin = cluster.version.as_ref().or(blueprint.versions.as_ref().and_then(|v| v.kafka.as_ref()));
    let Some(pin) = pin else {
        let from = format!("the default of Strimzi {}", operator.version);
        return Some(Val::new(operator.default_kafka.to_owned(), Origin::derived(from, None)));
    };
    if operator.supports_kafka(&pin.value) {
        return Some(pin.clone());
    }
    let supported: Vec<&str> = strimzi::supported_kafka(operator).collect();
    if let Some(span) = pin.span() {
        sink.push(
            Diagnostic::new(
                &UNSUPPORTED_VERSION,
                span,
                format!(
                    "Strimzi {} does not run Kafka {}, which `kafka/{name}` asks for",
                    operator.version, pin.value
                ),
            )
            .help(format!("it runs {}", supported.join(", "))),
        );
    }
    None
}

fn missing(sink: &mut Sink, at: Option<Span>, path: &str, key: &str, supported: &[String]) {
    let message = format!("`{path}` has no version, and `{key}` is not stated");
    let help = format!("add `{key}`, one of {}", supported.join(", "));
    let diagnostic = match at {
        Some(span) => Diagnostic::new(&MISSING_KEY, span, message),
        None => Diagnostic::without_place(&MISSING_KEY, message),
    };
    sink.push(diagnostic.help(help));
}

fn unsupported(sink: &mut Sink, pin: &Val<String>, what: &str, supported: &[String]) {
    if let Some(span) = pin.span() {
        let message = format!("{what} {} is not among the versions that can be compiled for", pin.value);
        sink.push(
            Diagnostic::new(&UNSUPPORTED_VERSION, span, message)
                .help(format!("write one of {}", supported.join(", "))),
        );
    }
}
