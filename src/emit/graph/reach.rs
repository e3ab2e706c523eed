//! Whether each connection gets to its cluster, in the words of a drawing.

use super::model::{Reach, Verdict};
use crate::topology::{self, Hop, Route, Topology};

/// What is known of one link.
#[derive(Debug)]
pub(super) struct Reached {
    /// Whether it gets there.
    pub(super) reach: Reach,
    /// Where the client is, as a path of the blueprint: `networks/hdi-vnet/pointToSite`.
    pub(super) place: String,
}

/// One for each of [`Topology::links`], in their order.
pub(super) fn reached(topology: &Topology) -> Vec<Reached> {
    let routes = topology.routes().into_iter();
    routes.map(|route| Reached { reach: reach(&route), place: route.source.place }).collect()
}

fn reach(route: &Route) -> Reach {
    let (verdict, words) = match &route.verdict {
        topology::Verdict::Reachable => (Verdict::Reachable, way(&route.hops)),
        topology::Verdict::Unreachable(reason) => (Verdict::NotReachable, format!("not reachable: {reason}")),
        topology::Verdict::Depends(missing) => {
            let facts: Vec<&str> = missing.iter().map(|missing| missing.fact.as_str()).collect();
            (Verdict::Depends, format!("depends on {}", facts.join(", and on ")))
        }
    };
    // The marks that set names off elsewhere are only in the way here.
    Reach { verdict, words: words.replace('`', "") }
}

/// What lies between the two; a drawing shows the rest.
fn way(hops: &[Hop]) -> String {
    let passed = hops.iter().filter_map(|hop| match hop {
        Hop::Inside { .. } | Hop::Translation { .. } => None,
        Hop::Gateway { network } => Some(format!("the gateway of {network}")),
        Hop::Peering { name, .. } => Some(format!("peering {name}")),
        Hop::Appliance { address, .. } => Some(format!("the appliance {}", address.0)),
        Hop::Internet => Some("the internet".to_owned()),
    });
    let passed: Vec<String> = passed.collect();
    if passed.is_empty() { String::new() } else { format!("through {}", passed.join(" and ")) }
}
