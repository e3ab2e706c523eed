//! The labels Strimzi puts on what it makes. Source: `ResourceLabels`, `Labels` and `KafkaPool` of 1.2.0.

use super::{Operand, names};

/// The name of the Kafka, KafkaConnect, … an object belongs to; the one label users write as well.
pub const CLUSTER: &str = "strimzi.io/cluster";
/// The kind of that resource.
pub const KIND: &str = "strimzi.io/kind";
/// The component's own name, such as `<cluster>-kafka`.
pub const NAME: &str = "strimzi.io/name";
/// `kafka`, `kafka-connect`, `kafka-bridge`, `entity-operator`, ….
pub const COMPONENT_TYPE: &str = "strimzi.io/component-type";
/// The node pool of a Kafka pod.
pub const POOL_NAME: &str = "strimzi.io/pool-name";
/// `"true"` on a pod with the broker role, else `"false"`.
pub const BROKER_ROLE: &str = "strimzi.io/broker-role";
/// `"true"` on a pod with the controller role, else `"false"`.
pub const CONTROLLER_ROLE: &str = "strimzi.io/controller-role";
/// A pod's own name.
pub const POD_NAME: &str = "strimzi.io/pod-name";
/// What the operator writes for `app.kubernetes.io/managed-by`.
pub const MANAGED_BY_VALUE: &str = "strimzi-cluster-operator";
/// The domain that templates must keep out of; users write [`CLUSTER`] only.
pub const DOMAIN: &str = "strimzi.io/";

/// The labels every pod of a component carries and a selector may rest on, sorted by key. For `Kafka` they
/// match the pods of all pools; narrow them with [`POOL_NAME`], [`BROKER_ROLE`] or [`CONTROLLER_ROLE`].
pub fn pod_labels(operand: Operand, name: &str) -> Vec<(&'static str, String)> {
    let component = match operand {
        Operand::Kafka => names::kafka::component(name),
        Operand::KafkaConnect => names::connect::component(name),
        Operand::KafkaBridge => names::bridge::component(name),
        Operand::KafkaMirrorMaker2 => names::mirror_maker_2::component(name),
    };
    labels(operand.kind(), name, component)
}

/// The labels of the entity operator's pod, sorted by key.
pub fn entity_operator_pod_labels(cluster: &str) -> Vec<(&'static str, String)> {
    labels("Kafka", cluster, names::kafka::entity_operator(cluster))
}

/// The labels of Cruise Control's pod, sorted by key.
pub fn cruise_control_pod_labels(cluster: &str) -> Vec<(&'static str, String)> {
    labels("Kafka", cluster, names::kafka::cruise_control(cluster))
}

/// The labels of Kafka Exporter's pod, sorted by key.
pub fn kafka_exporter_pod_labels(cluster: &str) -> Vec<(&'static str, String)> {
    labels("Kafka", cluster, names::kafka::kafka_exporter(cluster))
}

/// The labels of the pods of one node pool, sorted by key.
pub fn pool_pod_labels(cluster: &str, pool: &str) -> Vec<(&'static str, String)> {
    let mut labels = pod_labels(Operand::Kafka, cluster);
    labels.push((POOL_NAME, pool.to_string()));
    labels
}

fn labels(kind: &str, cluster: &str, component: String) -> Vec<(&'static str, String)> {
    vec![(CLUSTER, cluster.to_string()), (KIND, kind.to_string()), (NAME, component)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_by_key() {
        for labels in [
            pool_pod_labels("streaming", "broker"),
            pod_labels(Operand::KafkaMirrorMaker2, "m"),
            entity_operator_pod_labels("streaming"),
        ] {
            assert!(labels.is_sorted_by_key(|(key, _)| *key), "{labels:?}");
        }
    }

    #[test]
    fn pools_are_selected_under_the_cluster_s_name() {
        assert_eq!(
            pool_pod_labels("streaming", "broker"),
            [
                ("strimzi.io/cluster", "streaming".to_string()),
                ("strimzi.io/kind", "Kafka".to_string()),
                ("strimzi.io/name", "streaming-kafka".to_string()),
                ("strimzi.io/pool-name", "broker".to_string()),
            ]
        );
        assert_eq!(pod_labels(Operand::KafkaConnect, "camel")[2].1, "camel-connect");
    }
}
