use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::SKIP_BROKER_SCALEDOWN_CHECK;
use crate::lint::view::annotation;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("scale-down-unchecked", Severity::Warning, include_str!("scale_down_unchecked.md")),
    subject: Subject::Strimzi,
    // For the hour in which a broken node is given up it is meant so.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["OPN20", "OPN21"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = annotation(kafka, SKIP_BROKER_SCALEDOWN_CHECK) else { return };
    if node.as_str() != Some("true") {
        return;
    }
    let message = format!(
        "{} lets go of brokers, and of their role, without a look at what they hold: partitions go with them",
        kafka.title()
    );
    cx.report(Place::Key(kafka, node), message)
        .help("take the annotation out again; brokers are emptied by a KafkaRebalance before they go")
        .fix(Fix::risky().remove(Place::Value(kafka, node)));
}
