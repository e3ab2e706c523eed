use crate::diagnostic::{Code, Severity};
use crate::facts::provider::{
    AZURE_INTERNAL_ANNOTATION, AZURE_IPV4_ANNOTATION, AZURE_PRIVATE_LINK_ANNOTATION, AZURE_SUBNET_ANNOTATION,
};
use crate::lint::view::{LoadBalancer, load_balancers};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use ipnet::Ipv4Net;
use std::net::Ipv4Addr;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "azure-annotation-ignored",
        Severity::Warning,
        include_str!("azure_annotation_ignored.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET95"],
    check: Check::Object(&[Kind::Service, Kind::Kafka], check),
};

const PRIVATE_LINK: &str = "service.beta.kubernetes.io/azure-pls-";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for balancer in load_balancers(object) {
        one(object, &balancer, cx);
    }
}

fn one<'a>(object: &'a Object, balancer: &LoadBalancer<'a>, cx: &mut Cx<'a>) {
    let title = &balancer.title;
    let internal = balancer.annotation(AZURE_INTERNAL_ANNOTATION);
    let word = internal.and_then(Node::as_str);
    if let (Some(node), Some(word)) = (internal, word.filter(|word| !["true", "false"].contains(word))) {
        let message = format!(
            "`{AZURE_INTERNAL_ANNOTATION}: {word}` of {title} asks for nothing: AKS knows the word `true` alone, and makes a \
             public load balancer"
        );
        let place = Place::Value(object, node);
        let finding = cx.report(place, message).help("write `\"true\"`, or take the annotation out");
        if word.eq_ignore_ascii_case("true") {
            finding.fix(Fix::risky().write(place, "true"));
        }
        return;
    }
    let is_internal = word == Some("true");
    if let Some(node) = balancer.annotation(AZURE_SUBNET_ANNOTATION).filter(|_| !is_internal) {
        let message =
            format!("`{AZURE_SUBNET_ANNOTATION}` of {title} is ignored: its load balancer is a public one");
        cx.report(Place::Value(object, node), message)
            .help(format!("add `{AZURE_INTERNAL_ANNOTATION}: \"true\"`, or take the subnet out"));
    }
    if !is_internal {
        private_address(object, balancer, cx);
    }
    let creates = balancer.annotation(AZURE_PRIVATE_LINK_ANNOTATION).and_then(Node::as_str) == Some("true");
    let others = balancer.annotations.and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
    let detail = others
        .into_iter()
        .find(|e| e.key.text.starts_with(PRIVATE_LINK) && e.key.text != AZURE_PRIVATE_LINK_ANNOTATION);
    if let Some(entry) = detail.filter(|_| !creates) {
        let message =
            format!("`{}` of {title} is ignored: no Private Link Service is asked for", entry.key.text);
        cx.report(Place::Key(object, &entry.value), message)
            .help(format!("add `{AZURE_PRIVATE_LINK_ANNOTATION}: \"true\"`, or take it out"));
    }
}

/// A public load balancer has a public address; one of the network is taken for the name of none.
fn private_address<'a>(object: &'a Object, balancer: &LoadBalancer<'a>, cx: &mut Cx<'a>) {
    let Some(node) = balancer.annotation(AZURE_IPV4_ANNOTATION) else { return };
    let Some(address) = node.as_str().and_then(|text| text.parse::<Ipv4Addr>().ok()) else { return };
    if !crate::facts::azure::is_private(Ipv4Net::from(address)) {
        return;
    }
    let title = &balancer.title;
    let message = format!(
        "{title} asks for the private address {address}, and its load balancer is a public one: AKS finds no public \
         address {address}"
    );
    cx.report(Place::Value(object, node), message)
        .severity(Severity::Error)
        .help(format!("add `{AZURE_INTERNAL_ANNOTATION}: \"true\"`"));
}
