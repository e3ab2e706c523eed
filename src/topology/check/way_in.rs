//! Ways into a cluster that are not what they seem: load balancers, routes and the ranges that may use them.

use super::{report, report_as, strimzi_clusters};
use crate::blueprint::{
    Cidr, Listener, ListenerType, LoadBalancer, Peer, Provider as Word, ServiceType, Val,
};
use crate::diagnostic::{Severity, Sink, UNKEPT_RESTRICTION, UNREACHABLE_LISTENER};
use crate::facts::provider::{Provider, internal_load_balancer};
use crate::source::Span;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        let Some(place) = topology.places.get(cluster) else { continue };
        let Some(on) = topology.blueprint.kubernetes.get(&place.kubernetes) else { continue };
        for (name, listener) in kafka.listeners.iter() {
            let path = format!("kafka/{cluster}/listeners/{name}");
            match listener.kind.value {
                ListenerType::LoadBalancer => {
                    let reach = listener.load_balancer.as_ref();
                    internal(
                        &path,
                        reach,
                        listener.class.is_some() || !listener.annotations.is_empty(),
                        listener.kind.span(),
                        on.provider.value,
                        sink,
                    );
                    shut_out(topology, cluster, name, listener, sink);
                }
                ListenerType::Route | ListenerType::TlsRoute => unheeded(&path, listener, sink),
                _ => {}
            }
            if listener.kind.value == ListenerType::Route {
                route(&path, listener, on.provider.value, sink);
            }
        }
    }
    let apps = topology.blueprint.apps.iter().map(|(name, app)| ("apps", name, app.service.as_ref()));
    let bridges = topology.blueprint.bridges.iter().map(|(name, b)| ("bridges", name, b.service.as_ref()));
    for (section, name, service) in apps.chain(bridges) {
        let Some(service) = service else { continue };
        let Some(place) = topology.places.get(name) else { continue };
        let Some(on) = topology.blueprint.kubernetes.get(&place.kubernetes) else { continue };
        let Some(kind) = service.kind.as_ref().filter(|kind| kind.value == ServiceType::LoadBalancer) else {
            continue;
        };
        let (path, reach) = (format!("{section}/{name}/service"), service.load_balancer.as_ref());
        internal(&path, reach, !service.annotations.is_empty(), kind.span(), on.provider.value, sink);
    }
}

/// A platform without a word for it decides by itself, and we cannot tell how.
fn internal(
    path: &str,
    reach: Option<&Val<LoadBalancer>>,
    named: bool,
    at: Option<Span>,
    provider: Word,
    sink: &mut Sink,
) {
    let Some(reach) = reach.filter(|reach| reach.value == LoadBalancer::Internal && !named) else { return };
    let Some(known) = Provider::from_word(provider.word()) else { return };
    if internal_load_balancer(known).is_none() {
        let word = provider.word();
        let message = format!(
            "the load balancer of `{path}` may be reached from outside the network: `{word}` has no annotation for an internal one"
        );
        let help = "see to it where the load balancer is set up, or write the `annotations` of the one that \
                    is installed; without any, its address stays pending";
        let places = [(reach.span().or(at), "meant to be internal")];
        report(sink, &UNKEPT_RESTRICTION, message, help, &places);
    }
}

/// Behind a router or gateway every client has its address.
fn unheeded(path: &str, listener: &Listener, sink: &mut Sink) {
    let ranges = |peer: &&Val<Peer>| !matches!(peer.value, Peer::Namespace(_) | Peer::App(_));
    if let Some(first) = listener.allow_from.iter().find(ranges).or(listener.allow_from.first()) {
        let kind = listener.kind.value.word();
        let message = format!(
            "`allowFrom` of `{path}` keeps nobody out: clients of a `{kind}` come with the address of what stands before it"
        );
        let help = "say who may come in where the route's traffic enters, and take `allowFrom` out";
        let places = [(first.span(), ""), (listener.kind.span(), "the type")];
        report(sink, &UNKEPT_RESTRICTION, message, help, &places);
    }
}

/// Routes are OpenShift's alone: without their API the operator gives up on the whole cluster.
fn route(path: &str, listener: &Listener, provider: Word, sink: &mut Sink) {
    let word = provider.word();
    let message = format!(
        "`{path}` is of the type `route`, which only OpenShift has, and `{word}` is another platform"
    );
    let help = "write `type: tlsroute` with `parentRefs`, or `type: loadbalancer`, unless it runs OpenShift after all: \
                without it the operator leaves the whole cluster as it is";
    report_as(Severity::Warning, sink, &UNREACHABLE_LISTENER, message, help, &[(listener.kind.span(), "")]);
}

/// Brokers behind load balancers advertise those, and the ranges are held against pods too.
fn shut_out(topology: &Topology, cluster: &str, name: &str, listener: &Listener, sink: &mut Sink) {
    let Some(home) = topology.places.get(cluster) else { return };
    let ranges: Vec<Cidr> = listener
        .allow_from
        .iter()
        .flat_map(|peer| match &peer.value {
            Peer::Range(range) => vec![*range],
            Peer::Network(network) => topology
                .blueprint
                .networks
                .get(network)
                .map(|network| network.address_space.iter().map(|range| range.value).collect())
                .unwrap_or_default(),
            Peer::Subnet(_) | Peer::PointToSite(_) | Peer::Namespace(_) | Peer::App(_) => Vec::new(),
        })
        .collect();
    let outsiders = |peer: &Val<Peer>| !matches!(peer.value, Peer::Namespace(_) | Peer::App(_));
    if !listener.allow_from.iter().any(outsiders) {
        return;
    }
    let pods = topology
        .blueprint
        .kubernetes
        .get(&home.kubernetes)
        .and_then(|on| on.network_profile.as_ref()?.pod_cidr.as_ref())
        .map(|range| range.value);
    if pods.is_some_and(|pods| ranges.iter().any(|range| range.contains(&*pods))) {
        return;
    }
    let inside = |link: &&crate::topology::Link| {
        link.to.listener == name && link.place.as_ref().is_some_and(|p| p.kubernetes == home.kubernetes)
    };
    for link in topology.links_to(cluster).filter(inside) {
        let message = format!(
            "`{}` runs beside `kafka/{cluster}`, and the load balancers of `{name}`, which its brokers advertise, take \
             only the ranges of `allowFrom`",
            link.path
        );
        let help =
            "connect to a listener of the type `internal`, or add the range of the pods to `allowFrom`";
        let first = listener.allow_from.first().and_then(Val::span);
        let places = [(link.to.span(), ""), (first, "pods are not among them")];
        report_as(Severity::Warning, sink, &UNREACHABLE_LISTENER, message, help, &places);
    }
}
