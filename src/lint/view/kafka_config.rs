use crate::facts::kafka::ConfigTable;
use crate::lint::{Cx, Kind};
use crate::object::{Node, Object};
use crate::source::Origin;
use crate::yaml::{Entry, Value};

/// The lines of a `config` of an object; what is no map has none. Of what a blueprint becomes, those alone that a patch
/// wrote: the others were judged as they stand in the blueprint.
pub fn config_lines<'a>(
    object: &Object,
    config: Option<&'a Node>,
) -> impl Iterator<Item = &'a Entry<Origin>> + use<'a> {
    let compiled = is_compiled(object);
    let lines = config.and_then(Node::as_map).map(|map| map.entries.as_slice()).into_iter().flatten();
    lines.filter(move |line| !compiled || matches!(line.value.origin, Origin::Patched { .. }))
}

/// Whether a blueprint becomes an object, as against a manifest somebody wrote.
fn is_compiled(object: &Object) -> bool {
    object.at("kind").is_some_and(|kind| kind.origin == Origin::Fixed)
}

/// Whether a value follows from a blueprint, where it was judged: what a patch puts in was not.
#[must_use]
pub fn judged_in_blueprint(object: &Object, node: &Node) -> bool {
    is_compiled(object) && !matches!(node.origin, Origin::Patched { .. })
}

/// A value as Kafka reads it; `None` where it is no scalar.
#[must_use]
pub fn config_text(value: &Node) -> Option<String> {
    match &value.value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::Float(value) => value.is_finite().then(|| value.to_string()),
        Value::String(value) => Some(value.clone()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The number a line of a `config` gives.
#[must_use]
pub fn config_number(config: Option<&Node>, key: &str) -> Option<i64> {
    config_text(config?.get(key)?)?.trim().parse().ok()
}

/// The keys of the Kafka that an object is for: what a Kafka says itself, else the version that is judged for. `None`
/// where it says a version of which nothing is known.
#[must_use]
pub fn config_table(object: &Object, cx: &Cx<'_>) -> Option<&'static ConfigTable> {
    let written = (Kind::of(&object.gvk) == Kind::Kafka).then(|| object.at("spec/kafka/version")).flatten();
    match written.filter(|version| !version.is_null()) {
        Some(version) => ConfigTable::for_version(version.as_str()?),
        None => ConfigTable::for_version(&cx.targets.kafka),
    }
}

/// The listeners of a Kafka as its configuration names them: `<name>-<port>`.
#[must_use]
pub fn config_listeners(kafka: &Object) -> Vec<String> {
    let listeners = kafka.at("spec/kafka/listeners").and_then(Node::as_list).into_iter().flatten();
    let named = listeners.filter_map(|listener| {
        let (name, port) = (listener.get("name")?.as_str()?, listener.get("port")?.as_int()?);
        Some(format!("{name}-{port}"))
    });
    named.collect()
}
