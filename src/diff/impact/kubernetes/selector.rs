//! IMP-K04, IMP-K19, IMP-K20: selectors of workloads, which never change, and pods they do not mean.

use crate::diff::{Change, Cx, Pair};
use crate::lint::view::{Mismatch, pod};
use crate::object::Object;

/// The label that the selector of a workload asks for and its pods do not have.
pub(super) fn mismatch(object: &Object) -> Option<Mismatch<'_>> {
    crate::lint::view::mismatch(object.at("spec/selector/matchLabels")?, pod(object)?)
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((_, new)) = pair.both() else { return };
    let selector: Vec<&Change<'_>> = pair.at("spec/selector/**").collect();
    // Labels go along with the selector, and reach no pod either.
    let labels: Vec<&Change<'_>> = pair.at("spec/template/metadata/labels/**").collect();
    if !selector.is_empty() {
        let id = if pair.kind() == "StatefulSet" { "IMP-K04" } else { "IMP-K20" };
        let hit = cx.hit_all(id, selector.iter().copied().chain(labels.iter().copied()));
        if let (Some(hit), Some(found)) = (hit, mismatch(new)) {
            hit.note(format!(
                "its pods have no label `{}: {}` either, which it asks for",
                found.key, found.wanted
            ));
        }
        return;
    }
    let Some(found) = mismatch(new) else { return };
    let Some(hit) = cx.hit_all("IMP-K19", labels) else { return };
    hit.with("wanted", format!("{}: {}", found.key, found.wanted));
    hit.with(
        "found",
        match found.found {
            Some(value) => format!("`{}: {value}`", found.key),
            None => format!("no label `{}`", found.key),
        },
    );
    // Nothing else of the template reaches a pod.
    pair.at("spec/template/**").for_each(|change| _ = hit.and(change));
}
