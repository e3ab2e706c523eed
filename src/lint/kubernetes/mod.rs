//! Objects of Kubernetes itself, each on its own.

mod broker_data_deleted;
mod budget_refused;
mod claim_without_class;
mod cluster_ip_refused;
mod container_left_open;
mod duplicate_name;
mod headless_port_remapped;
mod hostname_of_stateful_pod;
mod image_moved;
mod image_not_pinned;
mod in_tree_provisioner;
mod malformed_name;
mod memory_in_thousandths;
mod name_leaves_no_room;
mod node_port_out_of_range;
mod password_in_clear;
mod port_out_of_range;
pub(in crate::lint) mod public_load_balancer;
mod request_above_limit;
mod restart_policy_refused;
mod selector_misses_template;
mod service_port_without_name;
mod stopped_too_soon;
mod storage_class_refused;
mod token_mounted;
mod topology_key_unknown;
mod topology_spread_void;
mod unfilled_placeholder;
mod unknown_priority_class;
mod unknown_probe_port;
mod unknown_volume;
mod volume_binds_early;
mod volume_cannot_grow;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &malformed_name::RULE,
    &name_leaves_no_room::RULE,
    &duplicate_name::RULE,
    &selector_misses_template::RULE,
    &unknown_volume::RULE,
    &unknown_probe_port::RULE,
    &request_above_limit::RULE,
    &memory_in_thousandths::RULE,
    &headless_port_remapped::RULE,
    &hostname_of_stateful_pod::RULE,
    &in_tree_provisioner::RULE,
    &service_port_without_name::RULE,
    &node_port_out_of_range::RULE,
    &restart_policy_refused::RULE,
    &public_load_balancer::RULE,
    &image_not_pinned::RULE,
    &cluster_ip_refused::RULE,
    &port_out_of_range::RULE,
    &budget_refused::RULE,
    &topology_key_unknown::RULE,
    &topology_spread_void::RULE,
    &storage_class_refused::RULE,
    &volume_binds_early::RULE,
    &volume_cannot_grow::RULE,
    &broker_data_deleted::RULE,
    &stopped_too_soon::RULE,
    &unknown_priority_class::RULE,
    &unfilled_placeholder::RULE,
    &image_moved::RULE,
    &password_in_clear::RULE,
    &token_mounted::RULE,
    &claim_without_class::RULE,
    &container_left_open::RULE,
];
