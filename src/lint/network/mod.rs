//! Networks, ranges and routes: what can reach what, and what stands in its way.

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[];
