use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Address, Headless, addresses, headless, ports, texts};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "service-port-not-offered",
        Severity::Error,
        include_str!("service_port_not_offered.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP52"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.of(Kind::Service).next().is_none() || set.is_made_by_a_program() {
        return;
    }
    for Member { object, .. } in set.members() {
        for node in texts(object) {
            let mut said = Vec::new();
            for address in addresses(node.as_str().unwrap_or_default()) {
                if !said.contains(&address) && judge(set, object, node, address, cx) {
                    said.push(address);
                }
            }
        }
    }
}

/// Whether something was said of an address.
fn judge<'a>(set: &Set<'a>, user: &'a Object, node: &'a Node, address: Address<'_>, cx: &mut Cx<'a>) -> bool {
    // `orders:1:3` is a topic with its partitions and replicas, and a small number no port.
    let Some(port) =
        address.port.filter(|port| !address.several && (*port >= 1000 || [80, 443].contains(port)))
    else {
        return false;
    };
    let Some((name, namespace)) = address.service() else { return false };
    let namespace = namespace.or(user.namespace.as_deref());
    let meant = |m: &Member<'a>| match (m.object.namespace.as_deref(), namespace) {
        (Some(own), Some(wanted)) => own == wanted || set.moved,
        _ => true,
    };
    let services: Vec<Member<'a>> = set.named(Kind::Service, name).filter(meant).collect();
    let Some(first) = services.first() else { return false };
    let may = |m: &Member<'a>| m.patched || offers(m.object, port) != Some(false);
    if set.open || services.iter().any(may) {
        return false;
    }
    let offered: Vec<String> =
        ports(first.object).filter_map(|port| Some(format!("`{}`", port.get("port")?.as_int()?))).collect();
    let message = format!(
        "{} calls port {port} of {}, and that Service has no such port",
        user.title(),
        first.object.title()
    );
    cx.report(Place::Value(user, node), message)
        .also(Place::at(first.object, "spec/ports"), "its ports")
        .help(format!(
            "it has {}: write one of them, or add port {port} to the Service",
            offered.join(" and ")
        ));
    true
}

/// Whether a Service takes connections at a port; `None` where it does not decide that itself.
fn offers(service: &Object, port: u16) -> Option<bool> {
    let elsewhere = service.at("spec/type").and_then(Node::as_str) == Some("ExternalName");
    if elsewhere || headless(service) != Headless::No {
        return None;
    }
    let numbers: Option<Vec<i128>> = ports(service).map(|port| port.get("port")?.as_int()).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    Some(numbers.contains(&i128::from(port)))
}
