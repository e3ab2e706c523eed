//! MirrorMaker 2: workers at the target that copy topics, and the offsets of groups, from a source.

mod connectors;

use super::Plan;
use super::labels::Owner;
use super::operand::{Opened, Pods, login, monitor, open, reporter};
use super::peer;
use crate::blueprint::Mirror;
use crate::facts::strimzi::names;
use crate::object::{Object, Tree};
use crate::topology::{Link, LinkKind, Place, Section, Topology};

pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (name, item) in topology.blueprint.mirrors.iter() {
        let link = |kind| topology.links_of(Section::Mirrors, name).find(|link| link.kind == kind);
        let (Some(place), Some(source), Some(target)) =
            (topology.places.get(name), link(LinkKind::MirrorSource), link(LinkKind::MirrorTarget))
        else {
            continue;
        };
        let owner = Owner::new(topology, Section::Mirrors, name, &item.key);
        let mut opened = Opened::default();
        let object = workers(&owner, place, source, target, &item.value, &mut opened);
        plan.add(&place.kubernetes, Section::Mirrors, name, object);
        let account = names::mirror_maker_2::component(name);
        open(&owner, place, &account, &opened, plan);
        if item.metrics.as_ref().is_some_and(|on| on.value)
            && let Some(selector) = peer::selector(topology, name, &owner.origin)
        {
            monitor(&owner, place, &account, selector, names::METRICS_PORT_NAME, plan);
        }
    }
}

fn workers(
    owner: &Owner<'_>,
    place: &Place,
    source: &Link,
    target: &Link,
    mirror: &Mirror,
    opened: &mut Opened,
) -> Object {
    let topology = owner.topology;
    let group = names::mirror_maker_2::component(owner.name);
    let pods = Pods {
        topology,
        section: Section::Mirrors,
        name: owner.name,
        place,
        node_selector: &mirror.node_selector,
        tolerations: mirror.tolerations.as_ref(),
        image_pull_secrets: &[],
        // It reads the source, whose racks are another platform's.
        racked: false,
    };
    let mirrors = connectors::lower(topology, place, source, mirror, opened);
    let config = opened.config(topology, place, &mirror.config);
    let config = opened.provider(config);
    owner.object("kafka.strimzi.io/v1", "KafkaMirrorMaker2", owner.name).finish(|tree| {
        // Names that begin with `__` stay out of a later mirror of everything.
        let to = Tree::new(&owner.origin)
            .put_from("alias", &mirror.to.cluster, &mirror.to.origin)
            .put_from("bootstrapServers", target.endpoint.servers(), &target.endpoint.origin)
            .put("groupId", &group)
            .put("configStorageTopic", format!("__{group}-configs"))
            .put("offsetStorageTopic", format!("__{group}-offsets"))
            .put("statusStorageTopic", format!("__{group}-status"));
        let to = login(to, topology, target).put("config", config);
        let spec = Tree::new(&owner.origin)
            .put("version", &mirror.version)
            .put("replicas", &mirror.replicas)
            .put("target", to)
            .put("mirrors", vec![mirrors])
            .put("resources", &mirror.resources)
            .put("jvmOptions", &mirror.jvm_options)
            .put("metricsConfig", reporter(mirror.metrics.as_ref()))
            .put("template", pods.template("connectContainer", &owner.origin));
        tree.put("spec", spec)
    })
}
