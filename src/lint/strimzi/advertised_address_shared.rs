use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{Listener, config_text, judged_in_blueprint, listeners, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "advertised-address-shared",
        Severity::Error,
        include_str!("advertised_address_shared.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP30"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member @ Member { object, .. } in set.of(Kind::Kafka) {
        let several = nodes(set, &member).is_some_and(|nodes| nodes.brokers() > 1);
        for listener in listeners(object) {
            let Some(configuration) = listener.node.get("configuration") else { continue };
            brokers(object, listener, configuration, cx);
            if several {
                template(object, listener, configuration, cx);
            }
        }
    }
}

/// What the brokers of a list say of themselves.
fn brokers<'a>(object: &'a Object, listener: Listener<'a>, configuration: &'a Node, cx: &mut Cx<'a>) {
    let mut taken: Vec<(&str, Option<String>, &'a Node)> = Vec::new();
    // Each broker has a node port of its own.
    let by_node_port = listener.kind == Some(ListenerType::NodePort);
    for broker in configuration.get("brokers").and_then(Node::as_list).into_iter().flatten() {
        if let Some(port) = broker.get("advertisedPort").filter(|port| !judged_in_blueprint(object, port)) {
            out_of_range(object, listener, port, cx);
        }
        let Some(host) = broker.get("advertisedHost").filter(|host| !judged_in_blueprint(object, host))
        else {
            continue;
        };
        let Some(name) = host.as_str() else { continue };
        nobodys(object, listener, host, name, cx);
        let port = broker.get("advertisedPort").and_then(config_text);
        let other = taken
            .iter()
            .find(|(other, of, _)| *other == name && *of == port && !(by_node_port && port.is_none()));
        if let Some((.., first)) = other {
            let message = format!(
                "two brokers advertise `{name}` to the clients of listener `{}` of {}: who is sent to one of them may reach the \
                 other",
                listener.name,
                object.title()
            );
            cx.report(Place::Value(object, host), message)
                .also(Place::Value(object, first), "the first of them")
                .help("give each broker an `advertisedHost` of its own, or the same one with an `advertisedPort` of its own");
        } else {
            taken.push((name, port, host));
        }
    }
}

/// One name for all of several brokers, and nothing by which their ports differ.
fn template<'a>(object: &'a Object, listener: Listener<'a>, configuration: &'a Node, cx: &mut Cx<'a>) {
    let Some(node) = configuration.get("advertisedHostTemplate") else { return };
    let Some(text) = node.as_str().filter(|_| !judged_in_blueprint(object, node)) else { return };
    let differs = |node: &Node| {
        node.as_str().is_none_or(|text| text.contains("{nodeId}") || text.contains("{nodePodName}"))
    };
    let own_ports = listener.kind == Some(ListenerType::NodePort)
        || configuration.get("advertisedPortTemplate").is_some_and(differs)
        || configuration.get("brokers").is_some();
    if own_ports || differs(node) {
        return;
    }
    let message = format!(
        "every broker of {} advertises `{text}` to the clients of listener `{}`: who is sent to one of them reaches any",
        object.title(),
        listener.name
    );
    cx.report(Place::Value(object, node), message)
        .help("put `{nodeId}` into it, such as `broker-{nodeId}.kafka.example.com`");
}

fn out_of_range<'a>(object: &'a Object, listener: Listener<'a>, node: &'a Node, cx: &mut Cx<'a>) {
    let Some(port) = node.as_int().filter(|port| !(1..=65_535).contains(port)) else { return };
    let message =
        format!("`advertisedPort` {port} of listener `{}` of {} is no port", listener.name, object.title());
    cx.report(Place::Value(object, node), message).help("write one from 1 to 65535");
}

/// Names that mean the client itself.
fn nobodys<'a>(object: &'a Object, listener: Listener<'a>, node: &'a Node, name: &str, cx: &mut Cx<'a>) {
    let own = match name.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_unspecified() || address.is_loopback(),
        Err(_) => name == "localhost",
    };
    if !own {
        return;
    }
    let message = format!(
        "a broker advertises `{name}` to the clients of listener `{}` of {}: that is the client's own machine",
        listener.name,
        object.title()
    );
    // A developer's tunnel ends there.
    let severity = if name == "0.0.0.0" { Severity::Error } else { Severity::Warning };
    cx.report(Place::Value(object, node), message)
        .severity(severity)
        .help("write the name or address under which clients reach this broker");
}
