//! Configuration of Kafka, wherever it stands: `spec.kafka.config`, topics, variables of containers, properties files.

mod advertised_listener_refused;
mod advertised_port_differs;
mod ambari_body_drops_settings;
mod bootstrap_server_refused;
mod broker_settings_contradict;
mod inter_broker_mechanism_off;
mod internal_topics_need_brokers;
mod kafka_config_of_older_version;
mod kafka_config_refused;
mod kafka_env_unguarded;
mod kraft_roles_contradict;
mod listener_without_protocol;
mod listeners_clash;
mod misspelled_kafka_config;
mod more_in_sync_than_replicas;
mod operator_ignores_config;
mod quotas_contradict;
mod replication_exceeds_brokers;
mod replication_left_to_default;
mod setting_of_other_role;
mod single_bootstrap_server;
mod storage_topic_exceeds_brokers;
mod topic_config_refused;
mod topic_exceeds_brokers;
mod topic_name_refused;
mod topic_settings_contradict;
mod unreadable_listener;
mod variable_of_other_image;

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
    &advertised_listener_refused::RULE,
    &inter_broker_mechanism_off::RULE,
    &kraft_roles_contradict::RULE,
    &listener_without_protocol::RULE,
    &listeners_clash::RULE,
    &unreadable_listener::RULE,
    &broker_settings_contradict::RULE,
    &setting_of_other_role::RULE,
    &topic_settings_contradict::RULE,
    &variable_of_other_image::RULE,
    &ambari_body_drops_settings::RULE,
    &quotas_contradict::RULE,
    &internal_topics_need_brokers::RULE,
    &bootstrap_server_refused::RULE,
    &single_bootstrap_server::RULE,
    &advertised_port_differs::RULE,
    &kafka_env_unguarded::RULE,
    &storage_topic_exceeds_brokers::RULE,
    &topic_name_refused::RULE,
    &topic_exceeds_brokers::RULE,
];
