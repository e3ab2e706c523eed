//! Names of what stands behind a KafkaMirrorMaker2, and its port.

/// The port of the REST interface.
pub const REST_PORT: u16 = 8083;

/// The StrimziPodSet, the headless Service, the ServiceAccount, the Role, the NetworkPolicy and the
/// PodDisruptionBudget.
pub fn component(name: &str) -> String {
    format!("{name}-mirrormaker2")
}

/// A pod, counted from 0.
pub fn pod(name: &str, index: u32) -> String {
    format!("{name}-mirrormaker2-{index}")
}

/// The Service of the REST interface.
pub fn api_service(name: &str) -> String {
    format!("{name}-mirrormaker2-api")
}

/// The ConfigMap of the workers.
pub fn config_map(name: &str) -> String {
    format!("{name}-mirrormaker2-config")
}

/// The Secret into which trusted certificates are copied: a KafkaConnect of the same name uses the very same.
pub fn tls_trusted_certs_secret(name: &str) -> String {
    super::connect::tls_trusted_certs_secret(name)
}

/// The Secret of the JMX user: a KafkaConnect of the same name uses the very same.
pub fn jmx_secret(name: &str) -> String {
    super::connect::jmx_secret(name)
}

/// The RoleBinding.
pub fn role_binding(name: &str) -> String {
    format!("{name}-mirrormaker2-role")
}

/// The source connector, as Connect's REST interface knows it.
pub fn source_connector(source: &str, target: &str) -> String {
    format!("{source}->{target}.MirrorSourceConnector")
}

/// The checkpoint connector, as Connect's REST interface knows it.
pub fn checkpoint_connector(source: &str, target: &str) -> String {
    format!("{source}->{target}.MirrorCheckpointConnector")
}
