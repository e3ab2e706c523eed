//! Objects that came and went and are the same one under another name.

use super::pair::Pair;
use super::side::Side;
use crate::blueprint::Shape;
use crate::object::Node;
use crate::topology::Topology;
use crate::yaml::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Maps of a blueprint whose entries become objects named after them; `*` is any entry.
const ENTRIES: [&[&str]; 8] = [
    &["apps"],
    &["connect"],
    &["bridges"],
    &["mirrors"],
    &["clients"],
    &["kafka"],
    &["kafka", "*", "topics"],
    &["connect", "*", "connectors"],
];

/// Joins what went and what came where that is one object: because one entry of the blueprint has another key now,
/// or because nothing but the name differs.
pub(super) fn join<'s>(pairs: &mut Vec<Pair<'s>>, sides: [&'s Side; 2]) {
    // What is in a Namespace goes with it: under another name it is none of it.
    let alone = |at: &usize| pairs[*at].kind() != "Namespace";
    let gone: Vec<usize> = (0..pairs.len()).filter(|at| pairs[*at].is_removed()).filter(alone).collect();
    let new: Vec<usize> = (0..pairs.len()).filter(|at| pairs[*at].is_added()).filter(alone).collect();
    if gone.is_empty() || new.is_empty() {
        return;
    }
    let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
    let mut entries = by_entry(pairs, &gone, &new, sides, &mut joined);
    by_place(pairs, &gone, &new, sides, (&mut joined, &mut entries));
    by_content(pairs, &gone, &new, &mut joined);
    let taken: BTreeSet<usize> = joined.values().copied().collect();
    for (new, old) in joined {
        pairs[new].before = pairs[old].before;
        pairs[new].renamed = true;
        pairs[new].entry = entries.get(&new).cloned();
    }
    let mut at = 0;
    pairs.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
}

/// Key: the new one; value: the old one. Gives the entry of each that is joined.
fn by_entry(
    pairs: &[Pair<'_>],
    gone: &[usize],
    new: &[usize],
    [before, after]: [&Side; 2],
    joined: &mut BTreeMap<usize, usize>,
) -> BTreeMap<usize, String> {
    let mut entries = BTreeMap::new();
    for topology in &after.topologies {
        let Some(old) = before.topology(&topology.environment) else { continue };
        for (was, is) in renamed(old, topology) {
            for at in new {
                let object = pairs[*at].member();
                let found = gone.iter().find(|gone| {
                    let other = pairs[**gone].member();
                    other.is_beside(object)
                        && other.object.gvk.kind == object.object.gvk.kind
                        && other.object.name.contains(&was)
                        && other.object.name.replace(&was, &is) == object.object.name
                });
                if let Some(old) = found.filter(|old| !joined.values().any(|taken| taken == *old)) {
                    joined.entry(*at).or_insert(*old);
                    entries.entry(*at).or_insert_with(|| format!("{was} → {is}"));
                }
            }
        }
    }
    entries
}

/// Entries that have another key and the same value.
fn renamed(before: &Topology, after: &Topology) -> Vec<(String, String)> {
    let (Some(before), Some(after)) = (before.blueprint.encode(), after.blueprint.encode()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for way in ENTRIES {
        let (mut olds, mut news) = (Vec::new(), Vec::new());
        maps(&before, way, &mut olds);
        maps(&after, way, &mut news);
        for (old, new) in olds.into_iter().zip(news) {
            let fresh: Vec<_> = new.entries.iter().filter(|e| old.get(&e.key.text).is_none()).collect();
            for entry in old.entries.iter().filter(|e| new.get(&e.key.text).is_none()) {
                // What is filled in may be called after the key.
                let own = entry.key.text.as_str();
                let mut twins =
                    fresh.iter().filter(|other| alike(&entry.value, &other.value, (own, &other.key.text)));
                if let (Some(twin), None) = (twins.next(), twins.next()) {
                    found.push((entry.key.text.clone(), twin.key.text.clone()));
                }
            }
        }
    }
    found
}

/// Whether two trees say the same, each leaf either as it is or with its own name in the place of the other's.
fn alike(old: &Node, new: &Node, names: (&str, &str)) -> bool {
    match (&old.value, &new.value) {
        (Value::Map(a), Value::Map(b)) => {
            let other = |key: &str| b.get(key).or_else(|| b.get(&key.replace(names.0, names.1)));
            a.entries.len() == b.entries.len()
                && a.entries.iter().all(|e| other(&e.key.text).is_some_and(|new| alike(&e.value, new, names)))
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, names))
        }
        _ => match (super::scalar::text(old), super::scalar::text(new)) {
            (Some(a), Some(b)) => a == b || a.replace(names.0, names.1) == b,
            (a, b) => a.is_none() && b.is_none(),
        },
    }
}

fn maps<'n>(node: &'n Node, way: &[&str], into: &mut Vec<&'n crate::yaml::Map<crate::source::Origin>>) {
    let Some(map) = node.as_map() else { return };
    match way {
        [] => into.push(map),
        ["*", rest @ ..] => map.entries.iter().for_each(|entry| maps(&entry.value, rest, into)),
        [key, rest @ ..] => map.get(key).into_iter().for_each(|node| maps(node, rest, into)),
    }
}

/// Objects that keep their names and have another namespace: of blueprints, and of manifests where all of a namespace
/// moved to one that had nothing.
fn by_place(
    pairs: &[Pair<'_>],
    gone: &[usize],
    new: &[usize],
    [before, after]: [&Side; 2],
    (joined, entries): (&mut BTreeMap<usize, usize>, &mut BTreeMap<usize, String>),
) {
    let place = |at: usize| pairs[at].member().object.namespace.as_deref();
    let has = |side: &Side, namespace: &str| {
        side.members.iter().any(|member| member.object.namespace.as_deref() == Some(namespace))
    };
    let taken: BTreeSet<usize> = joined.values().copied().collect();
    let mut alike: BTreeMap<_, [Vec<usize>; 2]> = BTreeMap::new();
    let key = |at: usize| {
        let member = pairs[at].member();
        (&member.environment, &member.cluster, &member.object.gvk, member.object.name.as_str())
    };
    for at in gone.iter().filter(|at| !taken.contains(at) && place(**at).is_some()) {
        alike.entry(key(*at)).or_default()[0].push(*at);
    }
    for at in new.iter().filter(|at| !joined.contains_key(at) && place(**at).is_some()) {
        alike.entry(key(*at)).or_default()[1].push(*at);
    }
    for [olds, news] in alike.into_values() {
        let ([old], [new]) = (olds.as_slice(), news.as_slice()) else { continue };
        let (Some(was), Some(is)) = (place(*old), place(*new)) else { continue };
        if (before.compiled && after.compiled) || (!has(after, was) && !has(before, is)) {
            joined.insert(*new, *old);
            entries.insert(*new, format!("namespace {was} → {is}"));
        }
    }
}

fn by_content(pairs: &[Pair<'_>], gone: &[usize], new: &[usize], joined: &mut BTreeMap<usize, usize>) {
    let taken: BTreeSet<usize> = joined.values().copied().collect();
    let mut alike: BTreeMap<_, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    let key = |at: usize| {
        let member = pairs[at].member();
        let object = &member.object;
        let content = content(&object.node, &object.name, object.namespace.as_deref());
        (&member.environment, &member.cluster, &object.gvk, content)
    };
    for at in gone.iter().filter(|at| !taken.contains(at)) {
        alike.entry(key(*at)).or_default().0.push(*at);
    }
    for at in new.iter().filter(|at| !joined.contains_key(at)) {
        alike.entry(key(*at)).or_default().1.push(*at);
    }
    for (olds, news) in alike.into_values() {
        // Two of a kind may each be the one.
        if let ([old], [new]) = (olds.as_slice(), news.as_slice()) {
            joined.insert(*new, *old);
        }
    }
}

/// What a tree holds, with a blank where the name or the namespace of its object stands.
fn content(node: &Node, name: &str, namespace: Option<&str>) -> [u8; 32] {
    let text = |text: &str| {
        if namespace == Some(text) { "\0".to_owned() } else { text.replace(name, "\0") }
    };
    let mut digest = Sha256::new();
    feed(node, &text, &mut digest);
    digest.finalize().into()
}

fn feed(node: &Node, text: &dyn Fn(&str) -> String, digest: &mut Sha256) {
    match &node.value {
        Value::Map(map) => {
            digest.update([1]);
            let sorted: BTreeMap<String, &Node> =
                map.entries.iter().map(|entry| (text(&entry.key.text), &entry.value)).collect();
            for (key, value) in sorted {
                digest.update(key.as_bytes());
                digest.update([0]);
                feed(value, text, digest);
            }
        }
        Value::List(items) => {
            digest.update([2]);
            items.iter().for_each(|item| feed(item, text, digest));
        }
        _ => {
            digest.update(super::scalar::text(node).map_or_else(String::new, |value| text(&value)).as_bytes())
        }
    }
    digest.update([3]);
}
