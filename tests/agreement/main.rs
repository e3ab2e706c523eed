//! The schema an editor uses and the decoder that compiles must be of one mind.
//!
//! Documents are made from the schema, one for every place it knows; each is changed in every way that matters, and
//! both must say the same of it.

mod reading;
mod samples;

use reading::{Said, Validator, read, written_back};
use samples::{Sample, document, samples};
use serde_json::{Value, json};
use streamwright::blueprint::blueprint_schema;

/// One value of each type, and numbers at the edges; the text is a word no list and no grammar of ours knows.
fn strangers() -> Vec<Value> {
    let text = "Zz /,zz";
    vec![
        json!(null),
        json!(true),
        json!(7),
        json!(1.5),
        json!(-1),
        json!(70_000_000_000_i64),
        json!(text),
        json!([]),
        json!({}),
        json!([[]]),
    ]
}

/// What each of the two says where they differ.
struct Disagreements(Vec<String>);

impl Disagreements {
    fn compare(&mut self, what: &str, sample: &Sample, document: &Value, validator: &Validator) -> Said {
        let (fits, said) = (validator.fits(document), read(document));
        if fits != said.is_clean() {
            let schema = if fits { "accepts" } else { "refuses" };
            self.0.push(format!(
                "{what} at {}: the schema {schema}, the decoder says {:?}",
                sample.place(),
                said.all()
            ));
        }
        said
    }

    fn none(self) {
        let shown: Vec<_> = self.0.iter().take(40).collect();
        assert!(self.0.is_empty(), "{} disagreements, such as {shown:#?}", self.0.len());
    }
}

#[test]
fn every_place_of_the_schema_is_read() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut differing = Disagreements(Vec::new());
    let samples = samples(&schema);
    for sample in &samples {
        let document = document(&sample.value);
        assert!(validator.fits(&document), "{}: {document:#}", sample.place());
        differing.compare("a sample", sample, &document, &validator);
    }
    differing.none();
    assert!(samples.len() > 900, "{}", samples.len());
}

#[test]
fn what_one_refuses_the_other_refuses() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut differing = Disagreements(Vec::new());
    for sample in samples(&schema) {
        for stranger in strangers() {
            let mut changed = sample.value.clone();
            *sample.focus(&mut changed) = stranger.clone();
            differing.compare(&format!("{stranger}"), &sample, &document(&changed), &validator);
        }
    }
    differing.none();
}

#[test]
fn both_know_the_same_keys() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut differing = Disagreements(Vec::new());
    let (mut closed, mut required) = (0, 0);
    for sample in samples(&schema) {
        let Some(properties) = sample.schema.get("properties").and_then(Value::as_object) else { continue };
        if sample.schema["additionalProperties"] == json!(false) {
            let mut changed = sample.value.clone();
            sample.focus(&mut changed)["zzzzzzzzzzzz"] = json!({});
            let said = differing.compare("an unknown key", &sample, &document(&changed), &validator);
            let mut keys: Vec<&str> = properties.keys().map(String::as_str).collect();
            keys.sort_unstable();
            assert_eq!(said.known_keys(), keys, "{}", sample.place());
            closed += 1;
        }
        for key in sample.schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let key = key.as_str().expect("a key");
            let mut changed = sample.value.clone();
            sample.focus(&mut changed).as_object_mut().expect("a map").shift_remove(key);
            let document = document(&changed);
            let said = differing.compare(&format!("no `{key}`"), &sample, &document, &validator);
            assert!(!said.is_clean(), "{} without `{key}`", sample.place());
            required += 1;
        }
    }
    differing.none();
    assert!(closed > 60 && required > 40, "{closed} closed maps, {required} required keys");
}

#[test]
fn both_know_the_same_keys_of_environments_and_defaults() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let environment = &schema["definitions"]["Environment"]["properties"];
    let defaults = &schema["properties"]["defaults"]["properties"];
    let overlaid = &environment["defaults"]["properties"];
    for (known, extra) in [
        (environment, json!({"environments": {"dev": {"zzzzzzzzzzzz": {}}}})),
        (defaults, json!({"defaults": {"zzzzzzzzzzzz": {}}})),
        (overlaid, json!({"environments": {"dev": {"defaults": {"zzzzzzzzzzzz": {}}}}})),
    ] {
        let mut document = json!({
            "apiVersion": "streamwright/v1alpha1", "kind": "Blueprint", "metadata": {"name": "p"},
        });
        document.as_object_mut().expect("a map").extend(extra.as_object().expect("a map").clone());
        assert!(!validator.fits(&document), "{document}");
        let said = read(&document);
        let mut keys: Vec<&str> = known.as_object().expect("keys").keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(said.known_keys(), keys, "{document}");
    }
}

#[test]
fn names_are_judged_alike() {
    let long = |length: usize| "a".repeat(length);
    let names = [
        "",
        "a",
        "A",
        "a-b",
        "a.b",
        "a_b",
        "-a",
        "a-",
        ".",
        "..",
        "0",
        "a b",
        "a\tb",
        "é",
        "1-5",
        "kafka-clients",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([12, 15, 16, 63, 64, 249, 250, 253, 254].map(long));
    let names: Vec<String> = names.collect();
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut differing = Disagreements(Vec::new());
    for sample in samples(&schema) {
        for name in &names {
            let mut changed = sample.value.clone();
            let focus = sample.focus(&mut changed);
            if sample.schema.get("propertyNames").is_some() {
                let Some(member) = &sample.member else { continue };
                *focus = json!({name: member});
            } else if sample.schema["type"] == "string" && sample.schema.get("enum").is_none() {
                *focus = json!(name);
            } else {
                continue;
            }
            differing.compare(&format!("the name `{name}`"), &sample, &document(&changed), &validator);
        }
    }
    differing.none();
}

/// A document laid over itself as an environment, with one value of the overlay replaced.
fn overlaid(sample: &Sample, value: &Value) -> Option<Value> {
    let common = ["apiVersion", "kind", "metadata", "outputs", "defaultEnvironment"];
    if sample.path.first().is_none_or(|key| common.contains(&key.as_str())) {
        return None;
    }
    let mut changed = sample.value.clone();
    *sample.focus(&mut changed) = value.clone();
    let overlay = changed.as_object_mut().expect("a map");
    common.iter().for_each(|key| drop(overlay.shift_remove(*key)));
    let mut document = document(&sample.value);
    document["environments"] = json!({"dev": changed});
    Some(document)
}

#[test]
fn overlays_are_judged_alike() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut wrong = Vec::new();
    for sample in samples(&schema) {
        let own = sample.focus(&mut sample.value.clone()).clone();
        let Some(document) = overlaid(&sample, &own) else { continue };
        if !validator.fits(&document) || !read(&document).is_clean() {
            wrong.push(format!("over itself at {}: {:?}", sample.place(), read(&document).all()));
        }
        for stranger in strangers() {
            let Some(document) = overlaid(&sample, &stranger) else { continue };
            let (fits, said) = (validator.fits(&document), read(&document));
            // What is merged may lack a key, which no schema of the overlay alone can see.
            let agreed = if fits { said.is_clean() || said.lacks_a_key() } else { !said.is_clean() };
            if !agreed {
                wrong.push(format!(
                    "{stranger} at {}: schema {fits}, decoder {:?}",
                    sample.place(),
                    said.all()
                ));
            }
        }
    }
    let shown: Vec<_> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} disagreements, such as {shown:#?}", wrong.len());
}

#[test]
fn defaults_are_judged_alike() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for sample in samples(&schema) {
        let sections = schema["properties"]["defaults"]["properties"].as_object().expect("sections");
        let [section, name, _, ..] = sample.path.as_slice() else { continue };
        if !sections.contains_key(section) {
            continue;
        }
        for stranger in strangers().into_iter().map(Some).chain([None]) {
            let mut changed = sample.value.clone();
            if let Some(stranger) = &stranger {
                *sample.focus(&mut changed) = stranger.clone();
            }
            let entry = changed[section][name].clone();
            let mut document = document(&sample.value);
            document[section] = json!({"a": {}});
            document["defaults"] = json!({section: entry});
            let (fits, said) = (validator.fits(&document), read(&document));
            let agreed = if fits { said.is_clean() || said.lacks_a_key() } else { !said.is_clean() };
            if !agreed || (stranger.is_none() && !(fits && said.is_clean())) {
                wrong.push(format!(
                    "{stranger:?} at {}: schema {fits}, decoder {:?}",
                    sample.place(),
                    said.all()
                ));
            }
            tried += 1;
        }
    }
    assert!(tried > 5_000, "{tried}");
    let shown: Vec<_> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} disagreements, such as {shown:#?}", wrong.len());
}

/// Whether `whole` holds everything `part` holds; an empty list says as much as none.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part
            .iter()
            .all(|(key, part)| whole.get(key).map_or(*part == json!([]), |whole| holds(whole, part))),
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| holds(whole, part))
        }
        // Quantities and ranges of ids are text, however they were written, and what is on is a map.
        (Value::String(text), Value::Number(number)) => text.starts_with(&number.to_string()),
        (Value::Object(_), Value::Bool(on)) => *on,
        _ => whole == part,
    }
}

#[test]
fn what_is_written_back_says_the_same() {
    let schema = blueprint_schema();
    let validator = Validator::new(&schema);
    let mut wrong = Vec::new();
    for sample in samples(&schema) {
        let mut document = sample.value.clone();
        document.as_object_mut().expect("a map").shift_remove("defaultEnvironment");
        let once = written_back(&document);
        let twice = written_back(&once);
        if once != twice || !validator.fits(&once) || !holds(&once, &document) {
            wrong.push(format!("{}: {document} became {once}, then {twice}", sample.place()));
        }
    }
    let shown: Vec<_> = wrong.iter().take(20).collect();
    assert!(wrong.is_empty(), "{} differ, such as {shown:#?}", wrong.len());
}
