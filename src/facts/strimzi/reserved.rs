//! What the operators own by name: an object of the user with such a name is overwritten or overwrites.

use super::names::{bridge, connect, init_cluster_role_binding, kafka, mirror_maker_2};
use super::{ListenerType, Operand};

/// An object an operator makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperatorObject {
    /// Its kind.
    pub kind: &'static str,
    /// Its name, in the namespace of the resource it is made for (a ClusterRoleBinding has none).
    pub name: String,
}

/// The objects an operator makes, or would make under another setting, for a resource of this name and
/// namespace, sorted by kind and name. What comes once per node or listener: [`reserved_by_node_pool`],
/// [`reserved_by_kafka_listener`].
pub fn reserved_names(operand: Operand, name: &str, namespace: &str) -> Vec<OperatorObject> {
    let mut objects = match operand {
        Operand::Kafka => kafka_objects(name),
        Operand::KafkaConnect => connect_objects(name),
        Operand::KafkaBridge => bridge_objects(name),
        Operand::KafkaMirrorMaker2 => mirror_objects(name),
    };
    let component = match operand {
        Operand::Kafka => kafka::component(name),
        Operand::KafkaConnect => connect::component(name),
        Operand::KafkaBridge => bridge::component(name),
        Operand::KafkaMirrorMaker2 => mirror_maker_2::component(name),
    };
    objects.push(object("ClusterRoleBinding", init_cluster_role_binding(namespace, &component)));
    objects.sort();
    objects
}

/// The objects made for the nodes `ids` of a pool, sorted. `volumes` are the ids of its JBOD volumes; none for
/// a single `persistent-claim`.
pub fn reserved_by_node_pool(
    cluster: &str,
    pool: &str,
    ids: impl IntoIterator<Item = u32>,
    volumes: &[u32],
) -> Vec<OperatorObject> {
    let mut objects = vec![object("StrimziPodSet", kafka::pod_set(cluster, pool))];
    for id in ids {
        let pod = kafka::pod(cluster, pool, id);
        objects.extend(["ConfigMap", "Pod", "Secret"].map(|kind| object(kind, pod.clone())));
        if volumes.is_empty() {
            objects.push(object("PersistentVolumeClaim", kafka::claim(cluster, pool, id, None)));
        }
        for volume in volumes {
            objects.push(object("PersistentVolumeClaim", kafka::claim(cluster, pool, id, Some(*volume))));
        }
    }
    objects.sort();
    objects
}

/// The Services made for one listener and the brokers `ids` of a pool, sorted; nothing for `internal`, whose
/// Services are among [`reserved_names`].
pub fn reserved_by_kafka_listener(
    cluster: &str,
    (listener, port, kind): (&str, u16, ListenerType),
    pool: &str,
    ids: impl IntoIterator<Item = u32>,
) -> Vec<OperatorObject> {
    if kind == ListenerType::Internal {
        return Vec::new();
    }
    let mut objects = vec![object("Service", kafka::listener_bootstrap_service(cluster, listener, kind))];
    objects.extend(
        ids.into_iter()
            .map(|id| object("Service", kafka::listener_broker_service(cluster, pool, id, listener, port))),
    );
    objects.sort();
    objects
}

fn object(kind: &'static str, name: String) -> OperatorObject {
    OperatorObject { kind, name }
}

fn several(kinds: &[&'static str], name: String) -> impl Iterator<Item = OperatorObject> {
    kinds.iter().map(move |kind| object(kind, name.clone()))
}

const POLICED: &[&str] = &["NetworkPolicy", "PodDisruptionBudget", "ServiceAccount"];

fn kafka_objects(cluster: &str) -> Vec<OperatorObject> {
    let secrets = [
        kafka::cluster_ca_secret,
        kafka::cluster_ca_cert_secret,
        kafka::clients_ca_secret,
        kafka::clients_ca_cert_secret,
        kafka::trust_bundle_secret,
        kafka::cluster_operator_certs_secret,
        kafka::jmx_secret,
        kafka::topic_operator_secret,
        kafka::topic_operator_cruise_control_secret,
        kafka::user_operator_secret,
        kafka::cruise_control_api_secret,
        kafka::cruise_control_secret,
        kafka::kafka_exporter_secret,
    ];
    let config_maps =
        [kafka::topic_operator_config_map, kafka::user_operator_config_map, kafka::cruise_control_config_map];
    let mut objects: Vec<_> = secrets.iter().map(|name| object("Secret", name(cluster))).collect();
    objects.extend(config_maps.iter().map(|name| object("ConfigMap", name(cluster))));
    objects.extend(several(&["PodDisruptionBudget", "Role", "ServiceAccount"], kafka::component(cluster)));
    objects.extend([
        object("RoleBinding", kafka::role_binding(cluster)),
        object("RoleBinding", kafka::topic_operator_role_binding(cluster)),
        object("RoleBinding", kafka::user_operator_role_binding(cluster)),
        object("NetworkPolicy", kafka::network_policy(cluster)),
        object("NetworkPolicy", kafka::cruise_control_network_policy(cluster)),
        object("Service", kafka::bootstrap_service(cluster)),
        object("Service", kafka::brokers_service(cluster)),
        object("Role", kafka::entity_operator(cluster)),
        object("Deployment", kafka::entity_operator(cluster)),
        object("Deployment", kafka::kafka_exporter(cluster)),
    ]);
    objects.extend(several(POLICED, kafka::entity_operator(cluster)));
    objects.extend(several(POLICED, kafka::kafka_exporter(cluster)));
    let cruise_control = &["Deployment", "PodDisruptionBudget", "Service", "ServiceAccount"];
    objects.extend(several(cruise_control, kafka::cruise_control(cluster)));
    objects.extend(
        ["add-brokers", "remove-brokers"]
            .map(|mode| object("KafkaRebalance", kafka::auto_rebalance(cluster, mode))),
    );
    objects
}

const WORKERS: &[&str] =
    &["NetworkPolicy", "PodDisruptionBudget", "Role", "Service", "ServiceAccount", "StrimziPodSet"];

fn connect_objects(name: &str) -> Vec<OperatorObject> {
    let mut objects = vec![
        object("ConfigMap", connect::config_map(name)),
        object("ConfigMap", connect::dockerfile_config_map(name)),
        object("RoleBinding", connect::role_binding(name)),
        object("Secret", connect::tls_trusted_certs_secret(name)),
        object("Secret", connect::jmx_secret(name)),
        object("Service", connect::api_service(name)),
    ];
    objects.extend(several(WORKERS, connect::component(name)));
    objects.extend(several(&["Pod", "ServiceAccount"], connect::build(name)));
    objects
}

fn bridge_objects(name: &str) -> Vec<OperatorObject> {
    let mut objects = vec![
        object("ConfigMap", bridge::config_map(name)),
        object("RoleBinding", bridge::role_binding(name)),
        object("Secret", bridge::tls_trusted_certs_secret(name)),
        object("Service", bridge::service(name)),
    ];
    let component = &["Deployment", "PodDisruptionBudget", "Role", "ServiceAccount"];
    objects.extend(several(component, bridge::component(name)));
    objects
}

fn mirror_objects(name: &str) -> Vec<OperatorObject> {
    let mut objects = vec![
        object("ConfigMap", mirror_maker_2::config_map(name)),
        object("RoleBinding", mirror_maker_2::role_binding(name)),
        object("Secret", mirror_maker_2::tls_trusted_certs_secret(name)),
        object("Secret", mirror_maker_2::jmx_secret(name)),
        object("Service", mirror_maker_2::api_service(name)),
    ];
    objects.extend(several(WORKERS, mirror_maker_2::component(name)));
    objects
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn has(objects: &[OperatorObject], kind: &str, name: &str) -> bool {
        objects.iter().any(|object| object.kind == kind && object.name == name)
    }

    #[test]
    fn nothing_twice() {
        for operand in
            [Operand::Kafka, Operand::KafkaConnect, Operand::KafkaBridge, Operand::KafkaMirrorMaker2]
        {
            let objects = reserved_names(operand, "a", "ns");
            assert!(objects.is_sorted());
            assert_eq!(objects.iter().collect::<BTreeSet<_>>().len(), objects.len(), "{operand:?}");
        }
    }

    #[test]
    fn what_the_operator_was_seen_to_make() {
        let kafka = reserved_names(Operand::Kafka, "streaming", "kafka");
        for (kind, name) in [
            ("Secret", "streaming-clients-ca"),
            ("Secret", "streaming-trustbundle"),
            ("NetworkPolicy", "streaming-network-policy-kafka"),
            ("NetworkPolicy", "streaming-network-policy-cruise-control"),
            ("NetworkPolicy", "streaming-entity-operator"),
            ("PodDisruptionBudget", "streaming-kafka-exporter"),
            ("RoleBinding", "streaming-kafka-role"),
            ("Service", "streaming-kafka-bootstrap"),
            ("ClusterRoleBinding", "strimzi-kafka-streaming-kafka-init"),
        ] {
            assert!(has(&kafka, kind, name), "{kind} {name}");
        }
        let connect = reserved_names(Operand::KafkaConnect, "camel", "kafka");
        for (kind, name) in [
            ("Role", "camel-connect"),
            ("RoleBinding", "camel-connect-connect-role"),
            ("Service", "camel-connect-api"),
            ("Service", "camel-connect"),
            ("NetworkPolicy", "camel-connect"),
            ("Pod", "camel-connect-build"),
            ("ClusterRoleBinding", "strimzi-kafka-camel-connect-init"),
        ] {
            assert!(has(&connect, kind, name), "{kind} {name}");
        }
        let bridge = reserved_names(Operand::KafkaBridge, "http-bridge", "kafka");
        assert!(has(&bridge, "Service", "http-bridge-bridge-service"));
        assert!(!bridge.iter().any(|object| object.kind == "NetworkPolicy"), "the operator makes none");
    }

    #[test]
    fn connect_and_mirror_of_one_name_share_secrets() {
        let of = |operand| reserved_names(operand, "camel", "kafka").into_iter().collect::<BTreeSet<_>>();
        let shared: Vec<_> =
            of(Operand::KafkaConnect).intersection(&of(Operand::KafkaMirrorMaker2)).cloned().collect();
        assert_eq!(
            shared.iter().map(|object| object.name.as_str()).collect::<Vec<_>>(),
            ["camel-connect-tls-trusted-certs", "camel-kafka-connect-jmx"]
        );
    }

    #[test]
    fn nodes_and_listeners() {
        let nodes = reserved_by_node_pool("streaming", "broker", 100..102, &[0]);
        assert!(has(&nodes, "PersistentVolumeClaim", "data-0-streaming-broker-101"));
        assert!(has(&nodes, "Secret", "streaming-broker-100"));
        let single = reserved_by_node_pool("s", "p", [0], &[]);
        assert!(has(&single, "PersistentVolumeClaim", "data-s-p-0"));

        let peered = ("peered", 9094, ListenerType::LoadBalancer);
        let names: Vec<_> = reserved_by_kafka_listener("streaming", peered, "broker", [100, 101])
            .into_iter()
            .map(|object| object.name)
            .collect();
        assert_eq!(
            names,
            [
                "streaming-broker-peered-100",
                "streaming-broker-peered-101",
                "streaming-kafka-peered-bootstrap"
            ]
        );
        let old = ("external", 9094, ListenerType::NodePort);
        assert!(has(&reserved_by_kafka_listener("s", old, "p", [3]), "Service", "s-p-3"));
        let internal = ("tls", 9093, ListenerType::Internal);
        assert_eq!(reserved_by_kafka_listener("s", internal, "p", [3]), []);
    }
}
