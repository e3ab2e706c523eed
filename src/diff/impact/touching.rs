//! Which changes a difference in meaning consists of.

use crate::diff::{Change, Pair, Part};

/// The changes at a place, above it or below it; `place` are keys and what items are called. An object that came or went
/// is a change above every place.
pub(super) fn touching<'p, 'a>(pair: &'p Pair<'a>, place: &[&str]) -> Vec<&'p Change<'a>> {
    let touches = |change: &&Change<'_>| {
        change.path.0.iter().map(Part::text).zip(place).all(|(part, wanted)| part == *wanted)
    };
    pair.changes.iter().filter(touches).collect()
}
