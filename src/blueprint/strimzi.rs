use super::{
    Authorization, Config, Count, CruiseControl, EntityOperator, KafkaExporter, Listener, ListenerName,
    NameText, Named, NodeIds, ProviderText, Quantity, Rack, RawList, RawMap, Resources, Switch, Topic,
    Topics, Val, VolumeName,
};

section! {
    /// A Kafka cluster that Strimzi runs.
    StrimziKafka = "a Strimzi Kafka cluster" {
        /// `strimzi`.
        provider "provider": ProviderText,
        /// The Kubernetes cluster it runs on; the only one unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it runs in.
        namespace "namespace": Val<NameText>,
        /// Its Kafka version, where it differs from `versions.kafka`.
        version "version": Option<Val<String>>,
        /// Its metadata version; the one of its Kafka version unless stated.
        metadata_version "metadataVersion": Option<Val<String>>,
        /// Its nodes, by pool.
        node_pools "nodePools": Named<KafkaNodePool, VolumeName>,
        /// What clients connect to.
        listeners "listeners": Named<Listener, ListenerName>,
        /// Who may do what: `simple` for ACLs, `none`, or Strimzi's object.
        authorization "authorization": Option<Authorization>,
        /// Broker configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        config "config": Config,
        /// Zone awareness of replicas: `false`, or the label of the nodes that names the zone.
        rack "rack": Option<Switch<Rack>>,
        /// What every topic has unless it says otherwise.
        topic_defaults "topicDefaults": Option<Topic>,
        /// Its topics.
        topics "topics": Topics,
        /// The topic and user operators.
        entity_operator "entityOperator": Option<EntityOperator>,
        /// Cruise Control: moves partitions when brokers come and go.
        cruise_control "cruiseControl": Option<Switch<CruiseControl>>,
        /// The Kafka Exporter: consumer lag as metrics.
        kafka_exporter "kafkaExporter": Option<Switch<KafkaExporter>>,
        /// Metrics of the brokers, scraped by the Prometheus operator.
        metrics "metrics": Option<Val<bool>>,
        /// When certificates may be renewed and pods restarted for it: Quartz cron expressions, GMT.
        maintenance_time_windows "maintenanceTimeWindows": Vec<Val<String>>,
        /// The cluster CA, in Strimzi's shape.
        cluster_ca "clusterCa": Option<RawMap>,
        /// The clients CA, in Strimzi's shape.
        clients_ca "clientsCa": Option<RawMap>,
        /// Quotas, in Strimzi's shape.
        quotas "quotas": Option<RawMap>,
        /// Whether several environments share it on purpose.
        shared "shared": Option<Val<bool>>,
    }
}

choice! {
    /// What a Kafka node does.
    Role = "a node role" {
        /// Keeps the cluster's metadata.
        Controller = "controller",
        /// Keeps partitions.
        Broker = "broker",
    }
}

choice! {
    /// How hard pods are kept apart.
    Apart = "a way to keep pods apart" {
        /// A pod that would share stays pending.
        Required = "required",
        /// Sharing is the last resort.
        Preferred = "preferred",
        /// Not at all.
        None = "none",
    }
}

section! {
    /// Kafka nodes alike.
    KafkaNodePool = "a node pool" {
        /// What they do: `controller`, `broker` or both.
        roles "roles": Vec<Val<Role>>,
        /// How many.
        replicas "replicas": Val<Count>,
        /// The ids they take: `100-199`. One controller and one broker pool have 0-99 and 100-199.
        node_ids "nodeIds": Option<Val<NodeIds>>,
        /// Where they keep their data.
        storage "storage": Storage,
        /// Requests and limits.
        resources "resources": Option<Resources>,
        /// JVM options, in Strimzi's shape: `{-Xms: 2g, -Xmx: 2g}`.
        jvm_options "jvmOptions": Option<RawMap>,
        /// How hard the pool's pods are kept on different hosts.
        anti_affinity "antiAffinity": Option<Val<Apart>>,
        /// How hard nodes of the same role are kept in different zones.
        zone_spread "zoneSpread": Option<Val<Apart>>,
        /// How long a node may take to stop, in seconds.
        termination_grace_period_seconds "terminationGracePeriodSeconds": Option<Val<Count>>,
        /// Labels a node must have.
        node_selector "nodeSelector": Config,
        /// Taints the pods put up with, in Kubernetes' shape.
        tolerations "tolerations": Option<RawList>,
        /// Their priority class.
        priority_class_name "priorityClassName": Option<Val<NameText>>,
    }
}

choice! {
    /// Where data is kept.
    StorageType = "a type of storage" {
        /// On a claimed volume.
        PersistentClaim = "persistent-claim",
        /// On the node, gone with the pod.
        Ephemeral = "ephemeral",
    }
}

choice! {
    /// Which volume keeps the metadata log.
    KraftMetadata = "a place for the metadata log" {
        /// This one.
        Shared = "shared",
    }
}

section! {
    /// Where nodes keep their data: one volume, or several under `volumes`.
    Storage = "a storage" {
        /// `persistent-claim` unless stated.
        kind "type": Option<Val<StorageType>>,
        /// How large: `200Gi`.
        size "size": Option<Val<Quantity>>,
        /// The storage class.
        class "class": Option<Val<NameText>>,
        /// Whether the disk goes with the node.
        delete_claim "deleteClaim": Option<Val<bool>>,
        /// Several volumes a node, each with an id that never changes.
        volumes "volumes": Vec<JbodVolume>,
    }
}

section! {
    /// One of several volumes.
    JbodVolume = "a volume" {
        /// Its number.
        id "id": Val<Count>,
        /// `persistent-claim` unless stated.
        kind "type": Option<Val<StorageType>>,
        /// How large.
        size "size": Option<Val<Quantity>>,
        /// The storage class.
        class "class": Option<Val<NameText>>,
        /// Whether the disk goes with the node.
        delete_claim "deleteClaim": Option<Val<bool>>,
        /// `shared` on the volume that also keeps the metadata log; the first unless stated.
        kraft_metadata "kraftMetadata": Option<Val<KraftMetadata>>,
    }
}
