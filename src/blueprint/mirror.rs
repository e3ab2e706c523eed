use super::{
    Config, ConfigValue, Count, ListenerRef, NameText, Positive, RawList, RawMap, Resources, TopicText, Val,
};

choice! {
    /// What a mirrored topic is called on the target.
    ReplicationPolicy = "a replication policy" {
        /// As on the source.
        Identity = "identity",
        /// `<source>.<topic>`.
        Default = "default",
    }
}

section! {
    /// Topics copied from one Kafka cluster to another by MirrorMaker 2.
    Mirror = "a mirror" {
        /// Where topics are read: a Kafka cluster and listener.
        from "from": Val<ListenerRef>,
        /// Where they are written: a Kafka cluster and listener.
        to "to": Val<ListenerRef>,
        /// The Kubernetes cluster it runs on; the target's unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it runs in; the target's unless stated.
        namespace "namespace": Option<Val<NameText>>,
        /// How many workers.
        replicas "replicas": Option<Val<Count>>,
        /// Its Kafka version; the target's unless stated.
        version "version": Option<Val<String>>,
        /// The topics; declared on the target too, as mirrored.
        topics "topics": Vec<Val<TopicText>>,
        /// The topics as a regular expression, instead of `topics`.
        topics_pattern "topicsPattern": Option<Val<String>>,
        /// The consumer groups whose offsets follow, as a regular expression.
        groups_pattern "groupsPattern": Option<Val<String>>,
        /// What a mirrored topic is called on the target: `identity` unless stated.
        replication_policy "replicationPolicy": Option<Val<ReplicationPolicy>>,
        /// Whether consumer groups may go on at the target where they stopped at the source.
        sync_group_offsets "syncGroupOffsets": Option<Val<bool>>,
        /// How many tasks copy at most; one per worker unless stated.
        tasks_max "tasksMax": Option<Val<Positive>>,
        /// Worker configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        config "config": Config,
        /// Configuration of the source connector, keys verbatim.
        source_config "sourceConfig": Config,
        /// Requests and limits.
        resources "resources": Option<Resources>,
        /// JVM options, in Strimzi's shape.
        jvm_options "jvmOptions": Option<RawMap>,
        /// Whether Prometheus scrapes it.
        metrics "metrics": Option<Val<bool>>,
        /// Labels a node must have.
        node_selector "nodeSelector": Config,
        /// Taints the pods put up with, in Kubernetes' shape.
        tolerations "tolerations": Option<RawList>,
    }
}

impl Mirror {
    /// Whether checkpoints are kept, which are for groups that follow: without any, nobody reads them.
    #[must_use]
    pub fn follows_groups(&self) -> bool {
        self.groups_pattern.is_some() || self.sync_group_offsets.as_ref().is_some_and(|sync| sync.value)
    }

    /// Whether it notes which offset of the source became which of the target: for groups that follow, or because it says so.
    #[must_use]
    pub fn notes_offsets(&self) -> bool {
        let stated = self.source_config.get("emit.offset-syncs.enabled").map(|entry| &entry.value);
        let asked = match stated {
            Some(ConfigValue::Bool(asked)) => *asked,
            Some(ConfigValue::Text(asked)) => asked.eq_ignore_ascii_case("true"),
            _ => false,
        };
        self.follows_groups() || asked
    }
}
