use crate::object::Object;
use crate::source::{Again, Moved, SourceId, SourceMap, Span};
use crate::topology::Topology;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One of the two things that are compared.
#[derive(Debug, Default)]
pub struct Side {
    /// As the user knows it: `git:HEAD:platform.yaml`, `deploy/`.
    pub label: String,
    /// The texts its places lie in.
    pub sources: SourceMap,
    /// How far those moved when the sources of both sides became one map.
    pub moved: Moved,
    /// Every object, in order of installation.
    pub members: Vec<Member>,
    /// The platform of each environment, where this side was compiled from a blueprint.
    pub topologies: Vec<Topology>,
    /// What is no object: patches of Ambari, values of charts, templates; by path.
    pub files: BTreeMap<String, File>,
    /// Whether it was compiled from a blueprint.
    pub compiled: bool,
    /// What is to be known about the side itself, as sentences without a full stop.
    pub notes: Vec<String>,
    /// The places of its objects by kind, made when somebody first asks: by then all of them are there.
    pub(crate) by_kind: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// The documents that were read each on its own.
    pub(crate) documents: Vec<Document>,
}

/// A document of a file, read without the others.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its text.
    pub(super) span: Span,
    /// Its objects among the members.
    pub(super) members: Range<usize>,
    /// Whether it holds something else.
    pub(super) other: bool,
    /// What it takes of the nodes a text may have.
    pub(super) nodes: usize,
}

/// An object of a side.
#[derive(Debug, Clone)]
pub struct Member {
    /// The environment; empty where nobody says.
    pub environment: String,
    /// The Kubernetes cluster by its key in the blueprint; empty where nobody says.
    pub cluster: String,
    /// The file it stands in, or is built to.
    pub file: String,
    /// The object. Shared with the other side where its text is the same there.
    pub object: Arc<Object>,
    /// Where its text stands, if the places of the object are those it has on the other side.
    pub again: Option<Again>,
}

/// A file without objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it holds, as it is.
    pub bytes: Vec<u8>,
    /// Where it begins, where it is text that was read.
    pub span: Option<Span>,
    /// Whether it follows from the objects beside it: a chart, a kustomization or `PLAN.md` of an output folder.
    pub derived: bool,
}

impl Side {
    /// The platform of an environment.
    #[must_use]
    pub fn topology(&self, environment: &str) -> Option<&Topology> {
        self.topologies.iter().find(|topology| topology.environment == environment)
    }

    /// The objects of a kind, such as `KafkaTopic`.
    pub fn of_kind<'s>(&'s self, kind: &str) -> impl Iterator<Item = &'s Member> + use<'s> {
        let by_kind = self.by_kind.get_or_init(|| {
            let mut by_kind: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, member) in self.members.iter().enumerate() {
                match by_kind.get_mut(&member.object.gvk.kind) {
                    Some(of) => of.push(at),
                    None => _ = by_kind.insert(member.object.gvk.kind.clone(), vec![at]),
                }
            }
            by_kind
        });
        by_kind.get(kind).into_iter().flatten().map(|at| &self.members[*at])
    }

    /// The text a compilation began from, in the map of both sides.
    pub(super) fn sources_first(&self) -> Option<SourceId> {
        let id = SourceMap::new().next_ids(1).next()?;
        Some(Span::new(id, 0, 0).moved(self.moved).source)
    }

    /// A place of this side, in the map of both; of an object whose text stands again there, if it does.
    pub(super) fn placed(&self, span: Span, again: Option<Again>) -> Span {
        span.again(again).moved(self.moved)
    }
}

impl Member {
    /// Whether the two are of one environment and cluster.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.environment == other.environment && self.cluster == other.cluster
    }
}
