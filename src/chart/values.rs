//! The values of a chart as trees: what `values.yaml` holds, and what an environment's file puts over it.

use super::{Settings, ValuePath};
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::{Key, Map, Value};

/// What `values.yaml` holds: the first environment's values, and another's where the first has none.
#[must_use]
pub fn values(settings: &Settings) -> Node {
    let mut root = map();
    for setting in settings.iter() {
        if let Some(value) = setting.values.iter().flatten().next() {
            let first = setting.values.first().and_then(Option::as_ref);
            put(&mut root, &setting.path, first.unwrap_or(value).clone());
        }
    }
    root
}

/// What the file of an environment holds: only what differs.
#[must_use]
pub fn overlay(settings: &Settings, environment: usize) -> Node {
    let mut root = map();
    for setting in settings.iter() {
        let Some(Some(own)) = setting.values.get(environment) else { continue };
        let base = setting.values.iter().flatten().next();
        let base = setting.values.first().and_then(Option::as_ref).or(base);
        if let Some(different) = base.map_or_else(|| Some(own.clone()), |base| difference(base, own)) {
            put(&mut root, &setting.path, different);
        }
    }
    root
}

/// Helm's way to put one tree of values over another: maps key by key, everything else replaced.
#[must_use]
pub fn coalesce(base: &Node, over: &Node) -> Node {
    let (Value::Map(below), Value::Map(above)) = (&base.value, &over.value) else { return over.clone() };
    let mut merged = below.clone();
    for entry in &above.entries {
        match merged.get_mut(&entry.key.text) {
            Some(old) => *old = coalesce(old, &entry.value),
            None => merged.entries.push(entry.clone()),
        }
    }
    Node::new(Value::Map(merged), base.origin.clone())
}

/// Whether a map can be made of another by putting entries over it: nothing can be taken away.
pub(super) fn can_be_put_over(base: &Node, own: &Node) -> bool {
    let (Value::Map(below), Value::Map(above)) = (&base.value, &own.value) else { return true };
    below
        .entries
        .iter()
        .all(|entry| above.get(&entry.key.text).is_some_and(|own| can_be_put_over(&entry.value, own)))
}

/// What of `own` is not in `base` already.
fn difference(base: &Node, own: &Node) -> Option<Node> {
    if super::same::same(base, own) {
        return None;
    }
    let (Value::Map(below), Value::Map(above)) = (&base.value, &own.value) else { return Some(own.clone()) };
    let mut different = Map::new();
    for entry in &above.entries {
        let own = match below.get(&entry.key.text) {
            Some(base) => difference(base, &entry.value),
            None => Some(entry.value.clone()),
        };
        if let Some(own) = own {
            different.push(entry.key.clone(), own);
        }
    }
    Some(Node::new(Value::Map(different), own.origin.clone()))
}

fn map() -> Node {
    Node::new(Value::Map(Map::new()), Origin::Fixed)
}

fn put(root: &mut Node, path: &ValuePath, value: Node) {
    let mut at = root;
    let mut value = Some(value);
    for (depth, key) in path.0.iter().enumerate() {
        let last = depth + 1 == path.0.len();
        let Value::Map(entries) = &mut at.value else { return };
        if entries.get(key).is_none() {
            let fresh = if last { value.take() } else { Some(map()) };
            let Some(fresh) = fresh else { return };
            entries.push(Key { text: key.clone(), origin: Origin::Fixed }, fresh);
        }
        let Some(next) = entries.get_mut(key) else { return };
        at = next;
    }
}

/// The value at a path.
pub(super) fn find<'v>(values: &'v Node, path: &ValuePath) -> Option<&'v Node> {
    path.0.iter().try_fold(values, |at, key| at.get(key))
}
