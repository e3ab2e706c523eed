//! What an application that declares its egress may reach.

use super::Lowering;
use crate::blueprint::{Egress, Kafka, ListenerType};
use crate::object::{Node, Tree};
use crate::plan::peer;
use crate::source::Origin;
use crate::topology::Link;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// The rules and what they follow from; `None` where everything may be reached.
pub(super) fn rules(app: &Lowering<'_>) -> Option<(Origin, Vec<Node>)> {
    let policy = app.app.network_policy.as_ref()?;
    let declared = policy.egress.as_ref().filter(|egress| egress.value == Egress::Declared)?;
    let mut rules = vec![dns(&declared.origin).finish()];
    for link in app.links() {
        rules.extend(connection(app, link).into_iter().map(Tree::finish));
    }
    rules.extend(policy.egress_rules.iter().filter_map(|rules| rules.0.as_list()).flatten().cloned());
    Some((declared.origin.clone(), rules))
}

/// To anywhere: a resolver on the node has an address that no selector matches.
fn dns(origin: &Origin) -> Tree {
    let port = |protocol: &str| Tree::new(origin).put("port", 53).put("protocol", protocol);
    Tree::new(origin).put("ports", vec![port("UDP"), port("TCP")])
}

fn port(number: u16, origin: &Origin) -> Tree {
    Tree::new(origin).put("port", number).put_from("protocol", "TCP", &Origin::Default("policy-protocol"))
}

/// The pods of a Kafka cluster beside it; otherwise brokers by address, and by port alone where only a name is known,
/// which a NetworkPolicy cannot say.
fn connection(app: &Lowering<'_>, link: &Link) -> Vec<Tree> {
    let origin = &link.to.origin;
    if let Some((pods, number)) = pods(app, link) {
        return vec![Tree::new(origin).put("to", vec![pods]).put("ports", vec![port(number, origin)])];
    }
    let mut by_port: BTreeMap<u16, Option<Vec<Ipv4Addr>>> = BTreeMap::new();
    for (address, number) in addresses(app, link) {
        let known = by_port.entry(number).or_insert_with(|| Some(Vec::new()));
        match (address, known.as_mut()) {
            (Some(address), Some(known)) => known.push(address),
            (None, _) => *known = None,
            (Some(_), None) => {}
        }
    }
    by_port
        .into_iter()
        .map(|(number, known)| {
            let mut known = known.unwrap_or_default();
            known.sort();
            known.dedup();
            let to: Vec<Tree> = known
                .into_iter()
                .map(|address| {
                    let range = format!("{address}/32");
                    Tree::new(origin).put("ipBlock", Tree::new(origin).put("cidr", range))
                })
                .collect();
            Tree::new(origin).put("to", to).put("ports", vec![port(number, origin)])
        })
        .collect()
}

/// The brokers' pods, where Strimzi runs them on the same Kubernetes cluster and clients do not go around it.
fn pods(app: &Lowering<'_>, link: &Link) -> Option<(Tree, u16)> {
    let home = app.topology.places.get(&link.to.cluster)?;
    let listener = app.topology.strimzi(&link.to.cluster)?.listeners.get(&link.to.listener)?;
    let around = matches!(listener.kind.value, ListenerType::Route | ListenerType::TlsRoute);
    if home.kubernetes != app.place.kubernetes || around {
        return None;
    }
    let pods = peer::pods_of(app.topology, &app.place.namespace, &link.to.cluster, &link.to.origin)?;
    Some((pods, listener.port.0))
}

/// Every address a client may be sent to, with its port; `None` for a name.
fn addresses(app: &Lowering<'_>, link: &Link) -> Vec<(Option<Ipv4Addr>, u16)> {
    if let Some(Kafka::HdInsight(cluster)) =
        app.topology.blueprint.kafka.get(&link.to.cluster).map(|item| &item.value)
        && let Some(listener) = cluster.listeners.get(&link.to.listener)
    {
        // By address even where brokers advertise names: both are declared.
        let port = listener.port.0;
        return cluster.brokers.iter().map(|(_, address)| (Some(address.value.value.0), port)).collect();
    }
    link.endpoint.bootstrap.iter().map(|(host, port)| (host.parse().ok(), *port)).collect()
}
