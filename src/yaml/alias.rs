use super::{Limits, Mark, Node};
use std::collections::HashMap;

/// A finished node that has an anchor, with what copying it costs.
#[derive(Debug)]
pub(super) struct Anchored {
    pub(super) node: Node<Mark>,
    pub(super) size: usize,
    pub(super) height: usize,
}

/// The anchors of one document and what its aliases have cost so far.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    finished: HashMap<usize, Anchored>,
    /// Nodes of this document so far, copies included.
    pub(super) nodes: usize,
    copies: usize,
}

impl Anchors {
    /// Keeps a finished node for the aliases to come.
    pub(super) fn insert(&mut self, id: usize, anchored: Anchored) {
        self.finished.insert(id, anchored);
    }

    /// The node of an anchor; `None` while it is still being read, which means it contains itself.
    pub(super) fn get(&self, id: usize) -> Option<&Anchored> {
        self.finished.get(&id)
    }

    /// Pays for one copy; whether that was too much.
    ///
    /// Beside our own budget stands the one of Kubernetes' reader, which refuses a document when nearly all of it
    /// comes from aliases: 99 % up to 400,000 nodes, then falling to 10 % at 4,000,000.
    pub(super) fn exceeds(&mut self, size: usize, limits: &Limits) -> bool {
        self.copies += size;
        self.nodes += size + 1;
        let beyond = (self.nodes.saturating_sub(400_000) as f64 / 3_600_000.0).min(1.0);
        let ratio = self.copies as f64 / self.nodes as f64;
        let excessive = self.copies > 100 && self.nodes > 1000 && ratio > 0.99 - 0.89 * beyond;
        excessive || self.copies > limits.alias_nodes
    }
}
