//! The law: what a chart gives in an environment is what was planned there.

use super::same::same;
use super::{Chart, Release, coalesce, evaluate, holds, overlay, values};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::{Entry, Value};
use std::collections::BTreeSet;

/// The labels that say who installed an object, and with what.
const INSTALLER: [&str; 2] = ["helm.sh/chart", "app.kubernetes.io/managed-by"];

/// Evaluates a chart with the values of each of its environments and compares the result with the objects it was made
/// from: what differs, as sentences. Each of them is a mistake of ours.
#[must_use]
pub fn law(chart: &Chart<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    let base = values(&chart.settings);
    let known: BTreeSet<&str> = chart.files.iter().map(|file| file.manifest).collect();
    for (index, environment) in chart.environments.iter().enumerate() {
        let given = coalesce(&base, &overlay(&chart.settings, index));
        let release = Release {
            name: chart.name,
            namespace: environment.namespace,
            chart: chart.name,
            longest_name: chart.longest_name,
            platform: &environment.topology.blueprint.metadata.name.value.0,
            values: &given,
        };
        for file in &chart.files {
            let planned = environment.component.objects.get(file.manifest);
            let rendered = file
                .when
                .as_ref()
                .map_or(Ok(true), |when| holds(when, &release))
                .and_then(|there| there.then(|| evaluate(&file.object, &release)).transpose());
            let wrong = match (rendered, planned) {
                (Err(error), _) => error,
                (Ok(None), None) => continue,
                (Ok(Some(_)), None) => "is in the chart and not among the manifests".to_owned(),
                (Ok(None), Some(_)) => "is among the manifests and not in the chart".to_owned(),
                (Ok(Some(rendered)), Some(placed)) => {
                    let planned = &placed.object.node;
                    if same_object(&rendered, planned, environment.namespace) {
                        continue;
                    }
                    let planned = normal(planned, environment.namespace);
                    let rendered = normal(&rendered, environment.namespace);
                    match difference(&rendered, &planned, "") {
                        None => continue,
                        Some(place) => format!("differs from the manifest at `{place}`"),
                    }
                }
            };
            let name = environment.name();
            broken.push(format!("chart {}, environment {name}, {}: {wrong}", chart.name, file.manifest));
        }
        for missing in environment.component.objects.keys().filter(|name| !known.contains(name.as_str())) {
            broken.push(format!("chart {}: {missing} is in no template", chart.name));
        }
    }
    broken
}

/// The object as both sides have it: its namespace filled in, and nothing of who installed it.
fn normal(node: &Node, namespace: &str) -> Node {
    let mut node = node.clone();
    let Value::Map(root) = &mut node.value else { return node };
    let Some(metadata) = root.get_mut("metadata") else { return node };
    let Value::Map(metadata) = &mut metadata.value else { return node };
    // A value that differs stays, and tells.
    metadata.entries.retain(|entry| {
        entry.key.text != "namespace" || entry.value.as_str().is_none_or(|own| own != namespace)
    });
    if let Some(Value::Map(labels)) = metadata.get_mut("labels").map(|labels| &mut labels.value) {
        labels.entries.retain(|entry| !INSTALLER.contains(&entry.key.text.as_str()));
    }
    node
}

/// Whether two objects are the same but for what [`normal`] takes away; without a copy of either.
fn same_object(a: &Node, b: &Node, namespace: &str) -> bool {
    let (Value::Map(x), Value::Map(y)) = (&a.value, &b.value) else { return false };
    x.entries.len() == y.entries.len()
        && x.entries.iter().all(|entry| {
            y.get(&entry.key.text).is_some_and(|other| match entry.key.text.as_str() {
                "metadata" => same_metadata(&entry.value, other, namespace),
                _ => same(&entry.value, other),
            })
        })
}

fn same_metadata(a: &Node, b: &Node, namespace: &str) -> bool {
    let counts = |entry: &&Entry<Origin>| {
        entry.key.text != "namespace" || entry.value.as_str().is_none_or(|own| own != namespace)
    };
    same_but(a, b, counts, |key, one, other| match key {
        "labels" => same_but(
            one,
            other,
            |entry| !INSTALLER.contains(&entry.key.text.as_str()),
            |_, one, other| same(one, other),
        ),
        _ => same(one, other),
    })
}

/// Whether two maps have the same entries among those that count.
fn same_but(
    a: &Node,
    b: &Node,
    counts: impl Fn(&&Entry<Origin>) -> bool,
    same: impl Fn(&str, &Node, &Node) -> bool,
) -> bool {
    let (Value::Map(x), Value::Map(y)) = (&a.value, &b.value) else { return false };
    x.entries.iter().filter(&counts).count() == y.entries.iter().filter(&counts).count()
        && x.entries.iter().filter(&counts).all(|entry| {
            let key = entry.key.text.as_str();
            y.get(key).is_some_and(|other| same(key, &entry.value, other))
        })
}

/// The first place where two trees differ.
fn difference(a: &Node, b: &Node, place: &str) -> Option<String> {
    if same(a, b) {
        return None;
    }
    match (&a.value, &b.value) {
        (Value::Map(x), Value::Map(y)) => {
            let keys = x.entries.iter().chain(&y.entries).map(|entry| entry.key.text.as_str());
            for key in keys {
                let below = format!("{place}/{key}");
                match (x.get(key), y.get(key)) {
                    (Some(one), Some(other)) => {
                        if let Some(found) = difference(one, other, &below) {
                            return Some(found);
                        }
                    }
                    _ => return Some(below),
                }
            }
            // The same keys with the same values: one of them stands twice.
            Some(place.to_owned())
        }
        (Value::List(x), Value::List(y)) => {
            let differing = x.iter().zip(y).position(|(one, other)| !same(one, other));
            let index = differing.unwrap_or(x.len().min(y.len()));
            match (x.get(index), y.get(index)) {
                (Some(one), Some(other)) => difference(one, other, &format!("{place}/{index}")),
                _ => Some(format!("{place}/{index}")),
            }
        }
        _ => Some(place.to_owned()),
    }
}
