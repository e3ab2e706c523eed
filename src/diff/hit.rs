use super::change::Subject;
use super::row::Row;
use super::{Effect, Severity};
use std::collections::BTreeMap;

/// A row that holds, with what fills its sentence.
#[derive(Debug)]
pub struct Hit {
    pub(super) row: &'static Row,
    pub(super) subject: Subject,
    /// The changes it explains, by their ids; none for what is said of an object as it is.
    pub(super) changes: Vec<usize>,
    pub(super) holes: BTreeMap<&'static str, String>,
    pub(super) effects: Option<Vec<Effect>>,
    pub(super) severity: Option<Severity>,
    pub(super) notes: Vec<String>,
    /// Whether nothing from outside is left to ask, since the sides themselves answer it.
    pub(super) decided: bool,
    pub(super) pods: super::finding::Pods,
}

impl Hit {
    /// Fills a hole of the sentence or the remedy.
    pub fn with(&mut self, hole: &'static str, value: impl ToString) -> &mut Self {
        self.holes.insert(hole, value.to_string());
        self
    }

    /// Explains further changes with the same finding.
    pub fn and(&mut self, change: &super::Change<'_>) -> &mut Self {
        if !self.changes.contains(&change.id) {
            self.changes.push(change.id);
        }
        self
    }

    /// Says other effects than the row does, the first one foremost.
    pub fn effects(&mut self, effects: &[Effect]) -> &mut Self {
        self.effects = Some(effects.to_vec());
        self
    }

    /// Says another severity than the row does.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// Adds a line of detail: what is lost or gained by name, what else is to be seen.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.notes.push(text.into());
        self
    }

    /// Says which nodes of a Kafka cluster restart; all of them unless said.
    pub fn pods(&mut self, pods: super::finding::Pods) -> &mut Self {
        self.pods = pods;
        self
    }

    /// Says that the fact the row depends on is known here.
    pub fn decided(&mut self) -> &mut Self {
        self.decided = true;
        self
    }
}
