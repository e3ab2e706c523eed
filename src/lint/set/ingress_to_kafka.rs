use crate::diagnostic::{Code, Severity};
use crate::lint::view::{broker, pod, selected, selects};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("ingress-to-kafka", Severity::Error, include_str!("ingress_to_kafka.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S57"],
    check: Check::Set(check),
};

/// Endings of names of Services that Strimzi makes for Kafka itself.
const OPERATORS: [&str; 2] = ["-kafka-bootstrap", "-kafka-brokers"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::Ingress) {
        if patched || passes_through(object) {
            continue;
        }
        for (name, port) in backends(object) {
            let Some(service) = name.as_str() else { continue };
            // Other ports of a broker's pod may well speak HTTP: metrics, a REST proxy beside it.
            let of_kafka = port.is_some_and(|port| (9092..=9095).contains(&port));
            let operators = OPERATORS.iter().any(|end| service.ends_with(end)) && set.is_operators(service);
            if of_kafka && (operators || leads_to_broker(set, object, service)) {
                report(object, name, service, cx);
            }
        }
    }
}

/// Whether an annotation has the controller hand TLS through without looking into it.
fn passes_through(ingress: &Object) -> bool {
    let annotations = ingress.at("metadata/annotations").and_then(Node::as_map);
    annotations.is_some_and(|map| {
        map.entries
            .iter()
            .any(|entry| entry.key.text.contains("passthrough") || entry.key.text.contains("tcp"))
    })
}

/// The Services an Ingress leads to with their ports, in its shape of today and the one before.
fn backends(ingress: &Object) -> Vec<(&Node, Option<i128>)> {
    let rules = ingress.at("spec/rules").and_then(Node::as_list).into_iter().flatten();
    let paths = rules.filter_map(|rule| rule.get("http")?.get("paths")?.as_list()).flatten();
    let paths = paths.filter_map(|path| path.get("backend"));
    let default = ["spec/defaultBackend", "spec/backend"].into_iter().filter_map(|path| ingress.at(path));
    paths.chain(default).filter_map(backend).collect()
}

fn backend(backend: &Node) -> Option<(&Node, Option<i128>)> {
    match backend.get("service") {
        Some(service) => {
            let port = service.get("port").and_then(|port| port.get("number")?.as_int());
            Some((service.get("name")?, port))
        }
        None => Some((backend.get("serviceName")?, backend.get("servicePort").and_then(Node::as_int))),
    }
}

fn leads_to_broker(set: &Set<'_>, ingress: &Object, service: &str) -> bool {
    let services: Vec<Member<'_>> = set.beside(Kind::Service, service, ingress).collect();
    let [Member { object: service, .. }] = services.as_slice() else { return false };
    let Some(wanted) = selected(service.at("spec/selector")) else { return false };
    set.of(Kind::StatefulSet).any(|member| {
        let have = pod(member.object).and_then(|pod| pod.labels());
        broker(member.object).is_some() && have.is_some_and(|have| selects(&wanted, &have))
    })
}

fn report<'a>(ingress: &'a Object, name: &'a Node, service: &str, cx: &mut Cx<'a>) {
    let message = format!(
        "{} leads to Kafka at Service `{service}`: an Ingress speaks HTTP, and Kafka does not",
        ingress.title()
    );
    cx.report(Place::Value(ingress, name), message).help(
        "use a listener of type `loadbalancer`, `nodeport` or `ingress` of Strimzi, or a controller that passes TLS through",
    );
}
