use crate::diagnostic::{Code, Severity};
use crate::lint::view::cluster_of;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("status-contradicts", Severity::Error, include_str!("status_contradicts.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN09", "OPP01"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::KafkaTopic) {
        topic(member.object, cx);
    }
    let pools: Vec<&'a Object> = set.of(Kind::KafkaNodePool).map(|member| member.object).collect();
    for (at, pool) in pools.iter().enumerate() {
        for other in &pools[..at] {
            let one_cluster = cluster_of(pool).is_some() && cluster_of(pool) == cluster_of(other);
            if one_cluster && pool.name != other.name && may_meet(pool, other) {
                nodes(pool, other, cx);
            }
        }
    }
}

fn topic<'a>(topic: &'a Object, cx: &mut Cx<'a>) {
    let Some((known, before)) = topic.at("status/topicName").and_then(|node| Some((node, node.as_str()?)))
    else {
        return;
    };
    let (now, place) = match topic.at("spec/topicName").filter(|name| !name.is_null()) {
        Some(node) => (node.as_str(), Place::Value(topic, node)),
        None => (Some(topic.name.as_str()), Place::name(topic)),
    };
    let Some(now) = now.filter(|now| *now != before) else { return };
    let message =
        format!("{} is to be the topic `{now}`, and was `{before}`: no topic is renamed", topic.title());
    cx.report(place, message)
        .also(Place::Value(topic, known), "what it is")
        .help(format!("write `topicName: {before}`, or make a new KafkaTopic for `{now}`"));
}

fn nodes<'a>(pool: &'a Object, other: &'a Object, cx: &mut Cx<'a>) {
    let ids = |pool: &'a Object| pool.at("status/nodeIds").and_then(Node::as_list).unwrap_or_default();
    for node in ids(pool) {
        let Some(id) = node.as_int() else { continue };
        let Some(first) = ids(other).iter().find(|other| other.as_int() == Some(id)) else { continue };
        let message = format!(
            "node {id} belongs to {} and to {}: the operator refuses the whole cluster",
            pool.title(),
            other.title()
        );
        cx.report(Place::Value(pool, node), message)
            .also(Place::Value(other, first), "here as well")
            .help("take `status` out of a pool that is to be a new one: its ids are those of the pool it was copied from");
    }
}
