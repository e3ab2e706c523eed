use super::{Entry, Map, Mark, Node, Value};
use std::collections::{HashMap, HashSet};

/// What a map with a merge key must remember; most maps have none.
#[derive(Debug, Default)]
pub(super) struct Merge {
    /// Where each key stands among the entries.
    index: HashMap<String, usize>,
    /// Keys that came by `<<`; writing one of them below is no duplicate.
    merged: HashSet<String>,
}

impl Merge {
    /// For a map that already has entries.
    pub(super) fn new(map: &Map<Mark>) -> Self {
        let index = map.entries.iter().enumerate().map(|(i, e)| (e.key.text.clone(), i)).collect();
        Self { index, merged: HashSet::new() }
    }

    /// Brings the entries of `<<` into a map as Kubernetes' reader does: at the place of the merge key, over what was
    /// written above it, under what is written below.
    ///
    /// # Errors
    /// What was found instead of a map.
    pub(super) fn bring(&mut self, into: &mut Map<Mark>, value: Node<Mark>) -> Result<(), &'static str> {
        match value.value {
            Value::Map(map) => {
                self.take(into, map.entries);
                Ok(())
            }
            Value::List(items) => {
                let wrong = items.iter().find(|item| item.as_map().is_none()).map(Node::kind);
                // Backwards: the earlier map of the list holds.
                for item in items.into_iter().rev() {
                    if let Value::Map(map) = item.value {
                        self.take(into, map.entries);
                    }
                }
                wrong.map_or(Ok(()), Err)
            }
            _ => Err(value.kind()),
        }
    }

    /// Adds an entry that is written out.
    pub(super) fn add(&mut self, into: &mut Map<Mark>, entry: Entry<Mark>) {
        if self.merged.remove(&entry.key.text)
            && let Some(place) = self.index.get(&entry.key.text)
        {
            into.entries[*place] = entry;
            return;
        }
        self.index.insert(entry.key.text.clone(), into.entries.len());
        into.entries.push(entry);
    }

    fn take(&mut self, into: &mut Map<Mark>, entries: Vec<Entry<Mark>>) {
        for entry in entries {
            match self.index.get(&entry.key.text) {
                Some(place) => into.entries[*place].value = entry.value,
                None => {
                    self.index.insert(entry.key.text.clone(), into.entries.len());
                    self.merged.insert(entry.key.text.clone());
                    into.entries.push(entry);
                }
            }
        }
    }
}
