//! IMP-C11 and C12: what mirrored topics are called.

use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::object::{Node, Object};

/// A mirror of a KafkaMirrorMaker2 before and after.
pub(super) struct Mirrored<'a> {
    pub(super) before: &'a Node,
    pub(super) after: &'a Node,
    old: String,
    new: String,
}

impl<'a> Mirrored<'a> {
    /// The changes of one of its keys.
    pub(super) fn changes<'p>(&self, pair: &'p Pair<'a>, place: &[&str]) -> Vec<&'p Change<'a>> {
        let mut found: Vec<&Change<'a>> = Vec::new();
        for alias in [&self.old, &self.new] {
            let whole: Vec<&str> =
                ["spec", "mirrors", alias].into_iter().chain(place.iter().copied()).collect();
            for change in touching(pair, &whole) {
                if !found.iter().any(|known| known.id == change.id) {
                    found.push(change);
                }
            }
        }
        found
    }

    /// Whether topics keep their names on the target.
    fn keeps_names(&self) -> bool {
        policy(self.before, "replication.policy.class")
            .is_some_and(|class| class.ends_with("IdentityReplicationPolicy"))
    }
}

fn alias(mirror: &Node) -> Option<&str> {
    let source =
        mirror.get("source").and_then(|source| source.get("alias")).or_else(|| mirror.get("sourceCluster"));
    source.and_then(Node::as_str)
}

fn mirrors(object: &Object) -> &[Node] {
    object.at("spec/mirrors").and_then(Node::as_list).unwrap_or_default()
}

/// The mirrors that were there and stay: by alias, and those that are left by their place.
pub(super) fn mirrored<'a>(pair: &'a Pair<'a>) -> Vec<Mirrored<'a>> {
    let Some((before, after)) = pair.both() else { return Vec::new() };
    let (was, is) = (mirrors(before), mirrors(after));
    let same = |one: &Node, other: &Node| alias(one) == alias(other);
    let mut left: Vec<&Node> = was.iter().filter(|old| !is.iter().any(|new| same(old, new))).collect();
    let mut found = Vec::new();
    for new in is {
        let old =
            was.iter().find(|old| same(old, new)).or_else(|| (!left.is_empty()).then(|| left.remove(0)));
        if let Some(old) = old {
            let name = |node| alias(node).unwrap_or_default().to_owned();
            found.push(Mirrored { before: old, after: new, old: name(old), new: name(new) });
        }
    }
    found
}

/// A setting that source and checkpoint connector both have.
fn policy<'a>(mirror: &'a Node, key: &str) -> Option<&'a str> {
    let of = |connector: &str| mirror.get(connector)?.get("config")?.get(key)?.as_str();
    of("sourceConnector").or_else(|| of("checkpointConnector"))
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, mirrored: &Mirrored<'a>) {
    let (old, new) = (&mirrored.old, &mirrored.new);
    if old != new
        && let Some(hit) = cx.hit_all("IMP-C11", mirrored.changes(pair, &["source", "alias"]))
    {
        let topics = if mirrored.keeps_names() {
            format!(
                "topics keep their names, and offsets are read from `mm2-offset-syncs.{new}.internal`, which is empty: everything is copied again"
            )
        } else {
            format!(
                "topics arrive as `{new}.…`, a second set beside `{old}.…`, which gets no records any more; who reads those starves"
            )
        };
        hit.with("end", "source").with("before", old).with("after", new).with("topics", topics);
    }
    for (key, default) in
        [("replication.policy.class", "DefaultReplicationPolicy"), ("replication.policy.separator", ".")]
    {
        let value = |node: &'a Node| policy(node, key).unwrap_or(default);
        let (was, is) = (value(mirrored.before), value(mirrored.after));
        if was == is || was.ends_with(is) || is.ends_with(was) && is.contains('.') && key.ends_with("class") {
            continue;
        }
        let mut changes = mirrored.changes(pair, &["sourceConnector", "config", key]);
        for change in mirrored.changes(pair, &["checkpointConnector", "config", key]) {
            if !changes.iter().any(|known| known.id == change.id) {
                changes.push(change);
            }
        }
        let short = |class: &'a str| {
            format!("`{}`", class.rsplit('.').next().filter(|word| !word.is_empty()).unwrap_or(class))
        };
        if let Some(hit) = cx.hit_all("IMP-C12", changes) {
            let identity = is.ends_with("IdentityReplicationPolicy");
            hit.with("field", key).with("before", short(was)).with("after", short(is));
            hit.with("topics", if identity {
                "those called `<source>.<topic>` get no records any more, and topics of the same name are written on both sides: a mirror the other way round copies in a circle"
            } else {
                "they arrive as `<source><separator><topic>` from now on, and who reads them by the names they have starves"
            });
        }
    }
}
