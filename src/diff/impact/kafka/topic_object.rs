//! IMP-T11 to T17, T19, T21, T22: topics that come, go, are called otherwise or get other partitions and copies.

use super::topic::{One, Topic, is_managed};
use super::{policy, topic_config};
use crate::diff::compare::same;
use crate::diff::impact::clients;
use crate::diff::impact::cluster::{is_renamed, label_said};
use crate::diff::impact::touching::touching;
use crate::diff::side::{Member, Side};
use crate::diff::{Cx, Pair};
use crate::facts::strimzi::{CLUSTER, MANAGED};
use crate::lint::view;
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    match (pair.before, pair.after) {
        (Some(before), Some(_)) if pair.renamed => removed(cx, pair, before),
        (Some(before), Some(after)) => changed(cx, pair, before, after),
        (Some(before), None) => removed(cx, pair, before),
        (None, Some(after)) => twice(cx, pair, after),
        (None, None) => {}
    }
}

fn changed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member, after: &'a Member) {
    let topic = Topic { pair, before: One::of(cx.before, before), after: One::of(cx.after, after) };
    let [old, new] = [before, after].map(|member| view::cluster_of(&member.object));
    if old != new && !is_renamed(cx, old, new) {
        let now = label_said(&after.object);
        let second =
            new.map_or_else(String::new, |new| format!("; Kafka `{new}` gets an empty one of that name"));
        if let Some(hit) = cx.hit_all("IMP-T19", touching(pair, &["metadata", "labels", CLUSTER])) {
            hit.with("before", old.unwrap_or_default()).with("now", now).with("second", second);
        }
        return;
    }
    let (was, is) = (is_managed(&before.object), is_managed(&after.object));
    if was && !is {
        if let Some(hit) = cx.hit_all("IMP-T21", touching(pair, &["metadata", "annotations", MANAGED])) {
            hit.with("topic", topic.after.name);
        }
        return;
    }
    if !is {
        return;
    }
    let (old, new) = (topic.before.name, topic.after.name);
    if old != new {
        if let Some(hit) = cx.hit_all("IMP-T13", topic.at(&["topicName"])) {
            hit.with("before", old).with("after", new);
        }
        return;
    }
    partitions(cx, &topic);
    replicas(cx, &topic);
    topic_config::check(cx, &topic);
    policy::of_topic(cx, &topic);
}

fn partitions<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) {
    let [Some(old), Some(new)] = topic.both(|one| one.number("partitions")) else { return };
    if old == new {
        return;
    }
    let id = if new > old { "IMP-T14" } else { "IMP-T15" };
    let cluster = &topic.after.cluster;
    let (name, namespace, pod) = (topic.after.name, cluster.namespace(), cluster.pod());
    let clients = clients::of_topic(cluster, name);
    let Some(hit) = cx.hit_all(id, topic.at(&["partitions"])) else { return };
    hit.with("topic", name).with("before", old).with("after", new).with("clients", clients);
    hit.with("namespace", namespace).with("pod", pod);
}

fn replicas<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) {
    let [Some(old), Some(new)] = topic.both(One::replicas) else { return };
    let changes = topic.at(&["replicas"]);
    if old == new || changes.is_empty() {
        return;
    }
    let cluster = &topic.after.cluster;
    let controlled = cluster.kafka.map(|_| cluster.at("spec/cruiseControl").is_some());
    let id = if controlled == Some(true) { "IMP-T17" } else { "IMP-T16" };
    let partitions =
        topic.after.number("partitions").map_or_else(|| "all".into(), |number| number.to_string());
    let (name, namespace, kafka) = (topic.after.name, cluster.namespace(), cluster.name);
    let Some(hit) = cx.hit_all(id, changes) else { return };
    hit.with("topic", name).with("before", old).with("after", new).with("partitions", partitions);
    hit.with("namespace", namespace).with("cluster", kafka);
    hit.with("copies", if new > old { "copies its records to more brokers" } else { "takes copies away" });
    if controlled.is_some() {
        hit.decided();
    }
}

fn removed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member) {
    let Some(change) = pair.changes.first() else { return };
    let old = One::of(cx.before, before);
    // What belongs to a Kafka that goes, goes with it.
    let kafka_goes = cx.after.of_kind("Kafka").all(|member| member.object.name != old.cluster.name);
    if !is_managed(&before.object) || (kafka_goes && old.cluster.kafka.is_some()) {
        return;
    }
    let other = || {
        cx.pairs.iter().find(|other| {
            let alike = |object: &Object| {
                let spec = |object: &Object| object.at("spec").cloned();
                let without = |node: Option<Node>| node.map(without_name);
                match (without(spec(object)), without(spec(&before.object))) {
                    (Some(new), Some(old)) => same(&new, &old),
                    (new, old) => new.is_none() && old.is_none(),
                }
            };
            let member = other.member();
            other.is_added()
                && other.kind() == "KafkaTopic"
                && member.is_beside(before)
                && view::cluster_of(&member.object) == view::cluster_of(&before.object)
                && alike(&member.object)
        })
    };
    let twin = if pair.renamed { Some(pair) } else { other() };
    let clients = clients::of_topic(&old.cluster, old.name);
    let partitions = old.number("partitions").map_or_else(|| "all its".into(), |number| number.to_string());
    let keeps = super::retention::limit(old.effective("retention.ms").as_deref());
    let keeps = format!(", kept for {}", super::retention::said(keeps, false));
    let hit = cx.hit(if twin.is_some() { "IMP-T12" } else { "IMP-T11" }, change);
    hit.with("topic", old.name).with("partitions", partitions).with("clients", clients).with("keeps", keeps);
    if let Some(twin) = twin {
        twin.changes.iter().for_each(|change| _ = hit.and(change));
        hit.with("before", old.name).with("after", clients::topic_name(&twin.member().object));
    }
}

/// A `spec` without the name it gives the topic.
fn without_name(mut spec: Node) -> Node {
    if let crate::yaml::Value::Map(map) = &mut spec.value {
        map.entries.retain(|entry| entry.key.text != "topicName");
    }
    spec
}

/// A second resource for one topic.
fn twice<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, after: &'a Member) {
    let (Some(change), Some(cluster)) = (pair.changes.first(), view::cluster_of(&after.object)) else {
        return;
    };
    let name = clients::topic_name(&after.object);
    let Some(first) =
        others(cx.after, after, name).find(|member| view::cluster_of(&member.object) == Some(cluster))
    else {
        return;
    };
    let hit = cx.hit("IMP-T22", change);
    hit.with("first", &first.object.name).with("topic", name).with("cluster", cluster);
}

fn others<'a>(side: &'a Side, after: &'a Member, name: &'a str) -> impl Iterator<Item = &'a Member> {
    side.of_kind("KafkaTopic").filter(move |member| {
        member.is_beside(after)
            && member.object.namespace == after.object.namespace
            && member.object.name != after.object.name
            && clients::topic_name(&member.object) == name
    })
}
