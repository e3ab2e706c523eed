//! The networks of one environment as Azure routes them: what ranges there are, and how each connection gets to its
//! Kafka cluster.
//!
//! Peerings are two halves and never transitive; clients that dial into a gateway get one peering further, and only
//! with gateway transit; overlay pods leave with the address of their node, and nothing outside reaches them or a
//! Service. Sources: Azure's virtual network peering overview, VPN gateway transit, and AKS networking concepts.

mod address_plan;
mod demand;
mod graph;
mod nodes;
mod outside;
mod query;
mod range;
mod route;
mod security;
mod steer;
mod walk;

pub use address_plan::AddressPlan;
pub use demand::{Demand, demands, most_nodes_of, pods_beside};
pub use graph::{Apart, Graph, Joined};
pub use nodes::{Nodes, PodAddresses};
pub use query::{Query, Word};
pub use range::{Free, Range, RangeKind, RangeOrigin};
pub use route::{Advertised, Destination, Dropped, Hop, Missing, Route, Source, Verdict};
pub use security::{Filter, Passing};
pub use walk::walk as route;

use super::Topology;

impl Topology {
    /// Every range of addresses in the environment, those nobody wrote among them.
    #[must_use]
    pub fn address_plan(&self) -> AddressPlan {
        AddressPlan::of(self)
    }

    /// How each connection gets to its Kafka cluster: one route per link, in the order of [`Topology::links`].
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        let graph = Graph::of(&self.blueprint);
        self.links.iter().map(|link| walk::walk(self, &graph, link)).collect()
    }
}
