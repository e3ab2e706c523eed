use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::NODE_PORTS;
use crate::lint::view::{judged_in_blueprint, node_ports, ports};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("node-port-out-of-range", Severity::Warning, include_str!("node_port_out_of_range.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP06"],
    check: Check::Several(&[Check::Object(&[Kind::Service], check), Check::Object(&[Kind::Kafka], kafka)]),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for node in ports(object).filter_map(|port| port.get("nodePort")) {
        // 0 asks for any free one.
        if node.as_int() != Some(0) {
            one(object, node, cx);
        }
    }
}

fn kafka<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for (_, node) in node_ports(object) {
        one(object, node, cx);
    }
}

fn one<'a>(object: &'a Object, node: &'a Node, cx: &mut Cx<'a>) {
    let Some(number) = node.as_int().filter(|_| !judged_in_blueprint(object, node)) else { return };
    if u16::try_from(number).is_ok_and(|number| NODE_PORTS.contains(&number)) {
        return;
    }
    let (first, last) = (NODE_PORTS.start(), NODE_PORTS.end());
    let message = format!(
        "node port {number} of {} is not one of {first} to {last}, which clusters give out unless their API server is told \
         another range",
        object.title()
    );
    cx.report(Place::Value(object, node), message)
        .help(format!("take one of {first} to {last}, or leave `nodePort` away"));
}
