//! What a chart's pages tell: what it installs, how to see that it runs, what has to be there first.

use super::expr;
use super::text::literal;
use crate::blueprint::SecretSource;
use crate::chart::{Chart, Condition, Expr, ValuePath};
use crate::facts::strimzi::names;
use crate::object::{Node, Object};
use crate::topology::Section;
use crate::yaml::Value;
use serde::Serialize;
use std::collections::BTreeSet;

const NAMESPACE: &str = "{{ .Release.Namespace }}";

/// For `NOTES.txt`, whose text Helm reads, and for the page, which nobody but people does: `wait` and `reach` hold
/// expressions of Helm, the rest is text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Story {
    pub(super) chart: String,
    pub(super) what: &'static str,
    pub(super) platform: String,
    pub(super) wait: String,
    pub(super) reach: Vec<String>,
    pub(super) needs: Vec<String>,
    pub(super) gone: Vec<&'static str>,
    pub(super) tested: bool,
}

pub(super) fn story(chart: &Chart<'_>) -> Story {
    let platform = chart
        .environments
        .first()
        .map_or("", |environment| environment.topology.blueprint.metadata.name.value.0.as_str());
    Story {
        chart: chart.name.to_owned(),
        what: what(chart.section),
        platform: platform.to_owned(),
        wait: wait(chart),
        reach: reach(chart),
        needs: needs(chart),
        gone: gone(chart),
        tested: chart.reach().is_some(),
    }
}

pub(super) fn what(section: Section) -> &'static str {
    match section {
        Section::Kafka => "Kafka cluster",
        Section::Connect => "Kafka Connect cluster",
        Section::Bridges => "HTTP bridge to Kafka",
        Section::Mirrors => "mirror of Kafka topics",
        Section::Apps | Section::Clients => "application",
    }
}

/// How to wait until it runs.
fn wait(chart: &Chart<'_>) -> String {
    let name = chart.name;
    let kind = match chart.section {
        Section::Kafka => "kafka",
        Section::Connect => "kafkaconnect",
        Section::Bridges => "kafkabridge",
        Section::Mirrors => "kafkamirrormaker2",
        Section::Apps | Section::Clients => {
            let stateful = chart.files.iter().any(|file| file.kind == "StatefulSet");
            let kind = if stateful { "statefulset" } else { "deployment" };
            return format!(
                "kubectl -n {NAMESPACE} rollout status {kind}/{{{{ include \"{name}.fullname\" . }}}}"
            );
        }
    };
    format!("kubectl -n {NAMESPACE} wait {kind}/{name} --for=condition=Ready --timeout=20m")
}

/// Where it is to be found, a line each.
fn reach(chart: &Chart<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(reach) = chart.reach().filter(|reach| !reach.as_own) {
        let host = match &reach.host {
            Expr::Text(text) => text.clone(),
            other => format!("{{{{ {} }}}}", expr::text(chart.name, other)),
        };
        lines.push(format!("{host}.{NAMESPACE}.svc:{} ({})", reach.port, literal(&reach.what)));
    }
    if chart.section == Section::Kafka {
        lines.extend(outside(chart));
        let trust = names::kafka::cluster_ca_cert_secret(chart.name);
        lines.push(format!("Secret {trust}, key ca.crt: what clients trust"));
        let users = chart.files.iter().filter(|file| file.kind == "KafkaUser").count();
        if users > 0 {
            lines.push("a Secret per KafkaUser, called like it: password or certificate".to_owned());
        }
    }
    if chart.section == Section::Connect {
        lines.push(format!(
            "connectors: kubectl -n {NAMESPACE} get kafkaconnectors -l strimzi.io/cluster={}",
            chart.name
        ));
    }
    lines
}

/// Where clients outside the Kubernetes cluster find it, a line each: the operator knows the address.
fn outside(chart: &Chart<'_>) -> Vec<String> {
    let mut names = BTreeSet::new();
    for environment in &chart.environments {
        let placed = environment.component.objects.values();
        for kafka in placed.map(|placed| &placed.object).filter(|object| object.gvk.kind == "Kafka") {
            let listeners = kafka.at("spec/kafka/listeners").and_then(Node::as_list).into_iter().flatten();
            let outside = listeners.filter(|of| of.get("type").and_then(Node::as_str) != Some("internal"));
            names.extend(outside.filter_map(|of| of.get("name").and_then(Node::as_str)));
        }
    }
    let line = |name: &str| {
        let line = format!(
            "kubectl -n {NAMESPACE} get kafka/{} -o jsonpath='{{.status.listeners[?(@.name==\"{name}\")].bootstrapServers}}' (listener {name})",
            chart.name
        );
        let switch = ValuePath::new(["listeners", name, "enabled"]);
        match chart.settings.get(&switch) {
            Some(_) => {
                format!("{{{{ if {} }}}}{line}{{{{ end }}}}", expr::condition(&Condition::Set(switch)))
            }
            None => line,
        }
    };
    names.into_iter().map(line).collect()
}

/// What `helm uninstall` takes away beyond the pods, and what it leaves.
fn gone(chart: &Chart<'_>) -> Vec<&'static str> {
    let has = |kind: &str| chart.files.iter().any(|file| file.kind == kind);
    let mut gone = Vec::new();
    let objects = || {
        let environments = chart.environments.iter();
        environments.flat_map(|of| of.component.objects.values().map(|placed| &placed.object))
    };
    let keeps = |object: &Object| {
        let volumes = object.at("spec/storage/volumes").and_then(Node::as_list).unwrap_or_default();
        !volumes.is_empty()
            && volumes.iter().all(|of| of.get("deleteClaim").and_then(Node::as_bool) == Some(false))
    };
    let mut pools = objects().filter(|object| object.gvk.kind == "KafkaNodePool").peekable();
    if pools.peek().is_some() && pools.all(keeps) {
        gone.push("the claims of the brokers stay, with the data: a release of the same name finds it again");
    }
    if has("KafkaTopic") {
        gone.push(
            "its KafkaTopic objects go, and an operator that is still there deletes their topics in Kafka",
        );
    }
    if has("KafkaUser") {
        gone.push("its KafkaUser objects go, with the Secrets that hold their credentials");
    }
    if objects().any(|object| object.at("spec/volumeClaimTemplates").is_some()) {
        gone.push("the claims of its pods stay, with the data: a release of the same name finds it again");
    }
    if has("PersistentVolumeClaim") {
        gone.push("its claims go, and with them the data unless their storage class keeps it");
    }
    if has("KafkaConnector") {
        gone.push("its connectors go; what they have read so far is kept in Kafka");
    }
    gone
}

/// What the chart takes for granted.
fn needs(chart: &Chart<'_>) -> Vec<String> {
    let mut needs = Vec::new();
    let Some(environment) = chart.environments.first() else { return needs };
    let topology = environment.topology;
    let version = topology.versions.strimzi.get(environment.kubernetes).map(|version| version.value.as_str());
    let of_strimzi = chart.section != Section::Apps;
    if let Some(version) = version.filter(|_| of_strimzi) {
        needs.push(format!("the Strimzi operator {version}, watching this namespace"));
    }
    if chart.files.iter().any(|file| file.kind == "KafkaAccess") {
        needs.push("the Strimzi access operator".to_owned());
    }
    if chart.files.iter().any(|file| file.kind == "ExternalSecret") {
        needs.push("the external-secrets operator with the stores its ExternalSecrets name".to_owned());
    }
    let clusters: BTreeSet<&str> =
        topology.links_of(chart.section, chart.name).map(|link| link.to.cluster.as_str()).collect();
    for cluster in clusters.into_iter().filter(|cluster| *cluster != chart.name) {
        needs.push(format!("the Kafka {cluster}, with the users and topics its blueprint declares"));
    }
    for (name, keys) in secrets(chart) {
        needs.push(if keys.is_empty() {
            format!("Secret {name}")
        } else {
            format!("Secret {name} with {}", keys.join(", "))
        });
    }
    needs
}

/// The Secrets somebody makes that something of the chart names.
fn secrets(chart: &Chart<'_>) -> Vec<(String, Vec<String>)> {
    let mut texts = BTreeSet::new();
    for environment in &chart.environments {
        for placed in environment.component.objects.values() {
            gather(&placed.object.node.value, &mut texts);
        }
    }
    let Some(environment) = chart.environments.first() else { return Vec::new() };
    let blueprint = &environment.topology.blueprint;
    let fetches = blueprint
        .kubernetes
        .get(environment.kubernetes)
        .is_some_and(|of| of.operators.as_ref().is_some_and(|of| of.external_secrets.is_some()));
    let made = blueprint.secrets.iter().filter(|(_, secret)| {
        let here = secret.kubernetes.as_ref().is_none_or(|of| of.value.0 == environment.kubernetes);
        here && (!fetches || matches!(secret.source, SecretSource::Existing(_)))
    });
    let named = made.filter_map(|(entry, secret)| {
        let name = secret.name.as_ref().map_or(entry, |name| name.value.0.as_str());
        let within = format!("/{name}:");
        let used = texts.iter().any(|text| *text == name || text.contains(&within));
        used.then(|| (name.to_owned(), secret.keys.iter().map(|key| key.value.0.clone()).collect()))
    });
    named.collect()
}

fn gather<'n, O>(value: &'n Value<O>, into: &mut BTreeSet<&'n str>) {
    match value {
        Value::String(text) => {
            into.insert(text);
        }
        Value::List(items) => items.iter().for_each(|item| gather(&item.value, into)),
        Value::Map(map) => map.entries.iter().for_each(|entry| gather(&entry.value.value, into)),
        _ => {}
    }
}
