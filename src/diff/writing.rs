//! Differences of the text alone.

use super::noise::Noise;
use super::pair::Pair;
use super::side::Side;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts the objects that are written in another way and mean the same. The sources of both sides lie in the first.
pub(super) fn count([before, after]: [&Side; 2], pairs: &[Pair<'_>], noise: &mut BTreeMap<Noise, usize>) {
    let unchanged = pairs.iter().filter(|pair| pair.changes.is_empty());
    let mut count = 0;
    for (old, new) in unchanged.filter_map(|pair| Some((pair.before?, pair.after?))) {
        if Arc::ptr_eq(&old.object, &new.object) {
            continue;
        }
        let spans = (old.object.node.origin.span(), new.object.node.origin.span());
        if let (Some(old), Some(new)) = spans {
            let text = |span| before.sources.slice(span);
            count += usize::from(text(before.placed(old)) != text(after.placed(new)));
        }
    }
    if count > 0 {
        *noise.entry(Noise::Writing).or_default() += count;
    }
}
