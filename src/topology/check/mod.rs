//! What the blueprint alone shows cannot work.

mod env;
mod keystore;
mod service;

use super::Topology;
use crate::diagnostic::Sink;

/// Reports everything that cannot work.
pub(super) fn all(topology: &Topology, sink: &mut Sink) {
    env::check(topology, sink);
    keystore::check(topology, sink);
    service::check(topology, sink);
}
