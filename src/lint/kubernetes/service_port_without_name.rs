use crate::diagnostic::{Code, Severity};
use crate::lint::view::ports;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

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
            cx.report(Place::Key(object, port), message).help("add a `name` to each port");
        }
    }
}
