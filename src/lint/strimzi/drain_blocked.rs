use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("drain-blocked", Severity::Warning, include_str!("drain_blocked.md")),
    subject: Subject::Strimzi,
    // Drain Cleaner asks for a budget of none.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP41", "K8S40"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let path = match Kind::of(&object.gvk) {
        Kind::Kafka => "spec/kafka/template/podDisruptionBudget/maxUnavailable",
        _ => "spec/template/podDisruptionBudget/maxUnavailable",
    };
    let Some(node) = object.at(path).filter(|node| !judged_in_blueprint(object, node)) else { return };
    let (message, help) = match node.as_int() {
        Some(0) => (
            format!("no pod of {} may be evicted: a node with one of them is never drained", object.title()),
            "take `maxUnavailable` out, unless Strimzi's Drain Cleaner rolls the pods in place of Kubernetes",
        ),
        Some(several) if several > 1 && Kind::of(&object.gvk) == Kind::Kafka => (
            format!(
                "{several} pods of {} may be evicted at once: with three copies, of which two must be in sync, one is all that \
                 writes survive",
                object.title()
            ),
            "write `maxUnavailable: 1`, or take it out",
        ),
        _ => return,
    };
    cx.report(Place::Value(object, node), message).help(help);
}
