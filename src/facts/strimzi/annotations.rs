//! Annotations that users set on Strimzi's resources. Source: `ResourceAnnotations` and `Annotations`.

/// On a KafkaNodePool: the ids new nodes take, `[100-199]`.
pub const NEXT_NODE_IDS: &str = "strimzi.io/next-node-ids";
/// On a KafkaNodePool: the ids removed first.
pub const REMOVE_NODE_IDS: &str = "strimzi.io/remove-node-ids";
/// On a KafkaConnect: connectors are managed by KafkaConnector resources (`"true"`).
pub const USE_CONNECTOR_RESOURCES: &str = "strimzi.io/use-connector-resources";
/// On a KafkaConnect: builds the image again.
pub const FORCE_REBUILD: &str = "strimzi.io/force-rebuild";
/// On a KafkaRebalance: a template others copy, never run itself (`"true"`).
pub const REBALANCE_TEMPLATE: &str = "strimzi.io/rebalance-template";
/// On a KafkaRebalance: `approve`, `stop`, `refresh` or `template`.
pub const REBALANCE: &str = "strimzi.io/rebalance";
/// On a KafkaRebalance: a proposal is carried out without a person's word.
pub const REBALANCE_AUTO_APPROVAL: &str = "strimzi.io/rebalance-auto-approval";
/// On any resource: the operator leaves it alone.
pub const PAUSE_RECONCILIATION: &str = "strimzi.io/pause-reconciliation";
/// On a Kafka: brokers that hold replicas may be removed all the same.
pub const SKIP_BROKER_SCALEDOWN_CHECK: &str = "strimzi.io/skip-broker-scaledown-check";
/// On a KafkaTopic: `"false"` keeps the topic when the resource is deleted.
pub const MANAGED: &str = "strimzi.io/managed";
