//! The platform of one environment: references tied, decisions taken, values that fit together.
//!
//! [`resolve`] takes a [`Blueprint`] as written, completes it by the one table of decisions, ties every
//! reference, and reports what cannot work. What comes out needs no further question to be lowered.

mod acl;
mod check;
mod decide;
mod decisions;
mod endpoint;
mod link;
mod namesake;
mod naming;
mod network;
mod place;
mod reach;
mod resolve;
mod tie;
mod unit;
mod version;

pub use acl::{Acl, AclResource};
pub use check::across;
pub use decisions::{Decision, decision, decisions};
pub use endpoint::{Credentials, Endpoint, Mechanism, Trust};
pub use link::{Link, LinkEnd, LinkKind};
pub use naming::object_name;
pub use network::{
    AddressPlan, Advertised, Apart, Demand, Destination, Dropped, Filter, Free, Graph, Hop, Joined, Missing,
    Nodes, Passing, PodAddresses, Query, Range, RangeKind, RangeOrigin, Route, Source, Verdict, Word,
    demands, most_nodes_of, pods_beside, route,
};
pub use place::{Place, Section};
pub use resolve::resolve;
pub use unit::config_value;
pub use version::VersionsInUse;

use crate::blueprint::{Blueprint, Kafka, Profile, Role, StrimziKafka};
use crate::source::Span;
use std::collections::BTreeMap;

/// The platform of one environment.
#[derive(Debug)]
pub struct Topology {
    /// The environment's name: `default` where none are declared.
    pub environment: String,
    /// Where its name stands.
    pub environment_span: Option<Span>,
    /// What the environment takes away of what is common, by path, with the place that does it.
    pub taken: BTreeMap<String, Span>,
    /// Which decisions were taken.
    pub profile: Profile,
    /// The document, with everything filled in that nobody wrote.
    pub blueprint: Blueprint,
    /// Where each component runs, by its name, which is unique over the five sections.
    pub places: BTreeMap<String, Place>,
    /// The versions compiled for.
    pub versions: VersionsInUse,
    /// Every connection to a Kafka cluster, sorted by path.
    pub links: Vec<Link>,
}

impl Topology {
    /// The Strimzi cluster called `name`.
    #[must_use]
    pub fn strimzi(&self, name: &str) -> Option<&StrimziKafka> {
        match &self.blueprint.kafka.get(name)?.value {
            Kafka::Strimzi(cluster) => Some(cluster),
            Kafka::HdInsight(_) | Kafka::External(_) => None,
        }
    }

    /// Where a component runs.
    ///
    /// # Panics
    /// Never after a [`resolve`] without errors: every component has a place.
    #[must_use]
    pub fn place(&self, component: &str) -> &Place {
        &self.places[component]
    }

    /// The links that end at a Kafka cluster.
    pub fn links_to<'t>(&'t self, cluster: &'t str) -> impl Iterator<Item = &'t Link> {
        self.links.iter().filter(move |link| link.to.cluster == cluster)
    }

    /// The links a component holds.
    pub fn links_of<'t>(&'t self, section: Section, name: &'t str) -> impl Iterator<Item = &'t Link> {
        // Sorted by path; between an entry's own path and those below it stand other names, such as `a-b` for `a`.
        let own = [section.key(), "/", name].concat();
        let below = [&own, "/"].concat();
        let from = |path: &str| self.links.partition_point(|link| link.path.as_str() < path);
        let (first, first_below) = (from(&own), from(&below));
        let own = self.links[first..].iter().take_while(move |link| link.path == own);
        own.chain(self.links[first_below..].iter().take_while(move |link| link.path.starts_with(&below)))
    }

    /// The zones of a Kubernetes cluster's nodes; none where they are not declared.
    #[must_use]
    pub fn zones(&self, kubernetes: &str) -> Vec<&str> {
        let mut zones: Vec<&str> = self
            .blueprint
            .kubernetes
            .get(kubernetes)
            .into_iter()
            .flat_map(|cluster| cluster.node_pools.iter())
            .flat_map(|(_, pool)| pool.zones.iter().map(|zone| zone.value.as_str()))
            .collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    }
}

/// How many nodes of a cluster have a role.
#[must_use]
pub fn nodes_with(cluster: &StrimziKafka, role: Role) -> u32 {
    cluster
        .node_pools
        .iter()
        .filter(|(_, pool)| pool.roles.iter().any(|r| r.value == role))
        .map(|(_, pool)| pool.replicas.0)
        .sum()
}
