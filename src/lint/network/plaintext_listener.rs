use crate::blueprint::{Kafka, Protocol};
use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("plaintext-listener", Severity::Warning, include_str!("plaintext_listener.md")),
    subject: Subject::Network,
    // A closed network may be meant to be enough.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD16"],
    check: Check::Several(&[Check::Object(&[Kind::Kafka], strimzi), Check::Platform(hdinsight)]),
};

fn strimzi<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let listeners = object.at("spec/kafka/listeners").and_then(Node::as_list);
    for listener in listeners.into_iter().flatten() {
        let Some(tls) = listener.get("tls").filter(|tls| tls.as_bool() == Some(false)) else { continue };
        let name = listener.get("name").and_then(Node::as_str).unwrap_or_default();
        let message = format!("listener `{name}` of {} takes clients in plain text", object.title());
        cx.report(Place::Value(object, tls), message)
            .help("write `tls: true`, and give clients the certificate");
    }
}

fn hdinsight<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, kafka) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &kafka.value else { continue };
        for (listener, own) in cluster.listeners.iter() {
            let plain = matches!(own.protocol.value, Protocol::Plaintext | Protocol::SaslPlaintext);
            if let Some(span) = own.protocol.span().filter(|_| plain) {
                let message = format!("`kafka/{name}/listeners/{listener}` takes clients in plain text");
                cx.report(Place::Bytes(span), message)
                    .help("use `SASL_SSL` or `SSL`, or say under `lint/ignore` why this network is enough");
            }
        }
    }
}
