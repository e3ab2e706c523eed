use crate::diagnostic::{Code, Severity};
use crate::lint::view::ports;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "service-port-without-name",
        Severity::Error,
        include_str!("service_port_without_name.md"),
    ),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S16"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::Service) {
        let count = ports(object).count();
        if patched || count < 2 {
            continue;
        }
        for port in ports(object).filter(|port| port.as_map().is_some() && port.get("name").is_none()) {
            let message = format!("{} has {count} ports, and this one has no name", object.title());
            let finding = cx.report(Place::Key(object, port), message).help("add a `name` to each port");
            if let Some(name) = name(object, port) {
                finding.fix(Fix::safe().add(Place::Value(object, port), "name", name));
            }
        }
    }
}

/// A name that says no more than the number does, and is nobody else's.
fn name(object: &Object, port: &Node) -> Option<String> {
    let number = port.get("port")?.as_int()?;
    let alone =
        ports(object).filter(|other| other.get("port").and_then(Node::as_int) == Some(number)).count() == 1;
    let name = match port.get("protocol").and_then(Node::as_str) {
        Some(protocol) if !alone => format!("{}-{number}", protocol.to_ascii_lowercase()),
        None if !alone => format!("tcp-{number}"),
        _ => format!("port-{number}"),
    };
    let taken = ports(object).any(|other| other.get("name").and_then(Node::as_str) == Some(&name));
    (!taken && name.len() <= 15).then_some(name)
}
