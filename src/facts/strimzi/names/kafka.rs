//! Names of what stands behind a Kafka and its node pools, and their ports.

use super::super::ListenerType;

/// The listener between brokers.
pub const REPLICATION_PORT: u16 = 9091;
/// The listener of controllers.
pub const CONTROL_PLANE_PORT: u16 = 9090;
/// The agent in each pod.
pub const AGENT_PORT: u16 = 8443;
/// Prometheus metrics of every operand but the bridge.
pub const METRICS_PORT: u16 = 9404;
/// Cruise Control's REST interface.
pub const CRUISE_CONTROL_PORT: u16 = 9090;

/// The ServiceAccount, the Role and the PodDisruptionBudget, and the `strimzi.io/name` of every Kafka pod.
pub fn component(cluster: &str) -> String {
    format!("{cluster}-kafka")
}

/// The Service by which `internal` listeners are found.
pub fn bootstrap_service(cluster: &str) -> String {
    format!("{cluster}-kafka-bootstrap")
}

/// The headless Service that gives each pod its name.
pub fn brokers_service(cluster: &str) -> String {
    format!("{cluster}-kafka-brokers")
}

/// The bootstrap Service of a listener: the common one for `internal`, one of its own for every other type.
pub fn listener_bootstrap_service(cluster: &str, listener: &str, kind: ListenerType) -> String {
    match kind {
        ListenerType::Internal => bootstrap_service(cluster),
        _ => format!("{cluster}-kafka-{listener}-bootstrap"),
    }
}

/// The bootstrap Route, Ingress or TLSRoute of a listener.
pub fn listener_bootstrap_route(cluster: &str, listener: &str, port: u16) -> String {
    if is_external(listener, port) {
        bootstrap_service(cluster)
    } else {
        format!("{cluster}-kafka-{listener}-bootstrap")
    }
}

/// The Service (and Route, Ingress or TLSRoute) of one broker on a listener that is not `internal`.
pub fn listener_broker_service(cluster: &str, pool: &str, id: u32, listener: &str, port: u16) -> String {
    if is_external(listener, port) {
        pod(cluster, pool, id)
    } else {
        format!("{cluster}-{pool}-{listener}-{id}")
    }
}

/// The name a listener's port has in Services and pods.
pub fn listener_port_name(listener: &str, port: u16, kind: ListenerType) -> String {
    match (listener, port, kind) {
        ("plain", 9092, ListenerType::Internal) => "tcp-clients".to_string(),
        ("tls", 9093, ListenerType::Internal) => "tcp-clientstls".to_string(),
        _ if is_external(listener, port) => "tcp-external".to_string(),
        _ => format!("tcp-{listener}"),
    }
}

/// What the operator calls a listener in `listener.name.<this>.…`.
pub fn listener_identifier(listener: &str, port: u16) -> String {
    format!("{listener}-{port}")
}

// Old clusters called their one outside listener so; the operator keeps their names.
fn is_external(listener: &str, port: u16) -> bool {
    listener == "external" && port == 9094
}

/// A node pool's StrimziPodSet.
pub fn pod_set(cluster: &str, pool: &str) -> String {
    format!("{cluster}-{pool}")
}

/// A node's Pod, ConfigMap and certificate Secret; also its host name.
pub fn pod(cluster: &str, pool: &str, id: u32) -> String {
    format!("{cluster}-{pool}-{id}")
}

/// A Pod's full name, without the cluster domain.
pub fn pod_host(cluster: &str, pool: &str, id: u32, namespace: &str) -> String {
    format!("{}.{}.{namespace}.svc", pod(cluster, pool, id), brokers_service(cluster))
}

/// A node's PersistentVolumeClaim; `volume` is the id of a JBOD volume, `None` for a single `persistent-claim`.
pub fn claim(cluster: &str, pool: &str, id: u32, volume: Option<u32>) -> String {
    match volume {
        Some(volume) => format!("data-{volume}-{cluster}-{pool}-{id}"),
        None => format!("data-{cluster}-{pool}-{id}"),
    }
}

/// The RoleBinding of the pods.
pub fn role_binding(cluster: &str) -> String {
    format!("{cluster}-kafka-role")
}

/// The NetworkPolicy of the pods.
pub fn network_policy(cluster: &str) -> String {
    format!("{cluster}-network-policy-kafka")
}

/// The Secret with the cluster CA's certificate (`ca.crt`, `ca.p12`, `ca.password`).
pub fn cluster_ca_cert_secret(cluster: &str) -> String {
    format!("{cluster}-cluster-ca-cert")
}

/// The Secret with the cluster CA's key.
pub fn cluster_ca_secret(cluster: &str) -> String {
    format!("{cluster}-cluster-ca")
}

/// The Secret with the clients CA's certificate.
pub fn clients_ca_cert_secret(cluster: &str) -> String {
    format!("{cluster}-clients-ca-cert")
}

/// The Secret with the clients CA's key.
pub fn clients_ca_secret(cluster: &str) -> String {
    format!("{cluster}-clients-ca")
}

/// The Secret with all trusted certificates.
pub fn trust_bundle_secret(cluster: &str) -> String {
    format!("{cluster}-trustbundle")
}

/// The Secret with the cluster operator's own certificate.
pub fn cluster_operator_certs_secret(cluster: &str) -> String {
    format!("{cluster}-cluster-operator-certs")
}

/// The Secret of the JMX user.
pub fn jmx_secret(cluster: &str) -> String {
    format!("{cluster}-kafka-jmx")
}

/// The entity operator's Deployment, ServiceAccount, Role, NetworkPolicy and PodDisruptionBudget.
pub fn entity_operator(cluster: &str) -> String {
    format!("{cluster}-entity-operator")
}

/// The topic operator's certificate Secret.
pub fn topic_operator_secret(cluster: &str) -> String {
    format!("{cluster}-entity-topic-operator-certs")
}

/// The topic operator's Secret for Cruise Control's interface.
pub fn topic_operator_cruise_control_secret(cluster: &str) -> String {
    format!("{cluster}-entity-topic-operator-cc-api")
}

/// The topic operator's ConfigMap.
pub fn topic_operator_config_map(cluster: &str) -> String {
    format!("{cluster}-entity-topic-operator-config")
}

/// The topic operator's RoleBinding.
pub fn topic_operator_role_binding(cluster: &str) -> String {
    format!("{cluster}-entity-topic-operator-role")
}

/// The user operator's certificate Secret.
pub fn user_operator_secret(cluster: &str) -> String {
    format!("{cluster}-entity-user-operator-certs")
}

/// The user operator's ConfigMap.
pub fn user_operator_config_map(cluster: &str) -> String {
    format!("{cluster}-entity-user-operator-config")
}

/// The user operator's RoleBinding.
pub fn user_operator_role_binding(cluster: &str) -> String {
    format!("{cluster}-entity-user-operator-role")
}

/// Cruise Control's Deployment, Service, ServiceAccount and PodDisruptionBudget.
pub fn cruise_control(cluster: &str) -> String {
    format!("{cluster}-cruise-control")
}

/// Cruise Control's ConfigMap.
pub fn cruise_control_config_map(cluster: &str) -> String {
    format!("{cluster}-cruise-control-config")
}

/// Cruise Control's NetworkPolicy.
pub fn cruise_control_network_policy(cluster: &str) -> String {
    format!("{cluster}-network-policy-cruise-control")
}

/// Cruise Control's Secret of users.
pub fn cruise_control_api_secret(cluster: &str) -> String {
    format!("{cluster}-cruise-control-api")
}

/// Cruise Control's certificate Secret.
pub fn cruise_control_secret(cluster: &str) -> String {
    format!("{cluster}-cruise-control-certs")
}

/// Kafka Exporter's Deployment, ServiceAccount, NetworkPolicy and PodDisruptionBudget.
pub fn kafka_exporter(cluster: &str) -> String {
    format!("{cluster}-kafka-exporter")
}

/// Kafka Exporter's certificate Secret.
pub fn kafka_exporter_secret(cluster: &str) -> String {
    format!("{cluster}-kafka-exporter-certs")
}

/// The KafkaRebalance the operator makes from the template, `mode` being `add-brokers` or `remove-brokers`.
pub fn auto_rebalance(cluster: &str, mode: &str) -> String {
    format!("{cluster}-auto-rebalancing-{mode}")
}
