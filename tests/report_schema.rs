//! The schema programs read `--format json` by: kept fresh, and true of every report there is an example of.

use serde_json::{Value, json};
use std::path::Path;
use streamwright::examples::broken;
use streamwright::pipeline::{Input, compile};
use streamwright::report::{Format, Look, Report, render, schema};
use streamwright::source::{Files, MemoryFiles};

#[test]
fn the_schema_file_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/report.schema.json");
    let fresh = format!("{:#}\n", schema());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("schemas/ can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == fresh,
        "schemas/report.schema.json is stale: run `BLESS=1 cargo test --test report_schema`"
    );
}

fn report(name: &str, bytes: &[u8], files: &dyn Files) -> Value {
    let compiled = compile(Input { name: name.to_owned(), bytes: bytes.to_vec(), files });
    let report = Report { sources: &compiled.sources, diagnostics: &compiled.diagnostics, subject: name };
    serde_json::from_str(&render(Format::Json, &report, Look::PLAIN)).expect("JSON")
}

/// The schema with no key beside those it describes.
fn closed() -> Value {
    fn close(schema: &mut Value) {
        if let Value::Object(keywords) = schema {
            if keywords.contains_key("properties") {
                keywords.insert("additionalProperties".into(), json!(false));
            }
            keywords.values_mut().for_each(close);
        }
    }
    let mut schema = schema();
    close(&mut schema);
    schema
}

#[test]
fn every_report_fits_and_holds_nothing_that_is_not_described() {
    let schema = closed();
    jsonschema::meta::validate(&schema).expect("draft-07 allows it");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut seen = 0;
    for example in broken() {
        let report = report(&format!("{}.yaml", example.name), example.bytes, &example.files());
        let faults: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(faults, [""; 0], "{}", example.name);
        seen += report["diagnostics"].as_array().map_or(0, Vec::len);
    }
    assert!(seen > 150, "{seen} diagnostics");
    let nothing = report("tiny.yaml", b"a: 1\na: 2\n", &MemoryFiles::new());
    assert!(validator.is_valid(&nothing));
}

#[test]
fn a_program_may_rely_on_what_is_required() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let whole = report("twice.yaml", b"kind: Blueprint\nkind: Blueprint\n", &MemoryFiles::new());
    assert!(validator.is_valid(&whole), "{whole:#}");
    let mut more = whole.clone();
    more["diagnostics"][0]["since"] = json!("0.2");
    assert!(validator.is_valid(&more), "keys may be added");
    let places =
        ["", "/summary", "/diagnostics/0", "/diagnostics/0/labels/0", "/diagnostics/0/labels/0/start"];
    let mut removed = 0;
    for place in places {
        let keys: Vec<String> =
            whole.pointer(place).and_then(Value::as_object).expect("a map").keys().cloned().collect();
        for key in keys {
            let mut less = whole.clone();
            less.pointer_mut(place).and_then(Value::as_object_mut).expect("a map").shift_remove(&key);
            assert!(!validator.is_valid(&less), "without {place}/{key}");
            removed += 1;
        }
    }
    assert_eq!(removed, 20);
}
