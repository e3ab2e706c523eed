use super::change::Change;
use super::side::{Member, Side};
use crate::object::{Node, Object};
use std::collections::HashMap;

/// One object as it was and as it is to be.
#[derive(Debug, Clone)]
pub struct Pair<'s> {
    /// As it was; `None` for one that is new.
    pub before: Option<&'s Member>,
    /// As it is to be; `None` for one that is gone.
    pub after: Option<&'s Member>,
    /// Whether the two have different names and the same entry of the blueprint.
    pub renamed: bool,
    /// The entry of the blueprint that has another key now, both keys with an arrow between; `None` where nothing but
    /// the content says that the two are one.
    pub entry: Option<String>,
    /// How they differ; a single change without a path where one of them is missing.
    pub changes: Vec<Change<'s>>,
}

impl<'s> Pair<'s> {
    /// The object as it is to be, else as it was.
    ///
    /// # Panics
    /// Never: a pair has one of the two.
    #[must_use]
    pub fn member(&self) -> &'s Member {
        self.after.or(self.before).expect("a pair has an object")
    }

    /// The kind: `StatefulSet`.
    #[must_use]
    pub fn kind(&self) -> &'s str {
        &self.member().object.gvk.kind
    }

    /// The name it has, or had.
    #[must_use]
    pub fn name(&self) -> &'s str {
        &self.member().object.name
    }

    /// Both objects, where it was there and stays.
    #[must_use]
    pub fn both(&self) -> Option<(&'s Object, &'s Object)> {
        Some((&self.before?.object, &self.after?.object))
    }

    /// What stood at a path of keys: `spec/template/spec`.
    #[must_use]
    pub fn was(&self, path: &str) -> Option<&'s Node> {
        self.before?.object.at(path)
    }

    /// What is to stand at a path of keys.
    #[must_use]
    pub fn is(&self, path: &str) -> Option<&'s Node> {
        self.after?.object.at(path)
    }

    /// The changes whose path a pattern means.
    pub fn at<'p>(&'p self, pattern: &str) -> impl Iterator<Item = &'p Change<'s>> + use<'p, 's> {
        let pattern = super::Pattern::new(pattern);
        self.changes.iter().filter(move |change| pattern.matches(&change.path))
    }

    /// Whether it is new.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.before.is_none()
    }

    /// Whether it is gone.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.after.is_none()
    }
}

/// What two objects have in common when they are the same one: its version is not among it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Identity<'s> {
    environment: &'s str,
    cluster: &'s str,
    group: &'s str,
    kind: &'s str,
    namespace: Option<&'s str>,
    name: &'s str,
}

impl<'s> Identity<'s> {
    fn of(member: &'s Member) -> Self {
        let object = &member.object;
        Self {
            environment: &member.environment,
            cluster: &member.cluster,
            group: &object.gvk.group,
            kind: &object.gvk.kind,
            namespace: object.namespace.as_deref(),
            name: &object.name,
        }
    }
}

/// Pairs the objects of two sides; those of the after side first, in their order, then those that are gone.
pub(super) fn pairs<'s>(before: &'s Side, after: &'s Side) -> Vec<Pair<'s>> {
    // Most identities begin alike, which makes comparing them the dearest part: so they are looked up, and put in order
    // only where they stay.
    let mut open: HashMap<Identity<'_>, Vec<&Member>> = HashMap::with_capacity(before.members.len());
    for member in &before.members {
        open.entry(Identity::of(member)).or_default().push(member);
    }
    let pair = |before, after| Pair { before, after, renamed: false, entry: None, changes: Vec::new() };
    let mut pairs = Vec::with_capacity(after.members.len());
    for member in &after.members {
        let old = open.get_mut(&Identity::of(member)).and_then(|same| {
            // One object may stand in several files, such as overlays; each is compared with its own past.
            let at = same.iter().position(|old| old.file == member.file).or((!same.is_empty()).then_some(0));
            at.map(|at| same.remove(at))
        });
        pairs.push(pair(old, Some(member)));
    }
    let mut gone: Vec<&Member> = open.into_values().flatten().collect();
    gone.sort_by_key(|member| (&member.environment, &member.cluster, &member.file, Identity::of(member)));
    pairs.extend(gone.into_iter().map(|member| pair(Some(member), None)));
    pairs
}
