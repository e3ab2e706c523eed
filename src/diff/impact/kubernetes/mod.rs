//! Rows about Kubernetes objects that need thought.

mod scale_down_deletes;

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[Check::Pair(&["StatefulSet"], scale_down_deletes::check)];
