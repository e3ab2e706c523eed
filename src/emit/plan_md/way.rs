//! How connections get to their clusters, and what a firewall on the way must let through.

use super::query::line;
use crate::blueprint::Cidr;
use crate::emit::markdown::{code, codes};
use crate::topology::{Advertised, Hop, Link, Missing, Route, Topology, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The ways of one environment.
#[derive(Debug, Serialize)]
pub(super) struct Ways {
    /// How many connections never leave their Kubernetes cluster.
    inside: usize,
    rows: Vec<Way>,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
struct Way {
    who: String,
    from: String,
    hops: String,
    to: String,
    advertised: String,
    verdict: String,
}

/// What a network security group has to let through.
#[derive(Debug, Serialize)]
struct Rule {
    from: String,
    to: String,
    port: String,
    why: String,
}

pub(super) fn ways(topology: &Topology) -> Ways {
    let mut ways = Ways { inside: 0, rows: Vec::new(), rules: Vec::new() };
    let mut rules: BTreeMap<(Cidr, Cidr, u16), BTreeSet<&str>> = BTreeMap::new();
    for (link, route) in topology.links.iter().zip(topology.routes()) {
        if matches!(route.hops.as_slice(), [Hop::Inside { .. }]) && route.verdict == Verdict::Reachable {
            ways.inside += 1;
            continue;
        }
        if route.source.subnet != route.destination.subnet
            && let Some(port) = route.destination.port
        {
            for from in &route.source.ranges {
                for to in &route.destination.ranges {
                    rules.entry((*from, *to, port)).or_default().insert(&link.path);
                }
            }
        }
        ways.rows.push(row(link, &route));
    }
    ways.rules = rules
        .into_iter()
        .map(|((from, to, port), who)| Rule {
            from: code(&from.0.to_string()),
            to: code(&to.0.to_string()),
            port: format!("TCP {port}"),
            why: codes(who),
        })
        .collect();
    ways.rules.extend(management(topology));
    ways
}

fn row(link: &Link, route: &Route) -> Way {
    let ranges = |ranges: &[Cidr]| codes(ranges.iter().map(|range| range.0.to_string()));
    let source = &route.source;
    let from = match (source.place.as_str(), source.ranges.is_empty(), source.translated) {
        ("", ..) => "not stated".to_owned(),
        (place, true, _) => code(place),
        (place, false, true) => format!("{}, the nodes of {}", ranges(&source.ranges), code(place)),
        (place, false, false) => format!("{}, {}", ranges(&source.ranges), code(place)),
    };
    let destination = &route.destination;
    let mut to = match (destination.ranges.is_empty(), destination.place.as_str()) {
        (true, "") => "not stated".to_owned(),
        (true, place) => code(place),
        (false, _) => ranges(&destination.ranges),
    };
    if let Some(port) = destination.port {
        to += &format!(", port {port}");
    }
    Way {
        who: code(&link.path),
        from,
        hops: hops(&route.hops),
        to,
        advertised: advertised(&destination.advertised),
        verdict: verdict(&route.verdict),
    }
}

fn hops(hops: &[Hop]) -> String {
    let word = |hop: &Hop| match hop {
        Hop::Inside { kubernetes } => format!("inside {}", code(&format!("kubernetes/{kubernetes}"))),
        Hop::Translation { .. } => "the address of its node".to_owned(),
        Hop::Gateway { network } => format!("the gateway of {}", code(&format!("networks/{network}"))),
        Hop::Peering { name, .. } => code(&format!("peerings/{name}")),
        Hop::Appliance { address, network } => {
            format!("{} in {}", code(&address.0.to_string()), code(&format!("networks/{network}")))
        }
        Hop::Internet => "the internet".to_owned(),
    };
    hops.iter().map(word).collect::<Vec<_>>().join(", then ")
}

fn advertised(advertised: &Advertised) -> String {
    match advertised {
        Advertised::Unknown => String::new(),
        Advertised::Addresses(all) => codes(all.iter().map(|address| address.0.to_string())),
        Advertised::Names(all) => codes(all),
        Advertised::Pods => "names inside the cluster".into(),
        Advertised::LoadBalancers => "a load balancer per broker".into(),
        Advertised::Nodes => "the nodes".into(),
    }
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Reachable => "reachable".into(),
        Verdict::Unreachable(why) => format!("**not reachable** because {why}"),
        Verdict::Depends(missing) => {
            format!("**depends** on {}", missing.iter().map(lacking).collect::<Vec<_>>().join("; and on "))
        }
    }
}

fn lacking(missing: &Missing) -> String {
    let mut text = missing.fact.clone();
    if let Some(state) = &missing.state {
        text += &format!(" (state it as {state})");
    }
    let queries: Vec<String> = missing.queries.iter().map(|query| code(&line(query))).collect();
    if !queries.is_empty() {
        text += &format!(": {}", queries.join(", "));
    }
    text
}

/// What HDInsight's own management wants to get at. Source: the HDInsight network planning page.
fn management(topology: &Topology) -> Vec<Rule> {
    let subnets: BTreeSet<Cidr> = topology
        .blueprint
        .kafka
        .iter()
        .filter_map(|(_, item)| match &item.value {
            crate::blueprint::Kafka::HdInsight(cluster) => {
                let subnet = cluster.subnet.as_ref()?;
                let network = topology.blueprint.networks.get(&subnet.network)?;
                Some(network.subnets.get(&subnet.subnet)?.address_prefix.value)
            }
            _ => None,
        })
        .collect();
    let rule = |from: &str, to: &Cidr, port: &str, why: &str| Rule {
        from: from.into(),
        to: code(&to.0.to_string()),
        port: port.into(),
        why: why.into(),
    };
    let of = |to: &Cidr| {
        [
            rule("the service tag `HDInsight`", to, "TCP 443", "HDInsight makes and watches the cluster"),
            rule("`168.63.129.16`", to, "any", "Azure's own DNS and health probes"),
        ]
    };
    subnets.iter().flat_map(of).collect()
}
