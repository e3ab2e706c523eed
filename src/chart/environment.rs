use crate::plan::Component;
use crate::topology::Topology;

/// One environment that has the component of a chart.
#[derive(Debug, Clone, Copy)]
pub struct ChartEnvironment<'p> {
    /// Its platform.
    pub topology: &'p Topology,
    /// The entry under `kubernetes` the component runs on.
    pub kubernetes: &'p str,
    /// The component's namespace.
    pub namespace: &'p str,
    /// Its objects.
    pub component: &'p Component,
}

impl<'p> ChartEnvironment<'p> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'p str {
        &self.topology.environment
    }
}
