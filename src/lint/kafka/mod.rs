//! Configuration of Kafka, wherever it stands: `spec.kafka.config`, topics, variables of containers, properties files.

mod kafka_config_of_older_version;
mod kafka_config_refused;
mod misspelled_kafka_config;
mod more_in_sync_than_replicas;
mod operator_ignores_config;
mod replication_exceeds_brokers;
mod replication_left_to_default;
mod topic_config_refused;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &operator_ignores_config::RULE,
    &kafka_config_of_older_version::RULE,
    &kafka_config_refused::RULE,
    &misspelled_kafka_config::RULE,
    &topic_config_refused::RULE,
    &more_in_sync_than_replicas::RULE,
    &replication_exceeds_brokers::RULE,
    &replication_left_to_default::RULE,
];
