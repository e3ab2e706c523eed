use crate::object::Gvk;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $kind:literal in $($group:literal)|+;)*) => {
        /// The kinds that rules are about, whatever version of their group they are written in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
            /// Any other.
            Other,
        }

        impl Kind {
            /// How many there are.
            pub const COUNT: usize = Self::Other as usize + 1;

            /// The kind of an object.
            #[must_use]
            pub fn of(gvk: &Gvk) -> Self {
                match (gvk.kind.as_str(), gvk.group.as_str()) {
                    $(($kind, $($group)|+) => Self::$name,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

kinds! {
    /// A Service of the core group.
    Service = "Service" in "";
    /// A Pod on its own.
    Pod = "Pod" in "";
    /// A ConfigMap.
    ConfigMap = "ConfigMap" in "";
    /// A Secret.
    Secret = "Secret" in "";
    /// A Namespace.
    Namespace = "Namespace" in "";
    /// A ServiceAccount.
    ServiceAccount = "ServiceAccount" in "";
    /// A PersistentVolumeClaim.
    PersistentVolumeClaim = "PersistentVolumeClaim" in "";
    /// A PersistentVolume.
    PersistentVolume = "PersistentVolume" in "";
    /// A ReplicationController.
    ReplicationController = "ReplicationController" in "";
    /// Endpoints written by hand.
    Endpoints = "Endpoints" in "";
    /// An EndpointSlice.
    EndpointSlice = "EndpointSlice" in "discovery.k8s.io";
    /// A StatefulSet.
    StatefulSet = "StatefulSet" in "apps";
    /// A Deployment.
    Deployment = "Deployment" in "apps" | "extensions";
    /// A DaemonSet.
    DaemonSet = "DaemonSet" in "apps" | "extensions";
    /// A ReplicaSet.
    ReplicaSet = "ReplicaSet" in "apps" | "extensions";
    /// A Job.
    Job = "Job" in "batch";
    /// A CronJob.
    CronJob = "CronJob" in "batch";
    /// A PodDisruptionBudget.
    PodDisruptionBudget = "PodDisruptionBudget" in "policy";
    /// A HorizontalPodAutoscaler.
    HorizontalPodAutoscaler = "HorizontalPodAutoscaler" in "autoscaling";
    /// An Ingress.
    Ingress = "Ingress" in "networking.k8s.io" | "extensions";
    /// A NetworkPolicy.
    NetworkPolicy = "NetworkPolicy" in "networking.k8s.io" | "extensions";
    /// Cilium's policy of a namespace.
    CiliumNetworkPolicy = "CiliumNetworkPolicy" in "cilium.io";
    /// Cilium's policy of a whole cluster.
    CiliumClusterwideNetworkPolicy = "CiliumClusterwideNetworkPolicy" in "cilium.io";
    /// A StorageClass.
    StorageClass = "StorageClass" in "storage.k8s.io";
    /// A Role or a ClusterRole's binding in a namespace.
    RoleBinding = "RoleBinding" in "rbac.authorization.k8s.io";
    /// A ClusterRoleBinding.
    ClusterRoleBinding = "ClusterRoleBinding" in "rbac.authorization.k8s.io";
    /// A Role.
    Role = "Role" in "rbac.authorization.k8s.io";
    /// A ClusterRole.
    ClusterRole = "ClusterRole" in "rbac.authorization.k8s.io";
    /// Strimzi's Kafka.
    Kafka = "Kafka" in "kafka.strimzi.io";
    /// Strimzi's KafkaNodePool.
    KafkaNodePool = "KafkaNodePool" in "kafka.strimzi.io";
    /// Strimzi's KafkaTopic.
    KafkaTopic = "KafkaTopic" in "kafka.strimzi.io";
    /// Strimzi's KafkaUser.
    KafkaUser = "KafkaUser" in "kafka.strimzi.io";
    /// Strimzi's KafkaConnect.
    KafkaConnect = "KafkaConnect" in "kafka.strimzi.io";
    /// Strimzi's KafkaConnector.
    KafkaConnector = "KafkaConnector" in "kafka.strimzi.io";
    /// Strimzi's KafkaBridge.
    KafkaBridge = "KafkaBridge" in "kafka.strimzi.io";
    /// Strimzi's KafkaMirrorMaker2.
    KafkaMirrorMaker2 = "KafkaMirrorMaker2" in "kafka.strimzi.io";
    /// Strimzi's KafkaRebalance.
    KafkaRebalance = "KafkaRebalance" in "kafka.strimzi.io";
}

impl Kind {
    /// The kinds whose `spec.template` is a pod, and what holds one deeper.
    pub const WORKLOADS: &'static [Self] = &[
        Self::Pod,
        Self::ReplicationController,
        Self::StatefulSet,
        Self::Deployment,
        Self::DaemonSet,
        Self::ReplicaSet,
        Self::Job,
        Self::CronJob,
    ];
}
