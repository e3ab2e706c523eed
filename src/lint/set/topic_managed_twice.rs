use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::MANAGED;
use crate::lint::view::{annotation, cluster_of};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topic-managed-twice", Severity::Error, include_str!("topic_managed_twice.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPP04", "OBS-f06"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let mut by_name: BTreeMap<(&str, &str), Vec<&'a Object>> = BTreeMap::new();
    for member in set.of(Kind::KafkaTopic).filter(|member| !member.patched) {
        let topic = member.object;
        let unmanaged = annotation(topic, MANAGED).and_then(Node::as_str) == Some("false");
        let Some((cluster, name)) = cluster_of(topic).zip(effective(topic)).filter(|_| !unmanaged) else {
            continue;
        };
        let others = by_name.entry((cluster, name)).or_default();
        // Two of one name in Kubernetes are one object, written twice.
        if let Some(first) = others.iter().find(|other| other.name != topic.name && may_meet(other, topic)) {
            let message = format!("{} and {} are both the topic `{name}`", topic.title(), first.title());
            cx.report(place(topic), message)
                .also(place(first), "the first of them")
                .help("take one of them out, or give it a topic of its own by `spec.topicName`");
        }
        others.push(topic);
    }
}

/// What the topic is called in Kafka.
fn effective(topic: &Object) -> Option<&str> {
    match topic.at("spec/topicName").filter(|name| !name.is_null()) {
        Some(name) => name.as_str(),
        None => Some(&topic.name),
    }
}

fn place(topic: &Object) -> Place<'_> {
    match topic.at("spec/topicName").filter(|name| !name.is_null()) {
        Some(name) => Place::Value(topic, name),
        None => Place::name(topic),
    }
}
