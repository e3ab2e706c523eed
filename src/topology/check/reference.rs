//! Names of networks, Kubernetes clusters, namespaces, classes and stores that nothing declares.

use super::{report, strimzi_clusters};
use crate::blueprint::{
    Kafka, KubernetesCluster, NameText, Named, Peer, Provider, SecretSource, SubnetRef, Val,
};
use crate::diagnostic::{BAD_REFERENCE, DANGLING_REFERENCE, Diagnostic, Severity, Sink};
use crate::facts::{near, provider};
use crate::source::Span;
use crate::topology::{Place, Topology};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    for (_, cluster) in blueprint.kubernetes.iter() {
        subnet(topology, cluster.subnet.as_ref(), sink);
        for (_, pool) in cluster.node_pools.iter() {
            subnet(topology, pool.subnet.as_ref(), sink);
            subnet(topology, pool.pod_subnet.as_ref(), sink);
        }
    }
    for (_, item) in blueprint.kafka.iter() {
        if let Kafka::HdInsight(cluster) = &item.value {
            subnet(topology, cluster.subnet.as_ref(), sink);
        }
    }
    kubernetes(topology, sink);
    peers(topology, sink);
    places(topology, sink);
    classes(topology, sink);
    stores(topology, sink);
}

/// Reports `name` unless it stands under `section`, readable or not.
fn known<T, R>(
    named: &Named<T, R>,
    name: &str,
    at: Option<Span>,
    what: &str,
    section: &str,
    sink: &mut Sink,
) -> bool {
    if named.mentions(name) {
        return !named.is_broken(name);
    }
    let names: Vec<&str> = named.names().collect();
    dangling(&format!("there is no {what} `{name}`"), name, &names, at, section, sink);
    false
}

fn dangling(message: &str, name: &str, names: &[&str], at: Option<Span>, section: &str, sink: &mut Sink) {
    let help = match near::nearest(name, names.iter().copied()) {
        Some(best) => format!("did you mean `{best}`?"),
        None if names.is_empty() => format!("nothing is declared under `{section}`"),
        None if names.len() > 12 => format!("{} are declared under `{section}`", names.len()),
        None => format!("declared under `{section}`: {}", names.join(", ")),
    };
    if at.is_some() {
        report(sink, &DANGLING_REFERENCE, message.to_owned(), help, &[(at, "")]);
    }
}

fn subnet(topology: &Topology, stated: Option<&Val<SubnetRef>>, sink: &mut Sink) {
    if let Some(stated) = stated {
        subnet_at(topology, &stated.value, stated.span(), sink);
    }
}

fn subnet_at(topology: &Topology, stated: &SubnetRef, at: Option<Span>, sink: &mut Sink) {
    let networks = &topology.blueprint.networks;
    if !known(networks, &stated.network, at, "network", "networks", sink) {
        return;
    }
    let Some(network) = networks.get(&stated.network) else { return };
    let section = format!("networks/{}/subnets", stated.network);
    let what = format!("subnet of `networks/{}` called", stated.network);
    known(&network.subnets, &stated.subnet, at, &what, &section, sink);
}

/// The Kubernetes clusters that components and secrets name.
fn kubernetes(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    let kafka = strimzi_clusters(topology).map(|(_, _, cluster)| cluster.kubernetes.as_ref());
    let stated = kafka
        .chain(blueprint.connect.iter().map(|(_, item)| item.kubernetes.as_ref()))
        .chain(blueprint.bridges.iter().map(|(_, item)| item.kubernetes.as_ref()))
        .chain(blueprint.mirrors.iter().map(|(_, item)| item.kubernetes.as_ref()))
        .chain(blueprint.apps.iter().map(|(_, item)| item.kubernetes.as_ref()))
        .chain(blueprint.secrets.iter().map(|(_, item)| item.kubernetes.as_ref()));
    for name in stated.flatten().filter(|name| name.span().is_some()) {
        known(&blueprint.kubernetes, &name.value.0, name.span(), "Kubernetes cluster", "kubernetes", sink);
    }
}

/// Who may connect.
fn peers(topology: &Topology, sink: &mut Sink) {
    clients(topology, sink);
    for (name, _, cluster) in strimzi_clusters(topology) {
        for (_, listener) in cluster.listeners.iter() {
            allowed(topology, &listener.allow_from, topology.places.get(name), sink);
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let place = topology.places.get(name);
        if let Some(service) = &app.service {
            allowed(topology, &service.allow_from, place, sink);
        }
        if let Some(policy) = &app.network_policy {
            allowed(topology, &policy.allow_from, place, sink);
        }
    }
    for (name, bridge) in topology.blueprint.bridges.iter() {
        let place = topology.places.get(name);
        allowed(topology, &bridge.allow_from, place, sink);
        if let Some(service) = &bridge.service {
            allowed(topology, &service.allow_from, place, sink);
        }
    }
}

/// Where clients outside Kubernetes run.
fn clients(topology: &Topology, sink: &mut Sink) {
    for (name, client) in topology.blueprint.clients.iter() {
        let Some(from) = &client.from else { continue };
        if let Peer::Namespace(_) | Peer::App(_) = from.value {
            let message =
                format!("`clients/{name}` is outside Kubernetes, and `from` names something inside");
            let help = "name a network, a subnet, a `pointToSite` or a range, or write it under `apps`";
            report(sink, &BAD_REFERENCE, message, help, &[(from.span(), "")]);
        }
        allowed(topology, std::slice::from_ref(from), None, sink);
    }
}

fn allowed(topology: &Topology, peers: &[Val<Peer>], place: Option<&Place>, sink: &mut Sink) {
    let networks = &topology.blueprint.networks;
    for peer in peers {
        let at = peer.span();
        match &peer.value {
            Peer::Range(_) => {}
            Peer::Subnet(stated) => subnet_at(topology, stated, at, sink),
            Peer::Network(name) => {
                known(networks, name, at, "network", "networks", sink);
            }
            Peer::PointToSite(name) => {
                if known(networks, name, at, "network", "networks", sink) {
                    point_to_site(topology, name, at, sink);
                }
            }
            Peer::App(name) => {
                known(&topology.blueprint.apps, name, at, "app", "apps", sink);
            }
            Peer::Namespace(name) => {
                let Some(place) = place else { continue };
                foreign_namespace(topology, &place.kubernetes, name, at, sink);
            }
        }
    }
}

fn point_to_site(topology: &Topology, name: &str, at: Option<Span>, sink: &mut Sink) {
    let Some(network) = topology.blueprint.networks.get(name) else { return };
    let gateway = network.virtual_network_gateway.as_ref();
    if gateway.is_none_or(|gateway| gateway.point_to_site.is_none()) {
        let message = format!("nobody dials in to `networks/{name}`: it has no `pointToSite`");
        let help = format!(
            "add `virtualNetworkGateway: {{pointToSite: {{vpnClientAddressPool: […]}}}}` to `networks/{name}`"
        );
        report(sink, &DANGLING_REFERENCE, message, help, &[(at, ""), (network.key_span(), "the network")]);
    }
}

/// Who is let in may be in a namespace of somebody else's; one that is called almost like ours is a slip.
fn foreign_namespace(topology: &Topology, kubernetes: &str, name: &str, at: Option<Span>, sink: &mut Sink) {
    let Some(cluster) = topology.blueprint.kubernetes.get(kubernetes) else { return };
    let namespaces = &cluster.namespaces;
    let near = near::nearest(name, namespaces.names()).filter(|_| !namespaces.mentions(name));
    if let (Some(best), Some(at)) = (near, at) {
        let message = format!("`kubernetes/{kubernetes}` declares no namespace `{name}`");
        let diagnostic = Diagnostic::new(&DANGLING_REFERENCE, at, message).severity(Severity::Warning);
        sink.push(diagnostic.help(format!("did you mean `{best}`?")));
    }
}

/// A namespace must be declared where any is.
fn namespace(topology: &Topology, kubernetes: &str, name: &str, at: Option<Span>, sink: &mut Sink) {
    let Some(cluster) = topology.blueprint.kubernetes.get(kubernetes) else { return };
    if !cluster.namespaces.is_empty() {
        let section = format!("kubernetes/{kubernetes}/namespaces");
        let what = format!("namespace on `kubernetes/{kubernetes}` called");
        known(&cluster.namespaces, name, at, &what, &section, sink);
    }
}

fn places(topology: &Topology, sink: &mut Sink) {
    for place in topology.places.values() {
        if let Some(at) = place.origin.span() {
            namespace(topology, &place.kubernetes, &place.namespace, Some(at), sink);
        }
    }
    for (_, secret) in topology.blueprint.secrets.iter() {
        if let Some(kubernetes) = &secret.kubernetes {
            let at = secret.namespace.span();
            namespace(topology, &kubernetes.value.0, &secret.namespace.value.0, at, sink);
        }
    }
}

/// Storage and priority classes.
fn classes(topology: &Topology, sink: &mut Sink) {
    for (name, _, kafka) in strimzi_clusters(topology) {
        let Some(on) = cluster_of(topology, name) else { continue };
        for (_, pool) in kafka.node_pools.iter() {
            storage_class(on, pool.storage.class.as_ref(), sink);
            for volume in &pool.storage.volumes {
                storage_class(on, volume.class.as_ref(), sink);
            }
            priority(topology, on, pool.priority_class_name.as_ref(), sink);
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let Some(on) = cluster_of(topology, name) else { continue };
        for (_, volume) in app.volumes.iter() {
            storage_class(on, volume.class.as_ref(), sink);
        }
        priority(topology, on, app.priority_class_name.as_ref(), sink);
    }
}

type On<'t> = (&'t str, &'t KubernetesCluster);

fn cluster_of<'t>(topology: &'t Topology, component: &str) -> Option<On<'t>> {
    let place = topology.places.get(component)?;
    Some((&place.kubernetes, &topology.blueprint.kubernetes.get(&place.kubernetes)?.value))
}

fn storage_class((name, on): On<'_>, class: Option<&Val<NameText>>, sink: &mut Sink) {
    let Some(class) = class.filter(|class| class.span().is_some()) else { return };
    if on.storage_classes.is_empty() {
        return;
    }
    let brought = provider_of(on.provider.value);
    if provider::storage_class(brought, &class.value.0).is_err() {
        let section = format!("kubernetes/{name}/storageClasses");
        let what = format!("storage class on `kubernetes/{name}` called");
        known(&on.storage_classes, &class.value.0, class.span(), &what, &section, sink);
    }
}

fn provider_of(provider: Provider) -> provider::Provider {
    provider::Provider::from_word(provider.word()).unwrap_or(provider::Provider::Kubeadm)
}

fn priority(topology: &Topology, (name, on): On<'_>, class: Option<&Val<NameText>>, sink: &mut Sink) {
    let Some(class) = class.filter(|class| class.span().is_some()) else { return };
    // A manifest of the user's own may bring one.
    let nothing_to_go_by = on.priority_classes.is_empty() || !topology.blueprint.resources.is_empty();
    if nothing_to_go_by || class.value.0.starts_with("system-") {
        return;
    }
    let names: Vec<&str> = on.priority_classes.iter().map(|known| &*known.value.0).collect();
    if !names.contains(&&*class.value.0) {
        let message = format!("there is no priority class on `kubernetes/{name}` called `{}`", class.value.0);
        let section = format!("kubernetes/{name}/priorityClasses");
        dangling(&message, &class.value.0, &names, class.span(), &section, sink);
    }
}

/// The stores that external secrets come from.
fn stores(topology: &Topology, sink: &mut Sink) {
    for (_, secret) in topology.blueprint.secrets.iter() {
        let (SecretSource::External(source), Some(kubernetes)) = (&secret.source, &secret.kubernetes) else {
            continue;
        };
        let Some(cluster) = topology.blueprint.kubernetes.get(&kubernetes.value.0) else { continue };
        let operator = cluster.operators.as_ref().and_then(|operators| operators.external_secrets.as_ref());
        let names: Vec<&str> =
            operator.iter().flat_map(|o| &o.cluster_secret_stores).map(|store| &*store.value.0).collect();
        if !names.is_empty() && !names.contains(&&*source.store.value.0) {
            let on = &kubernetes.value.0;
            let store = &source.store.value.0;
            let message = format!("there is no cluster secret store on `kubernetes/{on}` called `{store}`");
            let section = format!("kubernetes/{on}/operators/external-secrets/clusterSecretStores");
            dangling(&message, store, &names, source.store.span(), &section, sink);
        }
    }
}
