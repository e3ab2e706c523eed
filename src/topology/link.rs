use super::{Acl, Endpoint, Place, Section};
use crate::blueprint::{ListenerRef, Streams, Val};
use crate::source::{Origin, Span};

/// Which end of a mirror a link is; everything else has one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkEnd {
    /// Where a mirror reads.
    Source,
    /// Where anything connects, and a mirror writes.
    Target,
}

/// Who connects, as far as rights and credentials differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// An application's own client.
    App,
    /// A program outside Kubernetes.
    Client,
    /// The workers of a Connect cluster with all their connectors.
    Connect,
    /// An HTTP bridge.
    Bridge,
    /// The reading end of a mirror.
    MirrorSource,
    /// The writing end of a mirror.
    MirrorTarget,
}

/// A connection to a Kafka cluster, with everything that follows from it.
#[derive(Debug, Clone)]
pub struct Link {
    /// The section of the entry that connects.
    pub section: Section,
    /// The entry that connects.
    pub owner: String,
    /// The connection's name, for apps, which may have several.
    pub connection: Option<String>,
    /// Who connects.
    pub kind: LinkKind,
    /// Where in the blueprint it stands: `apps/kstreams-count/connections/streams`.
    pub path: String,
    /// Where the entry or connection stands.
    pub origin: Origin,
    /// What it connects to.
    pub to: Val<ListenerRef>,
    /// Where the client runs; `None` outside Kubernetes.
    pub place: Option<Place>,
    /// The topics it writes, sorted.
    pub produces: Vec<Val<String>>,
    /// The topics it reads, sorted.
    pub consumes: Vec<Val<String>>,
    /// Its consumer group.
    pub group: Option<Val<String>>,
    /// What its consumer groups begin with.
    pub group_prefix: Option<Val<String>>,
    /// Its Kafka Streams side.
    pub streams: Option<Streams>,
    /// Its transactional id, or what they begin with and a `*`.
    pub transactional_id: Option<Val<String>>,
    /// Address, protocol, trust and credentials.
    pub endpoint: Endpoint,
    /// The KafkaUser it logs in as, where the listener wants one and Strimzi runs it.
    pub user: Option<String>,
    /// The rights of that user; empty where nothing is authorized.
    pub acls: Vec<Acl>,
}

impl Link {
    /// Which end of a mirror this is.
    #[must_use]
    pub fn end(&self) -> LinkEnd {
        if self.kind == LinkKind::MirrorSource { LinkEnd::Source } else { LinkEnd::Target }
    }

    /// Where the entry or connection was written.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.origin.span()
    }

    /// Whether the client's pods run in `namespace` of the Kubernetes cluster `kubernetes`.
    #[must_use]
    pub fn runs_in(&self, kubernetes: &str, namespace: &str) -> bool {
        self.place.as_ref().is_some_and(|p| p.kubernetes == kubernetes && p.namespace == namespace)
    }
}
