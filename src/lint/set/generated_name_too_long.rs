use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::facts::strimzi::names::{bridge, connect, kafka, mirror_maker_2};
use crate::lint::view::{cluster_of, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("generated-name-too-long", Severity::Error, include_str!("generated_name_too_long.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP27"],
    check: Check::Set(check),
};

/// Of host names, Services and values of labels. Source: RFC 1123, and Kubernetes' validation of both.
const LIMIT: usize = 63;

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // The names of a blueprint are measured there, and a kustomization may put more before each.
    if set.scope == Scope::Plan {
        return;
    }
    for Member { object, .. } in set.of(Kind::KafkaNodePool) {
        let Some(cluster) = cluster_of(object) else { continue };
        // Counted from 0, and more digits with more nodes.
        let last = object.at("spec/replicas").and_then(Node::as_int).and_then(|n| u32::try_from(n - 1).ok());
        let pod = kafka::pod(cluster, &object.name, last.unwrap_or(0));
        said(object, &pod, "the host name of a node", cx);
    }
    for Member { object, .. } in set.of(Kind::Kafka) {
        said(object, &kafka::bootstrap_service(&object.name), "a Service", cx);
        for listener in listeners(object) {
            let Some(kind) = listener.kind.filter(|kind| *kind != ListenerType::Internal) else { continue };
            let service = kafka::listener_bootstrap_service(&object.name, listener.name, kind);
            if kafka::bootstrap_service(&object.name).len() <= LIMIT {
                said(object, &service, "a Service", cx);
            }
        }
    }
    for Member { object, .. } in set.of(Kind::KafkaConnect) {
        said(object, &connect::pod(&object.name, 0), "the host name of a worker", cx);
    }
    for Member { object, .. } in set.of(Kind::KafkaMirrorMaker2) {
        said(object, &mirror_maker_2::pod(&object.name, 0), "the host name of a worker", cx);
    }
    for Member { object, .. } in set.of(Kind::KafkaBridge) {
        said(object, &bridge::service(&object.name), "a Service", cx);
    }
}

fn said<'a>(object: &'a Object, name: &str, of: &str, cx: &mut Cx<'a>) {
    let Some(over) = name.len().checked_sub(LIMIT + 1) else { return };
    let message = format!(
        "{of} of {} is to be `{name}`, which has {} characters, and {LIMIT} are allowed",
        object.title(),
        name.len()
    );
    cx.report(Place::name(object), message)
        .help(format!("take {} characters or more out of the names it is made of", over + 1));
}
