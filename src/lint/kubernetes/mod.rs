//! Objects of Kubernetes itself, each on its own.

mod headless_port_remapped;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[&headless_port_remapped::RULE];
