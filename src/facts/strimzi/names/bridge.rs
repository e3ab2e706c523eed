//! Names of what stands behind a KafkaBridge, and its ports.

/// The port of the REST interface unless `http.port` says otherwise.
pub const DEFAULT_PORT: u16 = 8080;
/// The port of health checks and metrics, fixed since Bridge 1.0.
pub const MANAGEMENT_PORT: u16 = 8081;
/// The name of the REST port in Service and pod.
pub const PORT_NAME: &str = "rest-api";
/// The name of the management port in Service and pod.
pub const MANAGEMENT_PORT_NAME: &str = "rest-api-mgmt";

/// The Deployment, the ServiceAccount, the Role and the PodDisruptionBudget.
pub fn component(name: &str) -> String {
    format!("{name}-bridge")
}

/// The Service of both ports.
pub fn service(name: &str) -> String {
    format!("{name}-bridge-service")
}

/// The ConfigMap.
pub fn config_map(name: &str) -> String {
    format!("{name}-bridge-config")
}

/// The Secret into which trusted certificates are copied.
pub fn tls_trusted_certs_secret(name: &str) -> String {
    format!("{name}-bridge-tls-trusted-certs")
}

/// The RoleBinding.
pub fn role_binding(name: &str) -> String {
    format!("{name}-bridge-role")
}
