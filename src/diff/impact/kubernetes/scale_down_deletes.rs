//! IMP-K09: fewer pods of a StatefulSet whose volumes go with them.

use crate::diff::cx::Cx;
use crate::diff::pair::Pair;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let policy = pair.is("spec/persistentVolumeClaimRetentionPolicy/whenScaled");
    if policy.and_then(|node| node.as_str()) != Some("Delete") {
        return;
    }
    for change in pair.at("spec/replicas") {
        if change.numbers().is_some_and(|(before, after)| after < before) {
            cx.hit("IMP-K09", change);
        }
    }
}
