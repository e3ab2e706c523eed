//! The HTTP bridge: its pods, who may call them, and the Services beside the operator's own.

mod policy;
mod service;

use super::Plan;
use super::labels::Owner;
use super::operand::{Pods, login, monitor, rack, reporter};
use super::peer;
use crate::blueprint::{Bridge, Config, Cors};
use crate::facts::strimzi::names;
use crate::object::{Object, Tree};
use crate::topology::{Link, Place, Section, Topology};

pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (name, item) in topology.blueprint.bridges.iter() {
        let (Some(place), Some(link)) =
            (topology.places.get(name), topology.links_of(Section::Bridges, name).next())
        else {
            continue;
        };
        let owner = Owner::new(topology, Section::Bridges, name, &item.key);
        let Some(selector) = peer::selector(topology, name, &owner.origin) else { continue };
        let objects = [
            Some(policy::lower(&owner, place, &item.value, selector.clone())),
            Some(pods(&owner, place, link, &item.value)),
            service::sticky(&owner, &item.value, selector.clone()),
            service::external(&owner, place, &item.value, selector.clone()),
        ];
        for object in objects.into_iter().flatten() {
            plan.add(&place.kubernetes, Section::Bridges, name, object);
        }
        if item.metrics.as_ref().is_some_and(|on| on.value) {
            let monitored = names::bridge::component(name);
            monitor(&owner, place, &monitored, selector, names::bridge::MANAGEMENT_PORT_NAME, plan);
        }
    }
}

fn pods(owner: &Owner<'_>, place: &Place, link: &Link, bridge: &Bridge) -> Object {
    let topology = owner.topology;
    let rack = rack(topology, link);
    let pods = Pods {
        topology,
        section: Section::Bridges,
        name: owner.name,
        place,
        node_selector: &bridge.node_selector,
        tolerations: bridge.tolerations.as_ref(),
        image_pull_secrets: &[],
        racked: rack.is_some(),
    };
    let http = bridge.http.as_ref().map(|http| {
        Tree::new(&http.origin).put("port", &http.port).put("cors", http.cors.as_ref().map(cors))
    });
    owner.object("kafka.strimzi.io/v1", "KafkaBridge", owner.name).finish(|tree| {
        let spec = Tree::new(&owner.origin).put("replicas", &bridge.replicas).put_from(
            "bootstrapServers",
            link.endpoint.servers(),
            &link.endpoint.origin,
        );
        let spec = login(spec, topology, link)
            .put("http", http)
            .put("producer", client(&bridge.producer))
            .put("consumer", client(&bridge.consumer))
            .put("adminClient", client(&bridge.admin_client))
            .put("rack", rack)
            .put("resources", &bridge.resources)
            .put("jvmOptions", &bridge.jvm_options)
            .put("metricsConfig", reporter(bridge.metrics.as_ref()))
            .put("template", pods.template("bridgeContainer", &owner.origin));
        tree.put("spec", spec)
    })
}

fn cors(cors: &Cors) -> Tree {
    Tree::new(&cors.origin)
        .put("allowedOrigins", &cors.allowed_origins)
        .put("allowedMethods", &cors.allowed_methods)
}

fn client(config: &Config) -> Option<Tree> {
    let origin = config.origin.as_ref()?;
    Some(Tree::new(origin).put("config", config))
}
