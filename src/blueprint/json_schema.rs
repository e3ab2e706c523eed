//! The JSON Schema of a whole blueprint file, for editors: made from the declarations the decoder is made from.

use super::environment::{DEFAULT_ENVIRONMENT, DEFAULTS, ENVIRONMENTS, EXTENDS, SECTIONS, is_overlaid};
use super::loosened::Loosened;
use super::schema::described;
use super::{Blueprint, EnvironmentName, NameRule, Schemas, Shape};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The schema (draft-07) of `kind: Blueprint`, with `environments` and `defaults`.
///
/// An overlay is the base schema with nothing required and `null` allowed (definitions that end in `Overlay`).
/// What stands under `defaults`, and the common part where defaults or environments may complete it, is the same
/// without `null` (`Partial`).
#[must_use]
pub fn blueprint_schema() -> Json {
    let mut schemas = Schemas::default();
    Blueprint::schema(&mut schemas);
    let mut definitions = schemas.into_definitions();
    let mut document = definitions.shift_remove("Blueprint").unwrap_or_default();
    let base = document["properties"].as_object().cloned().unwrap_or_default();

    let mut partial = Loosened::partial(&definitions);
    let (mut whole, mut completed) = (Map::new(), Map::new());
    for (key, schema) in base.iter().filter(|(key, _)| is_overlaid(key)) {
        let loose = partial.value(schema);
        if loose != *schema {
            document["properties"][key] = json!({"description": schema["description"], "type": "object"});
            whole.insert(key.clone(), undescribed(schema.clone()));
            completed.insert(key.clone(), undescribed(loose));
        }
    }
    let defaults = defaults(&base, &mut partial);
    let partial = partial.into_definitions();
    let mut overlay = Loosened::overlay(&definitions);
    let overlaid = defaults_of(&base, &mut overlay);
    let environment = environment(&base, overlaid, &mut overlay);
    let overlay = overlay.into_definitions();
    definitions.extend(partial);
    definitions.extend(overlay);
    definitions.insert("Environment".into(), environment);

    document["properties"][DEFAULTS] = defaults;
    document["properties"][ENVIRONMENTS] = json!({
        "description": "Environments by name: each is a partial blueprint over what is common. Maps merge by name, \
                        scalars and lists replace, `null` takes away.",
        "type": "object",
        "propertyNames": EnvironmentName::schema(),
        "additionalProperties": {"$ref": "#/definitions/Environment"},
    });
    document["if"] = json!({"anyOf": [{"required": [DEFAULTS]}, {"required": [ENVIRONMENTS]}]});
    document["then"] = json!({"properties": completed});
    document["else"] = json!({"properties": whole});
    document["allOf"] = json!([{
        "if": {"properties": {ENVIRONMENTS: {"minProperties": 2}}, "required": [ENVIRONMENTS]},
        "then": {"required": [DEFAULT_ENVIRONMENT]},
    }]);
    let mut root = Map::new();
    root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("$id".into(), json!("urn:streamwright:blueprint:v1alpha1"));
    root.insert("title".into(), json!("Streamwright blueprint"));
    if let Json::Object(document) = document {
        root.extend(document);
    }
    let definitions = reachable(&Json::Object(root.clone()), definitions);
    root.insert("definitions".into(), Json::Object(definitions));
    Json::Object(root)
}

fn undescribed(mut schema: Json) -> Json {
    if let Json::Object(keywords) = &mut schema {
        keywords.shift_remove("description");
    }
    schema
}

/// The definitions that `root` leads to, sorted by name.
fn reachable(root: &Json, mut definitions: Map<String, Json>) -> Map<String, Json> {
    let mut kept = BTreeMap::new();
    let mut ahead = references(root);
    while let Some(name) = ahead.pop() {
        if let Some(schema) = definitions.remove(&name) {
            ahead.extend(references(&schema));
            kept.insert(name, schema);
        }
    }
    kept.into_iter().collect()
}

/// The names of the definitions a schema refers to.
fn references(schema: &Json) -> Vec<String> {
    match schema {
        Json::Object(keywords) => keywords
            .iter()
            .flat_map(|(keyword, value)| match value {
                Json::String(reference) if keyword == "$ref" => {
                    vec![reference.trim_start_matches("#/definitions/").to_owned()]
                }
                _ => references(value),
            })
            .collect(),
        Json::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// `defaults` of the common part.
fn defaults(base: &Map<String, Json>, partial: &mut Loosened<'_>) -> Json {
    let mut defaults = defaults_of(base, partial);
    defaults["description"] =
        json!("What every entry of a section has unless it says otherwise, section by section.");
    defaults
}

/// A partial entry per section.
fn defaults_of(base: &Map<String, Json>, loosened: &mut Loosened<'_>) -> Json {
    let mut properties = Map::new();
    for section in SECTIONS {
        let words = format!("What every entry of `{section}` has unless it says otherwise.");
        properties.insert(
            section.to_owned(),
            described(loosened.value(&base[section]["additionalProperties"]), &[&words]),
        );
    }
    json!({"description": "Changes to `defaults`.", "type": "object", "properties": properties, "additionalProperties": false})
}

/// A partial blueprint.
fn environment(base: &Map<String, Json>, defaults: Json, overlay: &mut Loosened<'_>) -> Json {
    let mut properties = Map::new();
    properties.insert(
        EXTENDS.into(),
        json!({"description": "The environment this one builds on; what is common to all unless stated.", "type": "string"}),
    );
    for (key, schema) in base {
        if is_overlaid(key) {
            properties.insert(key.clone(), overlay.value(schema));
        }
    }
    properties.insert(DEFAULTS.into(), overlay.value(&defaults));
    json!({
        "description": "What an environment changes.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
