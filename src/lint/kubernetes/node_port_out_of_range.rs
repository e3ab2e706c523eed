use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::NODE_PORTS;
use crate::lint::view::ports;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("node-port-out-of-range", Severity::Warning, include_str!("node_port_out_of_range.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::Service], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for node in ports(object).filter_map(|port| port.get("nodePort")) {
        // 0 asks for any free one.
        let Some(number) = node.as_int().filter(|number| *number != 0) else { continue };
        if u16::try_from(number).is_ok_and(|number| NODE_PORTS.contains(&number)) {
            continue;
        }
        let (first, last) = (NODE_PORTS.start(), NODE_PORTS.end());
        let message = format!(
            "node port {number} of {} is not one of {first} to {last}, which clusters give out unless their API server \
             is told another range",
            object.title()
        );
        cx.report(Place::Value(object, node), message)
            .help(format!("take one of {first} to {last}, or leave `nodePort` away"));
    }
}
