use crate::diagnostic::{Code, Severity};
use crate::lint::view::clients;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "client-authentication-refused",
        Severity::Error,
        include_str!("client_authentication_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPC12", "OPC13", "OPC14", "OPC25", "OBS-h09"],
    check: Check::Set(check),
};

/// The properties a `custom` authentication may set; the others are the operator's.
const CUSTOM: [&str; 2] = ["sasl.", "ssl.keystore."];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for kind in [Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2] {
        for Member { object, patched, .. } in set.of(kind) {
            for client in clients(object) {
                if let Some(authentication) = client.get("authentication").filter(|of| of.as_map().is_some())
                {
                    one(object, client, authentication, patched, cx);
                }
            }
        }
    }
}

fn one<'a>(object: &'a Object, client: &'a Node, authentication: &'a Node, patched: bool, cx: &mut Cx<'a>) {
    let Some(kind) = authentication.get("type") else { return };
    let lacks = |key| !patched && is_absent(authentication.get(key));
    let title = object.title();
    match kind.as_str() {
        Some("tls") if lacks("certificateAndKey") => {
            let message = format!("{title} authenticates by `tls` and names no `certificateAndKey`");
            cx.report(Place::Value(object, kind), message).help(
                "add `certificateAndKey: {secretName: <user>, certificate: user.crt, key: user.key}`, the Secret of the \
                 KafkaUser",
            );
        }
        Some("tls") if !patched && is_absent(client.get("tls")) => {
            let message =
                format!("{title} authenticates by a certificate, and without `tls` nobody is shown it");
            cx.report(Place::Value(object, kind), message)
                .severity(Severity::Warning)
                .help("add `tls: {trustedCertificates: [{secretName: <cluster>-cluster-ca-cert, pattern: \"*.crt\"}]}` beside it");
        }
        Some(word @ ("scram-sha-256" | "scram-sha-512" | "plain")) => {
            let missing: Vec<&str> =
                ["username", "passwordSecret"].into_iter().filter(|key| lacks(key)).collect();
            if !missing.is_empty() {
                let message = format!(
                    "{title} authenticates by `{word}` and names no `{}`",
                    missing.join("` and no `")
                );
                cx.report(Place::Value(object, kind), message).help(
                    "add `username: <user>` and `passwordSecret: {secretName: <user>, password: password}`, the Secret of \
                     the KafkaUser",
                );
            }
        }
        Some("custom") => {
            let lines =
                authentication.get("config").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
            for line in lines.filter(|line| !CUSTOM.iter().any(|prefix| line.key.text.starts_with(prefix))) {
                let message = format!("`{}` of the authentication of {title} is ignored", line.key.text);
                cx.report(Place::Key(object, &line.value), message)
                    .severity(Severity::Warning)
                    .help("here are `sasl.*` and `ssl.keystore.*`; truststores belong under `tls`");
            }
        }
        _ => {}
    }
}

fn is_absent(node: Option<&Node>) -> bool {
    node.is_none_or(Node::is_null)
}
