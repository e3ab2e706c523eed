//! Connectors and plugins that are known.

use super::report;
use crate::blueprint::{ConfigEntry, ConfigValue, Connector, Item};
use crate::diagnostic::{
    DERIVED_KEY, LEGACY_CONNECTOR, LITERAL_SECRET, MISSING_CONNECTOR_OPTION, Sink, UNKNOWN_CONNECTOR_OPTION,
};
use crate::facts::connectors::{
    artifact_of_class, connector_options, is_open_option, is_same_option, legacy_artifact, nearest_option,
    secret_options,
};
use crate::facts::{kafka::ConfigType, secrets};
use crate::topology::Topology;

/// Keys of a connector's configuration that follow from its words.
const DERIVED: [(&str, &str); 3] = [
    ("connector.class", "write it as `class`"),
    ("tasks.max", "write it as `tasksMax`"),
    ("topics", "name the topics under `consumes` or `produces`: rights and checks follow from there"),
];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, connect) in topology.blueprint.connect.iter() {
        for (plugin, item) in connect.plugins.iter() {
            let Some(maven) = &item.maven else { continue };
            let mut parts = maven.value.split(':');
            let (Some(group), Some(artifact)) = (parts.next(), parts.next()) else { continue };
            if let Some(legacy) = legacy_artifact(group, artifact) {
                let path = format!("connect/{name}/plugins/{plugin}");
                let message = format!("`{artifact}` of `{path}` ended with Camel's 0.11");
                let help = format!(
                    "write `{group}:{}:4.18.0`, with the class `{}`; options have new names too",
                    legacy.instead, legacy.class
                );
                report(sink, &LEGACY_CONNECTOR, message, help, &[(maven.span(), "")]);
            }
        }
        for (connector, item) in connect.connectors.iter() {
            let path = format!("connect/{name}/connectors/{connector}");
            derived(&path, item, sink);
            class(&path, item, sink);
            options(&path, item, sink);
        }
    }
}

/// Whether a key of a connector's configuration follows from its words.
pub(super) fn is_derived(key: &str) -> bool {
    DERIVED.iter().any(|(derived, _)| *derived == key)
}

fn derived(path: &str, connector: &Connector, sink: &mut Sink) {
    for (key, help) in DERIVED {
        let Some(entry) = connector.config.get(key) else { continue };
        let message = format!("`{key}` stands in the configuration of `{path}`, and is written by us");
        report(sink, &DERIVED_KEY, message, help, &[(entry.key.span(), "")]);
    }
}

fn class(path: &str, connector: &Connector, sink: &mut Sink) {
    let legacy = artifact_of_class(&connector.class.value)
        .and_then(|known| legacy_artifact(known.group, known.artifact));
    if let Some(legacy) = legacy {
        let message = format!("the class of `{path}` ended with Camel's 0.11");
        let help = format!("write `class: {}`, from `{}`", legacy.class, legacy.instead);
        report(sink, &LEGACY_CONNECTOR, message, help, &[(connector.class.span(), "")]);
    }
}

fn options(path: &str, connector: &Item<Connector>, sink: &mut Sink) {
    let class = connector.class.value.as_str();
    let missing: Vec<_> = connector_options(class)
        .filter(|option| {
            option.required
                && !connector.config.entries.iter().any(|(key, _)| is_same_option(option.name, key))
        })
        .collect();
    let names: Vec<&str> = missing.iter().map(|option| option.name).collect();
    let unreadable = connector.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if !missing.is_empty() && !unreadable {
        let example: Vec<String> = missing
            .iter()
            .map(|option| {
                let secret = option.kind == ConfigType::Password;
                format!("{}: {}", option.name, if secret { "{secretRef: <secret>/<key>}" } else { "…" })
            })
            .collect();
        let message = format!("`{path}` lacks `{}`, without which its tasks fail", names.join("`, `"));
        let help = format!("add to its `config`: {}", example.join(", "));
        let places = [(connector.key_span(), ""), (connector.class.span(), "asks for it")];
        report(sink, &MISSING_CONNECTOR_OPTION, message, help, &places);
    }
    for (key, entry) in &connector.config.entries {
        literal(path, class, key, entry, sink);
        // What is missing was said; that it stands under a like name need not be said as well.
        let near = nearest_option(class, key).filter(|near| {
            !names.contains(near)
                && !is_open_option(key)
                && !connector_options(class).any(|option| is_same_option(option.name, key))
        });
        if let Some(near) = near {
            let message = format!("`{key}` is not an option of `{class}`");
            let help = format!("did you mean `{near}`?");
            report(sink, &UNKNOWN_CONNECTOR_OPTION, message, help, &[(entry.key.span(), "")]);
        }
    }
}

/// The connector's own definition says which options are secrets, whatever their names end in.
fn literal(path: &str, class: &str, key: &str, entry: &ConfigEntry, sink: &mut Sink) {
    let text = match &entry.value {
        ConfigValue::Text(text) => text.as_str(),
        ConfigValue::Int(_) | ConfigValue::Float(_) | ConfigValue::Bool(_) => "",
        ConfigValue::Secret(_) | ConfigValue::Format { .. } => return,
    };
    if !secrets::is_reference(text) && secret_options(class).any(|secret| is_same_option(secret, key)) {
        let message = format!("`{key}` of `{path}` holds a secret, and a blueprint may not");
        let help = "write `{secretRef: <secret>/<key>}` and declare the secret under `secrets`";
        report(sink, &LITERAL_SECRET, message, help, &[(entry.span(), "")]);
    }
}
