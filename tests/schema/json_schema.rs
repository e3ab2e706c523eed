use serde_json::{Map, Value as Json, json};

use crate::table::Table;

const QUANTITY: &str = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?$";
const BASE64: &str = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
const DATE_TIME: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";

/// The closed draft-07 schema of one type: no field but those of the table.
pub fn closed(table: &Table, kubernetes: &Table, name: &str, version: &str, minor: &str) -> Json {
    let mut definitions = Map::new();
    add(table, name, version, &mut definitions);
    if !table.kubernetes {
        add(kubernetes, "meta.v1.ObjectMeta", minor, &mut definitions);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$ref": format!("#/definitions/{name}"),
        "definitions": definitions,
    })
}

fn add(table: &Table, name: &str, version: &str, definitions: &mut Map<String, Json>) {
    if definitions.contains_key(name) {
        return;
    }
    definitions.insert(name.into(), Json::Null);
    let (mut properties, mut required, mut exclusive) = (Map::new(), Vec::new(), Vec::new());
    for line in table.types[name].iter().filter(|line| line.versions.iter().any(|v| v == version)) {
        if line.name == "?one-of" {
            let each: Vec<Json> =
                line.expression.split('|').map(|field| json!({"required": [field]})).collect();
            exclusive.push(json!({"oneOf": each}));
            continue;
        }
        if line.name == "?when" {
            exclusive.push(condition(&line.expression));
            continue;
        }
        let mut schema = expression(&line.expression, table, version, definitions);
        if table.kubernetes && !line.required {
            schema = json!({"anyOf": [schema, {"type": "null"}]});
        }
        assert!(properties.insert(line.name.clone(), schema).is_none(), "{name}.{} twice", line.name);
        if line.required {
            required.push(line.name.clone());
        }
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if !exclusive.is_empty() {
        schema["allOf"] = Json::Array(exclusive);
    }
    definitions.insert(name.into(), schema);
}

fn expression(text: &str, table: &Table, version: &str, definitions: &mut Map<String, Json>) -> Json {
    if let Some(rest) = text.strip_prefix('[') {
        let (attributes, rest) = match rest.strip_prefix('(') {
            Some(inside) => inside.split_once(')').unwrap(),
            None => ("", rest),
        };
        let mut schema = json!({"type": "array", "items": expression(rest, table, version, definitions)});
        for part in attributes.split(',').filter(|part| part.contains("..")) {
            limits(part, "minItems", "maxItems", &mut schema);
        }
        return schema;
    }
    if let Some(rest) = text.strip_prefix('{') {
        let mut of = expression(rest, table, version, definitions);
        if table.kubernetes {
            of = json!({"anyOf": [of, {"type": "null"}]});
        }
        return json!({"type": "object", "additionalProperties": of});
    }
    if let Some(values) = text.strip_prefix("enum(").and_then(|rest| rest.strip_suffix(')')) {
        return json!({"type": "string", "enum": values.split('|').collect::<Vec<_>>()});
    }
    let (text, pattern) = text.split_once('/').map_or((text, None), |(word, pattern)| (word, Some(pattern)));
    let (word, inside) = match text.split_once('(') {
        Some((word, rest)) => (word, rest.trim_end_matches(')')),
        None => (text, ""),
    };
    let mut schema = match word {
        "any" => json!({}),
        "object" => json!({"type": "object"}),
        "metadata" => json!({"$ref": "#/definitions/meta.v1.ObjectMeta"}),
        "bool" => json!({"type": "boolean"}),
        "int32" => json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX}),
        "int" | "int64" => json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}),
        "number" => json!({"type": "number"}),
        "string" => json!({"type": "string"}),
        "int-or-string" => json!({"type": ["integer", "string"], "minimum": i64::MIN, "maximum": i64::MAX}),
        "int32-or-string" => json!({"type": ["integer", "string"], "minimum": i32::MIN, "maximum": i32::MAX}),
        "quantity" => json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": QUANTITY}]}),
        "date-time" => json!({"type": "string", "pattern": DATE_TIME}),
        "bytes" => json!({"type": "string", "pattern": BASE64}),
        name => {
            add(table, name, version, definitions);
            json!({"$ref": format!("#/definitions/{name}")})
        }
    };
    if let Some(pattern) = pattern {
        schema["pattern"] = json!(pattern);
    }
    match word {
        "string" => limits(inside, "minLength", "maxLength", &mut schema),
        _ => limits(inside, "minimum", "maximum", &mut schema),
    }
    schema
}

/// `type=a|b:present(c)` as if and then; what draft-07 cannot say (`less`) is left to the caller.
fn condition(text: &str) -> Json {
    let (when, demand) = text.split_once(':').unwrap();
    let (field, values) = when.split_once('=').unwrap();
    let values: Vec<&str> = values.split('|').collect();
    let mut matched = json!({"properties": {"type": {"enum": values}}, "required": ["type"]});
    if field.ends_with('!') {
        matched["properties"]["type"] = json!({"type": "string", "not": {"enum": values}});
    } else if values.contains(&"") {
        matched["required"] = json!([]);
    }
    let (word, of) = demand.trim_end_matches(')').split_once('(').unwrap();
    let of: Vec<&str> = of.split('|').collect();
    let then = match word {
        "filled" => json!({"required": of, "properties": {of[0]: {"not": {"const": ""}}}}),
        "present" => json!({"required": of}),
        "absent" => json!({"properties": {of[0]: false, of[1]: false}}),
        "together" => json!({"dependencies": {of[0]: [of[1]], of[1]: [of[0]]}}),
        "never" => json!(false),
        _ => json!(true),
    };
    json!({"if": matched, "then": then})
}

fn limits(text: &str, low: &str, high: &str, schema: &mut Json) {
    let (least, most) = text.split_once("..").unwrap_or_default();
    for (key, value) in [(low, least), (high, most)] {
        if !value.is_empty() {
            schema[key] = json!(value.parse::<i64>().unwrap());
        }
    }
}
