//! IMP-T01 to T10, T45: lines of a Kafka's `config`, as `KafkaConfigurationDiff` of Strimzi judges them.

use super::{broker_key, retention};
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::named;
use crate::diff::impact::strimzi;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Hit, Pair};
use crate::facts::kafka::ConfigKey;
use crate::facts::strimzi::ConfigOwner;
use crate::lint::view;
use crate::object::{Node, Object};
use std::collections::BTreeSet;

/// A line that differs.
pub(super) struct Line<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) cluster: Cluster<'a>,
    pub(super) key: &'a str,
    /// As written; `None` where it is not.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// What Kafka knows of it; `None` of a key that is somebody else's.
    pub(super) known: Option<&'static ConfigKey>,
}

impl<'a> Line<'a> {
    /// What holds before and after: what is written, else the default.
    pub(super) fn values(&self) -> [Option<String>; 2] {
        [&self.before, &self.after]
            .map(|value| value.clone().or_else(|| self.known?.default.map(str::to_owned)))
    }

    pub(super) fn changes(&self) -> Vec<&'a Change<'a>> {
        touching(self.pair, &["spec", "kafka", "config", self.key])
    }

    /// Says a row of this line.
    pub(super) fn hit<'c>(&self, cx: &'c mut Cx<'a>, id: &str) -> Option<&'c mut Hit> {
        let said = |value: &Option<String>| match (value, self.known.and_then(|known| known.default)) {
            (Some(value), _) => format!("`{value}`"),
            (None, Some(default)) => format!("`{default}` (Kafka's default)"),
            (None, None) => "nothing".into(),
        };
        let hit = cx.hit_all(id, self.changes())?;
        hit.with("key", self.key).with("before", said(&self.before)).with("after", said(&self.after));
        hit.with("nodes", self.cluster.all_nodes());
        let change = format!("goes from {} to {}", said(&self.before), said(&self.after));
        hit.with("keys", format!("`{}`", self.key)).with("change", change).with("it", "it");
        Some(hit)
    }
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    if touching(pair, &["spec", "kafka", "config"]).is_empty() {
        return;
    }
    let first = cx.hits.len();
    let keys: BTreeSet<&'a str> = [before, after].into_iter().flat_map(keys).collect();
    for key in keys {
        let value = |object: &Object| view::config_text(object.at("spec/kafka/config")?.get(key)?);
        let (old, new) = (value(before), value(after));
        if old == new || strimzi::is_dropped(after, ConfigOwner::Kafka, key) {
            continue;
        }
        let cluster = Cluster::named(cx.after, &after.name, pair.member()).since(cx.before);
        let known = cluster.table().broker(key);
        let line = Line { pair, cluster, key, before: old, after: new, known };
        if !is_same(&line) {
            let lost = retention::of_broker(cx, &line);
            broker_key::say(cx, &line, lost);
        }
    }
    as_one(cx, first);
}

/// Keys that are read at the start alone cost one restart, however many they are.
fn as_one(cx: &mut Cx<'_>, first: usize) {
    let all: Vec<usize> = (first..cx.hits.len()).filter(|at| cx.hits[*at].row.id == "IMP-T02").collect();
    let [lead, others @ ..] = all.as_slice() else { return };
    if others.is_empty() {
        return;
    }
    let keys: Vec<String> = all.iter().filter_map(|at| cx.hits[*at].holes.get("key").cloned()).collect();
    let changes: Vec<usize> = others.iter().flat_map(|at| cx.hits[*at].changes.clone()).collect();
    let hit = &mut cx.hits[*lead];
    hit.changes.extend(changes);
    hit.with("keys", named(&keys)).with("change", "change").with("it", "them");
    for at in others.iter().rev() {
        cx.hits.remove(*at);
    }
}

fn keys(object: &Object) -> Vec<&str> {
    let config = object.at("spec/kafka/config").and_then(Node::as_map);
    config.into_iter().flat_map(|map| &map.entries).map(|entry| entry.key.text.as_str()).collect()
}

/// Whether the operator sees no difference: it compares with what the broker goes by, so a default written out is none;
/// what was written and is no more is one all the same. Numbers with a fraction are compared as such.
fn is_same(line: &Line<'_>) -> bool {
    let (Some(after), Some(known)) = (&line.after, line.known) else { return false };
    let before = line.before.as_deref().or(known.default);
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let double = known.kind == crate::facts::kafka::ConfigType::Double;
    before == Some(after)
        || (double && before.and_then(number).is_some() && before.and_then(number) == number(after))
}
