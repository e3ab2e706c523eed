//! Objects that are applied together and do not fit each other.

mod anti_affinity_misses_own_pods;
mod autoscaled_brokers;
mod bootstrap_host_unknown;
mod bootstrap_port_unknown;
mod bridge_open_to_everybody;
mod broker_port_unknown;
mod budgets_overlap;
mod build_refused_by_namespace;
mod client_misses_listener;
mod cluster_without_role;
mod connect_identity_shared;
mod connector_class_not_built;
mod connector_resources_off;
mod connector_without_connect;
mod controllers_without_majority;
mod cruise_control_missing;
mod cruise_control_users_refused;
mod custom_ca_incomplete;
mod data_at_mount_root;
mod default_classes_clash;
mod disruption_budget_blocks;
mod duplicate_object;
mod entity_operator_missing;
mod generated_name_too_long;
mod headless_hides_starting_pods;
mod headless_service_missing;
mod ingress_to_kafka;
mod json_converter_fails;
mod kafka_without_pools;
mod listener_broker_unknown;
mod listener_without_users;
mod metrics_unread;
mod misspelled_label;
mod operand_config_map_missing;
mod operator_name_taken;
mod quorum_waits_for_itself;
mod rebalance_refused;
mod service_in_other_namespace;
mod service_links_clash;
mod service_port_not_offered;
mod service_selects_nothing;
mod several_disks_too_early;
mod single_ephemeral_node;
mod super_user_misnamed;
mod target_port_missing;
mod template_overridden;
mod topic_managed_twice;
mod topic_with_one_copy;
mod unknown_config_provider;
mod unknown_pod_host;
mod user_not_admitted;
mod zonal_disk_in_zones;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &headless_service_missing::RULE,
    &service_selects_nothing::RULE,
    &target_port_missing::RULE,
    &anti_affinity_misses_own_pods::RULE,
    &disruption_budget_blocks::RULE,
    &service_links_clash::RULE,
    &duplicate_object::RULE,
    &connector_resources_off::RULE,
    &user_not_admitted::RULE,
    &entity_operator_missing::RULE,
    &rebalance_refused::RULE,
    &cluster_without_role::RULE,
    &controllers_without_majority::RULE,
    &single_ephemeral_node::RULE,
    &kafka_without_pools::RULE,
    &operand_config_map_missing::RULE,
    &cruise_control_users_refused::RULE,
    &connector_without_connect::RULE,
    &bootstrap_port_unknown::RULE,
    &bootstrap_host_unknown::RULE,
    &unknown_pod_host::RULE,
    &service_port_not_offered::RULE,
    &service_in_other_namespace::RULE,
    &quorum_waits_for_itself::RULE,
    &client_misses_listener::RULE,
    &connect_identity_shared::RULE,
    &unknown_config_provider::RULE,
    &cruise_control_missing::RULE,
    &super_user_misnamed::RULE,
    &custom_ca_incomplete::RULE,
    &topic_managed_twice::RULE,
    &budgets_overlap::RULE,
    &default_classes_clash::RULE,
    &autoscaled_brokers::RULE,
    &ingress_to_kafka::RULE,
    &misspelled_label::RULE,
    &bridge_open_to_everybody::RULE,
    &generated_name_too_long::RULE,
    &operator_name_taken::RULE,
    &template_overridden::RULE,
    &build_refused_by_namespace::RULE,
    &metrics_unread::RULE,
    &listener_without_users::RULE,
    &zonal_disk_in_zones::RULE,
    &topic_with_one_copy::RULE,
    &json_converter_fails::RULE,
    &connector_class_not_built::RULE,
    &listener_broker_unknown::RULE,
    &several_disks_too_early::RULE,
    &data_at_mount_root::RULE,
    &headless_hides_starting_pods::RULE,
    &broker_port_unknown::RULE,
];
