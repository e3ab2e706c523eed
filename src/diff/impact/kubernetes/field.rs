//! A field as both objects mean it: what is written, or what holds where nothing is.

use crate::diff::scalar;
use crate::diff::{Change, Pair, Pattern};

/// A scalar that differs.
pub(super) struct Field<'a> {
    pub before: String,
    pub after: String,
    /// The changes that hold it; one, but for odd trees.
    pub changes: Vec<&'a Change<'a>>,
}

/// The scalar at a path of keys where the two objects mean different ones; `default` holds where nothing is written.
pub(super) fn differs<'a>(pair: &'a Pair<'a>, path: &str, default: &str) -> Option<Field<'a>> {
    pair.both()?;
    let text = |node: Option<&_>| node.and_then(scalar::text).unwrap_or_else(|| default.to_owned());
    let (before, after) = (text(pair.was(path)), text(pair.is(path)));
    if before == after {
        return None;
    }
    let pattern = Pattern::new(path);
    let changes = pair.changes.iter().filter(|change| pattern.reaches(&change.path)).collect();
    Some(Field { before, after, changes })
}

impl Field<'_> {
    /// Both as numbers.
    pub(super) fn numbers(&self) -> Option<(i64, i64)> {
        Some((self.before.parse().ok()?, self.after.parse().ok()?))
    }
}
