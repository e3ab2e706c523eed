//! Texts that follow from something Helm knows: what a release is called, where it goes, whose Secret it reads.

use super::{ChartEnvironment, Expr, Helper, ValuePath};
use crate::topology::Section;
use std::collections::{BTreeMap, BTreeSet};

/// What the texts of one chart may follow from.
pub(super) struct Names<'p> {
    chart: &'p str,
    renamable: bool,
    /// What the objects of the component are called, in any environment.
    own: BTreeSet<&'p str>,
    environments: Vec<Known<'p>>,
    /// Whether the clients of the chart connect to Kafka clusters in several namespaces of others.
    several: bool,
}

/// What is known in one environment.
struct Known<'p> {
    namespace: &'p str,
    /// Kafka clusters in other namespaces it connects to, with theirs.
    kafka: BTreeMap<&'p str, &'p str>,
    /// Secrets that somebody else makes: their names, and what the blueprint calls them.
    secrets: BTreeMap<&'p str, &'p str>,
}

impl<'p> Names<'p> {
    pub(super) fn new(chart: &'p str, section: Section, environments: &[ChartEnvironment<'p>]) -> Self {
        let objects = |environment: &ChartEnvironment<'p>| {
            environment.component.objects.values().map(|placed| &placed.object)
        };
        let own = environments.iter().flat_map(objects).map(|object| object.name.as_str()).collect();
        let known: Vec<Known<'p>> = environments
            .iter()
            .map(|environment| {
                let made: BTreeSet<&str> = objects(environment)
                    .filter(|object| object.gvk.kind == "ExternalSecret")
                    .map(|object| object.name.as_str())
                    .collect();
                let topology = environment.topology;
                let secrets = topology.blueprint.secrets.iter().map(|(entry, secret)| {
                    (secret.name.as_ref().map_or(entry, |name| name.value.0.as_str()), entry)
                });
                Known {
                    namespace: environment.namespace,
                    kafka: kafka(chart, section, environment),
                    secrets: secrets.filter(|(name, _)| !made.contains(name)).collect(),
                }
            })
            .collect();
        let clusters: BTreeSet<&str> = known.iter().flat_map(|known| known.kafka.keys().copied()).collect();
        Self {
            chart,
            renamable: section == Section::Apps,
            own,
            environments: known,
            several: clusters.len() > 1,
        }
    }

    /// What a text is, at a place of an object in an environment.
    pub(super) fn expr(&self, environment: usize, at: &[String], text: &str) -> Expr {
        let known = &self.environments[environment];
        if self.renamable
            && is_name(at)
            && (at.len() == 2 || self.own.contains(text))
            && let Some(named) = self.after_release(text)
        {
            return named;
        }
        if is_secret(at)
            && let Some(entry) = known.secrets.get(text)
        {
            return Expr::Value(ValuePath::new(["existingSecrets", entry]));
        }
        if is_namespace(at)
            && let Some(namespace) = self.namespace(known, text)
        {
            return namespace;
        }
        self.inside(known, text)
    }

    /// The value of a path this made up.
    pub(super) fn value(&self, environment: usize, path: &ValuePath) -> Option<&'p str> {
        let known = &self.environments[environment];
        match path.0.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["kafkaNamespace"] => known.kafka.values().next().copied(),
            ["kafkaNamespaces", cluster] => known.kafka.get(cluster).copied(),
            ["existingSecrets", entry] => {
                known.secrets.iter().find(|(_, known)| *known == entry).map(|(name, _)| *name)
            }
            _ => None,
        }
    }

    fn after_release(&self, text: &str) -> Option<Expr> {
        let rest = text.strip_prefix(self.chart)?;
        let full = Expr::Include(Helper::FullName);
        (rest.is_empty() || rest.starts_with('-'))
            .then(|| Expr::join(vec![full, Expr::Text(rest.to_owned())]))
    }

    fn namespace(&self, known: &Known<'p>, text: &str) -> Option<Expr> {
        if text == known.namespace {
            return Some(Expr::Namespace);
        }
        let (cluster, _) = known.kafka.iter().find(|(_, namespace)| **namespace == text)?;
        let path = if self.several {
            ValuePath::new(["kafkaNamespaces", cluster])
        } else {
            ValuePath::new(["kafkaNamespace"])
        };
        Some(Expr::Value(path))
    }

    /// Host names and references to Secrets that hold a namespace.
    fn inside(&self, known: &Known<'p>, text: &str) -> Expr {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, namespace, after)) = next_namespace(rest) {
            let Some(expr) = self.namespace(known, namespace) else {
                parts.push(Expr::Text(rest[..rest.len() - after.len()].to_owned()));
                rest = after;
                continue;
            };
            parts.push(Expr::Text(before.to_owned()));
            parts.push(expr);
            rest = after;
            // A reference goes on with the Secret: `/NAME:key}`.
            if before.ends_with(REFERENCE)
                && let Some((secret, _)) = rest[1..].split_once(':')
                && let Some(entry) = known.secrets.get(secret)
            {
                parts.push(Expr::Text("/".to_owned()));
                parts.push(Expr::Value(ValuePath::new(["existingSecrets", entry])));
                rest = &rest[1 + secret.len()..];
            }
        }
        parts.push(Expr::Text(rest.to_owned()));
        Expr::join(parts)
    }
}

/// Kafka clusters of the same Kubernetes cluster in other namespaces.
fn kafka<'p>(
    chart: &'p str,
    section: Section,
    environment: &ChartEnvironment<'p>,
) -> BTreeMap<&'p str, &'p str> {
    let topology = environment.topology;
    topology
        .links_of(section, chart)
        .filter_map(|link| {
            let home = topology.places.get(&link.to.cluster)?;
            let elsewhere =
                home.kubernetes == environment.kubernetes && home.namespace != environment.namespace;
            elsewhere.then_some((link.to.cluster.as_str(), home.namespace.as_str()))
        })
        .collect()
}

/// What a reference to a Secret begins with, in the configuration of a connector.
const REFERENCE: &str = "${secrets:";

/// The text before a namespace, the namespace, and the text after it: `.NAMESPACE.svc`, `${secrets:NAMESPACE/`.
fn next_namespace(text: &str) -> Option<(&str, &str, &str)> {
    let host = text.find(".svc").and_then(|end| {
        let start = text[..end].rfind('.')? + 1;
        let ends = text[end + 4..].chars().next().is_none_or(|c| matches!(c, ':' | '.' | ',' | '/' | '"'));
        (start < end && ends).then_some((start, end))
    });
    let reference = text.find(REFERENCE).and_then(|at| {
        let start = at + REFERENCE.len();
        let end = start + text[start..].find('/')?;
        Some((start, end))
    });
    let (start, end) = host.into_iter().chain(reference).min()?;
    Some((&text[..start], &text[start..end], &text[end..]))
}

fn tail(at: &[String], back: usize) -> &str {
    at.len().checked_sub(back).and_then(|index| at.get(index)).map_or("", String::as_str)
}

/// Places that hold the name of an object of the component.
fn is_name(at: &[String]) -> bool {
    match tail(at, 1) {
        "serviceAccountName" | "serviceName" | "claimName" | "secretName" => true,
        "name" => {
            matches!(tail(at, 2), "metadata" | "secretKeyRef" | "configMapKeyRef" | "roleRef" | "configMap")
                && !at.iter().any(|key| key == "volumeClaimTemplates")
        }
        _ => false,
    }
}

fn is_secret(at: &[String]) -> bool {
    match tail(at, 1) {
        "secretName" | "pushSecret" => true,
        "name" => {
            matches!(tail(at, 2), "secretKeyRef" | "secretRef") || matches!(tail(at, 3), "imagePullSecrets")
        }
        _ => tail(at, 2) == "resourceNames",
    }
}

fn is_namespace(at: &[String]) -> bool {
    match tail(at, 1) {
        "namespace" => matches!(tail(at, 2), "kafka" | "user") || tail(at, 3) == "subjects",
        key => key == "kubernetes.io/metadata.name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_found_in_hosts_and_references() {
        assert_eq!(
            next_namespace("a-kafka-bootstrap.kafka.svc:9093,b"),
            Some(("a-kafka-bootstrap.", "kafka", ".svc:9093,b"))
        );
        assert_eq!(next_namespace("${secrets:kafka/a:key}"), Some(("${secrets:", "kafka", "/a:key}")));
        for text in ["", "svc", ".svc", "a.b.svcx", "kafka"] {
            assert_eq!(next_namespace(text), None, "{text}");
        }
    }
}
