//! Names of components and Secrets, which stand in the cluster as they are: the operators put words behind them.

use super::report;
use crate::blueprint::{AppKind, Kafka};
use crate::diagnostic::{BAD_NAME, Sink};
use crate::facts::kubernetes::{NameProblem, dns_1035_label, dns_label, dns_subdomain};
use crate::source::Span;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    for (name, item) in super::strimzi_clusters(topology).map(|(name, item, _)| (name, item)) {
        component("kafka", name, item.key_span(), sink);
    }
    for (name, item) in blueprint.kafka.iter() {
        if let (Kafka::HdInsight(_), Some(problem)) = (&item.value, dns_label(name)) {
            let message = format!("`kafka/{name}` cannot name a folder everywhere: `{name}` {problem}");
            let help =
                "use lower-case letters, digits and `-`; what Azure calls the cluster is its `clusterName`";
            report(sink, &BAD_NAME, message, help, &[(item.key_span(), "")]);
        }
    }
    for (name, item) in blueprint.connect.iter() {
        component("connect", name, item.key_span(), sink);
    }
    for (name, item) in blueprint.bridges.iter() {
        component("bridges", name, item.key_span(), sink);
    }
    for (name, item) in blueprint.mirrors.iter() {
        component("mirrors", name, item.key_span(), sink);
    }
    for (name, item) in blueprint.apps.iter() {
        // Only a Service asks for a letter in front.
        let served = item.service.is_some() || item.kind.value == AppKind::StatefulSet;
        let rule = if served { dns_1035_label } else { dns_label };
        stands(rule, &format!("apps/{name}"), name, "objects", item.key_span(), sink);
    }
    for (name, item) in blueprint.secrets.iter() {
        let stated = item.name.as_ref();
        let (text, at) = stated.map_or((name, item.key_span()), |text| (&*text.value.0, text.span()));
        stands(dns_subdomain, &format!("secrets/{name}"), text, "a Secret", at, sink);
    }
}

/// Each has Services, whose names begin with the component's.
fn component(section: &str, name: &str, at: Option<Span>, sink: &mut Sink) {
    stands(dns_1035_label, &format!("{section}/{name}"), name, "objects", at, sink);
}

fn stands(
    rule: fn(&str) -> Option<NameProblem>,
    path: &str,
    name: &str,
    what: &str,
    at: Option<Span>,
    sink: &mut Sink,
) {
    // Length is looked at with everything that is put behind the name.
    let Some(problem) = rule(name).filter(|_| name.len() <= 63) else { return };
    let message = format!("`{path}` cannot name {what} in Kubernetes: `{name}` {problem}");
    let help = likely(name).filter(|better| rule(better).is_none()).map_or_else(
        || "use lower-case letters, digits and `-`, with a letter in front".to_owned(),
        |better| format!("write `{better}`, here and wherever it is named"),
    );
    report(sink, &BAD_NAME, message, help, &[(at, "")]);
}

fn likely(name: &str) -> Option<String> {
    let dashed: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("-"))
}
