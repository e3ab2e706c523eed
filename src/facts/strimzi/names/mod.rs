//! Names of everything the operators make, as pure functions of the names of the resources.
//!
//! Source: the `…Resources` classes of the API model and `ListenersUtils` of Strimzi 1.2.0, seen in objects
//! its operator generated.

pub mod bridge;
pub mod connect;
pub mod kafka;
pub mod mirror_maker_2;

/// The ClusterRoleBinding of a component's init container, made where `rack` (or a node-port listener) is set.
pub fn init_cluster_role_binding(namespace: &str, component: &str) -> String {
    format!("strimzi-{namespace}-{component}-init")
}

/// The name, in the pods of every operand but the bridge, of the port that metrics are read at.
pub const METRICS_PORT_NAME: &str = "tcp-prometheus";
