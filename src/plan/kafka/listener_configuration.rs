use super::Lowering;
use crate::blueprint::{Listener, ListenerType, LoadBalancer};
use crate::facts::provider::{Provider, internal_load_balancer, public_load_balancer};
use crate::object::{Node, Tree, text};
use crate::plan::leaf::texts;
use crate::plan::peer;
use crate::source::Origin;
use std::collections::BTreeMap;

/// What the operator is told beyond name, port and type.
pub(super) fn configuration(at: &Lowering<'_>, name: &str, listener: &Listener) -> Tree {
    let by_name = matches!(listener.kind.value, ListenerType::Route | ListenerType::TlsRoute);
    let host = listener.bootstrap_host.as_ref();
    let annotations = load_balancer(at, listener);
    let bootstrap = Tree::new(&listener.origin)
        .put("host", host.filter(|_| by_name))
        .put("alternativeNames", names(at, name, listener))
        .put("nodePort", &listener.node_port)
        .put("annotations", annotated(annotations.clone(), listener, Whose::Bootstrap));
    let balanced = listener.kind.value == ListenerType::LoadBalancer;
    let ranges = balanced.then(|| peer::ranges(at.topology, &at.place.kubernetes, &listener.allow_from));
    Tree::new(&listener.origin)
        .put("class", &listener.class)
        .put("bootstrap", bootstrap)
        .put("hostTemplate", &listener.host_template)
        .put("advertisedHostTemplate", &listener.advertised_host_template)
        .put("parentRefs", &listener.parent_refs)
        .put("perBrokerAnnotationsTemplate", annotated(annotations, listener, Whose::Brokers))
        .put("externalTrafficPolicy", &listener.external_traffic_policy)
        .put("loadBalancerSourceRanges", &ranges)
        .put("preferredNodePortAddressType", &listener.preferred_node_port_address_type)
        .put("brokerCertChainAndKey", &listener.broker_cert_chain_and_key)
}

/// Names clients begin with that the certificate does not have by itself, so that they would refuse to talk: the one
/// that is stated, and the bootstrap Service of load balancers and node ports, which clients on the same Kubernetes
/// cluster are given. Source: `KafkaListenersReconciler` of Strimzi 1.2.0.
fn names(at: &Lowering<'_>, name: &str, listener: &Listener) -> Vec<Node> {
    let kind = listener.kind.value;
    let outside = matches!(kind, ListenerType::LoadBalancer | ListenerType::NodePort);
    let inside = at.topology.links_to(at.name).filter(|link| {
        outside
            && listener.tls.value
            && link.to.listener == name
            && link.place.as_ref().is_some_and(|place| place.kubernetes == at.place.kubernetes)
    });
    let mut names: BTreeMap<String, Origin> = inside
        .flat_map(|link| link.endpoint.bootstrap.iter().map(move |(host, _)| (host, link)))
        .map(|(host, link)| {
            let from = format!("the connection of {}", link.path);
            (host.clone(), Origin::derived(from, link.to.span()))
        })
        .collect();
    if let Some(host) = listener.bootstrap_host.as_ref().filter(|_| outside) {
        names.insert(host.value.clone(), host.origin.clone());
    }
    names.into_iter().map(|(name, origin)| text(name, &origin)).collect()
}

/// What decides who can reach a load balancer, in the words of whoever makes it.
fn load_balancer(at: &Lowering<'_>, listener: &Listener) -> Tree {
    let tree = Tree::new(&listener.origin);
    let Some(reach) = &listener.load_balancer else { return tree };
    let cluster = at.topology.blueprint.kubernetes.get(&at.place.kubernetes);
    let Some(provider) = cluster.and_then(|c| Provider::from_word(c.provider.word())) else { return tree };
    let annotations = match reach.value {
        LoadBalancer::Internal => internal_load_balancer(provider).unwrap_or_default(),
        LoadBalancer::Public => public_load_balancer(provider),
    };
    annotations.into_iter().fold(tree, |tree, (key, value)| tree.put_from(key, value, &reach.origin))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Bootstrap,
    Brokers,
}

/// The annotations somebody wrote win; one that names the node is for brokers only.
fn annotated(tree: Tree, listener: &Listener, whose: Whose) -> Tree {
    let written = texts(&listener.annotations).finish();
    let entries = written.as_map().map(|map| map.entries.as_slice()).unwrap_or_default();
    let of_brokers = |text: &str| text.contains("{nodeId}") || text.contains("{nodePodName}");
    entries
        .iter()
        .filter(|entry| whose == Whose::Brokers || !entry.value.as_str().is_some_and(of_brokers))
        .fold(tree, |tree, entry| tree.put(&entry.key.text, &entry.value))
}
