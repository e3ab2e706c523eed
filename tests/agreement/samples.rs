//! Documents made from a schema: one for every place and alternative in it.

use serde_json::{Map, Value, json};

/// A document that says as little as it can beside one place.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The document.
    pub value: Value,
    /// The place.
    pub path: Vec<String>,
    /// What the schema says of it, references followed.
    pub schema: Value,
    /// The least that may stand in the place, where it is a map by name.
    pub member: Option<Value>,
}

impl Sample {
    /// The value at the place, in a document of the same shape.
    pub fn focus<'v>(&self, value: &'v mut Value) -> &'v mut Value {
        self.path.iter().fold(value, |at, step| match at {
            Value::Array(items) => &mut items[step.parse::<usize>().expect("an index")],
            at => &mut at[step],
        })
    }

    pub fn place(&self) -> String {
        format!("/{}", self.path.join("/"))
    }

    fn under(mut self, step: &str, whole: Value) -> Self {
        self.path.insert(0, step.to_owned());
        Self { value: whole, ..self }
    }
}

/// One sample for every place of a document without `environments` and `defaults`, in which nothing may be left to them.
pub fn samples(schema: &Value) -> Vec<Sample> {
    let mut root = schema.clone();
    let sections = schema["else"]["properties"].clone();
    for (key, section) in sections.as_object().expect("sections") {
        root["properties"][key] = section.clone();
    }
    let properties = root["properties"].as_object_mut().expect("properties");
    properties.shift_remove("environments");
    properties.shift_remove("defaults");
    // That two environments want a default is said of documents with environments.
    root.as_object_mut().expect("a schema").shift_remove("allOf");
    let mut samples = Maker { definitions: &schema["definitions"] }.all(&root);
    // The root's own keys are these as well; the test of its keys compares with the whole list.
    samples[0].schema["properties"] = schema["properties"].clone();
    samples
}

/// A sample as a document: a default environment must exist.
pub fn document(sample: &Value) -> Value {
    let mut document = sample.clone();
    if let Some(name) = sample.get("defaultEnvironment").and_then(Value::as_str) {
        document["environments"] = json!({name: {}});
    }
    document
}

struct Maker<'a> {
    definitions: &'a Value,
}

impl Maker<'_> {
    /// The schema a reference leads to, with the alternatives it may be one of.
    fn alternatives(&self, schema: &Value) -> Vec<Value> {
        if let Some(reference) = schema["$ref"].as_str() {
            return self.alternatives(&self.definitions[reference.trim_start_matches("#/definitions/")]);
        }
        let several =
            schema.get("oneOf").or_else(|| schema.get("allOf").filter(|all| all[0].get("if").is_none()));
        if let Some(Value::Array(several)) = several {
            return several.iter().flat_map(|one| self.alternatives(one)).collect();
        }
        if let Some(Value::Array(chosen)) = schema.get("allOf") {
            return chosen.iter().flat_map(|one| self.chosen(one)).collect();
        }
        if let Some(Value::Array(types)) = schema.get("type") {
            let of = |one: &Value| {
                let mut schema = schema.clone();
                schema["type"] = one.clone();
                schema
            };
            return types.iter().map(of).collect();
        }
        vec![schema.clone()]
    }

    /// The schema behind `if`, with the word it asks for as the only one.
    fn chosen(&self, one: &Value) -> Vec<Value> {
        let mut schemas = self.alternatives(&one["then"]);
        for schema in &mut schemas {
            for (key, asked) in one["if"]["properties"].as_object().expect("a word") {
                schema["properties"][key] = json!({"type": "string", "enum": [asked["const"]]});
            }
        }
        schemas
    }

    fn least(&self, schema: &Value) -> Value {
        let schema = self.alternatives(schema).swap_remove(0);
        if let Some(words) = schema["enum"].as_array() {
            return words[0].clone();
        }
        match schema["type"].as_str() {
            Some("object") => {
                let mut least = Map::new();
                for key in schema["required"].as_array().into_iter().flatten() {
                    let key = key.as_str().expect("a key");
                    least.insert(key.to_owned(), self.least(&schema["properties"][key]));
                }
                least.into()
            }
            Some("array") if schema.get("minItems").is_some() => json!([self.least(&schema["items"])]),
            Some("array") => json!([]),
            Some("string") => text(&schema),
            Some("integer") => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
            Some("number") => json!(1.5),
            Some("boolean") => json!(false),
            other => panic!("a value of {other:?}: {schema}"),
        }
    }

    fn all(&self, schema: &Value) -> Vec<Sample> {
        self.alternatives(schema).iter().flat_map(|schema| self.places(schema)).collect()
    }

    fn places(&self, schema: &Value) -> Vec<Sample> {
        let member =
            schema["additionalProperties"].is_object().then(|| self.least(&schema["additionalProperties"]));
        let here = |value| Sample { value, path: Vec::new(), schema: schema.clone(), member: member.clone() };
        if let Some(words) = schema["enum"].as_array() {
            return words.iter().cloned().map(here).collect();
        }
        let least = self.least(schema);
        let mut samples = vec![here(least.clone())];
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            for sample in self.all(property) {
                let mut whole = least.clone();
                whole[key] = sample.value.clone();
                samples.push(sample.under(key, whole));
            }
        }
        if schema["additionalProperties"].is_object() {
            let name = schema.get("propertyNames").map_or_else(|| json!("a"), text);
            let name = name.as_str().expect("a name");
            for sample in self.all(&schema["additionalProperties"]) {
                let whole = json!({name: sample.value});
                samples.push(sample.under(name, whole));
            }
        }
        if schema["items"].is_object() {
            for sample in self.all(&schema["items"]) {
                let whole = json!([sample.value]);
                samples.push(sample.under("0", whole));
            }
        }
        samples
    }
}

/// A text that fits; a pattern that is new here wants a line.
fn text(schema: &Value) -> Value {
    let candidates = ["a", "a/b", "10.0.0.0/16", "10.0.0.4", "1Gi", "1-2", "networks/a", "{0}", "1%"];
    if schema["format"] == "ipv4" {
        return json!("10.0.0.4");
    }
    let validator = jsonschema::validator_for(schema).expect("a schema");
    let fitting = candidates.iter().map(|text| json!(text)).find(|text| validator.is_valid(text));
    fitting.unwrap_or_else(|| panic!("no text for {schema}"))
}
