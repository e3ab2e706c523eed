use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_label, cluster_of};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("entity-operator-missing", Severity::Error, include_str!("entity_operator_missing.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP37", "OBS-f08"],
    check: Check::Set(check),
};

const KINDS: [(Kind, &str); 2] = [(Kind::KafkaTopic, "topicOperator"), (Kind::KafkaUser, "userOperator")];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // An operator that stands alone watches for a cluster without one.
    if set.reshaped || set.members().any(|member| is_operator(&member)) {
        return;
    }
    for (kind, operator) in KINDS {
        for Member { object, patched, .. } in set.of(kind) {
            let (Some(cluster), Some(label), false) = (cluster_of(object), cluster_label(object), patched)
            else {
                continue;
            };
            let mut clusters = set.beside(Kind::Kafka, cluster, object);
            let (Some(Member { object: kafka, patched: false, .. }), None) =
                (clusters.next(), clusters.next())
            else {
                continue;
            };
            let has = kafka.at("spec/entityOperator").and_then(|of| of.get(operator));
            if has.is_some_and(|node| !node.is_null()) || kafka.at("spec").is_none() {
                continue;
            }
            let message = format!(
                "{} is looked after by nobody: {} has no `entityOperator.{operator}`",
                object.title(),
                kafka.title()
            );
            cx.report(Place::Value(object, label), message)
                .also(Place::at(kafka, "spec/entityOperator"), "it belongs here")
                .help(format!("add `{operator}: {{}}` to `spec.entityOperator` of the Kafka"));
        }
    }
}

/// A Deployment of a topic or user operator on its own: it is told the cluster by its environment.
fn is_operator(member: &Member<'_>) -> bool {
    let Some(pod) = crate::lint::view::pod(member.object) else { return false };
    crate::lint::view::containers(pod.spec).any(|container| {
        let image = container.get("image").and_then(crate::object::Node::as_str).unwrap_or_default();
        image.contains("strimzi/operator")
            || image.contains("topic-operator")
            || image.contains("user-operator")
    })
}
