//! The blueprint itself: what can be compiled and should not be.

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[];
