//! Custom resources of Strimzi, each on its own: what the operator refuses, ignores or reverts after they are applied.

mod acl_without_name;
mod claim_size_refused;
mod cluster_label_missing;
mod duplicate_jbod_id;
mod duplicate_listener;
mod listener_field_misplaced;
mod listener_host_missing;
mod listener_port_refused;
mod listener_without_tls;
mod renewal_at_once;
mod storage_field_ignored;
mod window_never_open;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &duplicate_listener::RULE,
    &listener_port_refused::RULE,
    &listener_without_tls::RULE,
    &listener_field_misplaced::RULE,
    &listener_host_missing::RULE,
    &cluster_label_missing::RULE,
    &storage_field_ignored::RULE,
    &duplicate_jbod_id::RULE,
    &claim_size_refused::RULE,
    &window_never_open::RULE,
    &renewal_at_once::RULE,
    &acl_without_name::RULE,
];
