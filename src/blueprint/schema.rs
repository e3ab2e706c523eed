//! The JSON Schema (draft-07) of the document, made from the same declarations as its decoder.

use super::Shape;
use serde_json::{Map, Value, json};

/// Definitions collected while a schema is made.
#[derive(Debug, Default)]
pub struct Schemas {
    definitions: Map<String, Value>,
}

impl Schemas {
    /// A reference to the definition `name`, which is made on first use.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            // Reserved before it is made, so that a section may mention itself.
            self.definitions.insert(name.to_owned(), Value::Null);
            let made = make(self);
            self.definitions.insert(name.to_owned(), made);
        }
        json!({"$ref": format!("#/definitions/{name}")})
    }

    /// The definitions, sorted by name.
    #[must_use]
    pub fn into_definitions(self) -> Map<String, Value> {
        let mut sorted: Vec<_> = self.definitions.into_iter().collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        sorted.into_iter().collect()
    }
}

/// A section's schema in the making.
pub(super) struct ObjectSchema {
    description: String,
    properties: Map<String, Value>,
    required: Vec<Value>,
}

impl ObjectSchema {
    pub(super) fn new(doc: &[&str]) -> Self {
        Self { description: prose(doc), properties: Map::new(), required: Vec::new() }
    }

    pub(super) fn property<T: Shape>(&mut self, schemas: &mut Schemas, key: &str, doc: &[&str]) {
        let schema = T::schema(schemas);
        self.properties.insert(key.to_owned(), described(schema, doc));
        if T::absent().is_none() {
            self.required.push(json!(key));
        }
    }

    pub(super) fn finish(self) -> Value {
        let mut object = json!({
            "description": self.description,
            "type": "object",
            "properties": self.properties,
            "additionalProperties": false,
        });
        if !self.required.is_empty() {
            object["required"] = Value::Array(self.required);
        }
        object
    }
}

/// `schema` with the words an editor shows; beside a `$ref` draft-07 reads nothing, so a reference is wrapped.
pub(super) fn described(schema: Value, doc: &[&str]) -> Value {
    let description = prose(doc);
    if schema.get("$ref").is_some() {
        return json!({"description": description, "allOf": [schema]});
    }
    let mut out = Map::new();
    out.insert("description".into(), json!(description));
    if let Value::Object(rest) = schema {
        out.extend(rest);
    }
    Value::Object(out)
}

/// Doc comment lines as one paragraph.
fn prose(doc: &[&str]) -> String {
    doc.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
