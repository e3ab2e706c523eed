//! IMP-C01, C05, C06: the workers of Connect and MirrorMaker 2.

use crate::diff::impact::listing::{count, named};
use crate::diff::impact::strimzi;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair, Part};
use crate::facts::strimzi::{ConfigOwner, USE_CONNECTOR_RESOURCES};
use crate::lint::view;
use crate::object::Node;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((_, after)) = pair.both() else { return };
    replicas(cx, pair);
    let base: &[&str] =
        if pair.kind() == "KafkaConnect" { &["spec", "config"] } else { &["spec", "target", "config"] };
    let owner = if pair.kind() == "KafkaConnect" { ConfigOwner::Connect } else { ConfigOwner::MirrorMaker2 };
    let workers = said(pair);
    let connectors = connectors(cx, pair);
    for change in touching(pair, base) {
        // A map that comes as a whole is told by itself.
        let key = change.path.0.get(base.len()).map(Part::text);
        if key.is_some_and(|key| strimzi::is_dropped(after, owner, key)) {
            continue;
        }
        let value = |node: Option<&Node>| match node.and_then(view::config_text) {
            Some(text) => format!("`{text}`"),
            None if node.is_some() => "lines".into(),
            None => "nothing".into(),
        };
        let hit = cx.hit("IMP-C01", change);
        hit.with("kind", pair.kind()).with("key", key.unwrap_or("config")).with("workers", &workers);
        hit.with("before", value(change.before)).with("after", value(change.after));
        hit.with("connectors", &connectors);
    }
}

/// How many workers restart: those that are there and stay.
pub(super) fn said(pair: &Pair<'_>) -> String {
    let number = |node: Option<&Node>| node.and_then(Node::as_int);
    let (was, is) = (number(pair.was("spec/replicas")), number(pair.is("spec/replicas")));
    is.map(|is| was.map_or(is, |was| was.min(is)))
        .map_or_else(|| "workers".into(), |number| count(number, "worker"))
}

/// The connectors that are to run on the workers, by name.
fn named_by<'a>(cx: &Cx<'a>, pair: &Pair<'_>) -> Vec<&'a str> {
    let member = pair.member();
    let all = cx.after.of_kind("KafkaConnector").filter(|other| other.is_beside(member));
    all.filter(|other| view::cluster_of(&other.object) == Some(pair.name()))
        .map(|other| other.object.name.as_str())
        .collect()
}

/// What runs on the workers, as far as resources say.
fn connectors(cx: &Cx<'_>, pair: &Pair<'_>) -> String {
    let own = named_by(cx, pair);
    if own.is_empty() {
        "the tasks of its connectors".into()
    } else {
        format!("the tasks of {}", named(&own))
    }
}

fn replicas<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let changes: Vec<&Change<'a>> = touching(pair, &["spec", "replicas"]);
    let number = |node: Option<&Node>| node.and_then(Node::as_int);
    let (Some(old), Some(new)) = (number(pair.was("spec/replicas")), number(pair.is("spec/replicas"))) else {
        return;
    };
    if let Some(hit) = cx.hit_all("IMP-C06", changes) {
        hit.with("before", old).with("after", new);
        hit.with("come", if new > old { "join" } else { "leave" });
        hit.with("zero", if new == 0 { "; with none, nothing runs until there is one again" } else { "" });
    }
}

/// Connectors become resources.
pub(super) fn resources<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    let uses =
        |object| view::annotation(object, USE_CONNECTOR_RESOURCES).and_then(Node::as_str) == Some("true");
    if uses(before) || !uses(after) {
        return;
    }
    let own = named_by(cx, pair);
    let changes = touching(pair, &["metadata", "annotations", USE_CONNECTOR_RESOURCES]);
    if let Some(hit) = cx.hit_all("IMP-C05", changes) {
        hit.with("namespace", pair.member().object.namespace.as_deref().unwrap_or("NAMESPACE"));
        let known = if own.is_empty() {
            "; there is none here".into()
        } else {
            format!("; there are {}", named(&own))
        };
        hit.with("known", known);
    }
}
