//! Objects of Kubernetes itself, each on its own.

mod headless_port_remapped;
mod hostname_of_stateful_pod;
mod in_tree_provisioner;
mod selector_misses_template;
mod unknown_volume;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[
    &selector_misses_template::RULE,
    &unknown_volume::RULE,
    &headless_port_remapped::RULE,
    &hostname_of_stateful_pod::RULE,
    &in_tree_provisioner::RULE,
];
