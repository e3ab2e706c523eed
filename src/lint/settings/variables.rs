use super::{Distribution, Form, Line, Settings, known};
use crate::facts::kafka::ConfigTable;
use crate::lint::Place;
use crate::object::{Node, Object};
use std::borrow::Cow;

/// Variables the start scripts read themselves, and which are no settings. Source: the scripts of the four images.
const OF_SCRIPTS: &[&str] = &[
    "KAFKA_OPTS",
    "KAFKA_HEAP_OPTS",
    "KAFKA_HOME",
    "KAFKA_VERSION",
    "KAFKA_DEBUG",
    "KAFKA_MODE",
    "KAFKA_GC_LOG_OPTS",
    "KAFKA_JVM_PERFORMANCE_OPTS",
    "KAFKA_CREATE_TOPICS",
    "KAFKA_CLUSTER_ID",
    "KAFKA_KRAFT_CLUSTER_ID",
    "KAFKA_ADVERTISED_HOST_NAME",
    "KAFKA_ADVERTISED_PORT",
    "KAFKA_HOST_NAME",
    "KAFKA_PORT",
    "KAFKA_LOG_DIR",
    "KAFKA_CLIENT_USERS",
    "KAFKA_CLIENT_PASSWORDS",
];

/// Beginnings of the same.
const GROUPS_OF_SCRIPTS: &[&str] = &[
    "KAFKA_JMX_",
    "KAFKA_LOG4J",
    "KAFKA_TOOLS_",
    "KAFKA_REST_",
    "KAFKA_SCHEMA_",
    "KAFKA_CONNECT_",
    "KAFKA_EXTERNAL_",
];

/// The settings a container gets by variables, where its image is one whose script turns them into a file.
pub(super) fn of_container<'a>(object: &'a Object, container: &'a Node) -> Option<Settings<'a>> {
    let (whose, version) = Distribution::of(container.get("image")?.as_str()?)?;
    let variables = container.get("env")?.as_list()?;
    let lines: Vec<Line<'a>> = variables.iter().filter_map(|of| line(object, of, whose)).collect();
    let name = container.get("name").and_then(Node::as_str).unwrap_or("?");
    (!lines.is_empty()).then(|| Settings {
        title: format!("container `{name}` of {}", object.title()),
        form: Form::Variables(whose),
        lines,
        table: version.and_then(|version| ConfigTable::for_version(&version)),
    })
}

fn line<'a>(object: &'a Object, variable: &'a Node, whose: Distribution) -> Option<Line<'a>> {
    let name_at = variable.get("name")?;
    let name = name_at.as_str()?;
    let rest = name.strip_prefix(whose.prefix()).filter(|rest| !rest.is_empty())?;
    if is_of_scripts(name) {
        return None;
    }
    let value = variable.get("value");
    let key_at = Place::Value(object, name_at);
    Some(Line {
        key: Cow::Owned(key(rest, whose)),
        written: Cow::Borrowed(name),
        value: value
            .and_then(crate::lint::view::config_text)
            .and_then(|text| known(Cow::Owned(text.trim().to_owned()))),
        at: value.map_or(key_at, |value| Place::Value(object, value)),
        key_at,
    })
}

/// Whether a script reads the variable for itself.
pub(super) fn is_of_scripts(name: &str) -> bool {
    OF_SCRIPTS.contains(&name) || GROUPS_OF_SCRIPTS.iter().any(|group| name.starts_with(group))
}

/// `LOG_RETENTION_HOURS` is `log.retention.hours`; where a script knows them, two underlines are one, and three are a
/// hyphen.
fn key(rest: &str, whose: Distribution) -> String {
    let lower = rest.to_ascii_lowercase();
    match whose {
        Distribution::Wurstmeister => lower.replace('_', "."),
        _ => lower.replace("___", "-").replace("__", "\u{0}").replace('_', ".").replace('\u{0}', "_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_a_key() {
        let of = |rest| key(rest, Distribution::Apache);
        assert_eq!(of("LOG_RETENTION_HOURS"), "log.retention.hours");
        assert_eq!(of("LISTENER_NAME_MY__TLS_SSL_CIPHER_SUITES"), "listener.name.my_tls.ssl.cipher.suites");
        assert_eq!(of("LISTENER_NAME_SASL_SCRAM___SHA___512"), "listener.name.sasl.scram-sha-512");
        assert!(is_of_scripts("KAFKA_JMX_PORT") && !is_of_scripts("KAFKA_LISTENERS"));
    }
}
