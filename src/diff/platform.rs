use super::change::Change;
use crate::object::Node;
use crate::topology::Topology;

/// The platform of one environment, as it was and as it is to be: what only a blueprint states.
#[derive(Debug)]
pub struct Platform<'s> {
    /// The environment.
    pub environment: &'s str,
    /// As it was.
    pub before: &'s Topology,
    /// As it is to be.
    pub after: &'s Topology,
    /// How the completed blueprints differ in what becomes no object: networks, peerings, the Kubernetes clusters
    /// themselves, Kafka that runs elsewhere. Paths are those of the blueprint: `networks/hub/addressSpace`.
    pub changes: Vec<Change<'s>>,
    /// The completed blueprints the paths lead through.
    pub(super) trees: [&'s Node; 2],
}

impl<'s> Platform<'s> {
    /// The changes whose path a pattern means.
    pub fn at<'p>(&'p self, pattern: &str) -> impl Iterator<Item = &'p Change<'s>> + use<'p, 's> {
        let pattern = super::Pattern::new(pattern);
        self.changes.iter().filter(move |change| pattern.matches(&change.path))
    }
}
