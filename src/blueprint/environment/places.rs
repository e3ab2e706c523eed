use crate::yaml::{Entry, Map, Mark};
use std::collections::HashMap;

/// What becomes of one entry that is laid over a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Its own map says the key again further down, and the last one holds.
    Repeated,
    /// The key is not there yet.
    New,
    /// The entry with this index has the key.
    At(usize),
}

/// Pairs of entries up to which comparing all of them is cheaper than an index.
const FEW: usize = 256;

/// Where each entry of `over` finds its key in `under`, in time linear in both.
pub(super) fn places(under: &Map<Mark>, over: &Map<Mark>) -> Vec<Place> {
    let few = (under.entries.len() + over.entries.len()) * over.entries.len() <= FEW;
    let (below, own) = (Index::new(&under.entries, few), Index::new(&over.entries, few));
    over.entries
        .iter()
        .enumerate()
        .map(|(i, entry)| match own.last(&entry.key.text) {
            Some(last) if last != i => Place::Repeated,
            _ => below.last(&entry.key.text).map_or(Place::New, Place::At),
        })
        .collect()
}

/// Finds the last entry of a key.
enum Index<'a> {
    Scanned(&'a [Entry<Mark>]),
    Hashed(HashMap<&'a str, usize>),
}

impl<'a> Index<'a> {
    fn new(entries: &'a [Entry<Mark>], few: bool) -> Self {
        if few {
            return Self::Scanned(entries);
        }
        Self::Hashed(entries.iter().enumerate().map(|(i, entry)| (entry.key.text.as_str(), i)).collect())
    }

    fn last(&self, key: &str) -> Option<usize> {
        match self {
            Self::Scanned(entries) => entries.iter().rposition(|entry| entry.key.text == key),
            Self::Hashed(index) => index.get(key).copied(),
        }
    }
}
