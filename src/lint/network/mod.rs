//! Networks, ranges and routes: what can reach what, and what stands in its way.

mod plaintext_listener;

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[&plaintext_listener::RULE];
