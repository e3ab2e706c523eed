use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::names::kafka::cluster_ca_cert_secret;
use crate::lint::view::{calls, clients, doors};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("client-misses-listener", Severity::Error, include_str!("client_misses_listener.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP13", "GAP14"],
    check: Check::Set(check),
};

const CLIENTS: &[Kind] = &[Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A blueprint ties each client to its listener itself.
    if set.scope == Scope::Plan {
        return;
    }
    for Member { object, patched, .. } in set.of_kinds(CLIENTS) {
        if patched {
            continue;
        }
        for client in clients(object) {
            let Some(node) = client.get("bootstrapServers") else { continue };
            let Some(call) = calls(node.as_str().unwrap_or_default()).next() else { continue };
            let kafkas = call.kafkas(set, object);
            let [Member { object: kafka, patched: false, .. }] = kafkas.as_slice() else { continue };
            let Some(door) = doors(kafka).and_then(|doors| call.door(&doors)) else { continue };
            encryption(object, client, node, (kafka, door.node), cx);
            authentication(object, client, node, (kafka, door.node), cx);
        }
    }
}

fn is_there<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.get(key).filter(|node| !node.is_null())
}

fn name(listener: &Node) -> &str {
    listener.get("name").and_then(Node::as_str).unwrap_or_default()
}

fn encryption<'a>(
    object: &'a Object,
    client: &'a Node,
    node: &'a Node,
    (kafka, listener): (&'a Object, &'a Node),
    cx: &mut Cx<'a>,
) {
    let (Some(of), own) = (listener.get("tls"), is_there(client, "tls")) else { return };
    // A client may say in its configuration whom it trusts; the operator ignores the rest there.
    let (message, place, help) = match (of.as_bool(), own) {
        (Some(true), None) => (
            format!(
                "{} talks plain text to listener `{}` of {}, which expects TLS",
                object.title(),
                name(listener),
                kafka.title()
            ),
            Place::Value(object, node),
            format!(
                "add `tls: {{trustedCertificates: [{{secretName: {}, pattern: \"*.crt\"}}]}}`",
                cluster_ca_cert_secret(&kafka.name)
            ),
        ),
        (Some(false), Some(own)) => (
            format!(
                "{} talks TLS to listener `{}` of {}, which has none",
                object.title(),
                name(listener),
                kafka.title()
            ),
            Place::Key(object, own),
            "name a listener with `tls: true`, or take `tls` out".to_owned(),
        ),
        _ => return,
    };
    cx.report(place, message).also(Place::Value(kafka, of), "the listener").help(help);
}

fn authentication<'a>(
    object: &'a Object,
    client: &'a Node,
    node: &'a Node,
    (kafka, listener): (&'a Object, &'a Node),
    cx: &mut Cx<'a>,
) {
    let kind = |node: Option<&'a Node>| node.and_then(|node| node.get("type"));
    let (own, of) = (is_there(client, "authentication"), is_there(listener, "authentication"));
    let text = |node: Option<&'a Node>| kind(node).and_then(Node::as_str);
    let listener_key = Place::Key(kafka, of.unwrap_or(listener));
    let (title, name, whose) = (object.title(), name(listener), kafka.title());
    let (place, message, help) = match (own, text(own), text(of)) {
        (None, _, Some(asked @ ("tls" | "scram-sha-512"))) => (
            Place::Value(object, node),
            format!("{title} does not log in, and listener `{name}` of {whose} asks for `{asked}`"),
            format!("add `authentication` of type `{asked}` with the Secret of a KafkaUser"),
        ),
        // A certificate nobody asks for is not looked at.
        (Some(own), Some(given @ ("scram-sha-512" | "scram-sha-256" | "plain")), None) if of.is_none() => (
            kind(Some(own)).map_or(Place::Key(object, own), |kind| Place::Value(object, kind)),
            format!("{title} logs in by `{given}`, and listener `{name}` of {whose} has no `authentication`"),
            "take `authentication` out, or name a listener that has it".to_owned(),
        ),
        (Some(own), Some(given), Some(asked @ ("tls" | "scram-sha-512")))
            if given != asked && given != "custom" && given != "oauth" =>
        {
            (
                kind(Some(own)).map_or(Place::Key(object, own), |kind| Place::Value(object, kind)),
                format!("{title} logs in by `{given}`, and listener `{name}` of {whose} asks for `{asked}`"),
                format!("write `type: {asked}`, or name a listener that takes `{given}`"),
            )
        }
        _ => return,
    };
    cx.report(place, message).also(listener_key, "the listener").help(help);
}
