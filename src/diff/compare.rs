//! Two trees to the list of what differs between them.

use super::change::{Change, Kind, Subject};
use super::default::is_default;
use super::keys::{self, List};
use super::noise::Noise;
use super::path::{Part, Path};
use super::scalar;
use crate::object::Node;
use crate::source::Origin;
use crate::yaml::{Map, Value};
use std::collections::BTreeMap;

/// A comparison under way.
pub(super) struct Compare<'s, 'k> {
    pub(super) kind: &'k str,
    pub(super) subject: Subject,
    pub(super) changes: Vec<Change<'s>>,
    pub(super) noise: BTreeMap<Noise, usize>,
    path: Vec<Part>,
    /// The keys of the path, without items.
    above: Vec<&'s str>,
}

impl<'s, 'k> Compare<'s, 'k> {
    pub(super) fn new(kind: &'k str, subject: Subject) -> Self {
        Self {
            kind,
            subject,
            changes: Vec::new(),
            noise: BTreeMap::new(),
            path: Vec::new(),
            above: Vec::new(),
        }
    }

    /// Compares what stands at the same place of both trees.
    pub(super) fn nodes(&mut self, before: &'s Node, after: &'s Node) {
        if same(before, after) {
            return;
        }
        match (&before.value, &after.value) {
            (Value::Map(old), Value::Map(new)) => {
                for entry in &new.entries {
                    let key = entry.key.text.as_str();
                    // The last of two entries with one key holds, and is the one both sides see.
                    if !std::ptr::eq(new.get(key).unwrap_or(&entry.value), &entry.value) {
                        continue;
                    }
                    self.enter(key, |this| match old.get(key) {
                        Some(was) => this.nodes(was, &entry.value),
                        None => this.one(None, Some(&entry.value), new),
                    });
                }
                for entry in &old.entries {
                    let key = entry.key.text.as_str();
                    let holds = std::ptr::eq(old.get(key).unwrap_or(&entry.value), &entry.value);
                    if holds && new.get(key).is_none() {
                        self.enter(key, |this| this.one(Some(&entry.value), None, old));
                    }
                }
            }
            (Value::List(old), Value::List(new)) => self.lists(before, after, old, new),
            _ => match scalar::noise(&self.above, before, after) {
                Some(noise) => self.count(noise),
                None => self.push(Kind::Changed, Some(before), Some(after)),
            },
        }
    }

    /// What stands in one of the trees only; `beside` is the map it stands in.
    fn one(&mut self, before: Option<&'s Node>, after: Option<&'s Node>, beside: &Map<Origin>) {
        let Some(node) = before.or(after) else { return };
        if node.is_null() {
            self.count(Noise::Empty);
        } else if is_default(self.kind, &self.above, node, beside) {
            let empty = node.as_map().is_some() || node.as_list().is_some();
            self.count(if empty { Noise::Empty } else { Noise::Default });
        } else {
            self.push(if before.is_some() { Kind::Removed } else { Kind::Added }, before, after);
        }
    }

    fn lists(&mut self, before: &'s Node, after: &'s Node, old: &'s [Node], new: &'s [Node]) {
        let key = self.above.last().copied().unwrap_or_default();
        let parents = &self.above[..self.above.len().saturating_sub(1)];
        match keys::list(self.kind, parents, key) {
            List::Keyed(keys) => {
                let (Some(old_labels), Some(new_labels)) = (labels(old, keys), labels(new, keys)) else {
                    // Items without their keys, or twice with the same: no pairing is certain.
                    return self.push(Kind::Changed, Some(before), Some(after));
                };
                self.keyed(before, after, (old, &old_labels), (new, &new_labels));
            }
            List::Set => {
                let lost = |from: &'s [Node], other: &'s [Node]| {
                    from.iter().filter(|one| !other.iter().any(|item| same(one, item))).count()
                };
                if lost(old, new) + lost(new, old) == 0 && old.len() == new.len() {
                    self.count(Noise::Order);
                } else {
                    self.push(Kind::Changed, Some(before), Some(after));
                }
            }
            List::Atomic if old.len() == new.len() && self.means_the_same(old, new) => {}
            List::Atomic => self.push(Kind::Changed, Some(before), Some(after)),
        }
    }

    /// Whether items differ in nothing but noise, one by one.
    fn means_the_same(&mut self, old: &'s [Node], new: &'s [Node]) -> bool {
        let mut inner = Compare::new(self.kind, self.subject);
        inner.above.clone_from(&self.above);
        old.iter().zip(new).for_each(|(before, after)| inner.nodes(before, after));
        if inner.changes.is_empty() {
            inner.noise.into_iter().for_each(|(noise, count)| *self.noise.entry(noise).or_default() += count);
            return true;
        }
        false
    }

    fn keyed(
        &mut self,
        before: &'s Node,
        after: &'s Node,
        (old, old_labels): (&'s [Node], &BTreeMap<String, usize>),
        (new, new_labels): (&'s [Node], &BTreeMap<String, usize>),
    ) {
        for (label, at) in by_place(new_labels) {
            let was = old_labels.get(label).copied();
            self.path.push(Part::Item { label: label.clone(), before: was, after: Some(at) });
            match was {
                Some(was) => self.nodes(&old[was], &new[at]),
                None => self.push(Kind::Added, None, Some(&new[at])),
            }
            self.path.pop();
        }
        for (label, at) in by_place(old_labels) {
            if !new_labels.contains_key(label) {
                self.path.push(Part::Item { label: label.clone(), before: Some(at), after: None });
                self.push(Kind::Removed, Some(&old[at]), None);
                self.path.pop();
            }
        }
        let order = |labels: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<String> {
            by_place(labels)
                .into_iter()
                .map(|(label, _)| label.clone())
                .filter(|l| other.contains_key(l))
                .collect()
        };
        if order(old_labels, new_labels) != order(new_labels, old_labels) {
            self.push(Kind::Reordered, Some(before), Some(after));
        }
    }

    fn enter(&mut self, key: &'s str, inside: impl FnOnce(&mut Self)) {
        self.path.push(Part::Key(key.to_owned()));
        self.above.push(key);
        inside(self);
        self.above.pop();
        self.path.pop();
    }

    pub(super) fn push(&mut self, kind: Kind, before: Option<&'s Node>, after: Option<&'s Node>) {
        let path = Path(self.path.clone());
        self.changes.push(Change { id: 0, subject: self.subject, path, kind, before, after });
    }

    fn count(&mut self, noise: Noise) {
        *self.noise.entry(noise).or_default() += 1;
    }
}

/// The items by what they are called; `None` where one has no name or two have the same.
fn labels(items: &[Node], keys: &[(&str, &str)]) -> Option<BTreeMap<String, usize>> {
    let mut labels = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if labels.insert(keys::label(item, keys)?, at).is_some() {
            return None;
        }
    }
    Some(labels)
}

fn by_place(labels: &BTreeMap<String, usize>) -> Vec<(&String, usize)> {
    let mut placed: Vec<(&String, usize)> = labels.iter().map(|(label, at)| (label, *at)).collect();
    placed.sort_by_key(|(_, at)| *at);
    placed
}

/// Whether two trees hold the same values, keys in the same order or not.
pub(super) fn same(before: &Node, after: &Node) -> bool {
    match (&before.value, &after.value) {
        (Value::Map(old), Value::Map(new)) => {
            if old.entries.len() != new.entries.len() {
                return false;
            }
            let mut both = old.entries.iter().zip(&new.entries);
            if both.clone().all(|(a, b)| a.key.text == b.key.text) {
                return both.all(|(a, b)| same(&a.value, &b.value));
            }
            // In another order. One key may stand twice, so both maps are asked.
            let known = |key: &str| old.get(key).is_some();
            new.entries.iter().all(|entry| known(&entry.key.text))
                && old.entries.iter().all(|entry| {
                    match (old.get(&entry.key.text), new.get(&entry.key.text)) {
                        (Some(a), Some(b)) => same(a, b),
                        _ => false,
                    }
                })
        }
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b))
        }
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::String(a), Value::String(b)) => a == b,
        _ => false,
    }
}
