use super::listener::listener;
use super::{API, Lowering, cruise_control, operands};
use crate::blueprint::{AuthorizationType, ListenerType, Rack, Switch};
use crate::object::{Object, Tree};
use crate::plan::operand::{Opened, reporter};
use crate::plan::pod;

/// The `Kafka`.
pub(super) fn object(at: &Lowering<'_>) -> Object {
    let cluster = at.cluster;
    let spec = Tree::new(&cluster.origin)
        .put("kafka", kafka(at))
        .put("clusterCa", &cluster.cluster_ca)
        .put("clientsCa", &cluster.clients_ca)
        .put("maintenanceTimeWindows", &cluster.maintenance_time_windows)
        .put("entityOperator", cluster.entity_operator.as_ref().map(operands::entity_operator))
        .put("cruiseControl", cruise_control::cruise_control(at))
        .put(
            "kafkaExporter",
            cluster.kafka_exporter.as_ref().and_then(Switch::on).map(operands::kafka_exporter),
        );
    at.owner.object(API, "Kafka", at.name).finish(|object| object.put("spec", spec))
}

fn kafka(at: &Lowering<'_>) -> Tree {
    let cluster = at.cluster;
    let listeners: Vec<Tree> =
        cluster.listeners.iter().map(|(name, item)| listener(at, name, item)).collect();
    // Without an authorizer there is nothing to write: Strimzi has no word for it.
    let authorization = cluster.authorization.as_ref().filter(|a| a.kind.value != AuthorizationType::None);
    let rack = cluster.rack.as_ref().and_then(Switch::on);
    Tree::new(&cluster.origin)
        .put("version", &cluster.version)
        .put("metadataVersion", &cluster.metadata_version)
        .put("listeners", listeners)
        .put("authorization", authorization)
        .put("config", config(at).0)
        .put("rack", rack.map(|rack| Tree::new(&rack.origin).put("topologyKey", &rack.topology_key)))
        .put("quotas", &cluster.quotas)
        .put("metricsConfig", reporter(cluster.metrics.as_ref()))
        .put("template", template(at, rack))
}

fn template(at: &Lowering<'_>, rack: Option<&Rack>) -> Tree {
    // The init container asks a node for its zone or its address, and is there only to do that.
    let by_node = at.cluster.listeners.iter().any(|(_, l)| l.kind.value == ListenerType::NodePort);
    let init = (rack.is_some() || by_node).then(pod::operand_security);
    Tree::new(&at.cluster.origin).put("kafkaContainer", pod::operand_security()).put("initContainer", init)
}

/// Broker configuration, with the Secrets it names: brokers read them themselves, as Connect's workers do.
pub(super) fn config(at: &Lowering<'_>) -> (Tree, Opened) {
    let mut opened = Opened::default();
    let tree = opened.config(at.topology, at.place, &at.cluster.config);
    (opened.provider(tree), opened)
}
