//! Networks, ranges and routes: what can reach what, and what stands in its way.

mod azure_annotation_ignored;
mod azure_load_balancer_refused;
mod azure_resolver_denied;
mod broker_names_unresolved;
mod brokers_not_internal;
mod client_pool_too_small;
mod dns_server_out_of_reach;
mod docker_bridge_range;
mod egress_without_dns;
mod forced_tunnelling;
mod forwarded_traffic_dropped;
mod gateway_without_zones;
mod host_bits_set;
mod host_port_taken;
mod ip_block_empty;
mod ip_block_refused;
mod kubenet_retires;
mod legacy_management_address;
mod peering_across_regions;
mod peers_behind_load_balancer;
mod plaintext_listener;
mod pod_range_unused;
mod pods_in_node_subnet;
mod policy_rules_ignored;
mod port_protocol_unsaid;
mod small_gateway_subnet;
mod source_range_refused;
mod source_ranges_open;
mod too_few_hdinsight_brokers;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &azure_annotation_ignored::RULE,
    &azure_load_balancer_refused::RULE,
    &azure_resolver_denied::RULE,
    &broker_names_unresolved::RULE,
    &brokers_not_internal::RULE,
    &client_pool_too_small::RULE,
    &dns_server_out_of_reach::RULE,
    &docker_bridge_range::RULE,
    &forced_tunnelling::RULE,
    &forwarded_traffic_dropped::RULE,
    &gateway_without_zones::RULE,
    &host_bits_set::RULE,
    &host_port_taken::RULE,
    &ip_block_empty::RULE,
    &ip_block_refused::RULE,
    &kubenet_retires::RULE,
    &legacy_management_address::RULE,
    &peering_across_regions::RULE,
    &plaintext_listener::RULE,
    &pod_range_unused::RULE,
    &pods_in_node_subnet::RULE,
    &policy_rules_ignored::RULE,
    &small_gateway_subnet::RULE,
    &source_range_refused::RULE,
    &source_ranges_open::RULE,
    &too_few_hdinsight_brokers::RULE,
    &peers_behind_load_balancer::RULE,
    &port_protocol_unsaid::RULE,
    &egress_without_dns::RULE,
];
