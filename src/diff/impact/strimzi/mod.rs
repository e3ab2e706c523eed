//! Rows about Strimzi's clusters, node pools and listeners that need thought.

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[];
