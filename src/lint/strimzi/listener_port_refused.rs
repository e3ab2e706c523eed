use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{LOWEST_LISTENER_PORT, listener_port};
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-port-refused", Severity::Error, include_str!("listener_port_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL05", "KST02", "SD01"],
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
        let help = match slip(port) {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("take a free port from {LOWEST_LISTENER_PORT} upwards, such as 9094"),
        };
        cx.report(Place::Value(kafka, node), message).help(help);
    }
}

/// A port with a digit too many: 92092 is 9092.
fn slip(port: i64) -> Option<i64> {
    let text = port.to_string();
    let shorter =
        (0..text.len()).filter_map(|at| format!("{}{}", &text[..at], &text[at + 1..]).parse::<i64>().ok());
    if port <= i64::from(u16::MAX) {
        return None;
    }
    shorter.filter(|meant| [9092, 9093, 9094, 9095].contains(meant)).min()
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn one_digit_too_many() {
        assert_eq!([slip(92092), slip(90993), slip(70000), slip(9404)], [Some(9092), Some(9093), None, None]);
    }
}
