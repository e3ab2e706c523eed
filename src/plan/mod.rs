//! Objects, and how each section of a platform lowers to them.
//!
//! [`lower`] is total: what cannot be lowered was reported by the topology. Every leaf carries its origin, so that
//! a finding about a port underlines the port.

mod access;
mod app;
mod bridge;
mod collision;
mod component;
mod connect;
mod host_alias;
mod kafka;
mod labels;
mod leaf;
mod literal;
mod mirror;
mod namespace;
mod operand;
mod patch;
mod peer;
mod pod;
mod rank;
mod raw;
mod secret;
mod storage_class;

pub use collision::collisions;
pub use component::{ClusterPlan, Component, Placed, Plan};
pub use literal::literal_secrets;
pub use patch::apply as patch;
pub use rank::CLUSTER_FOLDER;
pub use rank::kind_rank;
pub use raw::{RawFiles, add as add_raw};

use crate::topology::Topology;

/// Lowers the platform of one environment.
#[must_use]
pub fn lower(topology: &Topology) -> Plan {
    let mut plan = Plan::new(&topology.environment);
    namespace::lower(topology, &mut plan);
    storage_class::lower(topology, &mut plan);
    for link in &topology.links {
        access::lower(topology, link, &mut plan);
    }
    kafka::lower(topology, &mut plan);
    connect::lower(topology, &mut plan);
    bridge::lower(topology, &mut plan);
    mirror::lower(topology, &mut plan);
    secret::lower(topology, &mut plan);
    app::lower(topology, &mut plan);
    plan
}
