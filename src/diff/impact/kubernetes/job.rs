//! IMP-K22: parts of a Job that never change.

use super::pods::text;
use crate::diff::{Change, Cx, Pair, Part};
use crate::object::{Node, Object};

const FIXED: [&str; 6] =
    ["template", "selector", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "successPolicy"];

/// Of the template of a Job that was made suspended and has not begun, what may still change.
const BEFORE_IT_BEGINS: [&str; 3] = ["nodeSelector", "tolerations", "schedulingGates"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let waits = old.at("spec/suspend").and_then(Node::as_bool) == Some(true);
    let refused: Vec<&Change<'_>> = pair
        .at("spec/*/**")
        .filter(|change| match change.path.0.get(1).map(Part::text) {
            Some("completions") => !elastic(old, new),
            Some("managedBy") => true,
            Some("template") => !(waits && may_still_change(change)),
            Some(key) => FIXED.contains(&key),
            None => false,
        })
        .collect();
    let mut keys: Vec<String> =
        refused.iter().filter_map(|change| Some(format!("`{}`", change.path.0.get(1)?.text()))).collect();
    keys.dedup();
    if let Some(hit) = cx.hit_all("IMP-K22", refused) {
        hit.with("what", keys.join(" and "));
    }
}

/// A Job with numbered pods may have more or fewer of them, if all run at once.
fn elastic(old: &Object, new: &Object) -> bool {
    let indexed = |object: &Object| text(&object.node, "spec/completionMode").as_deref() == Some("Indexed");
    let completions = text(&new.node, "spec/completions");
    let parallelism = text(&new.node, "spec/parallelism").unwrap_or_else(|| "1".into());
    indexed(old) && indexed(new) && completions.is_some_and(|completions| completions == parallelism)
}

fn may_still_change(change: &Change<'_>) -> bool {
    let parts: Vec<&str> = change.path.0.iter().skip(2).map(Part::text).collect();
    match parts.as_slice() {
        ["metadata", "labels" | "annotations", ..] | ["spec", "affinity", "nodeAffinity", ..] => true,
        ["spec", key, ..] => BEFORE_IT_BEGINS.contains(key),
        _ => false,
    }
}
