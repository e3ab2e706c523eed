//! Rows about broker configuration, topics and users that need thought.

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[];
