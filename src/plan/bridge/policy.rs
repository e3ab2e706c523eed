use crate::blueprint::{Bridge, Peer, ServiceType, Val};
use crate::facts::strimzi::names::bridge::{DEFAULT_PORT, MANAGEMENT_PORT};
use crate::object::{Node, Object, Tree, list, text};
use crate::plan::labels::Owner;
use crate::plan::peer;
use crate::source::Origin;
use crate::topology::Place;

/// Who may call the bridge. It asks its callers for no credentials and lends each its own: whoever is not declared
/// stays out, and without `allowFrom` that is everybody.
pub(super) fn lower(owner: &Owner<'_>, place: &Place, bridge: &Bridge, selector: Tree) -> Object {
    let topology = owner.topology;
    let origin = Origin::Default("bridge-callers");
    let mut allowed = bridge.allow_from.clone();
    allowed.extend(bridge.service.iter().flat_map(|service| service.allow_from.iter().cloned()));
    let from = peer::peers(topology, &place.kubernetes, &place.namespace, &allowed);
    let mut rules: Vec<Node> = Vec::new();
    if open(owner, place, bridge, &allowed) {
        rules.push(Tree::new(&origin).put("ports", vec![http(bridge, &origin)]).finish());
    } else if !from.is_empty() {
        let ports = vec![http(bridge, &origin)];
        rules.push(Tree::new(&origin).put("from", from).put("ports", ports).finish());
    }
    rules.extend(scraping(owner, place, bridge));
    owner.object("networking.k8s.io/v1", "NetworkPolicy", format!("{}-clients", owner.name)).finish(|tree| {
        let spec = Tree::new(&owner.origin)
            .put("podSelector", Tree::new(&owner.origin).put("matchLabels", selector))
            .put("policyTypes", vec![text("Ingress", &origin)])
            .put("ingress", list(rules, &origin));
        tree.put("spec", spec)
    })
}

/// A Service to the outside that names no ranges is for whoever gets to it.
fn open(owner: &Owner<'_>, place: &Place, bridge: &Bridge, allowed: &[Val<Peer>]) -> bool {
    let outside = bridge
        .service
        .as_ref()
        .and_then(|service| service.kind.as_ref())
        .is_some_and(|kind| matches!(kind.value, ServiceType::LoadBalancer | ServiceType::NodePort));
    outside && peer::ranges(owner.topology, &place.kubernetes, allowed).is_empty()
}

fn http(bridge: &Bridge, origin: &Origin) -> Tree {
    port(bridge.http.as_ref().and_then(|http| http.port.as_ref()).map_or_else(
        || Tree::new(origin).put("port", DEFAULT_PORT),
        |port| Tree::new(&port.origin).put("port", port),
    ))
}

/// TCP is the API's own default, but the list is replaced as a whole: left out, every apply would change it.
fn port(tree: Tree) -> Tree {
    tree.put_from("protocol", "TCP", &Origin::Fixed)
}

fn scraping(owner: &Owner<'_>, place: &Place, bridge: &Bridge) -> Option<Node> {
    let metrics = bridge.metrics.as_ref().filter(|on| on.value)?;
    let cluster = owner.topology.blueprint.kubernetes.get(&place.kubernetes)?;
    let operator = cluster.operators.as_ref()?.prometheus_operator.as_ref()?;
    let namespace = &operator.namespace;
    let prometheus = vec![namespace.with(Peer::Namespace(namespace.value.0.clone()))];
    let from = peer::peers(owner.topology, &place.kubernetes, &place.namespace, &prometheus);
    let ports = vec![port(Tree::new(&metrics.origin).put("port", MANAGEMENT_PORT))];
    Some(Tree::new(&metrics.origin).put("from", from).put("ports", ports).finish())
}
