//! IMP-C04: what a Connect cluster is known by to Kafka.

use crate::diff::impact::touching::touching;
use crate::diff::{Cx, Pair};
use crate::object::Node;

/// Each key, with what is lost when it changes.
const KEYS: [(&str, &str); 4] = [
    ("groupId", "its workers form another group, which starts with no connector assigned"),
    (
        "configStorageTopic",
        "its connectors are not found there; those of KafkaConnector resources are made anew, all others are gone",
    ),
    ("offsetStorageTopic", "source connectors find no offsets and start over, which writes everything again"),
    ("statusStorageTopic", "the states of connectors are not found there and are written anew"),
];

pub(super) fn of_connect<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    check(cx, pair, &["spec"]);
}

pub(super) fn of_mirror<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    check(cx, pair, &["spec", "target"]);
}

fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, base: &[&str]) {
    if pair.both().is_none() {
        return;
    }
    for (key, lost) in KEYS {
        let place: Vec<&str> = base.iter().copied().chain([key]).collect();
        let path = place.join("/");
        let text = |node: Option<&'a Node>| node.and_then(Node::as_str);
        let (old, new) = (text(pair.was(&path)), text(pair.is(&path)));
        if old == new {
            continue;
        }
        if let Some(hit) = cx.hit_all("IMP-C04", touching(pair, &place)) {
            hit.with("field", key).with("lost", lost);
            hit.with("before", old.unwrap_or("nothing")).with("after", new.unwrap_or("nothing"));
        }
    }
}
