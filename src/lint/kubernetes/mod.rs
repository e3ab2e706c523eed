//! Objects of Kubernetes itself, each on its own.

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[];
