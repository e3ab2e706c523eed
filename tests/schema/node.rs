use serde_json::Value as Json;
use streamwright::yaml::{Key, Map, Node, Value};

/// A tree as the checker takes it.
pub fn node(json: &Json) -> Node<()> {
    let value = match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Value::Int(value.into()),
            (None, Some(value)) => Value::Int(value.into()),
            (None, None) => Value::Float(number.as_f64().unwrap()),
        },
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(node).collect()),
        Json::Object(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                map.push(Key { text: key.clone(), origin: () }, node(value));
            }
            Value::Map(map)
        }
    };
    Node::new(value, ())
}

/// The documents of a YAML file; every test file is in the plain subset that all readers agree on.
pub fn documents(text: &str) -> Vec<Json> {
    use serde::Deserialize;
    serde_yaml::Deserializer::from_str(text)
        .map(|document| Json::deserialize(document).unwrap())
        .filter(|json| !json.is_null())
        .collect()
}
