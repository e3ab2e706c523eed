use super::Deciding;
use crate::blueprint::{
    Apart, Config, ConfigValue, EntityOperator, EntityOperatorPart, KafkaNodePool, ListenerType,
    LoadBalancer, NodeIds, Positive, Profile, RawMap, Resources, Role, Storage, StorageType, StrimziKafka,
    Switch, Topic, Topics, TrafficPolicy, Val,
};
use crate::facts::kubernetes::Quantity;
use crate::facts::strimzi;
use crate::object::Tree;
use crate::source::Origin;
use crate::topology::{config_value, nodes_with};

pub(super) fn fill(name: &str, cluster: &mut StrimziKafka, deciding: &Deciding<'_>) {
    versions(name, cluster, deciding);
    deciding.fill(&mut cluster.authorization, "authorization");
    node_ids(cluster);
    let zoned = deciding.zoned(name);
    if deciding.profile == Profile::Production && zoned {
        deciding.fill(&mut cluster.rack, "rack");
    } else if cluster.rack.is_none() {
        cluster.rack = Some(Switch::Off(Origin::Default("rack")));
    }
    if let Some(rack) = cluster.rack.as_mut().and_then(Switch::on_mut) {
        rack.topology_key
            .get_or_insert_with(|| Val::default("topology.kubernetes.io/zone".to_owned(), "rack"));
    }
    let brokers = nodes_with(cluster, Role::Broker);
    config(cluster, brokers);
    for (_, pool) in cluster.node_pools.iter_mut() {
        node_pool(&mut pool.value, zoned, deciding);
    }
    for (_, listener) in cluster.listeners.iter_mut() {
        let listener = &mut listener.value;
        if listener.kind.value == ListenerType::LoadBalancer {
            deciding.fill_with(&mut listener.load_balancer, "load-balancer", LoadBalancer::Internal);
        }
        let outside = matches!(listener.kind.value, ListenerType::LoadBalancer | ListenerType::NodePort);
        if outside && !listener.allow_from.is_empty() {
            deciding.fill_with(&mut listener.external_traffic_policy, "traffic-policy", TrafficPolicy::Local);
        }
    }
    operands(name, cluster, brokers, deciding);
    // What is no such number is reported elsewhere.
    let given =
        |key, otherwise| u32::try_from(stated(&cluster.config, key, otherwise)).ok().filter(|n| *n > 0);
    let own = given("num.partitions", 1).zip(given("default.replication.factor", 0));
    topics(&mut cluster.topics, cluster.topic_defaults.as_ref(), own);
}

fn versions(name: &str, cluster: &mut StrimziKafka, deciding: &Deciding<'_>) {
    let Some(kafka) = deciding.versions.kafka.get(name) else { return };
    if cluster.version.is_none() {
        cluster.version = Some(kafka.clone());
    }
    let operator =
        deciding.places.get(name).and_then(|place| deciding.versions.strimzi.get(&place.kubernetes));
    let metadata = operator
        .and_then(|operator| strimzi::version(&operator.value))
        .and_then(|operator| operator.metadata_version(&kafka.value));
    if let (None, Some(metadata)) = (&cluster.metadata_version, metadata) {
        cluster.metadata_version = Some(Val::default(metadata.to_owned(), "metadata-version"));
    }
}

/// 0-99 for the pool with controllers, 100-199 for the brokers, where there is one of each at most.
fn node_ids(cluster: &mut StrimziKafka) {
    let controls = |pool: &KafkaNodePool| pool.roles.iter().any(|r| r.value == Role::Controller);
    let controllers = cluster.node_pools.iter().filter(|(_, p)| controls(p)).count();
    let brokers = cluster.node_pools.len() - controllers;
    for (_, pool) in cluster.node_pools.iter_mut() {
        if pool.node_ids.is_some() {
            continue;
        }
        let ids = match (controls(&pool.value), controllers, brokers) {
            (true, 1, _) => NodeIds { first: 0, last: 99 },
            (false, _, 1) => NodeIds { first: 100, last: 199 },
            _ => continue,
        };
        pool.value.node_ids = Some(Val::default(ids, "node-ids"));
    }
}

/// A replication factor with the least in-sync replicas that go with it, and the rows that decide both.
const INTERNAL_TOPICS: [[&str; 4]; 2] = [
    [
        "share.coordinator.state.topic.replication.factor",
        "share-replication",
        "share.coordinator.state.topic.min.isr",
        "share-min-isr",
    ],
    [
        "transaction.state.log.replication.factor",
        "transaction-replication",
        "transaction.state.log.min.isr",
        "transaction-min-isr",
    ],
];

/// Replication as far as the brokers carry it. Durations and sizes come out in their key's unit here, so that
/// everything after sees numbers.
fn config(cluster: &mut StrimziKafka, brokers: u32) {
    convert(&mut cluster.config);
    let config = &mut cluster.config;
    let most = i128::from(brokers.clamp(1, 3));
    config.fill("auto.create.topics.enable", ConfigValue::Bool(false), Origin::Default("auto-create-topics"));
    number(config, "default.replication.factor", "replication-factor", most);
    let copies = stated(config, "default.replication.factor", most);
    number(config, "min.insync.replicas", "min-insync-replicas", (copies - 1).max(1));
    number(config, "offsets.topic.replication.factor", "offsets-replication", most);
    for [factor, factor_row, isr, isr_row] in INTERNAL_TOPICS {
        number(config, factor, factor_row, most);
        let copies = stated(config, factor, most);
        number(config, isr, isr_row, (copies - 1).max(1));
    }
    if cluster.rack.as_ref().is_some_and(|rack| rack.on().is_some()) {
        let class = "org.apache.kafka.common.replica.RackAwareReplicaSelector";
        config.fill(
            "replica.selector.class",
            ConfigValue::Text(class.into()),
            Origin::Default("replica-selector"),
        );
    }
}

fn number(config: &mut Config, key: &str, row: &'static str, value: i128) {
    config.fill(key, ConfigValue::Int(value), Origin::Default(row));
}

fn stated(config: &Config, key: &str, otherwise: i128) -> i128 {
    match config.get(key).map(|entry| &entry.value) {
        Some(ConfigValue::Int(number)) => *number,
        _ => otherwise,
    }
}

/// Every duration and size of a configuration in its key's unit; one that does not fit stays, to be reported.
pub(super) fn convert(config: &mut Config) {
    for (key, entry) in &mut config.entries {
        if let Ok(value) = config_value(key, &entry.value) {
            entry.value = value;
        }
    }
}

fn node_pool(pool: &mut KafkaNodePool, zoned: bool, deciding: &Deciding<'_>) {
    let broker = pool.roles.iter().any(|r| r.value == Role::Broker);
    deciding.fill(&mut pool.anti_affinity, "pool-anti-affinity");
    if zoned {
        deciding.fill(&mut pool.zone_spread, "pool-zone-spread");
    } else {
        deciding.fill_with(&mut pool.zone_spread, "pool-zone-spread", Apart::None);
    }
    if broker && deciding.profile == Profile::Production {
        deciding.fill(&mut pool.termination_grace_period_seconds, "broker-grace");
    }
    let written = pool.resources.is_some();
    deciding.fill(&mut pool.resources, if broker { "broker-resources" } else { "controller-resources" });
    if pool.jvm_options.is_none() {
        pool.jvm_options = match pool.resources.as_ref().filter(|_| written) {
            Some(resources) => half_of(resources),
            None => Some(deciding.value(if broker { "broker-heap" } else { "controller-heap" })),
        };
    }
    storage(&mut pool.storage, deciding);
}

/// A heap of half the memory limit, for whoever wrote the limit and not the heap.
fn half_of(resources: &Resources) -> Option<RawMap> {
    let memory = resources.limits.get("memory").or_else(|| resources.requests.get("memory"))?;
    let bytes = Quantity::parse(&memory.value.value.0).ok()?.units();
    let heap = format!("{}m", (bytes / 2) >> 20);
    let origin = Origin::Default("broker-heap-half");
    Some(RawMap(Tree::new(&origin).put("-Xms", heap.as_str()).put("-Xmx", heap.as_str()).finish()))
}

fn storage(storage: &mut Storage, deciding: &Deciding<'_>) {
    if storage.volumes.is_empty() {
        deciding.fill(&mut storage.kind, "storage-type");
        if storage.kind.as_ref().is_some_and(|k| k.value == StorageType::PersistentClaim) {
            deciding.fill(&mut storage.delete_claim, "storage-delete-claim");
        }
        return;
    }
    let marked = storage.volumes.iter().any(|v| v.kraft_metadata.is_some());
    for volume in &mut storage.volumes {
        deciding.fill(&mut volume.kind, "storage-type");
        if volume.kind.as_ref().is_some_and(|k| k.value == StorageType::PersistentClaim) {
            deciding.fill(&mut volume.delete_claim, "storage-delete-claim");
        }
    }
    if let (false, Some(first)) = (marked, storage.volumes.iter_mut().min_by_key(|v| v.id.value)) {
        deciding.fill(&mut first.kraft_metadata, "kraft-metadata");
    }
}

fn operands(name: &str, cluster: &mut StrimziKafka, brokers: u32, deciding: &Deciding<'_>) {
    let origin = Origin::Default("entity-operator-resources");
    let entity = cluster.entity_operator.get_or_insert_with(|| EntityOperator {
        topic_operator: None,
        user_operator: None,
        origin: origin.clone(),
    });
    for part in [&mut entity.topic_operator, &mut entity.user_operator] {
        let part = part.get_or_insert_with(|| EntityOperatorPart { resources: None, origin: origin.clone() });
        deciding.fill(&mut part.resources, "entity-operator-resources");
    }
    if brokers >= 3 {
        deciding.fill(&mut cluster.cruise_control, "cruise-control");
    } else if cluster.cruise_control.is_none() {
        cluster.cruise_control = Some(Switch::Off(Origin::Default("cruise-control")));
    }
    if let Some(control) = cluster.cruise_control.as_mut().and_then(Switch::on_mut) {
        deciding.fill(&mut control.auto_rebalance, "auto-rebalance");
        deciding.fill(&mut control.resources, "cruise-control-resources");
    }
    let scraped = deciding.scraped(name);
    deciding.fill_with(&mut cluster.metrics, "metrics", scraped);
    if scraped {
        deciding.fill(&mut cluster.kafka_exporter, "kafka-exporter");
    } else if cluster.kafka_exporter.is_none() {
        cluster.kafka_exporter = Some(Switch::Off(Origin::Default("kafka-exporter")));
    }
    if let Some(exporter) = cluster.kafka_exporter.as_mut().and_then(Switch::on_mut) {
        deciding.fill(&mut exporter.resources, "kafka-exporter-resources");
    }
}

/// What every topic of a cluster has unless it says otherwise; `own` is how many partitions and replicas the cluster gives
/// those that do not say.
pub(super) fn topics(topics: &mut Topics, defaults: Option<&Topic>, own: Option<(u32, u32)>) {
    for (_, topic) in topics.iter_mut() {
        let topic = &mut topic.value;
        if let Some(defaults) = defaults {
            topic.partitions = topic.partitions.clone().or_else(|| defaults.partitions.clone());
            topic.replicas = topic.replicas.clone().or_else(|| defaults.replicas.clone());
            for (key, entry) in &defaults.config.entries {
                topic.config.entries.entry(key.clone()).or_insert_with(|| entry.clone());
            }
            if topic.config.origin.is_none() {
                topic.config.origin = defaults.config.origin.clone();
            }
        }
        convert(&mut topic.config);
        if let Some((partitions, replicas)) = own {
            topic.replicas.get_or_insert_with(|| Val::default(Positive(replicas), "topic-replicas"));
            topic.partitions.get_or_insert_with(|| Val::default(Positive(partitions), "topic-partitions"));
        }
    }
}
