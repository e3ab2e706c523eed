//! Objects that are applied together and do not fit each other.

mod anti_affinity_misses_own_pods;
mod disruption_budget_blocks;
mod duplicate_object;
mod headless_service_missing;
mod service_links_clash;
mod service_selects_nothing;
mod target_port_missing;

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
];
