use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{PortTemplate, port_template};
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("advertised-port-refused", Severity::Error, include_str!("advertised_port_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL41"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka) {
        let template = listener.node.get("configuration").and_then(|of| of.get("advertisedPortTemplate"));
        let Some((node, text)) = template.and_then(|node: &'a Node| Some((node, node.as_str()?))) else {
            continue;
        };
        let of = format!("`advertisedPortTemplate` of listener `{}` of {}", listener.name, kafka.title());
        // The first node has the lowest id, and with it as a rule the lowest port.
        let (message, help) = match port_template(text, 0) {
            PortTemplate::Unreadable => (
                format!("{of} is `{text}`, which is no sum: the operator refuses the whole resource"),
                "write numbers, `{nodeId}`, `+`, `-`, `*` and brackets: `9000 + {nodeId}`".to_owned(),
            ),
            PortTemplate::Port(port) if !(1..=65_535).contains(&port) && !text.contains('-') => (
                format!("{of} is `{text}`, which gives node 0 the port {port}"),
                "have it give ports from 1 to 65535: `9000 + {nodeId}`".to_owned(),
            ),
            PortTemplate::Port(_) => continue,
        };
        cx.report(Place::Value(kafka, node), message).help(help);
    }
}
