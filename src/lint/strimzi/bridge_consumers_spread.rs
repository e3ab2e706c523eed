use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "bridge-consumers-spread",
        Severity::Warning,
        include_str!("bridge_consumers_spread.md"),
    ),
    subject: Subject::Strimzi,
    // A Service of somebody else may keep clients at their pod.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP21", "REF12"],
    check: Check::Object(&[Kind::KafkaBridge], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(replicas) = object.at("spec/replicas").filter(|node| !judged_in_blueprint(object, node)) else {
        return;
    };
    let Some(several) = replicas.as_int().filter(|replicas| *replicas > 1) else { return };
    let consumers = object.at("spec/consumer/enabled").and_then(Node::as_bool) != Some(false);
    if !consumers {
        return;
    }
    let message = format!(
        "{} has {several} pods, and a consumer made through one of them is not known to the others: `404` for calls that reach another",
        object.title()
    );
    cx.report(Place::Value(object, replicas), message).help(
        "write `replicas: 1`, or a Service of your own with `sessionAffinity: ClientIP`, or `consumer: {enabled: false}` where \
         nobody consumes",
    );
}
