//! API versions in which a kind goes on with the fields it had.

/// Strimzi's kinds before there were node pools.
const BEFORE_POOLS: &[&str] = &[
    "Kafka",
    "KafkaTopic",
    "KafkaUser",
    "KafkaConnect",
    "KafkaConnector",
    "KafkaBridge",
    "KafkaMirrorMaker2",
    "KafkaRebalance",
];

/// A kind under old versions and where it went without changing shape: what is refused there was a mistake before, or
/// is what a move has to mend. Left out are the ones whose fields changed places: Ingress, CustomResourceDefinition,
/// EndpointSlice, Event, CertificateSigningRequest and `autoscaling/v2beta1`. Source: Kubernetes' deprecated API
/// migration guide; for Strimzi, its conversion from `v1beta2`, after which the fields that are gone are gone.
const SAME_SHAPE: &[(&str, &str, &[&str])] = &[
    ("apps/v1beta1", "apps/v1", &["Deployment", "StatefulSet", "ControllerRevision"]),
    (
        "apps/v1beta2",
        "apps/v1",
        &["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"],
    ),
    ("extensions/v1beta1", "apps/v1", &["Deployment", "DaemonSet", "ReplicaSet"]),
    ("extensions/v1beta1", "networking.k8s.io/v1", &["NetworkPolicy"]),
    ("policy/v1beta1", "policy/v1", &["PodDisruptionBudget"]),
    ("batch/v1beta1", "batch/v1", &["CronJob"]),
    ("batch/v2alpha1", "batch/v1", &["CronJob"]),
    ("autoscaling/v2beta2", "autoscaling/v2", &["HorizontalPodAutoscaler"]),
    (
        "rbac.authorization.k8s.io/v1beta1",
        "rbac.authorization.k8s.io/v1",
        &["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"],
    ),
    (
        "admissionregistration.k8s.io/v1beta1",
        "admissionregistration.k8s.io/v1",
        &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    ),
    ("networking.k8s.io/v1beta1", "networking.k8s.io/v1", &["IngressClass", "IPAddress", "ServiceCIDR"]),
    ("scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1", &["PriorityClass"]),
    ("storage.k8s.io/v1beta1", "storage.k8s.io/v1", &["StorageClass", "CSIDriver", "VolumeAttributesClass"]),
    ("node.k8s.io/v1beta1", "node.k8s.io/v1", &["RuntimeClass"]),
    ("coordination.k8s.io/v1beta1", "coordination.k8s.io/v1", &["Lease"]),
    ("flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1", &["FlowSchema"]),
    (
        "flowcontrol.apiserver.k8s.io/v1beta3",
        "flowcontrol.apiserver.k8s.io/v1",
        &["FlowSchema", "PriorityLevelConfiguration"],
    ),
    (
        "kafka.strimzi.io/v1beta2",
        "kafka.strimzi.io/v1",
        &[
            "Kafka",
            "KafkaNodePool",
            "KafkaTopic",
            "KafkaUser",
            "KafkaConnect",
            "KafkaConnector",
            "KafkaBridge",
            "KafkaMirrorMaker2",
            "KafkaRebalance",
        ],
    ),
    ("kafka.strimzi.io/v1beta1", "kafka.strimzi.io/v1", BEFORE_POOLS),
    ("kafka.strimzi.io/v1alpha1", "kafka.strimzi.io/v1", BEFORE_POOLS),
];

/// The version a kind moved to without changing shape.
#[must_use]
pub fn successor(api_version: &str, kind: &str) -> Option<&'static str> {
    let of = |row: &&(&str, &str, &[&str])| row.0 == api_version && row.2.contains(&kind);
    SAME_SHAPE.iter().find(of).map(|(_, now, _)| *now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::removed_api;

    #[test]
    fn what_has_a_successor_is_known_to_go() {
        for (old, _, kinds) in SAME_SHAPE {
            for kind in *kinds {
                assert!(removed_api(old, kind).is_some(), "{old} {kind}");
            }
        }
        assert_eq!(successor("extensions/v1beta1", "Deployment"), Some("apps/v1"));
        assert_eq!(successor("extensions/v1beta1", "Ingress"), None);
    }
}
