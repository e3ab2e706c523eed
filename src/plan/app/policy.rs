use super::{Lowering, egress};
use crate::blueprint::{Peer, ServiceType, Val};
use crate::object::{Object, Tree};
use crate::plan::peer;
use crate::source::Origin;

/// The NetworkPolicy: nothing but the declared ports is open, each to who is stated.
pub(super) fn lower(app: &Lowering<'_>) -> Object {
    let decided = Origin::Default("policy-ingress");
    let egress = egress::rules(app);
    app.owner.object("networking.k8s.io/v1", "NetworkPolicy", app.name).finish(|tree| {
        let directions = match &egress {
            Some((origin, _)) => {
                vec![crate::object::text("Ingress", &decided), crate::object::text("Egress", origin)]
            }
            None => vec![crate::object::text("Ingress", &decided)],
        };
        let spec = Tree::new(app.key)
            .put("podSelector", Tree::new(app.key).put("matchLabels", app.owner.selector()))
            .put("policyTypes", directions)
            .put("ingress", ingress(app))
            .put("egress", egress.map(|(_, rules)| rules));
        tree.put("spec", spec)
    })
}

/// One rule for all ports: from anywhere where nobody is named, since an empty `from` is everybody.
fn ingress(app: &Lowering<'_>) -> Vec<Tree> {
    if app.app.ports.is_empty() {
        return Vec::new();
    }
    let ports: Vec<Tree> = app
        .app
        .ports
        .iter()
        .map(|(name, port)| {
            Tree::new(&port.key).put("port", name).put_from(
                "protocol",
                "TCP",
                &Origin::Default("policy-protocol"),
            )
        })
        .collect();
    let from = peer::peers(app.topology, &app.place.kubernetes, &app.place.namespace, &allowed(app));
    vec![Tree::new(app.key).put("from", from).put("ports", ports)]
}

/// Who may connect: those of the Service and those of the policy; nobody in particular where a load balancer takes
/// anybody.
fn allowed(app: &Lowering<'_>) -> Vec<Val<Peer>> {
    let service = app.app.service.as_ref();
    let open = service.is_some_and(|service| {
        service.kind.as_ref().is_some_and(|kind| kind.value == ServiceType::LoadBalancer)
            && service.allow_from.is_empty()
    });
    if open {
        return Vec::new();
    }
    let service = service.map(|service| service.allow_from.as_slice()).unwrap_or_default();
    let policy = app.app.network_policy.as_ref().map(|p| p.allow_from.as_slice()).unwrap_or_default();
    service.iter().chain(policy).cloned().collect()
}
