//! Every value of every chart set at random: what Helm makes of it is what building the blueprint with that value gives.

use crate::build::{Built, built};
use crate::edit::{Edit, Set, edits};
use crate::generated::of_seed as seed;
use crate::helm::{HELMS, rendered};
use crate::law::normal;
use crate::node::node;
use crate::readers::exercised::{exercised, pinned};
use crate::readers::random::Random;
use crate::value;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Instant;
use streamwright::blueprint::Shape as _;
use streamwright::chart::{Chart, Release, Setting, charts, coalesce, components, evaluate, holds, values};
use streamwright::diagnostic::Severity;
use streamwright::pipeline::{Input, compile};
use streamwright::schema::{self, Outcome, Versions};
use streamwright::source::MemoryFiles;
use streamwright::yaml::to_json;

/// How often each value is set.
const TIMES: usize = 2;

/// What a build refuses for how large the nodes are, or for what another value is: nothing a chart knows.
const BEYOND: [&str; 5] = [
    "more-replicas-than-nodes",
    "too-few-node-ids",
    "too-many-data-disks",
    "requests-above-limits",
    "heap-does-not-fit",
];

type Objects = BTreeMap<(String, String), Value>;

/// What came of all of them.
#[derive(Debug, Default)]
struct Tally {
    /// The same as the build.
    same: usize,
    /// Those of them for which the blueprint has no word but a patch.
    patched: usize,
    /// Refused by the chart and by the build.
    refused: usize,
    /// Refused by the build, for what stands outside the chart.
    beyond: usize,
    /// For which there is nothing to write into a blueprint.
    names: usize,
    wrong: Vec<String>,
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn what_a_value_changes_is_what_the_blueprint_would() {
    let began = Instant::now();
    let mut tally = Tally::default();
    let all = built();
    std::thread::scope(|scope| {
        let each: Vec<_> = all.iter().map(|built| scope.spawn(|| story(built))).collect();
        for one in each {
            let one = one.join().expect("a story");
            tally.same += one.same;
            tally.patched += one.patched;
            tally.refused += one.refused;
            tally.names += one.names;
            tally.beyond += one.beyond;
            tally.wrong.extend(one.wrong);
        }
    });
    let Tally { same, patched, refused, beyond, names, wrong } = &tally;
    println!(
        "seed {}: {same} as built ({patched} by a patch), {refused} refused by both, {beyond} too large, {names} names",
        seed()
    );
    assert!(wrong.is_empty(), "seed {}: {} differ:\n{}", seed(), wrong.len(), wrong.join("\n"));
    assert!(*same > 300 && patched * 2 < *same, "{tally:?}");
    let version = pinned("tools/versions.sh", "HELM4=");
    exercised("Helm", &version, "random settings of values, as the build would", *same, began.elapsed());
}

fn story(built: &Built) -> Tally {
    let compiled = &built.compiled;
    let default = compiled.default_environment.as_deref();
    let mut tally = Tally::default();
    let mut random = Random::new(seed());
    for chart in charts(&compiled.topologies, components(&compiled.topologies, &compiled.plans, default)) {
        let text = std::fs::read(built.path().join("charts").join(chart.name).join("values.schema.json"));
        let schema: Value = serde_json::from_slice(&text.expect("a schema")).expect("JSON");
        for setting in chart.settings.iter().filter(|setting| setting.path.0[0] != "tests") {
            for _ in 0..TIMES {
                let value = value::random(value::part(&schema, &setting.path.0), &mut random);
                one(built, &chart, setting, &value, random.below(4) / 3, &mut tally);
            }
        }
    }
    tally
}

/// Sets one value.
fn one(built: &Built, chart: &Chart<'_>, setting: &Setting, value: &Value, helm: usize, tally: &mut Tally) {
    let told = format!("{} {} {}={value}", built.name, chart.name, setting.path.dotted());
    let environment = &chart.environments[0];
    let over = setting.path.0.iter().rev().fold(value.clone(), |value, key| json!({key: value}));
    let base = values(&chart.settings);
    let all = merged(&to_json(&base), &over);
    let given = setting.path.0.iter().fold(&all, |at, key| &at[key]);
    let release = |values| Release {
        name: chart.name,
        namespace: environment.namespace,
        chart: chart.name,
        longest_name: chart.longest_name,
        platform: &environment.topology.blueprint.metadata.name.value.0,
        values,
    };
    let now = coalesce(&base, &mapped(&over));
    let set =
        Set { path: &setting.path, value: given, all: &all, before: release(&base), after: release(&now) };
    let edits = edits(chart, &set);
    let folder = built.path().join("charts").join(chart.name);
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), over.to_string()).expect("values");
    let more = ["-f", &file.path().to_string_lossy()];
    let given = rendered(HELMS[helm], chart.name, &folder, environment.namespace, &more);
    let Some(edits) = edits else {
        tally.names += 1;
        return;
    };
    let expected = expected(chart, &edits);
    let given: Objects = match (given, &expected) {
        (Ok(given), _) => given.into_iter().map(|object| normal(object, environment.namespace)).collect(),
        (Err(_), Err(_)) => {
            tally.refused += 1;
            return;
        }
        (Err(said), Ok(_)) => {
            tally.wrong.push(format!("{told}: the chart refuses what is built: {said}"));
            return;
        }
    };
    let ours = evaluated(chart, &release(&now));
    if let Some(wrong) = difference(&given, &ours) {
        tally.wrong.push(format!("{told}: Helm and our own evaluation: {wrong}"));
    }
    for object in given.values() {
        if let Outcome::Checked(violations) = schema::check(&node(object), &Versions::newest())
            && let Some(violation) = violations.first()
        {
            tally.wrong.push(format!("{told}: {violation}"));
        }
    }
    match expected {
        Err(said) if said.iter().all(|code| BEYOND.contains(&code.as_str())) => tally.beyond += 1,
        Err(said) => tally.wrong.push(format!("{told}: the chart takes what is not built: {said:?}")),
        Ok(expected) => match difference(&given, &expected) {
            Some(wrong) => tally.wrong.push(format!("{told}: {wrong}")),
            None => {
                tally.same += 1;
                tally.patched += usize::from(edits.iter().any(|edit| matches!(edit, Edit::Patch { .. })));
            }
        },
    }
}

/// What the build of the changed blueprint holds of the component.
fn expected(chart: &Chart<'_>, edits: &[Edit]) -> Result<Objects, Vec<String>> {
    let environment = &chart.environments[0];
    let mut document = to_json(&environment.topology.blueprint.encode().expect("a blueprint"));
    let root = document.as_object_mut().expect("a map");
    for key in ["outputs", "environments", "defaultEnvironment"] {
        root.remove(key);
    }
    let mut namespace = environment.namespace.to_owned();
    let mut without = Vec::new();
    let mut patches = BTreeMap::<(&str, &str), Vec<Value>>::new();
    for edit in edits {
        match edit {
            Edit::Write(path, value) => write(&mut document, path, value.clone()),
            Edit::Namespace(old, new) => {
                rename(&mut document, old, new);
                if namespace == *old {
                    namespace.clone_from(new);
                }
            }
            Edit::Patch { kind, name, op } => patches.entry((kind, name)).or_default().push(op.clone()),
            Edit::Without { kind, name } => without.push((kind.clone(), name.clone())),
        }
    }
    for (index, ((kind, name), ops)) in patches.into_iter().enumerate() {
        let patch =
            json!({"target": {"kind": kind, "name": name}, "ops": ops, "reason": "what the value says"});
        // After those of the blueprint, which come in the order of their names' places.
        write(&mut document, &["patches".into(), format!("zz-{index}")], Some(patch));
    }
    let text = serde_json::to_string_pretty(&document).expect("JSON");
    let compiled = compile(Input { name: "set.yaml".into(), bytes: text.into(), files: &MemoryFiles::new() });
    if compiled.artifacts.is_none() {
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        return Err(errors.map(|d| d.code.id.to_owned()).collect());
    }
    let kubernetes = &compiled.plans[0].clusters[environment.kubernetes];
    let component = kubernetes
        .components
        .values()
        .find(|of| of.section == Some(chart.section) && of.name == chart.name)
        .ok_or_else(|| vec!["the component is gone".to_owned()])?;
    let objects = component.objects.values().map(|placed| normal(to_json(&placed.object.node), &namespace));
    Ok(objects.filter(|(of, _)| !without.contains(of)).collect())
}

fn evaluated(chart: &Chart<'_>, release: &Release<'_>) -> Objects {
    let there = chart
        .files
        .iter()
        .filter(|file| file.when.as_ref().is_none_or(|when| holds(when, release).expect("values")));
    there
        .map(|file| normal(to_json(&evaluate(&file.object, release).expect("values")), release.namespace))
        .collect()
}

/// An object as whoever reads it takes it: an amount is the same as a number and as text, a Role lists names in no order,
/// and what a patch has emptied
/// is as good as gone.
fn canonical(value: &Value, amounts: bool) -> Value {
    match value {
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| {
                let mut value = canonical(value, amounts || key == "requests" || key == "limits");
                if let ("resourceNames", Value::Array(names)) = (key.as_str(), &mut value) {
                    names.sort_by_key(ToString::to_string);
                }
                (key.clone(), value)
            });
            Value::Object(entries.filter(|(_, value)| *value != json!({})).collect())
        }
        Value::Array(items) => items.iter().map(|item| canonical(item, amounts)).collect(),
        Value::Number(number) if amounts => json!(number.to_string()),
        value => value.clone(),
    }
}

/// The first place where the objects differ.
fn difference(given: &Objects, expected: &Objects) -> Option<String> {
    let canonical = |objects: &Objects| -> Objects {
        objects.iter().map(|(name, object)| (name.clone(), canonical(object, false))).collect()
    };
    let (given, expected) = (&canonical(given), &canonical(expected));
    for (name, object) in expected {
        match given.get(name) {
            None => return Some(format!("{name:?} is not in the chart")),
            Some(given) if given != object => return Some(format!("{name:?}{}", place(given, object, ""))),
            Some(_) => {}
        }
    }
    given
        .keys()
        .find(|name| !expected.contains_key(*name))
        .map(|name| format!("{name:?} is not in the build"))
}

fn place(given: &Value, expected: &Value, at: &str) -> String {
    if let (Value::Object(one), Value::Object(other)) = (given, expected) {
        let keys = one.keys().chain(other.keys());
        let different = keys.into_iter().find(|key| one.get(*key) != other.get(*key));
        if let Some(key) = different {
            return place(&given[key], &expected[key], &format!("{at}/{key}"));
        }
    }
    format!(" at {at}: {given} in the chart, {expected} in the build")
}

fn write(document: &mut Value, path: &[String], value: Option<Value>) {
    let (last, above) = path.split_last().expect("a path");
    let mut at = document;
    for key in above {
        if at.get(key).is_none() {
            if value.is_none() {
                return;
            }
            at[key] = Value::Object(Map::new());
        }
        at = &mut at[key];
    }
    match value {
        Some(value) => at[last] = value,
        None => {
            at.as_object_mut().expect("a map").remove(last);
        }
    }
}

/// Calls a namespace otherwise.
fn rename(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::Object(map) => {
            *map = std::mem::take(map)
                .into_iter()
                .map(|(key, mut value)| {
                    rename(&mut value, old, new);
                    let is = |value: &Value| value.as_str() == Some(old);
                    match key.as_str() {
                        "namespace" if is(&value) => value = json!(new),
                        "watchNamespaces" | "allowFrom" => {
                            for item in value.as_array_mut().into_iter().flatten() {
                                if is(item) {
                                    *item = json!(new);
                                } else if item.as_str() == Some(&format!("namespaces/{old}")) {
                                    *item = json!(format!("namespaces/{new}"));
                                }
                            }
                        }
                        "namespaces" => {
                            if let Some(map) = value.as_object_mut()
                                && let Some(of) = map.remove(old)
                            {
                                map.insert(new.to_owned(), of);
                            }
                        }
                        _ => {}
                    }
                    (key, value)
                })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, old, new)),
        _ => {}
    }
}

/// Helm's way to put values over others.
fn merged(base: &Value, over: &Value) -> Value {
    let (Value::Object(below), Value::Object(above)) = (base, over) else { return over.clone() };
    let mut map = below.clone();
    for (key, value) in above {
        let value = below.get(key).map_or_else(|| value.clone(), |old| merged(old, value));
        map.insert(key.clone(), value);
    }
    Value::Object(map)
}

fn mapped(value: &Value) -> streamwright::object::Node {
    use streamwright::object::{Node, list, text};
    use streamwright::source::Origin;
    use streamwright::yaml::{Key, Map, Value as Tree};
    let fixed = &Origin::Fixed;
    match value {
        Value::Object(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                map.push(Key { text: key.clone(), origin: Origin::Fixed }, mapped(value));
            }
            Node::new(Tree::Map(map), Origin::Fixed)
        }
        Value::Array(items) => list(items.iter().map(mapped).collect(), fixed),
        Value::String(word) => text(word.as_str(), fixed),
        Value::Bool(on) => Node::new(Tree::Bool(*on), Origin::Fixed),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Node::new(Tree::Int(number.into()), Origin::Fixed),
            None => Node::new(Tree::Float(number.as_f64().expect("a number")), Origin::Fixed),
        },
        Value::Null => Node::new(Tree::Null, Origin::Fixed),
    }
}
