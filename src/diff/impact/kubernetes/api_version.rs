//! IMP-K52: an object in an API version the server may not have.

use crate::diff::{Cx, Effect, Pair, Severity};
use crate::facts::removed_api;

/// The minor of the Kubernetes an object is for: `35`; `None` where nobody says.
pub(super) fn minor(cx: &Cx<'_>, pair: &Pair<'_>) -> Option<u32> {
    version(cx, pair)?.split('.').nth(1)?.parse().ok()
}

fn version<'a>(cx: &Cx<'a>, pair: &Pair<'_>) -> Option<&'a str> {
    let member = pair.after?;
    let topology = cx.after.topology(&member.environment)?;
    topology.versions.kubernetes.get(&member.cluster).map(|version| version.value.as_str())
}

pub(super) fn check(cx: &mut Cx<'_>) {
    let pairs = cx.pairs;
    pairs.iter().filter(|pair| !pair.changes.is_empty()).for_each(|pair| one(cx, pair));
}

fn one<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let Some(change) = pair.at("apiVersion").next() else { return };
    let (before, after) = (old.gvk.api_version(), new.gvk.api_version());
    let kind = pair.kind();
    let known = version(cx, pair);
    // Strimzi's own versions have a row of their own.
    let Some(removed) = removed_api(&after, kind).filter(|removed| removed.product == "Kubernetes") else {
        return;
    };
    let gone = known.map(|version| removed.is_removed_in(version));
    if gone == Some(false) {
        return;
    }
    let hit = cx.hit("IMP-K52", change);
    hit.with("remedy", format!("write `apiVersion: {before}`"));
    let since = removed.removed;
    match (gone, known) {
        (Some(_), Some(version)) => {
            hit.decided().effects(&[Effect::Rejected]).severity(Severity::High).with(
                "what",
                format!("the API server of Kubernetes {version} has no {kind} in `{after}`, which was given up in {since}"),
            );
        }
        _ => {
            hit.with(
                "what",
                format!("`{}` is a {kind} in `{after}`, which Kubernetes gave up in {since}", pair.name()),
            );
        }
    }
}
