//! The schema editors use: kept fresh, sound in itself, and true of the example.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use streamwright::blueprint::{Blueprint, Decoder, Shape, blueprint_schema, environments, strict};
use streamwright::diagnostic::{Diagnostic, Sink};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{Limits, Reader, parse, to_json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// What is said of a text all the way to its decoded environments, and its first document as JSON.
fn read(name: &str, text: &str) -> (Vec<Diagnostic>, SourceMap, Option<Value>) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(name, text));
    let mut sink = Sink::new();
    let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
    let document = strict(id, &stream, &mut sink);
    let json = document.map(to_json);
    for environment in document.map(|root| environments(root, &mut sink, &sources)).unwrap_or_default() {
        Blueprint::decode(&environment.tree, &mut Decoder::new(&mut sink, &sources));
    }
    (sink.into_sorted(), sources, json)
}

#[test]
fn the_schema_file_is_fresh() {
    let path = root().join("schemas/blueprint.schema.json");
    let fresh = format!("{:#}\n", blueprint_schema());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("schemas/ can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == fresh,
        "schemas/blueprint.schema.json is stale: run `BLESS=1 cargo test --test blueprint_schema`"
    );
}

#[test]
fn the_schema_is_a_schema() {
    let schema = blueprint_schema();
    jsonschema::meta::validate(&schema).expect("draft-07 allows it");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let mut references = Vec::new();
    collect(&schema, &mut references);
    let definitions = schema["definitions"].as_object().expect("definitions");
    for name in definitions.keys() {
        let reference = format!("#/definitions/{name}");
        assert!(references.contains(&reference), "nothing refers to `{name}`");
    }
    for reference in references {
        let name = reference.trim_start_matches("#/definitions/");
        assert!(definitions.contains_key(name), "`{reference}` leads nowhere");
    }
}

fn collect(schema: &Value, into: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                into.push(reference.clone());
            }
            members.values().for_each(|member| collect(member, into));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        _ => {}
    }
}

#[test]
fn every_key_an_editor_shows_is_described() {
    fn walk(schema: &Value, at: &str, silent: &mut Vec<String>) {
        if let Value::Array(items) = schema {
            items.iter().for_each(|item| walk(item, at, silent));
        }
        let Value::Object(members) = schema else { return };
        // What stands there is described among the keys of the document.
        let again = at == "/then" || at == "/else" || at.ends_with("/if");
        if !again && let Some(Value::Object(properties)) = members.get("properties") {
            for (key, property) in properties {
                let union = property["anyOf"]
                    .as_array()
                    .is_some_and(|of| of.iter().all(|s| s["description"].is_string()));
                if !property["description"].is_string() && !union {
                    silent.push(format!("{at}/{key}"));
                }
            }
        }
        for (key, member) in members {
            walk(member, &format!("{at}/{key}"), silent);
        }
    }
    let mut silent = Vec::new();
    walk(&blueprint_schema(), "", &mut silent);
    assert_eq!(silent, [""; 0]);
}

#[test]
fn the_example_is_sound_and_fits_the_schema() {
    let shared =
        std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let Ok(text) = std::fs::read_to_string(shared.join("design/example-blueprint.yaml")) else {
        println!("skipped: no example-blueprint.yaml beside this checkout");
        return;
    };
    let (said, sources, json) = read("example-blueprint.yaml", &text);
    let said: Vec<_> = said
        .iter()
        .map(|d| format!("{}: {} {:?}", d.code.id, d.message, d.span().map(|s| sources.place(s))))
        .collect();
    assert_eq!(said, [""; 0]);
    let validator = jsonschema::validator_for(&blueprint_schema()).expect("a schema");
    let refused: Vec<_> = validator
        .iter_errors(&json.expect("a document"))
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert_eq!(refused, [""; 0]);
}

#[test]
fn overlays_may_be_partial_and_take_away() {
    let validator = jsonschema::validator_for(&blueprint_schema()).expect("a schema");
    let with = |overlay: Value| {
        json!({
            "apiVersion": "streamwright/v1alpha1", "kind": "Blueprint", "metadata": {"name": "p"},
            "environments": {"dev": overlay},
        })
    };
    for sound in [
        json!({}),
        json!({"kafka": {"k": {"topics": {"t": null}, "cruiseControl": null}, "old": null}, "extends": "prod"}),
        json!({"kafka": {"k": {"provider": "hdinsight", "nodePools": null, "brokers": {"wn0": "10.0.0.4"}}}}),
        json!({"apps": {"a": {"connections": {"c": {"consumes": {"group": null}}}}}, "profile": null}),
        json!({"defaults": {"apps": {"namespace": null}, "kafka": null}}),
    ] {
        assert!(validator.is_valid(&with(sound.clone())), "{sound}");
    }
    for unsound in [
        json!(null),
        json!({"metadata": {"name": "q"}}),
        json!({"extends": null}),
        json!({"kafka": {"k": {"topcis": {}}}}),
        json!({"kafka": {"k": {"nodePools": {"a": {"storage": {"volumes": [{"size": "1Gi"}]}}}}}}),
        json!({"apps": {"a": {"replicas": "two"}}}),
    ] {
        assert!(!validator.is_valid(&with(unsound.clone())), "{unsound}");
    }
    let mut document = with(json!({}));
    document["defaults"] = json!({"apps": {"namespace": null}});
    assert!(!validator.is_valid(&document), "nothing is there to be taken away from the common defaults");
}
