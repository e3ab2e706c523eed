//! Differences of the text alone.

use super::noise::Noise;
use super::pair::Pair;
use super::side::{Member, Side};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts the objects that are written in another way and mean the same. The sources of both sides lie in the first.
pub(super) fn count([before, after]: [&Side; 2], pairs: &[Pair<'_>], noise: &mut BTreeMap<Noise, usize>) {
    if before.compiled || after.compiled {
        // What an object is made from is spread over the blueprint: its text is looked at as a whole.
        let texts = [before, after].map(|side| {
            let first = side.sources_first();
            first.map(|id| before.sources.get(id).text())
        });
        let differ = before.compiled && after.compiled && texts[0] != texts[1];
        if differ && pairs.iter().all(|pair| pair.changes.is_empty()) {
            *noise.entry(Noise::Writing).or_default() += 1;
        }
        return;
    }
    let unchanged = pairs.iter().filter(|pair| pair.changes.is_empty());
    let mut count = 0;
    for (old, new) in unchanged.filter_map(|pair| Some((pair.before?, pair.after?))) {
        if Arc::ptr_eq(&old.object, &new.object) {
            continue;
        }
        let span = |member: &Member| Some((member.object.node.origin.span()?, member.again));
        if let (Some(old), Some(new)) = (span(old), span(new)) {
            let text = |span| before.sources.slice(span);
            count += usize::from(text(before.placed(old.0, old.1)) != text(after.placed(new.0, new.1)));
        }
    }
    if count > 0 {
        *noise.entry(Noise::Writing).or_default() += count;
    }
}
