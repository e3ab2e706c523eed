use super::change::{Change, Subject};
use super::file_pair::FilePair;
use super::hit::Hit;
use super::impact;
use super::pair::Pair;
use super::platform::Platform;
use super::row::{self, Row};
use super::side::Side;
use crate::object::Object;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What a check sees, and where it says what it found.
pub struct Cx<'a> {
    /// The side that was.
    pub before: &'a Side,
    /// The side that is to be.
    pub after: &'a Side,
    /// Every object of both sides, those without changes too.
    pub pairs: &'a [Pair<'a>],
    /// The platforms of environments that both sides have, where both are blueprints.
    pub platforms: &'a [Platform<'a>],
    /// Files without objects that differ, such as the patches for Ambari.
    pub files: &'a [FilePair<'a>],
    pub(super) hits: Vec<Hit>,
    pub(super) index: Index<'a>,
}

/// Where things are among the pairs, found out when it is first asked: looking through all of them once for each
/// change would take the product of both.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    by_kind: OnceCell<BTreeMap<&'a str, Vec<usize>>>,
    by_config: OnceCell<BTreeMap<(&'static str, &'a str), Vec<usize>>>,
}

impl<'a> Cx<'a> {
    /// Says that a row holds for a change, which is explained with it.
    ///
    /// # Panics
    /// For an id that no table has: a mistake of ours.
    pub fn hit(&mut self, id: &str, change: &Change<'_>) -> &mut Hit {
        self.push(id, change.subject, vec![change.id])
    }

    /// Says that a row holds for several changes of one object, as one finding. Nothing for no change at all.
    ///
    /// # Panics
    /// For an id that no table has: a mistake of ours.
    pub fn hit_all<'c, 's: 'c>(
        &mut self,
        id: &str,
        changes: impl IntoIterator<Item = &'c Change<'s>>,
    ) -> Option<&mut Hit> {
        let mut changes = changes.into_iter();
        let first = changes.next()?;
        let ids = std::iter::once(first).chain(changes).map(|change| change.id).collect();
        Some(self.push(id, first.subject, ids))
    }

    /// Says that a row holds for an object as a whole, without explaining any of its changes.
    ///
    /// # Panics
    /// For an id that no table has: a mistake of ours.
    pub fn note(&mut self, id: &str, pair: &Pair<'_>) -> &mut Hit {
        let at = self.pairs.iter().position(|other| std::ptr::eq(other.member(), pair.member()));
        self.push(id, Subject::Pair(at.unwrap_or_default()), Vec::new())
    }

    /// Whether a change is explained so far.
    #[must_use]
    pub fn is_explained(&self, change: &Change<'_>) -> bool {
        self.hits.iter().any(|hit| hit.changes.contains(&change.id))
    }

    /// The pairs of a kind, changed or not.
    pub fn of_kind(&self, kind: &'a str) -> impl Iterator<Item = &'a Pair<'a>> + use<'a> {
        let by_kind = self.index.by_kind.get_or_init(|| {
            let mut by_kind: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
            for (at, pair) in self.pairs.iter().enumerate() {
                by_kind.entry(pair.kind()).or_default().push(at);
            }
            by_kind
        });
        let (pairs, found) = (self.pairs, by_kind.get(kind).cloned().unwrap_or_default());
        found.into_iter().map(move |at| &pairs[at])
    }

    /// The pairs whose pods, as they are to be, name a ConfigMap or Secret, wherever that is.
    pub(super) fn naming(&self, config: &Object) -> impl Iterator<Item = &'a Pair<'a>> + use<'a> {
        let by_config = self.index.by_config.get_or_init(|| {
            let mut by_config: BTreeMap<(&'static str, &'a str), Vec<usize>> = BTreeMap::new();
            for (at, pair) in self.pairs.iter().enumerate() {
                let Some(after) = pair.after else { continue };
                for name in impact::configs(&after.object) {
                    let named = by_config.entry(name).or_default();
                    if named.last() != Some(&at) {
                        named.push(at);
                    }
                }
            }
            by_config
        });
        let kind = if config.gvk.kind == "Secret" { "Secret" } else { "ConfigMap" };
        let (pairs, found) =
            (self.pairs, by_config.get(&(kind, config.name.as_str())).cloned().unwrap_or_default());
        found.into_iter().map(move |at| &pairs[at])
    }

    fn push(&mut self, id: &str, subject: Subject, changes: Vec<usize>) -> &mut Hit {
        let row: &'static Row = row::row(id).unwrap_or_else(|| panic!("no table has a row `{id}`"));
        self.hits.push(Hit {
            row,
            subject,
            changes,
            holes: BTreeMap::new(),
            effects: None,
            severity: None,
            notes: Vec::new(),
            decided: false,
            pods: super::finding::Pods::All,
        });
        let last = self.hits.len() - 1;
        &mut self.hits[last]
    }
}
