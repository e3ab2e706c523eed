//! Custom resources of Strimzi, each on its own: what the operator refuses, ignores or reverts after they are applied.

mod acl_without_name;
mod additional_volume_refused;
mod advertised_address_shared;
mod advertised_port_refused;
mod artifact_unverified;
mod bridge_consumers_spread;
mod bridge_port_taken;
mod bridge_without_http;
mod claim_size_refused;
mod client_authentication_refused;
mod cluster_label_missing;
mod connect_build_refused;
mod connect_config_refused;
mod connector_annotation_refused;
mod connector_topics_refused;
mod cruise_control_refused;
mod cruise_control_setting_ignored;
mod data_goes_with_resource;
mod deprecated_listener_type;
mod drain_blocked;
mod duplicate_jbod_id;
mod duplicate_listener;
mod heap_above_limit;
mod image_stream_off_openshift;
mod internal_topic_declared;
mod kafka_version_unsupported;
mod kamelet_option_ignored;
mod kamelet_option_missing;
mod listener_certificate_empty;
mod listener_field_misplaced;
mod listener_host_missing;
mod listener_open_to_all;
mod listener_port_refused;
mod listener_type_needs_api;
mod listener_without_tls;
mod metadata_version_refused;
mod metadata_volume_not_named;
mod mirror_refused;
mod node_address_unsaid;
mod node_ids_ignored;
mod node_port_taken;
mod operator_label_taken;
mod operator_with_known_flaw;
mod rack_without_spread;
mod rack_without_zones;
mod renewal_at_once;
mod resources_left_open;
mod resources_refused;
mod roles_combined;
mod scale_down_unchecked;
mod scram_password_missing;
mod secret_in_config;
mod status_contradicts;
mod storage_class_left_open;
mod storage_field_ignored;
mod storage_incomplete;
mod template_variable_ignored;
mod throttle_in_topic;
mod topics_made_behind_operator;
mod unreadable_pattern;
mod user_name_too_long;
mod watched_namespace_refused;
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
    &storage_incomplete::RULE,
    &bridge_without_http::RULE,
    &user_name_too_long::RULE,
    &scram_password_missing::RULE,
    &resources_refused::RULE,
    &node_ids_ignored::RULE,
    &listener_certificate_empty::RULE,
    &client_authentication_refused::RULE,
    &connect_build_refused::RULE,
    &connector_annotation_refused::RULE,
    &additional_volume_refused::RULE,
    &template_variable_ignored::RULE,
    &operator_label_taken::RULE,
    &advertised_address_shared::RULE,
    &bridge_port_taken::RULE,
    &kafka_version_unsupported::RULE,
    &metadata_version_refused::RULE,
    &node_port_taken::RULE,
    &unreadable_pattern::RULE,
    &image_stream_off_openshift::RULE,
    &cruise_control_refused::RULE,
    &cruise_control_setting_ignored::RULE,
    &secret_in_config::RULE,
    &mirror_refused::RULE,
    &heap_above_limit::RULE,
    &deprecated_listener_type::RULE,
    &listener_type_needs_api::RULE,
    &advertised_port_refused::RULE,
    &watched_namespace_refused::RULE,
    &status_contradicts::RULE,
    &topics_made_behind_operator::RULE,
    &throttle_in_topic::RULE,
    &connect_config_refused::RULE,
    &connector_topics_refused::RULE,
    &kamelet_option_ignored::RULE,
    &kamelet_option_missing::RULE,
    &operator_with_known_flaw::RULE,
    &rack_without_spread::RULE,
    &node_address_unsaid::RULE,
    &roles_combined::RULE,
    &data_goes_with_resource::RULE,
    &listener_open_to_all::RULE,
    &storage_class_left_open::RULE,
    &resources_left_open::RULE,
    &internal_topic_declared::RULE,
    &bridge_consumers_spread::RULE,
    &artifact_unverified::RULE,
    &drain_blocked::RULE,
    &rack_without_zones::RULE,
    &metadata_volume_not_named::RULE,
    &scale_down_unchecked::RULE,
];
