//! Verdicts against the schemas as published, which know nothing of our tables.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as Json, json};
use streamwright::schema::{self, Minor, Outcome, Problem, Versions};

use crate::differential::names;
use crate::generate;
use crate::node::{documents, node};
use crate::random::Random;
use crate::real::{reference_objects, shared};
use crate::table::read;

/// `(release, folder)` of the published custom resource definitions.
fn definitions() -> Vec<(&'static str, PathBuf)> {
    let mut out = Vec::new();
    if let Some(shared) = shared() {
        out.extend(schema::STRIMZI.map(|release| (release, shared.join("schemas/strimzi").join(release))));
    } else if let Some(folder) = std::env::var_os("STREAMWRIGHT_STRIMZI_CRDS") {
        out.push(("1.2.0", folder.into()));
    }
    out
}

/// A structural schema without the fields it does not name, as the API server's strict validation has it.
fn close(schema: &mut Json) {
    if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        properties.values_mut().for_each(close);
        if schema.get("x-kubernetes-preserve-unknown-fields").is_none() {
            schema["additionalProperties"] = json!(false);
        }
    } else if let Some(of) = schema.get_mut("additionalProperties") {
        close(of);
    } else if let Some(items) = schema.get_mut("items") {
        close(items);
    }
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

#[test]
#[ignore = "needs Strimzi's custom resource definitions; run tests/run schemas"]
fn verdicts_are_those_of_the_published_strimzi_definitions() {
    let folders = definitions();
    assert!(!folders.is_empty(), "no custom resource definitions: set STREAMWRIGHT_STRIMZI_CRDS");
    let (strimzi, kubernetes) = (read("strimzi"), read("kubernetes"));
    let names: Vec<String> = names(&strimzi).into_iter().filter(|name| name != "metadata").collect();
    let mut real = documents(include_str!("objects.yaml"));
    real.extend(reference_objects());
    let mut r = Random::new(3);
    let (mut valid, mut refused) = (0, 0);
    for (release, folder) in folders {
        let versions = Versions::new(Minor { major: 1, minor: 36 }, release).unwrap();
        let files = yaml_files(&folder);
        assert_eq!(files.len(), 10, "{}", folder.display());
        for file in files {
            let crd = documents(&fs::read_to_string(file).unwrap()).remove(0);
            let served = &crd["spec"]["versions"][0];
            let api_version =
                format!("{}/{}", crd["spec"]["group"].as_str().unwrap(), served["name"].as_str().unwrap());
            let kind = crd["spec"]["names"]["kind"].as_str().unwrap();
            let mut schema = served["schema"]["openAPIV3Schema"].clone();
            close(&mut schema);
            schema["properties"]["status"] = json!({"type": "object"});
            schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
            let validator = jsonschema::draft7::new(&schema).unwrap();
            let mut objects: Vec<Json> = real
                .iter()
                .filter(|o| o["kind"] == kind && o["apiVersion"] == *api_version)
                .cloned()
                .collect();
            for _ in 0..20 {
                let mut object = generate::object(&strimzi, &kubernetes, kind, (release, "1.36"), 6, &mut r);
                object["apiVersion"] = json!(api_version);
                object["kind"] = json!(kind);
                objects.push(object);
            }
            for mut object in objects {
                // The definition leaves metadata to the API server; the tables know it.
                object.as_object_mut().unwrap().remove("metadata");
                for _ in 0..30 {
                    let object = generate::mutated(&object, &names, &mut r);
                    // An integer without a width in the definition has the width of the API server's decoder.
                    if object.to_string().contains("e+300") {
                        continue;
                    }
                    let Outcome::Checked(mut ours) = schema::check_published(&node(&object), &versions)
                    else {
                        panic!()
                    };
                    // CEL rules are nothing to a JSON Schema.
                    ours.retain(|violation| !matches!(violation.problem, Problem::Condition(_)));
                    let theirs: Vec<String> = validator.iter_errors(&object).map(|e| e.to_string()).collect();
                    let agree = ours.is_empty() == theirs.is_empty();
                    assert!(agree, "{release}\n{object:#}\nours: {ours:#?}\ntheirs: {theirs:#?}");
                    if ours.is_empty() { valid += 1 } else { refused += 1 }
                }
            }
        }
    }
    println!("{valid} valid, {refused} refused");
    assert!(valid >= 1_000 && refused >= 1_000);
}

/// Where `kubernetes-validate` keeps its schemas.
fn kubernetes_validate() -> PathBuf {
    let python = std::env::var("STREAMWRIGHT_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = "import kubernetes_validate, os; print(os.path.dirname(kubernetes_validate.__file__))";
    let output = Command::new(python).args(["-c", script]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("kubernetes-json-schema")
}

/// Those schemas have no enumeration and no format, take null in lists and know nothing of widths.
fn structural(problem: &Problem) -> bool {
    matches!(problem, Problem::UnknownField { .. } | Problem::MissingField { .. } | Problem::WrongType { .. })
}

#[test]
#[ignore = "needs kubernetes-validate; run tests/run schemas"]
fn verdicts_are_those_of_kubernetes_validate() {
    let folder = kubernetes_validate();
    let table = read("kubernetes");
    let names: Vec<String> = names(&table).into_iter().filter(|name| name != "status").collect();
    let mut real = documents(include_str!("objects.yaml"));
    real.extend(reference_objects());
    let mut r = Random::new(4);
    let (mut valid, mut refused) = (0, 0);
    for minor in schema::KUBERNETES {
        let versions = Versions::new(minor, "1.2.0").unwrap();
        let file = folder.join(format!("v{minor}.0-local-strict/_definitions.json"));
        let definitions: Json = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let definitions = &definitions["$defs"];
        for (api_version, kind, name, served) in &table.objects {
            // The schema inside a CustomResourceDefinition is not ours to check.
            if !served.contains(&minor.to_string()) || kind == "CustomResourceDefinition" {
                continue;
            }
            let (group, version) = api_version.rsplit_once('/').unwrap_or(("", api_version));
            let gvk = json!({"group": group, "kind": kind, "version": version});
            let has =
                |d: &Json| d["x-kubernetes-group-version-kind"].as_array().is_some_and(|a| a.contains(&gvk));
            let (full, _) = definitions.as_object().unwrap().iter().find(|(_, d)| has(d)).unwrap();
            let schema = json!({"$ref": format!("#/$defs/{full}"), "$defs": definitions});
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let mut objects: Vec<Json> = real
                .iter()
                .filter(|o| o["kind"] == **kind && o["apiVersion"] == **api_version)
                .cloned()
                .collect();
            let at = (&*minor.to_string(), &*minor.to_string());
            let mut object = generate::object(&table, &table, name, at, 6, &mut r);
            object["apiVersion"] = json!(api_version);
            object["kind"] = json!(kind);
            objects.push(object);
            for mut object in objects {
                object.as_object_mut().unwrap().remove("status");
                for _ in 0..10 {
                    let object = generate::mutated(&object, &names, &mut r);
                    let text = object.to_string();
                    // A null matches both halves of their "integer or string", which then counts as neither.
                    if text.contains("null") || text.contains("managedFields") {
                        continue;
                    }
                    let Outcome::Checked(ours) = schema::check_published(&node(&object), &versions) else {
                        panic!()
                    };
                    let ours: Vec<_> = ours.iter().filter(|v| structural(&v.problem)).collect();
                    let theirs: Vec<String> = validator
                        .iter_errors(&object)
                        .map(|e| format!("{}: {e}", e.instance_path()))
                        .collect();
                    // Their only enumerations are those of `apiVersion` and `kind`, also of objects inside others.
                    let theirs: Vec<_> = theirs.iter().filter(|e| !e.contains("is not one of")).collect();
                    let agree = ours.is_empty() == theirs.is_empty();
                    assert!(agree, "{minor}\n{object:#}\nours: {ours:#?}\ntheirs: {theirs:#?}");
                    if ours.is_empty() { valid += 1 } else { refused += 1 }
                }
            }
        }
    }
    println!("{valid} valid, {refused} refused");
    assert!(valid >= 1_000 && refused >= 1_000);
}
