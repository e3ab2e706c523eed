//! What is said of changes that no row knows, so that nothing is lost.

use super::change::{Change, Subject};
use super::cx::Cx;
use super::pair::Pair;
use super::path::Part;
use std::collections::BTreeMap;

/// Kinds whose pods follow `spec.template`.
const WORKLOADS: [&str; 6] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

/// The row of an object that is gone, which depends on what it was.
const REMOVED: &str = "IMP-K50";

/// Adds a finding for each object with changes that no hit explains.
pub(super) fn explain(cx: &mut Cx<'_>, count: usize) {
    let mut explained = vec![false; count];
    cx.hits.iter().flat_map(|hit| &hit.changes).for_each(|id| explained[*id] = true);
    let (pairs, platforms) = (cx.pairs, cx.platforms);
    for pair in pairs {
        let mut rows: BTreeMap<&'static str, Vec<&Change<'_>>> = BTreeMap::new();
        for change in pair.changes.iter().filter(|change| !explained[change.id]) {
            rows.entry(row(pair, change)).or_default().push(change);
        }
        for (row, changes) in rows {
            if row == REMOVED {
                super::impact::removed(cx, pair);
            } else {
                cx.hit_all(row, changes);
            }
        }
    }
    for change in platforms.iter().flat_map(|platform| &platform.changes).filter(|c| !explained[c.id]) {
        debug_assert!(matches!(change.subject, Subject::Platform(_)));
        cx.hit("any-platform", change);
    }
}

fn row(pair: &Pair<'_>, change: &Change<'_>) -> &'static str {
    if pair.is_added() {
        return "any-added";
    }
    if pair.is_removed() {
        return REMOVED;
    }
    let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
    match parts.as_slice() {
        ["metadata", "labels" | "annotations", ..] => "IMP-K51",
        ["spec", "template", ..] if WORKLOADS.contains(&pair.kind()) => "any-pods",
        ["spec", "jobTemplate", ..] => "any-value",
        _ => "any-value",
    }
}
