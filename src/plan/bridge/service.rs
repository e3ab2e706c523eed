use crate::blueprint::{Bridge, LoadBalancer, ServiceType};
use crate::facts::provider::{Provider, internal_load_balancer, public_load_balancer};
use crate::facts::strimzi::names::bridge::{DEFAULT_PORT, PORT_NAME};
use crate::object::{Object, Tree};
use crate::plan::labels::Owner;
use crate::plan::leaf::texts;
use crate::plan::peer;
use crate::source::Origin;
use crate::topology::Place;

/// A consumer lives in the memory of one pod, and the operator's Service sends each call to any: a second Service
/// keeps a client with its pod.
pub(super) fn sticky(owner: &Owner<'_>, bridge: &Bridge, selector: Tree) -> Option<Object> {
    let consumes = bridge.consumes.as_ref()?;
    let object = owner.object("v1", "Service", format!("{}-sticky", owner.name)).from(&consumes.origin);
    Some(object.finish(|tree| {
        let spec = Tree::new(&owner.origin)
            .put("selector", selector)
            .put_from("sessionAffinity", "ClientIP", &Origin::Default("sticky-service"))
            .put("ports", vec![port(bridge, None)]);
        tree.put("spec", spec)
    }))
}

/// The way in from outside the cluster, where one is asked for.
pub(super) fn external(owner: &Owner<'_>, place: &Place, bridge: &Bridge, selector: Tree) -> Option<Object> {
    let service = bridge.service.as_ref()?;
    let topology = owner.topology;
    let kind = service.kind.as_ref();
    let balanced = kind.is_some_and(|kind| kind.value == ServiceType::LoadBalancer);
    let mut allowed = service.allow_from.clone();
    allowed.extend(bridge.allow_from.iter().cloned());
    let ranges = peer::ranges(topology, &place.kubernetes, &allowed);
    let outside = kind.is_some_and(|kind| kind.value != ServiceType::ClusterIp);
    // With Cluster the source is a node's address, which no range means.
    let local = (outside && !ranges.is_empty()).then_some(Origin::Default("traffic-policy"));
    let sticky = bridge.consumes.is_some().then_some(Origin::Default("sticky-service"));
    let mut head = owner.object("v1", "Service", format!("{}-external", owner.name)).from(&service.origin);
    for (key, value, origin) in balancer(owner, place, bridge) {
        head = head.annotation(key, crate::object::text(value, &origin));
    }
    let written = texts(&service.annotations).finish();
    for entry in written.as_map().map(|map| map.entries.as_slice()).unwrap_or_default() {
        head = head.annotation(&entry.key.text, &entry.value);
    }
    Some(head.finish(|tree| {
        let spec = Tree::new(&service.origin)
            .put("type", &service.kind)
            .with(local.as_ref(), |tree, from| tree.put_from("externalTrafficPolicy", "Local", from))
            .with(balanced.then_some(&ranges), |tree, ranges| tree.put("loadBalancerSourceRanges", ranges))
            .put("selector", selector)
            .with(sticky.as_ref(), |tree, from| tree.put_from("sessionAffinity", "ClientIP", from))
            .put("ports", vec![port(bridge, service.port.as_ref())]);
        tree.put("spec", spec)
    }))
}

/// The annotations by which the platform puts a load balancer inside or outside.
fn balancer(owner: &Owner<'_>, place: &Place, bridge: &Bridge) -> Vec<(&'static str, &'static str, Origin)> {
    let Some(service) = &bridge.service else { return Vec::new() };
    let balanced = service.kind.as_ref().is_some_and(|kind| kind.value == ServiceType::LoadBalancer);
    let cluster = owner.topology.blueprint.kubernetes.get(&place.kubernetes);
    let provider = cluster.and_then(|cluster| Provider::from_word(cluster.provider.value.word()));
    let (true, Some(provider), Some(reach)) = (balanced, provider, &service.load_balancer) else {
        return Vec::new();
    };
    let annotations = match reach.value {
        LoadBalancer::Internal => internal_load_balancer(provider).unwrap_or_default(),
        LoadBalancer::Public => public_load_balancer(provider),
    };
    annotations.into_iter().map(|(key, value)| (key, value, reach.origin.clone())).collect()
}

fn port(bridge: &Bridge, outside: Option<&crate::blueprint::Val<crate::blueprint::Port>>) -> Tree {
    let http = bridge.http.as_ref().and_then(|http| http.port.as_ref());
    let tree = Tree::new(&Origin::Fixed).put("name", PORT_NAME);
    let tree = match outside.or(http) {
        Some(port) => tree.put("port", port),
        None => tree.put("port", DEFAULT_PORT),
    };
    tree.put("targetPort", PORT_NAME)
}
