//! Names of what stands behind a KafkaConnect, and its port.

/// The port of the REST interface.
pub const REST_PORT: u16 = 8083;

/// The StrimziPodSet, the headless Service, the ServiceAccount, the Role, the NetworkPolicy and the
/// PodDisruptionBudget.
pub fn component(name: &str) -> String {
    format!("{name}-connect")
}

/// A pod, counted from 0.
pub fn pod(name: &str, index: u32) -> String {
    format!("{name}-connect-{index}")
}

/// The Service of the REST interface.
pub fn api_service(name: &str) -> String {
    format!("{name}-connect-api")
}

/// The ConfigMap of the workers.
pub fn config_map(name: &str) -> String {
    format!("{name}-connect-config")
}

/// The Secret into which trusted certificates are copied.
pub fn tls_trusted_certs_secret(name: &str) -> String {
    format!("{name}-connect-tls-trusted-certs")
}

/// The Secret of the JMX user.
pub fn jmx_secret(name: &str) -> String {
    format!("{name}-kafka-connect-jmx")
}

/// The RoleBinding of the operator's own Role.
pub fn role_binding(name: &str) -> String {
    format!("{name}-connect-connect-role")
}

/// The build's Pod and ServiceAccount (and BuildConfig on OpenShift).
pub fn build(name: &str) -> String {
    format!("{name}-connect-build")
}

/// The ConfigMap that holds the build's Dockerfile.
pub fn dockerfile_config_map(name: &str) -> String {
    format!("{name}-connect-dockerfile")
}
