//! Networks, ranges and routes: what can reach what, and what stands in its way.

mod azure_annotation_ignored;
mod azure_load_balancer_refused;
mod brokers_not_internal;
mod host_bits_set;
mod host_port_taken;
mod ip_block_empty;
mod ip_block_refused;
mod plaintext_listener;
mod policy_rules_ignored;
mod source_range_refused;
mod source_ranges_open;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &azure_annotation_ignored::RULE,
    &azure_load_balancer_refused::RULE,
    &brokers_not_internal::RULE,
    &host_bits_set::RULE,
    &host_port_taken::RULE,
    &ip_block_empty::RULE,
    &ip_block_refused::RULE,
    &plaintext_listener::RULE,
    &policy_rules_ignored::RULE,
    &source_range_refused::RULE,
    &source_ranges_open::RULE,
];
