//! The language as it declares itself: what a section may have, and of what type.

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use streamwright::blueprint::blueprint_schema;

static SCHEMA: LazyLock<Value> = LazyLock::new(blueprint_schema);

/// The keys of a section with their schemas.
pub fn properties(section: &str) -> impl Iterator<Item = (&'static str, &'static Value)> {
    let properties = SCHEMA["definitions"][section]["properties"].as_object();
    let properties = properties.unwrap_or_else(|| panic!("the language has no section {section}"));
    properties.iter().map(|(key, schema)| (key.as_str(), schema))
}

/// What a schema stands for: its own words, and the section it names.
pub fn meant(schema: &'static Value) -> (&'static Value, Option<&'static str>) {
    let reference = schema.get("$ref").or_else(|| schema["allOf"].get(0)?.get("$ref"));
    match reference.and_then(Value::as_str).and_then(|r| r.strip_prefix("#/definitions/")) {
        Some(name) => (&SCHEMA["definitions"][name], Some(name)),
        None => (schema, None),
    }
}

/// Whatever can be written: `App.replicas` for a key of a section, `App.kind=Deployment` for a word.
pub fn everything() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let sections = SCHEMA["definitions"].as_object().expect("definitions");
    let made = |name: &str| name.ends_with("Overlay") || name.ends_with("Partial") || name == "Environment";
    for section in sections.keys().filter(|name| !made(name)) {
        if SCHEMA["definitions"][section].get("properties").is_none() {
            continue;
        }
        for (key, schema) in properties(section) {
            all.insert(format!("{section}.{key}"));
            for word in words(schema) {
                all.insert(format!("{section}.{key}={word}"));
            }
        }
    }
    for key in SCHEMA["properties"].as_object().expect("properties").keys() {
        all.insert(format!("Blueprint.{key}"));
    }
    all
}

/// The words a value may be, wherever in its schema they stand.
fn words(schema: &'static Value) -> Vec<&'static str> {
    let own = schema["enum"].as_array().into_iter().flatten();
    let items = schema["items"]["enum"].as_array().into_iter().flatten();
    let other = schema["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|one| one["enum"].as_array().into_iter().flatten());
    let of_map = schema["additionalProperties"]["enum"].as_array().into_iter().flatten();
    own.chain(items).chain(other).chain(of_map).filter_map(Value::as_str).collect()
}

/// What of [`everything`] stands in a document.
pub fn said(document: &Value, found: &mut BTreeSet<String>) {
    let Some(map) = document.as_object() else { return };
    for (key, value) in map {
        found.insert(format!("Blueprint.{key}"));
        match key.as_str() {
            "environments" => value.as_object().into_iter().flatten().for_each(|(_, one)| said(one, found)),
            "defaults" => {
                for (section, value) in value.as_object().into_iter().flatten() {
                    walk(value, &base(section)["additionalProperties"], found);
                }
            }
            section => walk(value, base(section), found),
        }
    }
}

/// The schema of a section of the document, as it is where nothing completes it.
fn base(section: &str) -> &'static Value {
    let own = &SCHEMA["properties"][section];
    let whole = &SCHEMA["else"]["properties"][section];
    if whole.is_null() { own } else { whole }
}

fn walk(value: &Value, schema: &'static Value, found: &mut BTreeSet<String>) {
    let (schema, section) = meant(schema);
    if let Some(cases) = schema["allOf"].as_array() {
        // By a word of its own, as Kafka clusters by their provider.
        for case in cases {
            let word = &case["if"]["properties"]["provider"]["const"];
            if case.get("then").is_some() && value.get("provider") == Some(word) {
                walk(value, &case["then"], found);
            }
        }
    }
    for one in schema["oneOf"].as_array().into_iter().flatten() {
        let object = meant(one).0["type"] == "object";
        if object == value.is_object() {
            walk(value, one, found);
        }
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match schema["properties"].get(key) {
                    Some(schema) => {
                        let path = format!("{}.{key}", section.unwrap_or_default());
                        let mut texts = vec![value];
                        texts.extend(value.as_array().into_iter().flatten());
                        texts.extend(value.as_object().into_iter().flat_map(|map| map.values()));
                        for word in texts.into_iter().filter_map(Value::as_str) {
                            found.insert(format!("{path}={word}"));
                        }
                        found.insert(path);
                        walk(value, schema, found);
                    }
                    None if schema["additionalProperties"].is_object() => {
                        walk(value, &schema["additionalProperties"], found);
                    }
                    None => {}
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, &schema["items"], found)),
        _ => {}
    }
}
