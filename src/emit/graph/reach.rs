//! Whether each connection gets to its cluster, in the words of a drawing.

use super::model::{Reach, Verdict};
use crate::topology::{self, Hop, Route, Topology};

/// What is known of one link.
#[derive(Debug)]
pub(super) struct Reached {
    /// Whether it gets there.
    pub(super) reach: Reach,
    /// The network whose gateway the client dials into, where it does.
    pub(super) pool: Option<String>,
}

/// One for each of [`Topology::links`], in their order.
pub(super) fn reached(topology: &Topology) -> Vec<Reached> {
    topology.routes().iter().map(|route| Reached { reach: reach(route), pool: pool(route) }).collect()
}

fn pool(route: &Route) -> Option<String> {
    let network = route.source.place.strip_prefix("networks/")?.strip_suffix("/pointToSite")?;
    Some(network.to_owned())
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
