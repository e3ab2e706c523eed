//! `values.schema.json`: what may be set, and to what. Helm checks it before it renders anything.

use crate::chart::{Setting, Settings, Shape, ValuePath};
use crate::object::Node;
use crate::yaml::Value;
use serde_json::{Map, Value as Json, json};

/// An amount, as the API server reads one.
const QUANTITY: &str = r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+|[KMGTPE]i|[numkMGTPE])?";
/// What the operators and the API server both take for the size of a disk.
const SIZE: &str = r"[0-9]+(\.[0-9]+)?([KMGTPE]i|[MGTPE])?";
/// A registry is told from a path by its dot, its port or its one name: `localhost`.
const REGISTRY: &str = r"[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)+(:[0-9]{1,5})?|[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?:[0-9]{1,5}|localhost";
/// A part of the path of an image.
const WORD: &str = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*";
/// A name of an object, as the API server takes it.
const NAME: &str = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
/// What every host's name looks like, which a Service takes for its own.
const HOST: &str = "[a-z]([-a-z0-9]*[a-z0-9])?";
/// The key of a label or annotation.
const LABEL_KEY: &str = r"([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]";
const LABEL_VALUE: &str = "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";
/// Labels by which the chart or the operator knows its pods.
const OWN_LABEL: &str = r"^(app\.kubernetes\.io/(name|instance|part-of|managed-by)$|strimzi\.io/)";
const DIGEST: &str = r"sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})";

pub(super) fn schema(settings: &Settings) -> String {
    let mut root = group();
    for setting in settings.iter() {
        put(&mut root, &setting.path, property(setting));
    }
    if let Some(Json::Object(properties)) = root.get_mut("properties") {
        // A parent chart hands it down, whatever is in it.
        properties.insert(
            "global".into(),
            json!({"type": "object", "description": "What a parent chart hands to all its parts."}),
        );
    }
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    schema.extend(root);
    // The alternate form ends lines as every platform's tools do.
    format!("{:#}\n", Json::Object(schema))
}

fn group() -> Map<String, Json> {
    let mut map = Map::new();
    map.insert("type".into(), json!("object"));
    map.insert("additionalProperties".into(), json!(false));
    map.insert("required".into(), json!([]));
    map.insert("properties".into(), json!({}));
    map
}

fn put(root: &mut Map<String, Json>, path: &ValuePath, property: Json) {
    let Some((last, groups)) = path.0.split_last() else { return };
    let mut at = root;
    for key in groups {
        require(at, key);
        let Some(Json::Object(properties)) = at.get_mut("properties") else { return };
        let next = properties.entry(key.clone()).or_insert_with(|| Json::Object(group()));
        let Json::Object(next) = next else { return };
        at = next;
    }
    require(at, last);
    if let Some(Json::Object(properties)) = at.get_mut("properties") {
        properties.insert(last.clone(), property);
    }
}

/// A key set to `null` would be gone, and the template would read nothing.
fn require(at: &mut Map<String, Json>, key: &str) {
    if let Some(Json::Array(required)) = at.get_mut("required")
        && !required.iter().any(|known| known == key)
    {
        required.push(json!(key));
    }
}

fn property(setting: &Setting) -> Json {
    let key = setting.path.0.last().map_or("", String::as_str);
    let mut property = json!({"description": format!("{key} {}", setting.comment)});
    let may_be_empty = setting.values.iter().flatten().any(|value| value.as_str() == Some(""));
    let pattern = |pattern: &str| {
        let question = if may_be_empty { "?" } else { "" };
        json!({"type": "string", "pattern": format!("^({pattern}){question}$")})
    };
    let of = match &setting.shape {
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Int(i64::MIN, i64::MAX) => json!({"type": "integer"}),
        Shape::Int(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Shape::Number => json!({"type": "number"}),
        Shape::Text => json!({"type": "string"}),
        Shape::Word => json!({"type": "string", "minLength": 1}),
        Shape::OneOf(words) => {
            let nothing = may_be_empty.then_some("");
            json!({"type": "string", "enum": words.iter().copied().chain(nothing).collect::<Vec<_>>()})
        }
        Shape::Quantity => pattern(QUANTITY),
        Shape::Name => {
            let mut name = pattern(NAME);
            name["maxLength"] = json!(253);
            name
        }
        Shape::Namespace => {
            json!({"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "maxLength": 63})
        }
        Shape::Pattern(pattern) => json!({"type": "string", "pattern": pattern}),
        Shape::Registry => json!({"type": "string", "pattern": format!("^({REGISTRY})?$")}),
        Shape::Repository => json!({"type": "string", "pattern": format!("^{WORD}(/{WORD})*$")}),
        Shape::Tag => json!({"type": "string", "pattern": "^([A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?$"}),
        Shape::Size => pattern(SIZE),
        Shape::WordList(words) => {
            json!({"type": "array", "items": {"type": "string", "enum": words}, "minItems": 1, "uniqueItems": true})
        }
        Shape::Host(longest) => {
            json!({"type": "string", "pattern": format!("^({HOST})?$"), "maxLength": longest})
        }
        Shape::Digest => json!({"type": "string", "pattern": format!("^({DIGEST})?$")}),
        Shape::Texts => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Shape::Labels => labels(label()),
        Shape::PodLabels => {
            let mut labels = labels(label());
            labels["patternProperties"][OWN_LABEL] = json!(false);
            labels
        }
        Shape::Annotations => labels(json!({"type": "string"})),
        Shape::Resources => resources(),
        Shape::Tolerations => json!({"type": "array", "items": toleration()}),
        Shape::SecretNames => {
            let name = json!({"type": "string", "pattern": format!("^{NAME}$"), "maxLength": 253});
            json!({"type": "array", "items": closed(json!({"name": name}), &["name"])})
        }
        Shape::Affinity => {
            let some = json!({"type": "object"});
            closed(json!({"nodeAffinity": some, "podAffinity": some, "podAntiAffinity": some}), &[])
        }
        Shape::Map => json!({"type": "object"}),
        Shape::List => json!({"type": "array"}),
        Shape::TextList => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Maps => json!({"type": "array", "items": {"type": "object"}}),
        Shape::Any => any(&setting.values),
    };
    if let (Json::Object(property), Json::Object(of)) = (&mut property, of) {
        property.extend(of);
    }
    property
}

fn closed(properties: Json, required: &[&str]) -> Json {
    let mut object = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn label() -> Json {
    json!({"type": "string", "pattern": format!("^{LABEL_VALUE}$")})
}

/// By patterns of keys: what Helm says of those it refuses has the path, which it leaves out of what it says of names.
fn labels(values: Json) -> Json {
    let mut keys = Map::new();
    keys.insert(format!("^{LABEL_KEY}$"), values);
    json!({"type": "object", "patternProperties": keys, "additionalProperties": false})
}

/// A toleration, as the API server takes one.
fn toleration() -> Json {
    let properties = json!({
        "key": {"type": "string", "pattern": format!("^({LABEL_KEY})?$")},
        "operator": {"type": "string", "enum": ["Equal", "Exists"]},
        "value": label(),
        "effect": {"type": "string", "enum": ["", "NoSchedule", "PreferNoSchedule", "NoExecute"]},
        "tolerationSeconds": {"type": "integer"}
    });
    let mut schema = closed(properties, &[]);
    // Only `Exists` means every taint when no key is given.
    schema["if"] = json!({"properties": {"operator": {"const": "Exists"}}, "required": ["operator"]});
    schema["else"] = json!({"properties": {"key": {"minLength": 1}}, "required": ["key"]});
    schema
}

fn resources() -> Json {
    let amounts = json!({
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                {"type": "string", "pattern": format!("^{QUANTITY}$")},
                {"type": "number", "minimum": 0}
            ]
        }
    });
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {"requests": amounts, "limits": amounts}
    })
}

/// Whatever kinds of values the environments have.
fn any(values: &[Option<Node>]) -> Json {
    let mut kinds: Vec<&str> = values
        .iter()
        .flatten()
        .map(|value| match value.value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Int(_) | Value::Float(_) => "number",
            Value::String(_) => "string",
            Value::List(_) => "array",
            Value::Map(_) => "object",
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    json!({"type": kinds})
}
