//! Custom resources of Strimzi, each on its own: what the operator refuses, ignores or reverts after they are applied.

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[];
