use super::{SecretRef, format};
use crate::blueprint::{Decoder, Schemas, Shape};
use crate::diagnostic::LITERAL_SECRET;
use crate::facts::secrets;
use crate::source::{Origin, Span};
use crate::yaml::{Key, Map, Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A free-form map of settings, keys verbatim: Kafka, connector and client configuration, an app's `env`.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Settings, sorted by key.
    pub entries: BTreeMap<String, ConfigEntry>,
    /// Where the map stands; `None` when nobody wrote one.
    pub origin: Option<Origin>,
}

/// One setting.
#[derive(Debug, Clone)]
pub struct ConfigEntry {
    /// Where its key stands.
    pub key: Origin,
    /// Its value.
    pub value: ConfigValue,
    /// Where its value stands.
    pub origin: Origin,
}

impl ConfigEntry {
    /// Where the value was written, when it was.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.origin.span()
    }
}

/// What a setting may be.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfigValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Text(String),
    /// `{secretRef: secret/key}`.
    Secret(SecretRef),
    /// `{format: "…{0}…", secretRefs: [secret/key, …]}`: text that holds secrets.
    Format {
        /// Text with `{0}`, `{1}`, … where the secrets go.
        format: String,
        /// The secrets, by place.
        secrets: Vec<SecretRef>,
    },
}

impl Config {
    /// The setting `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&ConfigEntry> {
        self.entries.get(key)
    }

    /// Whether there are no settings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets `key` unless it is there already.
    pub fn fill(&mut self, key: &str, value: ConfigValue, origin: Origin) {
        self.origin.get_or_insert_with(|| origin.clone());
        self.entries.entry(key.to_owned()).or_insert_with(|| ConfigEntry {
            key: origin.clone(),
            value,
            origin,
        });
    }
}

impl Shape for Config {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let map = cx.map(node)?;
        let mut config = Self { entries: BTreeMap::new(), origin: Some(cx.origin_of(node)) };
        for entry in &map.entries {
            let (name, span) = (&entry.key.text, entry.key.origin.span);
            let value = cx.within(name, span, |cx| read(name, &entry.value, cx));
            if let Some(value) = value {
                let origin = cx.origin_of(&entry.value);
                config.entries.insert(name.clone(), ConfigEntry { key: cx.origin_at(span), value, origin });
            }
        }
        Some(config)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let value = schemas.define("ConfigValue", |schemas| {
            json!({"oneOf": [
                {"type": ["string", "number", "boolean"]},
                SecretRef::schema(schemas),
                formatted(schemas),
            ]})
        });
        json!({"type": "object", "additionalProperties": value})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        let origin = self.origin.clone()?;
        let mut map = Map::new();
        for (name, entry) in &self.entries {
            map.push(Key { text: name.clone(), origin: entry.key.clone() }, entry.encode());
        }
        Some(Node::new(Value::Map(map), origin))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

/// The schema of `{format, secretRefs}`.
pub(super) fn formatted(schemas: &mut Schemas) -> Json {
    schemas.define("FormattedSecret", |_| {
        json!({
            "description": "Text that holds secrets: `{0}` stands for the first of `secretRefs`.",
            "type": "object",
            "properties": {
                "format": {"description": "The text, with `{0}`, `{1}`, … where the secrets go.", "type": "string", "pattern": "\\{0\\}"},
                "secretRefs": {"description": "The secrets, by place: `<secret>/<key>`.", "type": "array", "items": {"type": "string", "pattern": "^[^/\\s]+/[^/\\s]+$"}, "minItems": 1},
            },
            "required": ["format", "secretRefs"],
            "additionalProperties": false,
        })
    })
}

pub(super) fn is_literal_secret(name: &str, node: &Node<Mark>) -> bool {
    secrets::is_secret_key(name) && !node.as_str().is_some_and(secrets::is_reference)
}

pub(super) fn read(name: &str, node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<ConfigValue> {
    match &node.value {
        Value::Map(map) if map.get("format").or(map.get("secretRefs")).is_some() => {
            format::read(node, map, cx)
        }
        Value::Map(_) => SecretRef::decode(node, cx).map(ConfigValue::Secret),
        Value::String(_) | Value::Int(_) | Value::Float(_) if is_literal_secret(name, node) => cx.refuse(
            &LITERAL_SECRET,
            node,
            format!("`{name}` holds a secret, and a blueprint may not"),
            Some("write `{secretRef: <secret>/<key>}` and declare the secret under `secrets`".into()),
        ),
        Value::String(text) => Some(ConfigValue::Text(text.clone())),
        Value::Bool(value) => Some(ConfigValue::Bool(*value)),
        Value::Int(number) => Some(ConfigValue::Int(*number)),
        Value::Float(number) => Some(ConfigValue::Float(*number)),
        Value::Null | Value::List(_) => cx.wrong_type(node, "a string, a number, a boolean or a `secretRef`"),
    }
}

impl ConfigEntry {
    fn encode(&self) -> Node<Origin> {
        let plain = |value| Node::new(value, self.origin.clone());
        match &self.value {
            ConfigValue::Bool(value) => plain(Value::Bool(*value)),
            ConfigValue::Int(number) => plain(Value::Int(*number)),
            ConfigValue::Float(number) => plain(Value::Float(*number)),
            ConfigValue::Text(text) => plain(Value::String(text.clone())),
            ConfigValue::Secret(secret) => secret.encode().unwrap_or_else(|| plain(Value::Null)),
            ConfigValue::Format { format, secrets } => {
                let key = |text: &str| Key { text: text.into(), origin: self.origin.clone() };
                let refs =
                    secrets.iter().map(|s| Node::new(Value::String(s.path()), s.origin.clone())).collect();
                let mut map = Map::new();
                map.push(key("format"), plain(Value::String(format.clone())));
                map.push(key("secretRefs"), plain(Value::List(refs)));
                plain(Value::Map(map))
            }
        }
    }
}
