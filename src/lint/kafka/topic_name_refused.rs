use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::topic_name;
use crate::lint::view::{cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topic-name-refused", Severity::Error, include_str!("topic_name_refused.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST32", "GAP09", "OBS-f07"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // Brokers name their metrics with `_` for both, so two such topics are one to them.
    let mut seen: BTreeMap<(&str, String), Vec<&'a Object>> = BTreeMap::new();
    for Member { object, patched, .. } in set.of(Kind::KafkaTopic) {
        if patched || judged_in_blueprint(object, &object.node) {
            continue;
        }
        let (place, name) = match object.at("spec/topicName").filter(|node| !node.is_null()) {
            None => (Place::name(object), object.name.as_str()),
            Some(node) => {
                let Some(name) = node.as_str() else { continue };
                (Place::Value(object, node), name)
            }
        };
        if let Some(problem) = topic_name(name) {
            // That Kubernetes does not take the name says more.
            if object.at("spec/topicName").is_some() {
                let message = format!("the topic name `{name}` of {} {problem}", object.title());
                cx.report(place, message)
                    .help("write another `topicName`: a topic is never renamed, so now is the time");
            }
            continue;
        }
        let Some(cluster) = cluster_of(object) else { continue };
        let alike = seen.entry((cluster, name.replace('.', "_"))).or_default();
        let other = alike.iter().find(|other| may_meet(other, object) && effective(other) != name);
        if let Some(other) = other {
            let message = format!(
                "the topics `{name}` and `{}` of `{cluster}` differ in `.` and `_` alone, and Kafka takes the first of them only",
                effective(other)
            );
            cx.report(place, message)
                .also(
                    Place::at(
                        other,
                        if other.at("spec/topicName").is_some() { "spec/topicName" } else { "metadata/name" },
                    ),
                    "the other one",
                )
                .help("give one of them another name");
        }
        alike.push(object);
    }
}

fn effective(topic: &Object) -> &str {
    topic.at("spec/topicName").and_then(Node::as_str).unwrap_or(&topic.name)
}
