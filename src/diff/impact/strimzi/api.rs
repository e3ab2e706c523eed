//! IMP-S01, S03 and S04: whether the API server takes a resource of Strimzi, and the operator looks at it.

use crate::diff::impact::listing::{count, joined};
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::facts::strimzi::PAUSE_RECONCILIATION;
use crate::lint::view;
use crate::object::{Node, Object};

const AUTHENTICATION: [&str; 3] = ["tls", "scram-sha-512", "custom"];
const AUTHORIZATION: [&str; 2] = ["simple", "custom"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(after) = pair.after.map(|member| &*member.object) else { return };
    if after.gvk.group != "kafka.strimzi.io" {
        return;
    }
    let version = touching(pair, &["apiVersion"]);
    if after.gvk.version != "v1" && !version.is_empty() {
        let strimzi = super::operator::version(cx.after, pair.member());
        if let Some(hit) = cx.hit_all("IMP-S01", version) {
            hit.with("after", after.gvk.api_version());
            if strimzi.is_some() {
                hit.decided();
            }
        }
    }
    if is_paused(after) {
        paused(cx, pair);
    }
}

fn is_paused(object: &Object) -> bool {
    view::annotation(object, PAUSE_RECONCILIATION).and_then(Node::as_str) == Some("true")
}

/// Whether the operator looks at the resource as it is to be: what it does not see does nothing.
pub(in crate::diff::impact) fn is_seen(pair: &Pair<'_>) -> bool {
    pair.after.is_none_or(|member| !is_paused(&member.object))
}

fn paused<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let annotation = touching(pair, &["metadata", "annotations", PAUSE_RECONCILIATION]);
    let spec: Vec<&Change<'_>> = pair.at("spec/**").collect();
    if annotation.is_empty() && spec.is_empty() {
        return;
    }
    let waiting = match spec.len() {
        0 => "changes wait".to_owned(),
        number => {
            let paths: Vec<String> = spec.iter().map(|change| format!("`{}`", change.path)).collect();
            let waits = if number == 1 { "waits" } else { "wait" };
            format!("{} here ({}) {waits}", count(number as i128, "change"), joined(&paths))
        }
    };
    if let Some(hit) = cx.hit_all("IMP-S04", annotation.into_iter().chain(spec)) {
        hit.with("waiting", waiting);
    }
}

/// Words of a Kafka that `v1` does not know, each with where it stands; none of other versions.
pub(super) fn refused(after: &Object) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    if after.gvk.version != "v1" {
        return found;
    }
    for listener in view::listeners(after) {
        let kind =
            listener.node.get("authentication").and_then(|node| node.get("type")).and_then(Node::as_str);
        if let Some(kind) = kind.filter(|kind| !AUTHENTICATION.contains(kind)) {
            let place = ["spec", "kafka", "listeners", listener.name, "authentication"].map(str::to_owned);
            found.push((place.to_vec(), kind.to_owned()));
        }
    }
    let kind = after.at("spec/kafka/authorization/type").and_then(Node::as_str);
    if let Some(kind) = kind.filter(|kind| !AUTHORIZATION.contains(kind)) {
        found.push((["spec", "kafka", "authorization"].map(str::to_owned).to_vec(), kind.to_owned()));
    }
    found
}

/// Says what `v1` refuses of a Kafka that changes there; whether it did.
pub(super) fn says_refused<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) -> bool {
    let Some((_, after)) = pair.both() else { return false };
    let mut said = false;
    for (place, word) in refused(after) {
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        if let Some(hit) = cx.hit_all("IMP-S03", touching(pair, &place)) {
            hit.with("after", word).with("path", format!("{}.type", place.join(".")));
            said = true;
        }
    }
    said
}
