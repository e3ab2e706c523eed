//! The schema editors use: kept fresh, sound in itself, and true of the example.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use streamwright::blueprint::{Blueprint, Decoder, Shape, blueprint_schema, environments, strict};
use streamwright::diagnostic::{Diagnostic, MISSING_KEY, Sink};
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

/// What is said of a document that should be sound: nothing, by compiler and schema.
fn faults(name: &str, text: &str) -> Vec<String> {
    let (said, sources, json) = read(name, text);
    let place = |d: &Diagnostic| d.span().map_or(String::new(), |span| sources.place(span));
    let mut faults: Vec<_> =
        said.iter().map(|d| format!("{}: {}: {}", place(d), d.code.id, d.message)).collect();
    let validator = jsonschema::validator_for(&blueprint_schema()).expect("a schema");
    if let Some(json) = json {
        faults.extend(validator.iter_errors(&json).map(|e| format!("{name}: {}: {e}", e.instance_path())));
    }
    faults
}

#[test]
fn the_example_is_sound_and_fits_the_schema() {
    let shared =
        std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let Ok(text) = std::fs::read_to_string(shared.join("design/example-blueprint.yaml")) else {
        println!("skipped: no example-blueprint.yaml beside this checkout");
        return;
    };
    assert_eq!(faults("example-blueprint.yaml", &text), [""; 0]);
}

/// The blueprints in a folder of `blueprints/` that are text, by name.
fn blueprints(folder: &str) -> Vec<(String, String)> {
    let files = std::fs::read_dir(root().join("blueprints").join(folder)).expect("blueprints/ is there");
    let mut found: Vec<_> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter_map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(&path).ok()?))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_story_is_sound_and_fits_the_schema() {
    let stories = blueprints("");
    assert!(stories.len() >= 6, "{} stories", stories.len());
    for (name, text) in stories {
        assert_eq!(faults(&name, &text), [""; 0]);
    }
}

/// Mistakes an editor can underline, since one place alone shows them.
const OF_SHAPE: [&str; 11] = [
    "unknown-key",
    "wrong-type",
    "missing-key",
    "unknown-choice",
    "out-of-range",
    "bad-port",
    "bad-address",
    "bad-kubernetes-name",
    "bad-topic-name",
    "not-in-environment",
    "not-a-blueprint",
];

#[test]
fn an_editor_sees_the_mistakes_of_shape() {
    let validator = jsonschema::validator_for(&blueprint_schema()).expect("a schema");
    let mut seen = 0;
    let mut unseen = Vec::new();
    for (name, text) in blueprints("broken") {
        // Only what the decoder says: the rooms behind it use some of the codes for what two places show together.
        let (said, _, json) = read(&name, &text);
        let Some(json) = json else { continue };
        let shaped = said.iter().filter(|d| OF_SHAPE.contains(&d.code.id));
        // Whether a key is there in each environment shows only when they are merged.
        let merged = json.get("environments").is_some();
        if shaped.filter(|d| !(merged && *d.code == MISSING_KEY)).count() == 0 {
            continue;
        }
        if validator.is_valid(&json) {
            unseen.push(name);
        }
        seen += 1;
    }
    assert_eq!(unseen, [""; 0], "the schema takes these");
    assert!(seen > 20, "{seen}");
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
