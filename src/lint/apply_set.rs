use super::view::lines;
use super::{Kind, World};
use crate::object::{Node, Object};
use crate::source::SourceId;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Objects that are applied together.
pub struct Set<'a> {
    members: Vec<Member<'a>>,
    by_kind: BTreeMap<Kind, Vec<usize>>,
    by_name: BTreeMap<Kind, BTreeMap<&'a str, Vec<usize>>>,
    /// Whether something may belong to it that nobody could read here: templates, generators, remote bases.
    pub open: bool,
    /// Whether a kustomization changes every object: labels, annotations, names.
    pub reshaped: bool,
    /// Whether a kustomization puts every object into one namespace.
    pub moved: bool,
    /// What keeps it together.
    pub scope: Scope,
    world: &'a World,
    lines: OnceLock<Vec<(Member<'a>, Vec<Line<'a>>)>>,
}

/// A text of an object, with its key.
pub type Line<'a> = (&'a str, &'a Node);

/// One object of a set.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The object.
    pub object: &'a Object,
    /// What it is; asked once, since many rules go over all objects for a few.
    pub kind: Kind,
    /// The file it is in; `None` for what a blueprint becomes.
    pub file: Option<SourceId>,
    /// Whether a patch of a kustomization changes it: what it lacks may be in there.
    pub patched: bool,
}

/// What keeps a set together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A Kubernetes cluster of a blueprint.
    Plan,
    /// A kustomization with all it names.
    Kustomization,
    /// The templates of a chart.
    Chart,
    /// The files of one folder.
    Folder,
}

impl<'a> Member<'a> {
    pub(super) fn new(object: &'a Object, file: Option<SourceId>, patched: bool) -> Self {
        Self { object, kind: Kind::of(&object.gvk), file, patched }
    }
}

impl<'a> Set<'a> {
    pub(super) fn new(scope: Scope, open: bool, members: Vec<Member<'a>>, world: &'a World) -> Self {
        let mut by_kind: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        let mut by_name: BTreeMap<Kind, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (index, member) in members.iter().enumerate() {
            let kind = member.kind;
            by_kind.entry(kind).or_default().push(index);
            by_name.entry(kind).or_default().entry(&member.object.name).or_default().push(index);
        }
        let lines = OnceLock::new();
        Self { members, by_kind, by_name, open, reshaped: false, moved: false, scope, world, lines }
    }

    /// Whether labels, names or namespaces may be others than the files say.
    #[must_use]
    pub fn is_rewritten(&self) -> bool {
        self.reshaped || self.moved
    }

    /// Every object, in the order written.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> + '_ {
        self.members.iter().copied()
    }

    /// The objects other than a Kafka that have texts which may name one, with these, in the order written.
    pub fn lines(&self) -> impl Iterator<Item = (Member<'a>, &[Line<'a>])> {
        let all = self.lines.get_or_init(|| {
            let others = self.members().filter(|member| member.kind != Kind::Kafka);
            let with_lines = others.map(|member| (member, lines(member.object)));
            with_lines.filter(|(_, lines)| !lines.is_empty()).collect()
        });
        all.iter().map(|(member, lines)| (*member, lines.as_slice()))
    }

    /// The objects of a kind, in the order written.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = Member<'a>> + '_ {
        self.by_kind.get(&kind).into_iter().flatten().map(|index| self.members[*index])
    }

    /// The objects of some kinds, kind by kind.
    pub fn of_kinds<'s>(&'s self, kinds: &'s [Kind]) -> impl Iterator<Item = Member<'a>> + 's {
        kinds.iter().flat_map(|kind| self.of(*kind))
    }

    /// The objects of a kind and name, in every namespace.
    pub fn named<'s>(&'s self, kind: Kind, name: &str) -> impl Iterator<Item = Member<'a>> + use<'a, 's> {
        let found = self.by_name.get(&kind).and_then(|names| names.get(name));
        found.into_iter().flatten().map(|index| self.members[*index])
    }

    /// The objects of a kind and name that may be in the same namespace as `beside`.
    pub fn beside<'s>(
        &'s self,
        kind: Kind,
        name: &str,
        beside: &'s Object,
    ) -> impl Iterator<Item = Member<'a>> + use<'a, 's> {
        self.named(kind, name).filter(move |member| may_meet(member.object, beside))
    }

    /// Whether there are so many workloads that no person wrote them: what compares each Service with each of them
    /// would take long, to look for slips a program does not make.
    #[must_use]
    pub fn is_made_by_a_program(&self) -> bool {
        const MANY: usize = 2_000;
        Kind::WORKLOADS.iter().map(|kind| self.by_kind.get(kind).map_or(0, Vec::len)).sum::<usize>() > MANY
    }

    /// Whether an object of that kind and name is anywhere in what is linted, whatever set it belongs to.
    #[must_use]
    pub fn known_elsewhere(&self, kind: Kind, name: &str) -> bool {
        self.world.has(kind, name)
    }

    /// Whether some pod of what is linted has these labels, or may have: whoever asks for the label of an operator
    /// knows of pods that no file has.
    #[must_use]
    pub fn may_be_selected(&self, wanted: &[(&str, &str)]) -> bool {
        wanted.iter().any(|(key, _)| made_by_others(key)) || self.world.has_pod(wanted)
    }

    /// How many node pools of a cluster there are in what is linted, whatever set they belong to.
    #[must_use]
    pub fn pools_anywhere(&self, cluster: &str) -> usize {
        self.world.pools(cluster)
    }

    /// Whether a Service of that name is one that Strimzi makes for something that is linted.
    #[must_use]
    pub fn is_operators(&self, service: &str) -> bool {
        self.world.is_operators(service)
    }
}

/// Whether two objects may be in one namespace: a file that names none leaves it to the command line.
#[must_use]
pub fn may_meet(one: &Object, other: &Object) -> bool {
    match (&one.namespace, &other.namespace) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The labels of a map as text; `None` when one of them is not text.
#[must_use]
pub fn labels(node: Option<&Node>) -> Option<Vec<(&str, &str)>> {
    let Some(node) = node.filter(|node| !node.is_null()) else { return Some(Vec::new()) };
    node.as_map()?.entries.iter().map(|e| Some((e.key.text.as_str(), label(&e.value)?))).collect()
}

/// The value of a label as the server takes it, for which null is empty text.
#[must_use]
pub fn label(node: &Node) -> Option<&str> {
    if node.is_null() { Some("") } else { node.as_str() }
}

/// Labels that operators, charts and controllers put on pods.
fn made_by_others(key: &str) -> bool {
    const PREFIXES: [&str; 7] = [
        "strimzi.io/",
        "statefulset.kubernetes.io/",
        "apps.kubernetes.io/",
        "batch.kubernetes.io/",
        "platform.confluent.io/",
        "helm.sh/",
        "app.kubernetes.io/",
    ];
    key == "controller-revision-hash" || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}
