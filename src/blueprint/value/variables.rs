use super::config::{self, Config, ConfigEntry};
use super::{EnvName, SecretRef};
use crate::blueprint::named::NameRule;
use crate::blueprint::{Decoder, Schemas, Shape};
use crate::diagnostic::WRONG_TYPE;
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// An application's own environment variables. Kubernetes takes nothing but text in them, so a number or a boolean
/// is refused: which of its spellings was meant cannot be told.
#[derive(Debug, Clone, Default)]
pub struct Variables(Config);

impl Deref for Variables {
    type Target = Config;
    fn deref(&self) -> &Config {
        &self.0
    }
}

impl Shape for Variables {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let map = cx.map(node)?;
        let mut variables = Config { origin: Some(cx.origin_of(node)), ..Config::default() };
        for entry in &map.entries {
            let (name, span) = (&entry.key.text, entry.key.origin.span);
            let complaint = EnvName::check(name, span);
            let sound = complaint.is_none();
            complaint.into_iter().for_each(|complaint| cx.report(complaint));
            let value = cx.within(name, span, |cx| match &entry.value.value {
                Value::Bool(_) | Value::Int(_) | Value::Float(_)
                    if !config::is_literal_secret(name, &entry.value) =>
                {
                    let message =
                        format!("`{}` is {}, and a variable holds text", cx.path(), entry.value.kind());
                    let text = cx.sources.slice(entry.value.origin.span);
                    let help = format!("quote it: `{name}: \"{text}\"`");
                    cx.refuse_once(&WRONG_TYPE, &entry.value, message, Some(help))
                }
                _ => config::read(name, &entry.value, cx),
            });
            if let Some(value) = value.filter(|_| sound) {
                let origin = cx.origin_of(&entry.value);
                let entry = ConfigEntry { key: cx.origin_at(span), value, origin };
                variables.entries.insert(name.clone(), entry);
            }
        }
        Some(Self(variables))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let text = json!({"type": "string"});
        let value = json!({"oneOf": [text, SecretRef::schema(schemas), config::formatted(schemas)]});
        json!({"type": "object", "propertyNames": EnvName::schema(), "additionalProperties": value})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        self.0.encode()
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}
