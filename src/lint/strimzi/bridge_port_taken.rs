use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::names::bridge::{DEFAULT_PORT, MANAGEMENT_PORT};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("bridge-port-taken", Severity::Error, include_str!("bridge_port_taken.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP20"],
    check: Check::Object(&[Kind::KafkaBridge], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = object.at("spec/http/port").filter(|node| !judged_in_blueprint(object, node)) else {
        return;
    };
    if node.as_int() != Some(MANAGEMENT_PORT.into()) {
        return;
    }
    let message = format!(
        "{} serves its REST interface on port {MANAGEMENT_PORT}, which it needs for health checks and metrics",
        object.title()
    );
    cx.report(Place::Value(object, node), message)
        .help(format!("take another port, such as {DEFAULT_PORT}, which is the usual one"));
}
