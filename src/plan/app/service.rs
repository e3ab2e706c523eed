use super::Lowering;
use crate::blueprint::{AppKind, Item, LoadBalancer, Port, Service, ServiceType, Val};
use crate::facts::provider::{Provider, internal_load_balancer, public_load_balancer};
use crate::object::{Object, Tree};
use crate::plan::leaf::texts;
use crate::plan::peer;
use crate::source::Origin;

/// The Service the blueprint asks for.
pub(super) fn reached(app: &Lowering<'_>) -> Option<Object> {
    let service = app.app.service.as_ref()?;
    let object = app
        .owner
        .object("v1", "Service", app.name)
        .from(&service.origin)
        .annotations(annotations(app, service))
        .finish(|tree| {
            let outside = service.kind.as_ref().is_some_and(|kind| kind.value != ServiceType::ClusterIp);
            let ranges = match outside {
                true => peer::ranges(app.topology, &app.place.kubernetes, &service.allow_from),
                false => Vec::new(),
            };
            // The ranges match addresses of clients, which only this policy leaves as they are.
            let policy = (!ranges.is_empty()).then_some("Local");
            let ranges = if balanced(service) { ranges } else { Vec::new() };
            let spec = Tree::new(&service.origin)
                .put("type", &service.kind)
                .put_from("externalTrafficPolicy", policy, &Origin::Default("traffic-policy"))
                .put("loadBalancerSourceRanges", &ranges)
                .put("selector", app.owner.selector())
                .put("ports", ports(app, service));
            tree.put("spec", spec)
        });
    Some(object)
}

/// The name of the headless Service of a StatefulSet.
pub(super) fn headless_name(app: &str) -> String {
    format!("{app}-headless")
}

/// The headless Service that gives each pod of a StatefulSet its name.
pub(super) fn headless(app: &Lowering<'_>) -> Option<Object> {
    (app.app.kind.value == AppKind::StatefulSet).then(|| {
        app.owner.object("v1", "Service", headless_name(app.name)).finish(|tree| {
            let ports: Vec<Tree> = app.app.ports.iter().map(|(name, port)| own_port(name, port)).collect();
            let spec = Tree::new(app.key)
                .put_from("clusterIP", "None", &Origin::Fixed)
                .put_from("publishNotReadyAddresses", true, &Origin::Default("not-ready-addresses"))
                .put("selector", app.owner.selector())
                .put("ports", ports);
            tree.put("spec", spec)
        })
    })
}

fn balanced(service: &Service) -> bool {
    service.kind.as_ref().is_some_and(|kind| kind.value == ServiceType::LoadBalancer)
}

fn own_port(name: &str, port: &Item<Val<Port>>) -> Tree {
    Tree::new(&port.key).put("name", name).put("port", &port.value).put("targetPort", name)
}

/// The port stated belongs to the port called `http`, else to the only one; every other keeps its number.
fn ports(app: &Lowering<'_>, service: &Service) -> Vec<Tree> {
    let ports = &app.app.ports;
    let stated = match ports.get("http") {
        Some(_) => Some("http"),
        None => ports.names().next().filter(|_| ports.len() == 1),
    };
    ports
        .iter()
        .map(|(name, port)| {
            let tree = own_port(name, port);
            tree.put("port", service.port.as_ref().filter(|_| stated == Some(name)))
        })
        .collect()
}

/// What decides where a load balancer has its address, then the blueprint's own, which win.
fn annotations(app: &Lowering<'_>, service: &Service) -> Tree {
    let provider =
        app.topology.blueprint.kubernetes.get(&app.place.kubernetes).and_then(|cluster| {
            Provider::ALL.into_iter().find(|p| p.word() == cluster.provider.value.word())
        });
    let reach = service.load_balancer.as_ref().filter(|_| balanced(service));
    let ours = match (reach, provider) {
        (Some(reach), Some(provider)) => match reach.value {
            LoadBalancer::Internal => internal_load_balancer(provider).unwrap_or_default(),
            LoadBalancer::Public => public_load_balancer(provider),
        },
        _ => Vec::new(),
    };
    let origin = reach.map_or(&service.origin, |reach| &reach.origin);
    ours.into_iter()
        .fold(Tree::new(origin), |tree, (key, value)| tree.put(key, value))
        .merge(texts(&service.annotations))
}
