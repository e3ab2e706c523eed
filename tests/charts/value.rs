//! A value somebody might set, out of what `values.schema.json` says of it.

use crate::readers::random::Random;
use serde_json::{Map, Value, json};

/// Texts of every kind a schema may ask for; those it takes are found by asking it.
const TEXTS: [&str; 30] = [
    "",
    "a",
    "x-1",
    "managed-csi",
    "team.example",
    "example.com/team",
    "Upper",
    "1Gi",
    "500m",
    "2",
    "0.5",
    "12Gi",
    "3k",
    "sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "{{ .Values.x }}",
    "yes",
    "1_000",
    "1e3",
    " before",
    "after ",
    "two\nlines\n",
    "ü",
    "null",
    "#",
    "a: b",
    "1g",
    "2048m",
    "[500-599]",
    "broker",
    "controller",
];

/// The part of a schema that speaks of the value at a path.
pub fn part<'s>(schema: &'s Value, path: &[String]) -> &'s Value {
    path.iter().fold(schema, |at, key| &at["properties"][key])
}

/// One of the values a schema takes.
pub fn random(schema: &Value, random: &mut Random) -> Value {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    for _ in 0..200 {
        let value = attempt(schema, random);
        if validator.is_valid(&value) {
            return value;
        }
    }
    panic!("nothing fits {schema}");
}

fn attempt(schema: &Value, random: &mut Random) -> Value {
    if let Some(words) = schema["enum"].as_array() {
        return random.pick(words).clone();
    }
    if let Some(some) = schema["anyOf"].as_array() {
        return attempt(random.pick(some), random);
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => random.pick(kinds).as_str(),
        kind => kind.as_str(),
    };
    match kind {
        Some("boolean") => json!(random.one_in(2)),
        Some("integer") => integer(schema, random),
        Some("number") => json!(random.below(8)),
        Some("string") => json!(random.pick(&TEXTS)),
        Some("array") => {
            let items = (0..random.below(3)).map(|_| attempt(&schema["items"], random));
            Value::Array(items.collect())
        }
        _ => object(schema, random),
    }
}

/// A few; which there are is Kubernetes' to say, not the chart's.
fn affinities() -> [Value; 3] {
    let zone = json!({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["1"]}]});
    let term = json!({"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"a": "b"}}});
    let apart =
        json!({"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": term}]});
    [
        json!({}),
        json!({"podAntiAffinity": apart}),
        json!({"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [zone]}}}),
    ]
}

fn integer(schema: &Value, random: &mut Random) -> Value {
    let (least, most) = (schema["minimum"].as_i64().unwrap_or(0), schema["maximum"].as_i64().unwrap_or(9));
    let near = [least, least + 1, least + 2, least + 5, most];
    json!(random.pick(&near).clamp(&least, &most))
}

fn object(schema: &Value, random: &mut Random) -> Value {
    let mut map = Map::new();
    if schema["properties"].get("podAntiAffinity").is_some() {
        return random.pick(&affinities()).clone();
    }
    for (key, of) in schema["properties"].as_object().into_iter().flatten() {
        let needed =
            schema["required"].as_array().is_some_and(|keys| keys.iter().any(|needed| needed == key));
        if needed || random.one_in(2) {
            map.insert(key.clone(), attempt(of, random));
        }
    }
    let by_key = schema["patternProperties"].as_object().into_iter().flat_map(|of| of.values());
    let more = by_key.chain([&schema["additionalProperties"]]).find(|of| of.is_object());
    if let Some(more) = more {
        let keys: &[&str] =
            if more.get("anyOf").is_some() { &["cpu", "memory", "ephemeral-storage"] } else { &TEXTS };
        for _ in 0..random.below(3) {
            map.insert((*random.pick(keys)).to_owned(), attempt(more, random));
        }
    }
    Value::Object(map)
}
