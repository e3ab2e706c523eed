//! Kafka `config`: keys and values, by what each version defines and what the operator keeps to itself.

use super::connector::is_derived;
use super::{report, strimzi_clusters};
use crate::blueprint::{
    Config, ConfigEntry, ConfigValue, HdInsight, Kafka, StrimziKafka, Switch, Topic, Topics,
};
use crate::diagnostic::{
    BAD_KAFKA_CONFIG_VALUE, Code, Diagnostic, FORBIDDEN_KAFKA_CONFIG, MISPLACED_SECRET, REMOVED_KAFKA_CONFIG,
    Severity, Sink, UNKNOWN_KAFKA_CONFIG,
};
use crate::facts::kafka::{ConfigProblem, ConfigTable, check_without_table};
use crate::facts::strimzi::{ConfigOwner, forbidden};
use crate::source::Span;
use crate::topology::{Topology, config_value};
use std::collections::BTreeSet;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, _, cluster) in strimzi_clusters(topology) {
        strimzi(topology, name, cluster, sink);
    }
    for (name, item) in topology.blueprint.kafka.iter() {
        if let Kafka::HdInsight(cluster) = &item.value {
            hdinsight(name, cluster, sink);
        }
    }
    clients(topology, sink);
}

fn strimzi(topology: &Topology, name: &str, cluster: &StrimziKafka, sink: &mut Sink) {
    let Some(table) = topology.versions.kafka.get(name).and_then(|v| ConfigTable::for_version(&v.value))
    else {
        return;
    };
    let listeners: Vec<String> = cluster
        .listeners
        .iter()
        .map(|(listener, item)| format!("{listener}-{}", item.port.value.0))
        .collect();
    let path = format!("kafka/{name}/config");
    // Brokers read secrets themselves.
    let plain =
        |entry: &ConfigEntry| !matches!(entry.value, ConfigValue::Secret(_) | ConfigValue::Format { .. });
    for (key, entry) in written(&cluster.config).filter(|(_, entry)| plain(entry)) {
        if let Some(value) = value(&path, key, entry, sink) {
            let listeners = listeners.iter().map(String::as_str);
            told(&path, key, entry, table.check_strimzi_broker(key, &value, listeners), false, sink);
        }
    }
    topics(name, cluster.topic_defaults.as_ref(), &cluster.topics, sink, |key, value| {
        (table.check_topic(key, value), false)
    });
    if let Some(control) = cluster.cruise_control.as_ref().and_then(Switch::on) {
        let path = format!("kafka/{name}/cruiseControl/config");
        owned(&path, ConfigOwner::CruiseControl, &control.config, sink);
    }
}

fn hdinsight(name: &str, cluster: &HdInsight, sink: &mut Sink) {
    let path = format!("kafka/{name}/config");
    for (key, entry) in written(&cluster.config) {
        if let Some(value) = value(&path, key, entry, sink) {
            told(&path, key, entry, check_without_table(false, key, &value), true, sink);
        }
    }
    topics(name, cluster.topic_defaults.as_ref(), &cluster.topics, sink, |key, value| {
        (check_without_table(true, key, value), true)
    });
}

/// Topics that inherit a setting share the place that wrote it, which is judged once.
fn topics(
    cluster: &str,
    defaults: Option<&Topic>,
    topics: &Topics,
    sink: &mut Sink,
    judge: impl Fn(&str, &str) -> (Vec<ConfigProblem>, bool),
) {
    let mut judged: BTreeSet<Span> = BTreeSet::new();
    let defaults = defaults.map(|topic| (format!("kafka/{cluster}/topicDefaults/config"), &topic.config));
    let each =
        topics.iter().map(|(name, topic)| (format!("kafka/{cluster}/topics/{name}/config"), &topic.config));
    for (path, config) in defaults.into_iter().chain(each) {
        for (key, entry) in written(config) {
            if entry.span().is_some_and(|span| !judged.insert(span)) {
                continue;
            }
            if let Some(value) = value(&path, key, entry, sink) {
                let (problems, softly) = judge(key, &value);
                told(&path, key, entry, problems, softly, sink);
            }
        }
    }
}

fn written(config: &Config) -> impl Iterator<Item = (&str, &ConfigEntry)> {
    config.entries.iter().filter(|(_, e)| e.span().is_some()).map(|(key, entry)| (key.as_str(), entry))
}

const UNIT_HELP: &str = "write a number in the key's own unit, or a duration or size that is whole in it";

/// The value as Kafka reads it; `None` where there is none to judge, which is reported.
fn value(path: &str, key: &str, entry: &ConfigEntry, sink: &mut Sink) -> Option<String> {
    let value = match config_value(key, &entry.value) {
        Ok(value) => value,
        Err(problem) => {
            report(sink, &BAD_KAFKA_CONFIG_VALUE, problem, UNIT_HELP, &[(entry.span(), "")]);
            return None;
        }
    };
    match value {
        ConfigValue::Bool(value) => Some(value.to_string()),
        ConfigValue::Int(number) => Some(number.to_string()),
        // JSON cannot say infinity, which was reported.
        ConfigValue::Float(number) => number.is_finite().then(|| number.to_string()),
        ConfigValue::Text(text) if text.contains('\0') => {
            let message =
                format!("`{key}` of `{path}` holds a NUL, which no command line and no file of Kafka can");
            report(sink, &BAD_KAFKA_CONFIG_VALUE, message, "take it out", &[(entry.span(), "")]);
            None
        }
        ConfigValue::Text(text) => Some(text),
        ConfigValue::Secret(_) | ConfigValue::Format { .. } => {
            misplaced(path, key, entry, sink);
            None
        }
    }
}

pub(super) fn misplaced(path: &str, key: &str, entry: &ConfigEntry, sink: &mut Sink) {
    let message = format!("`{key}` of `{path}` is to come from a secret, and nothing reads secrets there");
    let help = "take it out: secrets are read in the configuration of brokers, connectors and their workers, and in the \
                `env` of an app";
    report(sink, &MISPLACED_SECRET, message, help, &[(entry.span(), "")]);
}

fn told(
    path: &str,
    key: &str,
    entry: &ConfigEntry,
    found: Vec<ConfigProblem>,
    softly: bool,
    sink: &mut Sink,
) {
    let gone = found.iter().any(|problem| matches!(problem, ConfigProblem::Removed { .. }));
    for problem in found {
        if gone && matches!(problem, ConfigProblem::Forbidden { .. }) {
            continue;
        }
        let (code, at, severity): (&'static Code, _, _) = match &problem {
            ConfigProblem::Removed { .. } => (&REMOVED_KAFKA_CONFIG, entry.key.span(), Severity::Error),
            ConfigProblem::Forbidden { .. } => (&FORBIDDEN_KAFKA_CONFIG, entry.key.span(), Severity::Error),
            ConfigProblem::NearKnown { .. } | ConfigProblem::OtherScope { .. } => {
                (&UNKNOWN_KAFKA_CONFIG, entry.key.span(), Severity::Warning)
            }
            ConfigProblem::Unknown => (&UNKNOWN_KAFKA_CONFIG, entry.key.span(), Severity::Info),
            _ => (&BAD_KAFKA_CONFIG_VALUE, entry.span(), Severity::Error),
        };
        let severity = if softly { severity.min(Severity::Warning) } else { severity };
        let help = match (&problem, problem.instead()) {
            (ConfigProblem::Removed { .. } | ConfigProblem::OtherScope { .. }, Some(instead)) => {
                format!("write `{instead}`")
            }
            (_, Some(instead)) => format!("did you mean `{instead}`?"),
            (ConfigProblem::Removed { .. } | ConfigProblem::Forbidden { .. }, None) => {
                format!("take `{key}` out")
            }
            (ConfigProblem::Unknown, None) => {
                "plugins have keys of their own; otherwise take it out".to_owned()
            }
            (_, None) => format!("change the value of `{key}`"),
        };
        let Some(span) = at.or(entry.span()) else { continue };
        let message = format!("`{key}` of `{path}` {problem}");
        sink.push(Diagnostic::new(code, span, message).help(help).severity(severity));
    }
}

/// What the operator keeps to itself in the configuration of clients.
fn clients(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    for (name, connect) in blueprint.connect.iter() {
        whole(&connect.config, sink);
        kept(&format!("connect/{name}/config"), ConfigOwner::Connect, &connect.config, sink);
        for (connector, item) in connect.connectors.iter() {
            let path = format!("connect/{name}/connectors/{connector}/config");
            // What follows from a connector's own words is said with those.
            let others = written(&item.config).filter(|(key, _)| !is_derived(key));
            ignored(&path, ConfigOwner::Connector, others, sink);
        }
    }
    for (name, mirror) in blueprint.mirrors.iter() {
        whole(&mirror.config, sink);
        kept(&format!("mirrors/{name}/config"), ConfigOwner::MirrorMaker2, &mirror.config, sink);
        kept(&format!("mirrors/{name}/sourceConfig"), ConfigOwner::Connector, &mirror.source_config, sink);
    }
    for (name, bridge) in blueprint.bridges.iter() {
        for config in [&bridge.producer, &bridge.consumer, &bridge.admin_client] {
            whole(config, sink);
        }
        owned(&format!("bridges/{name}/producer"), ConfigOwner::BridgeProducer, &bridge.producer, sink);
        owned(&format!("bridges/{name}/consumer"), ConfigOwner::BridgeConsumer, &bridge.consumer, sink);
        owned(
            &format!("bridges/{name}/adminClient"),
            ConfigOwner::BridgeAdminClient,
            &bridge.admin_client,
            sink,
        );
    }
}

/// Durations and sizes that do not come out whole in the unit of their key. A connector's own configuration is not
/// looked at: its keys may mean anything.
fn whole(config: &Config, sink: &mut Sink) {
    for (key, entry) in written(config) {
        if let Err(problem) = config_value(key, &entry.value) {
            report(sink, &BAD_KAFKA_CONFIG_VALUE, problem, UNIT_HELP, &[(entry.span(), "")]);
        }
    }
}

/// As [`kept`], where no secret is read either.
fn owned(path: &str, owner: ConfigOwner, config: &Config, sink: &mut Sink) {
    for (key, entry) in written(config) {
        if matches!(entry.value, ConfigValue::Secret(_) | ConfigValue::Format { .. }) {
            misplaced(path, key, entry, sink);
        }
    }
    kept(path, owner, config, sink);
}

fn kept(path: &str, owner: ConfigOwner, config: &Config, sink: &mut Sink) {
    ignored(path, owner, written(config), sink);
}

fn ignored<'c>(
    path: &str,
    owner: ConfigOwner,
    entries: impl Iterator<Item = (&'c str, &'c ConfigEntry)>,
    sink: &mut Sink,
) {
    for (key, entry) in entries {
        let Some(prefix) = forbidden(owner, key) else { continue };
        let message = format!(
            "`{key}` of `{path}` is ignored by the Strimzi operator, which keeps `{prefix}` to itself"
        );
        let help = format!("take `{key}` out: what it says follows from the connection");
        report(sink, &FORBIDDEN_KAFKA_CONFIG, message, help, &[(entry.key.span(), "")]);
    }
}
