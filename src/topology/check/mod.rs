//! What the blueprint alone shows cannot work.

use super::Topology;
use crate::diagnostic::Sink;

/// Reports everything that cannot work.
pub(super) fn all(_topology: &Topology, _sink: &mut Sink) {}
