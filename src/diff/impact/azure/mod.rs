//! Rows about Azure networks, AKS and HDInsight that need thought.

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[];
