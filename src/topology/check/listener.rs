//! Listeners of Strimzi clusters: ports, TLS, and the fields each type takes. Source: `ListenersValidator` of
//! Strimzi 1.2.0.

use super::{report, strimzi_clusters};
use crate::blueprint::{Item, Listener, ListenerAuth, ListenerType, LoadBalancer, Val};
use crate::diagnostic::{
    BAD_PORT, INGRESS_LISTENER, LISTENER_FIELD_REFUSED, LISTENER_NEEDS_TLS, MISSING_KEY, OPERATOR_MISSING,
    PUBLIC_WITHOUT_ALLOW_FROM, Sink,
};
use crate::facts::strimzi::{ListenerType as Type, listener_port, names, refused_listener_field};
use crate::source::Span;
use crate::topology::Topology;
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        let mut ports: BTreeMap<u16, (&str, Option<Span>)> = BTreeMap::new();
        for (name, item) in kafka.listeners.iter() {
            let path = format!("kafka/{cluster}/listeners/{name}");
            port(&path, &item.port, sink);
            let (first, span) = *ports.entry(item.port.value.0).or_insert((name, item.port.span()));
            if first != name {
                let message =
                    format!("`{path}` has the port {} of the listener `{first}`", item.port.value.0);
                let places = [(item.port.span(), ""), (span, "taken here")];
                report(sink, &BAD_PORT, message, "give each listener a port of its own", &places);
            }
            if item.kind.value == ListenerType::Ingress {
                let message = format!("`{path}` is of the type `ingress`, which Strimzi gives up");
                let help = "write `type: tlsroute` with `parentRefs`, `bootstrapHost` and `hostTemplate`, and \
                            declare `gateway-api` among the cluster's `operators`";
                report(sink, &INGRESS_LISTENER, message, help, &[(item.kind.span(), "")]);
                continue;
            }
            needs_tls(&path, item, sink);
            trusted(&path, item, sink);
            fields(&path, item, sink);
            public(&path, item, sink);
            if item.kind.value == ListenerType::TlsRoute {
                gateway(topology, cluster, &path, item, sink);
            }
        }
    }
    bridges(topology, sink);
    services(topology, sink);
}

fn port(path: &str, port: &Val<crate::blueprint::Port>, sink: &mut Sink) {
    if let Some(problem) = listener_port(port.value.0.into()) {
        let message = format!("the port {} of `{path}` {problem}", port.value.0);
        report(sink, &BAD_PORT, message, "write another one, such as 9094", &[(port.span(), "")]);
    }
}

fn needs_tls(path: &str, listener: &Listener, sink: &mut Sink) {
    if listener.tls.value {
        return;
    }
    let kind = listener.kind.value;
    if matches!(kind, ListenerType::Route | ListenerType::TlsRoute) {
        let message = format!("`{path}` is of the type `{}` and has no TLS", kind.word());
        let places = [(listener.tls.span(), ""), (listener.kind.span(), "finds a broker by the name in TLS")];
        report(sink, &LISTENER_NEEDS_TLS, message, "write `tls: true`", &places);
    }
    let auth = listener.authentication.as_ref().filter(|auth| auth.kind.value == ListenerAuth::Tls);
    if let Some(auth) = auth {
        let message = format!("`{path}` asks for client certificates and has no TLS to send them in");
        let places = [(listener.tls.span(), ""), (auth.kind.span(), "asks for certificates")];
        let help = "write `tls: true`, or `authentication: scram-sha-512`";
        report(sink, &LISTENER_NEEDS_TLS, message, help, &places);
    }
}

/// Whom clients trust, where that is not the cluster's own authority.
fn trusted(path: &str, listener: &Listener, sink: &mut Sink) {
    let own = listener.broker_cert_chain_and_key.as_ref();
    if let Some(own) = own.filter(|_| !listener.tls.value) {
        let message = format!("`{path}` has `brokerCertChainAndKey` and no TLS to show it in");
        let places = [(own.0.origin.span(), ""), (listener.tls.span(), "no TLS")];
        report(sink, &LISTENER_NEEDS_TLS, message, "write `tls: true`, or take the certificate out", &places);
    }
    let Some(trusted) = listener.trusted_certificate.as_ref().filter(|_| own.is_none()) else { return };
    let message = format!(
        "`{path}` has `trustedCertificate`, and its certificates are signed by the cluster's own authority"
    );
    let help = "take `trustedCertificate` out: clients are given that authority's certificate; or add \
                `brokerCertChainAndKey` with the certificate that was signed by another";
    report(sink, &LISTENER_FIELD_REFUSED, message, help, &[(trusted.origin.span(), "")]);
}

/// A field the blueprint shares between types of listener, on a type that does not take it.
fn fields(path: &str, listener: &Listener, sink: &mut Sink) {
    let kind = listener.kind.value;
    let Some(strimzi) = Type::from_word(kind.word()) else { return };
    let written = |origin: Option<Span>, key: &'static str, field: &'static str| (origin, key, field);
    let stated = [
        written(span(listener.host_template.as_ref()), "hostTemplate", "configuration.hostTemplate"),
        written(
            listener.parent_refs.as_ref().and_then(|refs| refs.0.origin.span()),
            "parentRefs",
            "configuration.parentRefs",
        ),
        written(span(listener.class.as_ref()), "class", "configuration.class"),
        written(
            span(listener.external_traffic_policy.as_ref()),
            "externalTrafficPolicy",
            "configuration.externalTrafficPolicy",
        ),
        written(span(listener.node_port.as_ref()), "nodePort", "configuration.bootstrap.nodePort"),
        written(
            span(listener.preferred_node_port_address_type.as_ref()),
            "preferredNodePortAddressType",
            "configuration.preferredNodePortAddressType",
        ),
        written(
            listener
                .annotations
                .origin
                .as_ref()
                .and_then(crate::source::Origin::span)
                .filter(|_| !listener.annotations.is_empty()),
            "annotations",
            "configuration.bootstrap.annotations",
        ),
    ];
    for (span, key, field) in stated {
        let Some(refused) = refused_listener_field(field, strimzi).filter(|_| span.is_some()) else {
            continue;
        };
        let types: Vec<&str> =
            refused.types.iter().map(|t| t.word()).filter(|word| *word != "ingress").collect();
        refuse(path, key, &types.join("`, `"), (span, listener.kind.span()), kind, sink);
    }
    let balanced = listener.load_balancer.as_ref().filter(|_| kind != ListenerType::LoadBalancer);
    refuse_if(path, "loadBalancer", "loadbalancer", span(balanced), listener, sink);
    let inside = matches!(kind, ListenerType::Internal | ListenerType::ClusterIp);
    let named = listener.bootstrap_host.as_ref().filter(|_| inside);
    refuse_if(path, "bootstrapHost", "route`, `tlsroute", span(named), listener, sink);
}

fn refuse_if(path: &str, key: &str, types: &str, at: Option<Span>, listener: &Listener, sink: &mut Sink) {
    if at.is_some() {
        refuse(path, key, types, (at, listener.kind.span()), listener.kind.value, sink);
    }
}

fn refuse(
    path: &str,
    key: &str,
    types: &str,
    (at, kind_at): (Option<Span>, Option<Span>),
    kind: ListenerType,
    sink: &mut Sink,
) {
    let message =
        format!("`{path}` has `{key}`, which a listener of the type `{}` does not take", kind.word());
    let help = format!("take `{key}` out, or make the listener one of `{types}`");
    report(sink, &LISTENER_FIELD_REFUSED, message, help, &[(at, ""), (kind_at, "the type")]);
}

fn public(path: &str, listener: &Listener, sink: &mut Sink) {
    let open = listener.load_balancer.as_ref().filter(|l| l.value == LoadBalancer::Public);
    if let Some(open) = open.filter(|_| listener.allow_from.is_empty()) {
        on_the_internet(path, open, sink);
    }
}

fn on_the_internet(path: &str, open: &Val<LoadBalancer>, sink: &mut Sink) {
    let message = format!("`{path}` has a public load balancer and does not say who may connect");
    let help = "add `allowFrom` with the ranges that may, or write `loadBalancer: internal`";
    report(sink, &PUBLIC_WITHOUT_ALLOW_FROM, message, help, &[(open.span(), "anybody on the internet")]);
}

/// What a `tlsroute` hangs on.
fn gateway(topology: &Topology, cluster: &str, path: &str, item: &Item<Listener>, sink: &mut Sink) {
    let missing: Vec<&str> = [
        ("parentRefs", item.parent_refs.is_none()),
        ("bootstrapHost", item.bootstrap_host.is_none()),
        ("hostTemplate", item.host_template.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    let unreadable = item.origin.span().is_some_and(|span| sink.has_error_inside(span));
    if !missing.is_empty() && !unreadable {
        let message = format!("`{path}` is of the type `tlsroute` and lacks `{}`", missing.join("`, `"));
        let help = "add `parentRefs` with the Gateway, `bootstrapHost` with the name clients begin with, and \
                    `hostTemplate` with the name of each broker, such as `broker-{nodeId}.kafka.example.com`";
        report(sink, &MISSING_KEY, message, help, &[(item.key_span(), ""), (item.kind.span(), "the type")]);
    }
    let Some(place) = topology.places.get(cluster) else { return };
    let Some(kubernetes) = topology.blueprint.kubernetes.get(&place.kubernetes) else { return };
    if kubernetes.operators.as_ref().is_none_or(|operators| operators.gateway_api.is_none()) {
        let name = &place.kubernetes;
        let message = format!("`{path}` needs the Gateway API, which `kubernetes/{name}` does not have");
        let help =
            format!("add `gateway-api: {{}}` to the `operators` of `kubernetes/{name}` once it is installed");
        let operators = kubernetes.operators.as_ref().and_then(|operators| operators.origin.span());
        let places = [(item.kind.span(), ""), (operators, "what is installed")];
        report(sink, &OPERATOR_MISSING, message, help, &places);
    }
}

fn bridges(topology: &Topology, sink: &mut Sink) {
    for (name, bridge) in topology.blueprint.bridges.iter() {
        let Some(port) = bridge.http.as_ref().and_then(|http| http.port.as_ref()) else { continue };
        if port.value.0 == names::bridge::MANAGEMENT_PORT {
            let message =
                format!("the port 8081 of `bridges/{name}` is taken in every bridge by its management");
            report(sink, &BAD_PORT, message, "write another one, such as 8080", &[(port.span(), "")]);
        }
    }
}

fn services(topology: &Topology, sink: &mut Sink) {
    let apps = topology.blueprint.apps.iter().map(|(name, app)| ("apps", name, app.service.as_ref()));
    let bridges = topology.blueprint.bridges.iter().map(|(name, b)| ("bridges", name, b.service.as_ref()));
    for (section, name, service) in apps.chain(bridges) {
        // Without the type there is no load balancer, which is said elsewhere.
        let balanced = |s: &&crate::blueprint::Service| {
            s.kind.as_ref().is_some_and(|k| k.value == crate::blueprint::ServiceType::LoadBalancer)
        };
        let Some(service) = service.filter(|s| s.allow_from.is_empty()).filter(balanced) else { continue };
        let open = service.load_balancer.as_ref().filter(|l| l.value == LoadBalancer::Public);
        if let Some(open) = open {
            on_the_internet(&format!("{section}/{name}/service"), open, sink);
        }
    }
}

fn span<T>(value: Option<&Val<T>>) -> Option<Span> {
    value.and_then(Val::span)
}
