use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use std::net::IpAddr;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("cluster-ip-refused", Severity::Error, include_str!("cluster_ip_refused.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S19"],
    check: Check::Object(&[Kind::Service], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = object.at("spec/clusterIP") else { return };
    // An empty text asks for any free address.
    let Some(written) = node.as_str().filter(|written| !written.is_empty() && !written.contains(['{', '$']))
    else {
        return;
    };
    let kind = object.at("spec/type").filter(|kind| kind.as_str().is_some());
    let word = kind.and_then(Node::as_str).unwrap_or("ClusterIP");
    if written == "None" {
        let Some(kind) = kind.filter(|_| ["NodePort", "LoadBalancer", "ExternalName"].contains(&word)) else {
            return;
        };
        let message = format!(
            "{} is headless and of type `{word}`: the API server refuses both together",
            object.title()
        );
        cx.report(Place::Value(object, node), message)
            .also(Place::Value(object, kind), "a type that needs an address")
            .help("take `type` away, and make a second Service for those who come from outside");
    } else if written.parse::<IpAddr>().is_err() {
        let message =
            format!("`clusterIP: {written}` of {} is neither an address nor `None`", object.title());
        cx.report(Place::Value(object, node), message)
            .help("write `None`, with a capital letter, for a headless Service, or leave `clusterIP` away")
            .fix(if written.eq_ignore_ascii_case("none") {
                Fix::safe().write(Place::Value(object, node), "None")
            } else {
                Fix::risky()
            });
    }
}
