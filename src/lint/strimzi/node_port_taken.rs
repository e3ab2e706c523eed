use crate::diagnostic::{Code, Severity};
use crate::lint::view::{judged_in_blueprint, node_ports};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("node-port-taken", Severity::Error, include_str!("node_port_taken.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP06"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let mut taken: BTreeMap<i128, &'a Node> = BTreeMap::new();
    for (listener, node) in node_ports(object) {
        let Some(number) = node.as_int().filter(|_| !judged_in_blueprint(object, node)) else { continue };
        let Some(first) = taken.get(&number).copied() else {
            taken.insert(number, node);
            continue;
        };
        let message = format!(
            "listener `{}` of {} asks for the node port {number} a second time: Kubernetes gives it to one Service",
            listener.name,
            object.title()
        );
        cx.report(Place::Value(object, node), message).also(Place::Value(object, first), "taken here").help(
            "give the bootstrap Service and each broker a node port of its own, or leave `nodePort` away",
        );
    }
}
