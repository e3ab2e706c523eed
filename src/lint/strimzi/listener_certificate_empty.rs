use crate::diagnostic::{Code, Severity};
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "listener-certificate-empty",
        Severity::Error,
        include_str!("listener_certificate_empty.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL09"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka) {
        let own = listener.node.get("configuration").and_then(|of| of.get("brokerCertChainAndKey"));
        for key in ["secretName", "certificate", "key"] {
            let Some(node) = own.and_then(|own: &'a Node| own.get(key)) else { continue };
            if node.as_str() != Some("") {
                continue;
            }
            let message = format!(
                "`brokerCertChainAndKey.{key}` of listener `{}` of {} is empty: the operator refuses the whole resource",
                listener.name,
                kafka.title()
            );
            let help = match key {
                "secretName" => {
                    "name the Secret that holds the certificate, or take `brokerCertChainAndKey` out"
                }
                "certificate" => "name the key of the Secret that holds the certificate: `tls.crt`",
                _ => "name the key of the Secret that holds the private key: `tls.key`",
            };
            cx.report(Place::Value(kafka, node), message).help(help);
        }
    }
}
