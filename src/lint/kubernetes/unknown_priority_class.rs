use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-priority-class", Severity::Error, include_str!("unknown_priority_class.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["REF01"],
    check: Check::Set(check),
};

/// The two that every cluster has; nobody can make others that begin so.
const BUILT_IN: [&str; 2] = ["system-cluster-critical", "system-node-critical"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let made: Vec<&'a Object> = set
        .members()
        .map(|member| member.object)
        .filter(|object| object.gvk.kind == "PriorityClass")
        .collect();
    for Member { object, .. } in set.members() {
        for node in classes(object) {
            let Some(name) =
                node.as_str().filter(|name| !name.is_empty() && !judged_in_blueprint(object, node))
            else {
                continue;
            };
            if BUILT_IN.contains(&name) || made.iter().any(|class| class.name == name) {
                continue;
            }
            let near = nearest(name, made.iter().map(|class| class.name.as_str()).chain(BUILT_IN));
            // Another class may be made by somebody else, but not one of the system's.
            if !name.starts_with("system-") && (near.is_none() || set.open) {
                continue;
            }
            let message = format!(
                "{} asks for the PriorityClass `{name}`, which is not there: its pods are not made",
                object.title()
            );
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `{}` or `{}`, or a class of your own", BUILT_IN[0], BUILT_IN[1]),
            };
            cx.report(Place::Value(object, node), message).help(help);
        }
    }
}

/// What an object asks for: of its pod, or, in a resource of Strimzi, of the templates of its pods.
fn classes(object: &Object) -> Vec<&Node> {
    if let Some(pod) = pod(object) {
        return pod.spec.get("priorityClassName").into_iter().collect();
    }
    let templates: &[&str] = match Kind::of(&object.gvk) {
        Kind::Kafka => &[
            "spec/kafka/template/pod",
            "spec/entityOperator/template/pod",
            "spec/cruiseControl/template/pod",
            "spec/kafkaExporter/template/pod",
        ],
        Kind::KafkaNodePool | Kind::KafkaConnect | Kind::KafkaBridge | Kind::KafkaMirrorMaker2 => {
            &["spec/template/pod", "spec/template/buildPod"]
        }
        _ => &[],
    };
    templates.iter().filter_map(|path| object.at(path)?.get("priorityClassName")).collect()
}
