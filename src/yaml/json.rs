use super::{Node, Value};
use serde_json::{Map, Number};

/// The tree as JSON, entries in order; the last of two equal keys holds, at the place of the first.
///
/// What JSON cannot say (`.inf`, `.nan`) becomes null; [`parse`](super::parse) has reported it.
#[must_use]
pub fn to_json<O>(node: &Node<O>) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => i64::try_from(*i)
            .map(Number::from)
            .or_else(|_| u64::try_from(*i).map(Number::from))
            .ok()
            .or_else(|| Number::from_f64(*i as f64))
            .map_or(Json::Null, Json::Number),
        Value::Float(x) => Number::from_f64(*x).map_or(Json::Null, Json::Number),
        Value::String(s) => Json::String(s.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(map) => {
            let mut object = Map::with_capacity(map.entries.len());
            for entry in &map.entries {
                object.insert(entry.key.text.clone(), to_json(&entry.value));
            }
            Json::Object(object)
        }
    }
}
