//! Who may connect to a listener, as far as the network decides it.

use super::Lowering;
use crate::blueprint::{Listener, ListenerType, TrafficPolicy};
use crate::facts::strimzi::{Operand, pod_labels};
use crate::object::Tree;
use crate::plan::{peer, pod};
use crate::source::Origin;

/// `networkPolicyPeers`: the declared clients, and whom `allowFrom` lets in. Strimzi reads an empty list as
/// everybody, so a listener inside the cluster that nobody is declared for admits its own pods and no one else:
/// the last client to go must not open the door.
pub(super) fn peers(at: &Lowering<'_>, name: &str, listener: &Listener) -> Vec<Tree> {
    match listener.kind.value {
        // Clients come in through a router or gateway: the address says nothing about them.
        ListenerType::Route | ListenerType::TlsRoute | ListenerType::Ingress => return Vec::new(),
        ListenerType::LoadBalancer | ListenerType::NodePort => {
            let policy = listener.external_traffic_policy.as_ref().map(|policy| policy.value);
            // Behind `Cluster` every client has a node's address: a range would cut all of them off.
            if listener.allow_from.is_empty() || policy != Some(TrafficPolicy::Local) {
                return Vec::new();
            }
        }
        ListenerType::Internal | ListenerType::ClusterIp => {}
    }
    let place = at.place;
    let links = at.topology.links_to(at.name).filter(|link| link.to.listener == name);
    let inside = links.filter(|link| link.place.as_ref().is_some_and(|p| p.kubernetes == place.kubernetes));
    let clients = inside.map(|link| {
        let origin = Origin::derived(format!("the connection of {}", link.path), link.to.span());
        (link.owner.as_str(), origin)
    });
    let peers = peer::with_clients(
        at.topology,
        &place.kubernetes,
        &place.namespace,
        clients.collect(),
        &listener.allow_from,
    );
    if !peers.is_empty() {
        return peers;
    }
    let origin = Origin::Default("listener-closed");
    let own = pod::labels(&pod_labels(Operand::Kafka, at.name), &origin);
    let selector = Tree::new(&origin).put("matchLabels", own);
    vec![Tree::new(&origin).put("podSelector", selector)]
}
