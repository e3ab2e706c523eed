//! `kafka-broker.json`: the keys of the configuration type `kafka-broker` that change, and nothing else.

use super::{Cluster, Listener};
use crate::blueprint::{Advertise, ConfigValue};
use crate::topology::config_value;
use serde_json::{Map, Value};

/// The properties as Ambari keeps them: text by text, sorted.
pub(super) fn text(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let properties = properties(cluster)?;
    if properties.is_empty() {
        return Ok(None);
    }
    serde_json::to_string_pretty(&Value::Object(properties))
        .map(|text| Some(text + "\n"))
        .map_err(|error| error.to_string())
}

/// What the blueprint says of `server.properties`: `listeners`, and the keys of `config`.
pub(in crate::emit) fn properties(cluster: &Cluster<'_>) -> Result<Map<String, Value>, String> {
    let mut properties = Map::new();
    for (key, entry) in &cluster.hdinsight.config.entries {
        properties.insert(key.clone(), Value::String(plain(key, &entry.value)?));
    }
    if !cluster.listeners.is_empty() {
        properties.insert("listeners".into(), Value::String(listeners(cluster)));
    }
    properties.sort_keys();
    Ok(properties)
}

/// Where brokers advertise addresses they must listen on every one of the host's: which of them clients are told is
/// the patch's work. `localhost` is what HDInsight has there itself: Ambari puts the host's name in its place.
fn listeners(cluster: &Cluster<'_>) -> String {
    let one = |listener: &Listener<'_>| {
        let host = match listener.advertise {
            Advertise::Ip => "0.0.0.0",
            Advertise::Hostname => "localhost",
        };
        format!("{}://{host}:{}", listener.protocol.word(), listener.port)
    };
    cluster.listeners.iter().map(one).collect::<Vec<_>>().join(",")
}

/// A setting as text, in its key's own unit.
pub(super) fn plain(key: &str, value: &ConfigValue) -> Result<String, String> {
    match config_value(key, value)? {
        ConfigValue::Bool(value) => Ok(value.to_string()),
        ConfigValue::Int(number) => Ok(number.to_string()),
        ConfigValue::Float(number) => Ok(number.to_string()),
        ConfigValue::Text(text) => Ok(text),
        ConfigValue::Secret(_) | ConfigValue::Format { .. } => {
            Err(format!("`{key}` is to come from a secret"))
        }
    }
}
