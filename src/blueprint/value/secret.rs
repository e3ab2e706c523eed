use super::Scalar;
use super::reference::is_step;
use crate::blueprint::{Decoder, Schemas, Shape};
use crate::diagnostic::{BAD_REFERENCE, LITERAL_SECRET};
use crate::source::Origin;
use crate::yaml::{Key, Map, Mark, Node, Value};
use serde_json::{Value as Json, json};

/// `{secretRef: <secret>/<key>}`: where a secret is, never what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretRef {
    /// The name under `secrets`.
    pub secret: String,
    /// The key inside it.
    pub key: String,
    /// Where the reference stands.
    pub origin: Origin,
}

impl SecretRef {
    /// Splits `secret/key`.
    pub(super) fn split(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        match text.split_once('/') {
            Some((secret, key)) if is_step(secret) && is_step(key) => {
                Some(Self { secret: secret.into(), key: key.into(), origin: cx.origin_of(node) })
            }
            _ => cx.refuse(
                &BAD_REFERENCE,
                node,
                format!("`{text}` does not name a secret and a key in it"),
                Some("write `secretRef: <secret>/<key>`, with the secret declared under `secrets`".into()),
            ),
        }
    }

    /// `<secret>/<key>`, as written.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.secret, self.key)
    }
}

impl Shape for SecretRef {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.as_str().is_some() || node.as_int().is_some() {
            let key = cx.path().rsplit('/').next().unwrap_or_default().to_owned();
            return cx.refuse(
                &LITERAL_SECRET,
                node,
                format!("`{key}` holds a secret, and a blueprint may not"),
                Some("write `{secretRef: <secret>/<key>}` and declare the secret under `secrets`".into()),
            );
        }
        let map = cx.map(node)?;
        cx.unknown_keys(map, &["secretRef"], "a secret reference");
        match map.entry("secretRef") {
            Some(entry) => Self::split(&entry.value, cx),
            None => cx.missing(node, "secretRef", "a secret reference"),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("SecretRef", |_| {
            json!({
                "description": "A secret by name and key; a value may not stand in a blueprint.",
                "type": "object",
                "properties": {"secretRef": {
                    "description": "`<secret>/<key>`, with the secret declared under `secrets`.",
                    "type": "string",
                    "pattern": "^[^/\\s]+/[^/\\s]+$",
                }},
                "required": ["secretRef"],
                "additionalProperties": false,
            })
        })
    }

    fn encode(&self) -> Option<Node<Origin>> {
        let mut map = Map::new();
        let value = Node::new(Value::String(self.path()), self.origin.clone());
        map.push(Key { text: "secretRef".into(), origin: self.origin.clone() }, value);
        Some(Node::new(Value::Map(map), self.origin.clone()))
    }
}
