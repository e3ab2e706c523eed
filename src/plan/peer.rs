//! Who may connect, as a NetworkPolicy and as a load balancer have it.

use crate::blueprint::{Cidr, Peer, Val};
use crate::facts::strimzi::{Operand, pod_labels};
use crate::object::Tree;
use crate::source::Origin;
use crate::topology::{Section, Topology};
use std::collections::BTreeMap;

use super::pod::labels;

/// The label every namespace has, its name.
const NAMESPACE_NAME: &str = "kubernetes.io/metadata.name";

/// One peer, in the order peers are written: pods, namespaces, ranges.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// The pods of a component; the namespace where it is not the policy's own.
    Pods(Option<String>, String),
    /// Every pod of a namespace.
    Namespace(String),
    /// A range of addresses.
    Range(Cidr),
}

impl Who {
    fn range(&self) -> Option<Cidr> {
        match self {
            Self::Range(range) => Some(*range),
            Self::Pods(..) | Self::Namespace(_) => None,
        }
    }
}

/// Whether a wider range says it already: Azure refuses a rule whose ranges overlap.
fn inside_another(range: Cidr, all: &[Cidr]) -> bool {
    all.iter().any(|other| *other != range && other.contains(&*range))
}

/// The `from` entries of a NetworkPolicy in `own_namespace` of the Kubernetes cluster `kubernetes`: sorted, each once.
pub(super) fn peers(
    topology: &Topology,
    kubernetes: &str,
    own_namespace: &str,
    allowed: &[Val<Peer>],
) -> Vec<Tree> {
    with_clients(topology, kubernetes, own_namespace, Vec::new(), allowed)
}

/// The same, with components that may connect whatever else is allowed.
pub(super) fn with_clients(
    topology: &Topology,
    kubernetes: &str,
    own_namespace: &str,
    clients: Vec<(&str, Origin)>,
    allowed: &[Val<Peer>],
) -> Vec<Tree> {
    let mut found: BTreeMap<Who, Origin> = BTreeMap::new();
    for (component, origin) in clients {
        if let Some(who) = pods(topology, own_namespace, component) {
            found.entry(who).or_insert(origin);
        }
    }
    for peer in allowed {
        for (who, origin) in who(topology, kubernetes, own_namespace, peer) {
            found.entry(who).or_insert(origin);
        }
    }
    let ranges: Vec<Cidr> = found.keys().filter_map(Who::range).collect();
    let kept =
        found.iter().filter(|(who, _)| who.range().is_none_or(|range| !inside_another(range, &ranges)));
    kept.filter_map(|(who, origin)| tree(topology, who, origin)).collect()
}

/// The pods of a component, to a NetworkPolicy in `own_namespace`; `None` for what has no pods here.
pub(super) fn pods_of(
    topology: &Topology,
    own_namespace: &str,
    component: &str,
    origin: &Origin,
) -> Option<Tree> {
    tree(topology, &pods(topology, own_namespace, component)?, origin)
}

/// The ranges traffic from outside may come from, as text: sorted by address, each once.
pub(super) fn ranges(topology: &Topology, kubernetes: &str, allowed: &[Val<Peer>]) -> Vec<Val<String>> {
    let mut found: BTreeMap<Cidr, Origin> = BTreeMap::new();
    for peer in allowed {
        // No namespace is the own one: pods of this cluster have no range of their own either way.
        for (who, origin) in who(topology, kubernetes, "", peer) {
            if let Who::Range(cidr) = who {
                found.entry(cidr).or_insert(origin);
            }
        }
    }
    let all: Vec<Cidr> = found.keys().copied().collect();
    let kept = found.into_iter().filter(|(cidr, _)| !inside_another(*cidr, &all));
    kept.map(|(cidr, origin)| Val::new(cidr.to_string(), origin)).collect()
}

/// The labels the pods of a component are selected by.
pub(super) fn selector(topology: &Topology, component: &str, origin: &Origin) -> Option<Tree> {
    let operand = match topology.places.get(component)?.section {
        Section::Kafka => Operand::Kafka,
        Section::Connect => Operand::KafkaConnect,
        Section::Bridges => Operand::KafkaBridge,
        Section::Mirrors => Operand::KafkaMirrorMaker2,
        Section::Apps => {
            return Some(
                Tree::new(origin)
                    .put("app.kubernetes.io/name", component)
                    .put("app.kubernetes.io/instance", component),
            );
        }
        Section::Clients => return None,
    };
    Some(labels(&pod_labels(operand, component), origin))
}

fn who(topology: &Topology, kubernetes: &str, own_namespace: &str, peer: &Val<Peer>) -> Vec<(Who, Origin)> {
    let networks = &topology.blueprint.networks;
    let from = |path: &str, ranges: Vec<Cidr>| -> Vec<(Who, Origin)> {
        let origin = Origin::derived(path, peer.span());
        ranges.into_iter().map(|range| (Who::Range(range), origin.clone())).collect()
    };
    match &peer.value {
        Peer::Network(name) => {
            let ranges =
                networks.get(name).map(|n| n.address_space.iter().map(|range| range.value).collect());
            from(&format!("networks/{name}/addressSpace"), ranges.unwrap_or_default())
        }
        Peer::Subnet(subnet) => {
            let path = format!("networks/{}/subnets/{}", subnet.network, subnet.subnet);
            from(&path, subnet_range(topology, &subnet.network, &subnet.subnet).into_iter().collect())
        }
        Peer::PointToSite(name) => {
            let pool = networks
                .get(name)
                .and_then(|n| n.virtual_network_gateway.as_ref()?.point_to_site.as_ref())
                .map(|p| p.vpn_client_address_pool.iter().map(|range| range.value).collect());
            from(&format!("networks/{name}/virtualNetworkGateway/pointToSite"), pool.unwrap_or_default())
        }
        Peer::Namespace(name) => vec![(Who::Namespace(name.clone()), peer.origin.clone())],
        Peer::App(name) => match topology.places.get(name) {
            Some(place) if place.kubernetes == kubernetes => {
                let pods = pods(topology, own_namespace, name);
                pods.into_iter().map(|pods| (pods, peer.origin.clone())).collect()
            }
            // Pods of another cluster come with an address of its nodes.
            Some(place) => {
                let subnet = topology.blueprint.kubernetes.get(&place.kubernetes);
                let subnet = subnet.and_then(|cluster| cluster.subnet.as_ref());
                let range = subnet.and_then(|s| subnet_range(topology, &s.network, &s.subnet));
                from(&format!("kubernetes/{}/subnet", place.kubernetes), range.into_iter().collect())
            }
            None => Vec::new(),
        },
        Peer::Range(cidr) => vec![(Who::Range(*cidr), peer.origin.clone())],
    }
}

fn subnet_range(topology: &Topology, network: &str, subnet: &str) -> Option<Cidr> {
    Some(topology.blueprint.networks.get(network)?.subnets.get(subnet)?.address_prefix.value)
}

fn pods(topology: &Topology, own_namespace: &str, component: &str) -> Option<Who> {
    let namespace = &topology.places.get(component)?.namespace;
    let elsewhere = (namespace != own_namespace).then(|| namespace.clone());
    Some(Who::Pods(elsewhere, component.to_owned()))
}

fn tree(topology: &Topology, who: &Who, origin: &Origin) -> Option<Tree> {
    let namespace =
        |name: &str| Tree::new(origin).put("matchLabels", Tree::new(origin).put(NAMESPACE_NAME, name));
    Some(match who {
        Who::Pods(elsewhere, component) => {
            let labels = selector(topology, component, origin)?;
            Tree::new(origin)
                .with(elsewhere.as_deref(), |tree, name| tree.put("namespaceSelector", namespace(name)))
                .put("podSelector", Tree::new(origin).put("matchLabels", labels))
        }
        Who::Namespace(name) => Tree::new(origin).put("namespaceSelector", namespace(name)),
        Who::Range(cidr) => Tree::new(origin).put("ipBlock", Tree::new(origin).put("cidr", cidr.to_string())),
    })
}
