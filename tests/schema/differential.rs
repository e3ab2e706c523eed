use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use streamwright::schema::{self, Minor, Outcome, Versions};

use crate::json_schema::closed;
use crate::node::{documents, node};
use crate::random::Random;
use crate::table::{Table, read};
use crate::{generate, real};

/// What was compared: verdicts, and how often each kind of problem was seen.
#[derive(Default)]
pub struct Tally {
    pub valid: usize,
    pub refused: usize,
    pub problems: BTreeMap<String, usize>,
}

impl Tally {
    /// Asks both, and fails where they disagree.
    pub fn ask(&mut self, object: &Json, versions: &Versions, validator: &jsonschema::Validator) {
        let Outcome::Checked(mut violations) = schema::check_published(&node(object), versions) else {
            panic!("no schema for {object}")
        };
        // Draft-07 cannot compare two fields.
        violations.retain(|violation| !violation.to_string().contains("must be less than"));
        let theirs: Vec<String> =
            validator.iter_errors(object).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(
            violations.is_empty(),
            theirs.is_empty(),
            "{versions:?}\n{object:#}\nours: {violations:#?}\njsonschema: {theirs:#?}"
        );
        if violations.is_empty() {
            self.valid += 1
        } else {
            self.refused += 1
        }
        for violation in violations {
            let name = format!("{:?}", violation.problem);
            *self.problems.entry(name.split([' ', '{', '(']).next().unwrap().to_owned()).or_default() += 1;
        }
    }
}

/// Every field name of a table.
pub fn names(table: &Table) -> Vec<String> {
    let all: BTreeSet<&str> = table.types.values().flatten().map(|line| line.name.as_str()).collect();
    // Rules are not names; the other two choose the schema.
    all.into_iter()
        .filter(|name| !name.starts_with('?') && !["apiVersion", "kind"].contains(name))
        .map(str::to_owned)
        .collect()
}

#[test]
fn both_agree_on_mutations_of_real_objects() {
    let tables = [read("kubernetes"), read("strimzi"), read("operators")];
    let names: Vec<String> = tables.iter().flat_map(names).collect();
    let mut objects = documents(include_str!("objects.yaml"));
    assert!(objects.len() >= 20);
    objects.extend(real::reference_objects());
    let mut r = Random::new(1);
    let mut tally = Tally::default();
    for (count, object) in objects.iter().enumerate() {
        let (api_version, kind) = (object["apiVersion"].as_str().unwrap(), object["kind"].as_str().unwrap());
        let (table, name) = tables
            .iter()
            .find_map(|t| Some((t, &t.objects.iter().find(|o| o.0 == api_version && o.1 == kind)?.2)))
            .unwrap_or_else(|| panic!("no table has {api_version} {kind}"));
        let (minor, strimzi) = (schema::KUBERNETES[count % 7], schema::STRIMZI[count % 2]);
        let versions = Versions::new(minor, strimzi).unwrap();
        let version = column(table, minor, strimzi);
        let schema = closed(table, &tables[0], name, &version, &minor.to_string());
        let validator = jsonschema::draft7::new(&schema).unwrap();
        tally.ask(object, &versions, &validator);
        for _ in 0..100 {
            tally.ask(&generate::mutated(object, &names, &mut r), &versions, &validator);
        }
    }
    println!("{} valid, {} refused, {:?}", tally.valid, tally.refused, tally.problems);
    assert!(tally.valid + tally.refused >= 2_000, "{} {}", tally.valid, tally.refused);
    assert!(tally.valid >= 300 && tally.refused >= 1_000, "{} {}", tally.valid, tally.refused);
}

#[test]
fn both_agree_on_generated_objects_of_every_kind() {
    let tables = [read("kubernetes"), read("strimzi"), read("operators")];
    let mut r = Random::new(2);
    let mut tally = Tally::default();
    for table in &tables {
        let names = names(table);
        for (count, (api_version, kind, name, served)) in table.objects.iter().enumerate() {
            let minor = schema::KUBERNETES[count % 7];
            for version in [served.first().unwrap(), served.last().unwrap()] {
                let (minor, strimzi) = match table.versions.len() {
                    7 => (version.parse::<Minor>().unwrap(), "1.2.0"),
                    2 => (minor, version.as_str()),
                    _ => (minor, "1.1.0"),
                };
                let versions = Versions::new(minor, strimzi).unwrap();
                let validator =
                    jsonschema::draft7::new(&closed(table, &tables[0], name, version, &minor.to_string()))
                        .unwrap();
                // Patterns, limits and the like stand in the few kinds of the small tables.
                for _ in 0..if table.kubernetes { 3 } else { 20 } {
                    let at = (version.as_str(), &*minor.to_string());
                    let mut object = generate::object(table, &tables[0], name, at, 6, &mut r);
                    object["apiVersion"] = api_version.clone().into();
                    object["kind"] = kind.clone().into();
                    let before = tally.refused;
                    tally.ask(&object, &versions, &validator);
                    assert_eq!(tally.refused, before, "generated to be valid: {object:#}");
                    for _ in 0..8 {
                        tally.ask(&generate::mutated(&object, &names, &mut r), &versions, &validator);
                    }
                }
            }
        }
    }
    println!("{} valid, {} refused, {:?}", tally.valid, tally.refused, tally.problems);
    assert!(tally.valid >= 1_000 && tally.refused >= 2_000, "{} {}", tally.valid, tally.refused);
    for problem in [
        "UnknownField",
        "MissingField",
        "WrongType",
        "NotInEnum",
        "Pattern",
        "OutOfRange",
        "Size",
        "Format",
        "Quantity",
        "ExactlyOne",
        "Condition",
    ] {
        assert!(tally.problems.contains_key(problem), "no {problem} among {:?}", tally.problems);
    }
}

/// The column of a table for a pair of versions.
pub fn column(table: &Table, minor: Minor, strimzi: &str) -> String {
    match table.versions.len() {
        7 => minor.to_string(),
        2 => strimzi.to_owned(),
        _ => "any".to_owned(),
    }
}
