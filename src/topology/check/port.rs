//! Ports of containers, and load balancers of Services that are none.

use super::report;
use crate::blueprint::{Service, ServiceType, Val};
use crate::diagnostic::{LOAD_BALANCER_UNUSED, PRIVILEGED_PORT, Sink};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        for (port, item) in app.ports.iter().filter(|(_, item)| item.value.value.0 < 1024) {
            let number = item.value.value.0;
            let message = format!(
                "`apps/{name}/ports/{port}` is {number}: below 1024 a container that is not root may be refused"
            );
            let help = format!("listen on {}, and keep {number} as `service.port`", 8000 + number);
            report(sink, &PRIVILEGED_PORT, message, help, &[(item.value.span(), "")]);
        }
        if let Some(service) = &app.service {
            balanced(&format!("apps/{name}/service"), service, sink);
        }
    }
    for (name, bridge) in topology.blueprint.bridges.iter() {
        if let Some(service) = &bridge.service {
            balanced(&format!("bridges/{name}/service"), service, sink);
        }
    }
}

fn balanced(path: &str, service: &Service, sink: &mut Sink) {
    let kind = service.kind.as_ref();
    let Some(stated) = service.load_balancer.as_ref().filter(|stated| stated.span().is_some()) else {
        return;
    };
    if kind.is_some_and(|kind| kind.value == ServiceType::LoadBalancer) {
        return;
    }
    let word = kind.map_or("ClusterIP", |kind| kind.value.word());
    let message =
        format!("`{path}` says where its load balancer is, and is of the type `{word}`, which has none");
    let help = "write `type: LoadBalancer`, or take `loadBalancer` out";
    let places = [(stated.span(), ""), (kind.and_then(Val::span), "the type")];
    report(sink, &LOAD_BALANCER_UNUSED, message, help, &places);
}
