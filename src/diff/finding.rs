use super::change::{Kind, Subject};
use super::row::Row;
use super::{Effect, Severity};
use crate::source::Span;

/// Something to know about the change.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The row it is drawn from.
    pub row: &'static Row,
    /// What happens, the first one foremost.
    pub effects: Vec<Effect>,
    /// How bad that is.
    pub severity: Severity,
    /// One sentence without a full stop: what happens, with names.
    pub what: String,
    /// What to do instead, or about it.
    pub remedy: Option<String>,
    /// A fact that neither side states and that decides it; the severity is that of the worse outcome.
    pub depends: Option<Question>,
    /// Lines of detail: what is lost or gained by name.
    pub notes: Vec<String>,
    /// What it is about.
    pub resource: Resource,
    /// What of it changes; empty for what is said of an object as it is.
    pub changes: Vec<Shown>,
    /// 12 hex digits: known again by row, resource, path and values, whatever the words.
    pub fingerprint: String,
    /// Why it does not take hold: half a sentence about the finding that stops it.
    pub stopped: Option<String>,
    /// Who took note of it.
    pub acknowledged: Option<Acknowledged>,
    /// The pair, platform or file it is about.
    pub subject: Subject,
    /// Which pods of a Kafka cluster restart, where some do.
    pub pods: Pods,
}

/// Which nodes of a Kafka cluster a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pods {
    /// Every node.
    #[default]
    All,
    /// Those with the role `broker`.
    Brokers,
    /// Those with the role `controller`.
    Controllers,
    /// None.
    None,
}

impl Finding {
    /// Whether it takes hold and nobody took note of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stopped.is_none() && self.acknowledged.is_none()
    }

    /// Whether it has an effect and takes hold.
    #[must_use]
    pub fn has(&self, effect: Effect) -> bool {
        self.stopped.is_none() && self.effects.contains(&effect)
    }
}

/// A fact that neither side states, and what tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Half a sentence: `whether the storage class expands`.
    pub on: String,
    /// A command, as far as its names are known; those in capitals are to be filled in.
    pub ask: String,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Resource {
    /// The environment; empty where nobody says.
    pub environment: String,
    /// The Kubernetes cluster; empty where nobody says.
    pub cluster: String,
    /// The kind: `StatefulSet`, `Blueprint`, `File`.
    pub kind: String,
    /// The namespace.
    pub namespace: Option<String>,
    /// The name, or the path of a file.
    pub name: String,
}

impl Resource {
    /// As `kubectl` is told of it: `statefulset db --namespace apps`.
    #[must_use]
    pub fn kubectl(&self) -> String {
        let kind = self.kind.to_lowercase();
        match &self.namespace {
            Some(namespace) => format!("{kind} {} --namespace {namespace}", self.name),
            None => format!("{kind} {}", self.name),
        }
    }

    /// `StatefulSet apps/kstreams-count`.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.namespace {
            Some(namespace) => format!("{} {namespace}/{}", self.kind, self.name),
            None => format!("{} {}", self.kind, self.name),
        }
    }
}

/// One difference as formats show it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// `spec.kafka.listeners[tls].port`; empty for a whole object.
    pub path: String,
    /// The JSON pointer in the tree before.
    pub pointer_before: String,
    /// The JSON pointer in the tree after.
    pub pointer_after: String,
    /// How it differs.
    pub kind: Kind,
    /// The value that was, on one line and not longer than is easy to read; `None` where there was none.
    pub before: Option<String>,
    /// The value that is to be.
    pub after: Option<String>,
    /// Whether the values are secret: they are not shown, and neither are their lengths.
    pub secret: bool,
    /// Where the value that was is written, or its nearest parent; a line of the blueprint where it was compiled.
    pub at_before: Option<Span>,
    /// Where the value that is to be is written.
    pub at_after: Option<Span>,
}

/// Who took note of a finding, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// Why it is meant so.
    pub reason: String,
    /// Who says so.
    pub author: String,
    /// Until which day, `2027-06-30`.
    pub until: Option<String>,
}
