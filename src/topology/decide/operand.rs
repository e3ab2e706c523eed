//! Connect, Bridge and MirrorMaker 2.

use super::Deciding;
use super::kafka::convert;
use crate::blueprint::{
    Blueprint, Config, ConfigValue, Connect, Http, LoadBalancer, Positive, ReplicationPolicy, ServiceType,
    Val,
};
use crate::source::Origin;

/// The group of Camel's Kafka connectors, whose packages bring a converter that Kafka 4 broke.
const CAMEL: &str = "org.apache.camel.kafkaconnector";

pub(super) fn fill(blueprint: &mut Blueprint, deciding: &Deciding<'_>) {
    let general = blueprint.versions.as_ref().and_then(|versions| versions.kafka.clone());
    for (name, item) in blueprint.connect.iter_mut() {
        let connect = &mut item.value;
        deciding.fill(&mut connect.replicas, "connect-replicas");
        deciding.fill(&mut connect.resources, "connect-resources");
        deciding.fill_with(&mut connect.metrics, "metrics", deciding.scraped(name));
        version(&mut connect.version, &connect.to.cluster, general.as_ref(), deciding);
        convert(&mut connect.config);
        worker_config(connect);
        for (_, connector) in connect.connectors.iter_mut() {
            deciding.fill(&mut connector.value.auto_restart, "auto-restart");
        }
    }
    for (name, item) in blueprint.bridges.iter_mut() {
        let bridge = &mut item.value;
        deciding.fill(&mut bridge.replicas, "bridge-replicas");
        deciding.fill(&mut bridge.resources, "bridge-resources");
        deciding.fill_with(&mut bridge.metrics, "metrics", deciding.scraped(name));
        for config in [&mut bridge.producer, &mut bridge.consumer, &mut bridge.admin_client] {
            convert(config);
        }
        let origin = Origin::Default("bridge-port");
        let http = bridge.http.get_or_insert(Http { port: None, cors: None, origin });
        deciding.fill(&mut http.port, "bridge-port");
        if let Some(service) = &mut bridge.service
            && service.kind.as_ref().is_some_and(|kind| kind.value == ServiceType::LoadBalancer)
        {
            deciding.fill_with(&mut service.load_balancer, "load-balancer", LoadBalancer::Internal);
        }
    }
    for (name, item) in blueprint.mirrors.iter_mut() {
        let mirror = &mut item.value;
        deciding.fill(&mut mirror.replicas, "mirror-replicas");
        deciding.fill(&mut mirror.resources, "connect-resources");
        deciding.fill_with(&mut mirror.metrics, "metrics", deciding.scraped(name));
        version(&mut mirror.version, &mirror.to.cluster, general.as_ref(), deciding);
        deciding.fill_with(&mut mirror.replication_policy, "replication-policy", ReplicationPolicy::Identity);
        deciding.fill_with(&mut mirror.sync_group_offsets, "sync-group-offsets", false);
        let tasks = Positive(mirror.replicas.as_ref().map_or(1, |r| r.value.0.max(1)));
        deciding.fill_with(&mut mirror.tasks_max, "mirror-tasks", tasks);
        convert(&mut mirror.config);
        storage_topics(&mut mirror.config);
    }
}

/// Workers run the Kafka version of the cluster they work on; beside one that is not ours, the blueprint's.
fn version(
    slot: &mut Option<Val<String>>,
    cluster: &str,
    general: Option<&Val<String>>,
    deciding: &Deciding<'_>,
) {
    let found = deciding
        .versions
        .kafka
        .get(cluster)
        .map(|kafka| (format!("the version of kafka/{cluster}"), kafka))
        .or_else(|| Some(("versions/kafka".to_owned(), general?)));
    if let (None, Some((from, kafka))) = (&slot, found) {
        *slot = Some(Val::new(kafka.value.clone(), Origin::derived(from, kafka.span())));
    }
}

fn storage_topics(config: &mut Config) {
    for topic in ["config", "offset", "status"] {
        let key = format!("{topic}.storage.replication.factor");
        config.fill(&key, ConfigValue::Int(-1), Origin::Default("connect-storage-replication"));
    }
}

fn worker_config(connect: &mut Connect) {
    use crate::blueprint::ConfigValue::Text;
    storage_topics(&mut connect.config);
    let camel = connect.plugins.iter().any(|(_, plugin)| {
        plugin.maven.as_ref().and_then(|m| m.value.split_once(':')).is_some_and(|(group, _)| group == CAMEL)
    });
    if camel {
        for key in ["key.converter", "value.converter"] {
            let class = "org.apache.kafka.connect.storage.StringConverter";
            connect.config.fill(key, Text(class.into()), Origin::Default("string-converter"));
        }
    }
}
