use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::meant_port;
use crate::facts::strimzi::{LOWEST_LISTENER_PORT, listener_port};
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-port-refused", Severity::Error, include_str!("listener_port_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL05", "KST02", "SD01", "GAP53"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka) {
        let Some(node) = listener.node.get("port") else { continue };
        let Some(port) = node.as_int().and_then(|port| i64::try_from(port).ok()) else { continue };
        // What is below the lowest the schema refuses already.
        if port < i64::from(LOWEST_LISTENER_PORT) {
            continue;
        }
        let Some(problem) = listener_port(port) else { continue };
        let message = format!("port {port} of listener `{}` of {} {problem}", listener.name, kafka.title());
        let meant = meant_port(port.into());
        let help = match meant {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("take a free port from {LOWEST_LISTENER_PORT} upwards, such as 9094"),
        };
        let place = Place::Value(kafka, node);
        let finding = cx.report(place, message).help(help);
        if let Some(meant) = meant.and_then(|meant| i64::try_from(meant).ok()) {
            finding.fix(Fix::risky().write(place, meant));
        }
    }
}
