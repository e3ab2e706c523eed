//! A Kafka cluster that Strimzi runs, with its nodes, topics and users.

mod cluster;
mod cruise_control;
mod listener;
mod listener_configuration;
mod metrics;
mod node_pool;
mod operands;
mod peers;
mod storage;
mod topic;
mod user;

use super::labels::{Head, Owner};
use super::{Plan, operand};
use crate::blueprint::{CruiseControl, Kafka, StrimziKafka, Switch};
use crate::facts::strimzi::names;
use crate::source::workers;
use crate::topology::{Place, Section, Topology};

/// The one version of the API since Strimzi 1.0.
const API: &str = "kafka.strimzi.io/v1";

/// A Kafka cluster with what its objects follow from.
struct Lowering<'t> {
    topology: &'t Topology,
    name: &'t str,
    cluster: &'t StrimziKafka,
    place: &'t Place,
    owner: Owner<'t>,
}

impl<'t> Lowering<'t> {
    /// Cruise Control, where it is on.
    fn cruise_control(&self) -> Option<&'t CruiseControl> {
        self.cluster.cruise_control.as_ref().and_then(Switch::on)
    }

    /// An object of Strimzi's beside the Kafka itself, which it names in a label.
    fn part(&self, kind: &'static str, name: impl Into<String>) -> Head<'t> {
        self.owner.object(API, kind, name).belongs_to(self.name)
    }
}

/// Everything in the folders of the Strimzi clusters.
pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::Strimzi(cluster) = &item.value else { continue };
        let place = topology.place(name);
        let owner = Owner::new(topology, Section::Kafka, name, &item.key);
        let at = Lowering { topology, name, cluster, place, owner };
        let pools = cluster.node_pools.iter().map(|(pool, item)| node_pool::object(&at, pool, item));
        // There may be many of these two.
        let topics: Vec<_> = cluster.topics.iter().collect();
        let topics = workers::each(&topics, workers::count(topics.len()), |(topic, item)| {
            topic::object(&at, topic, item)
        });
        let links: Vec<_> = topology.links_to(name).collect();
        let users = workers::each(&links, workers::count(links.len()), |link| user::object(&at, link));
        let objects = pools
            .chain([cluster::object(&at)])
            .chain(cruise_control::rebalance_template(&at))
            .chain(metrics::rules(&at))
            .chain(topics)
            .chain(users.into_iter().flatten());
        for object in objects {
            plan.add(&place.kubernetes, Section::Kafka, name, object);
        }
        metrics::monitor(&at, plan);
        let (_, opened) = cluster::config(&at);
        operand::open(&at.owner, place, &names::kafka::component(name), &opened, plan);
    }
}
