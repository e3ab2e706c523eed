//! What of a blueprint becomes no object, compared as it is.

use super::change::Subject;
use super::compare::Compare;
use super::noise::Noise;
use super::platform::Platform;
use super::side::Side;
use crate::blueprint::Shape;
use crate::object::Node;
use crate::source::Origin;
use crate::topology::Topology;
use crate::yaml::{Key, Map, Value};
use std::collections::BTreeMap;

/// Sections all of which is compared; of `kafka` only what no operator makes.
const SECTIONS: [&str; 4] = ["networks", "peerings", "kubernetes", "versions"];

/// The completed blueprints of environments that both sides have.
pub(super) fn trees([before, after]: [&Side; 2]) -> Vec<[Node; 2]> {
    let both = after
        .topologies
        .iter()
        .filter_map(|topology| Some((before.topology(&topology.environment)?, topology)));
    both.map(|(old, new)| {
        let ours = |name: &str| old.strimzi(name).or(new.strimzi(name)).is_some();
        [tree(old, &ours), tree(new, &ours)]
    })
    .collect()
}

fn tree(topology: &Topology, ours: &dyn Fn(&str) -> bool) -> Node {
    let mut map = Map::new();
    if let Some(Value::Map(whole)) = topology.blueprint.encode().map(|node| node.value) {
        for mut entry in whole.entries {
            if entry.key.text == "kafka" {
                if let Value::Map(clusters) = &mut entry.value.value {
                    clusters.entries.retain(|cluster| !ours(&cluster.key.text));
                }
            } else if entry.key.text == "kubernetes" {
                namespaces_aside(&mut entry.value);
            } else if !SECTIONS.contains(&entry.key.text.as_str()) {
                continue;
            }
            map.push(entry.key, entry.value);
        }
    }
    // So that the first entry of a section is an entry that is new, and the last one is one that goes.
    for section in SECTIONS.into_iter().chain(["kafka"]) {
        if map.get(section).is_none() {
            let key = Key { text: section.to_owned(), origin: Origin::Fixed };
            map.push(key, Node::new(Value::Map(Map::new()), Origin::Fixed));
        }
    }
    Node::new(Value::Map(map), Origin::Fixed)
}

/// Each is a Namespace among the objects.
fn namespaces_aside(clusters: &mut Node) {
    let Value::Map(clusters) = &mut clusters.value else { return };
    for cluster in &mut clusters.entries {
        if let Value::Map(parts) = &mut cluster.value.value {
            parts.entries.retain(|part| part.key.text != "namespaces");
        }
    }
}

/// Pairs the platforms and compares them.
pub(super) fn platforms<'s>(
    [before, after]: [&'s Side; 2],
    trees: &'s [[Node; 2]],
    noise: &mut BTreeMap<Noise, usize>,
) -> Vec<Platform<'s>> {
    let both = after
        .topologies
        .iter()
        .filter_map(|topology| Some((before.topology(&topology.environment)?, topology)));
    let mut platforms = Vec::new();
    for (at, ((old, new), trees)) in both.zip(trees).enumerate() {
        let mut compare = Compare::new("Blueprint", Subject::Platform(at));
        compare.nodes(&trees[0], &trees[1]);
        compare.noise.into_iter().for_each(|(class, count)| *noise.entry(class).or_default() += count);
        platforms.push(Platform {
            environment: &new.environment,
            before: old,
            after: new,
            changes: compare.changes,
            trees: [&trees[0], &trees[1]],
        });
    }
    platforms
}
