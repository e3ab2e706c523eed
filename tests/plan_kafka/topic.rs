use crate::built::Built;
use serde_json::{Value, json};

#[test]
fn topics_have_what_they_say_and_the_cluster_s_own_otherwise() {
    let built = Built::with(
        "    topicDefaults: {partitions: 6, config: {retention.ms: 1h}}\n    topics:\n      plain: {}\n      \
         kept: {partitions: 3, replicas: 1, config: {retention.ms: 7d, cleanup.policy: compact, segment.bytes: 1Gi}}\n",
    );
    let plain = json!({"partitions": 6, "replicas": 1, "config": {"retention.ms": 3_600_000}});
    assert_eq!(built.json("KafkaTopic", "plain", "/spec"), plain);
    let config = json!({"cleanup.policy": "compact", "retention.ms": 604_800_000, "segment.bytes": 1 << 30});
    assert_eq!(built.json("KafkaTopic", "kept", "/spec/config"), config);
    assert_eq!(built.origin("KafkaTopic", "plain", "/spec/replicas"), "#topic-replicas");
    assert_eq!(built.origin("KafkaTopic", "plain", "/spec/partitions"), "6");
    assert_eq!(built.origin("KafkaTopic", "kept", "/spec/config/retention.ms"), "7d");
}

#[test]
fn a_topic_that_does_not_say_has_as_many_partitions_as_kafka_would_give_it() {
    let built = Built::with("    topics: {plain: {}, wide: {partitions: 12}}\n");
    assert_eq!(built.json("KafkaTopic", "plain", "/spec/partitions"), json!(1));
    let built =
        Built::with("    config: {num.partitions: 6}\n    topics: {plain: {}, wide: {partitions: 12}}\n");
    assert_eq!(built.json("KafkaTopic", "plain", "/spec/partitions"), json!(6));
    assert_eq!(built.origin("KafkaTopic", "plain", "/spec/partitions"), "#topic-partitions");
    assert_eq!(built.json("KafkaTopic", "wide", "/spec/partitions"), json!(12));
}

#[test]
fn a_topic_kubernetes_could_not_name_says_its_own_name() {
    let built = Built::with("    topics: {Orders_v1: {}, orders.v1: {}}\n");
    let names = built.names("KafkaTopic");
    let altered = names.iter().find(|name| name.starts_with("orders-v1-")).unwrap();
    assert_eq!(built.json("KafkaTopic", altered, "/spec/topicName"), "Orders_v1");
    assert_eq!(built.origin("KafkaTopic", altered, "/spec/topicName"), "Orders_v1");
    assert_eq!(built.json("KafkaTopic", "orders.v1", "/spec/topicName"), Value::Null);
}
