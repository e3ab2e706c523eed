//! Rows about Connect, MirrorMaker 2, bridges and streams that need thought.

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[];
