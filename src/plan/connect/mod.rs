//! Kafka Connect: the workers, what is built into them, and the connectors they run.

mod build;
mod connector;

use super::Plan;
use super::labels::Owner;
use super::operand::{Opened, Pods, login, monitor, open, rack, reporter};
use super::peer;
use crate::blueprint::Connect;
use crate::facts::strimzi::{USE_CONNECTOR_RESOURCES, names};
use crate::object::{Object, Tree, text};
use crate::source::Origin;
use crate::topology::{Link, Place, Section, Topology};

pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (name, item) in topology.blueprint.connect.iter() {
        let (Some(place), Some(link)) =
            (topology.places.get(name), topology.links_of(Section::Connect, name).next())
        else {
            continue;
        };
        let owner = Owner::new(topology, Section::Connect, name, &item.key);
        let mut opened = Opened::default();
        for (connector, entry) in item.connectors.iter() {
            let object = connector::lower(&owner, place, connector, entry, &mut opened);
            plan.add(&place.kubernetes, Section::Connect, name, object);
        }
        let worker = worker(&owner, place, link, &item.value, &mut opened);
        plan.add(&place.kubernetes, Section::Connect, name, worker);
        let account = names::connect::component(name);
        open(&owner, place, &account, &opened, plan);
        if item.metrics.as_ref().is_some_and(|on| on.value)
            && let Some(selector) = peer::selector(topology, name, &owner.origin)
        {
            monitor(&owner, place, &account, selector, names::METRICS_PORT_NAME, plan);
        }
    }
}

fn worker(owner: &Owner<'_>, place: &Place, link: &Link, connect: &Connect, opened: &mut Opened) -> Object {
    let topology = owner.topology;
    let component = names::connect::component(owner.name);
    let config = opened.config(topology, place, &connect.config);
    let config = opened.provider(config);
    let rack = rack(topology, link);
    let pods = Pods {
        topology,
        section: Section::Connect,
        name: owner.name,
        place,
        node_selector: &connect.node_selector,
        tolerations: connect.tolerations.as_ref(),
        image_pull_secrets: &connect.image_pull_secrets,
        racked: rack.is_some(),
    };
    let head = owner.object("kafka.strimzi.io/v1", "KafkaConnect", owner.name);
    let head = if connect.connectors.iter().next().is_some() {
        head.annotation(USE_CONNECTOR_RESOURCES, text("true", &Origin::Default("connector-resources")))
    } else {
        head
    };
    head.finish(|tree| {
        let spec = Tree::new(&owner.origin)
            .put("version", &connect.version)
            .put("replicas", &connect.replicas)
            .put("image", &connect.image)
            .put_from("bootstrapServers", link.endpoint.servers(), &link.endpoint.origin)
            .put("groupId", &component)
            .put("configStorageTopic", format!("{component}-configs"))
            .put("offsetStorageTopic", format!("{component}-offsets"))
            .put("statusStorageTopic", format!("{component}-status"));
        let spec = login(spec, topology, link)
            .put("config", config)
            .put("rack", rack)
            .put("resources", &connect.resources)
            .put("jvmOptions", &connect.jvm_options)
            .put("metricsConfig", reporter(connect.metrics.as_ref()))
            .put("build", build::lower(topology, connect))
            .put("template", pods.template("connectContainer", &owner.origin));
        tree.put("spec", spec)
    })
}
