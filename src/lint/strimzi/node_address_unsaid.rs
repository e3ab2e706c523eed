use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{judged_in_blueprint, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("node-address-unsaid", Severity::Warning, include_str!("node_address_unsaid.md")),
    subject: Subject::Strimzi,
    // The internal address may be meant.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP29"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(object).filter(|listener| listener.kind == Some(ListenerType::NodePort)) {
        let Some(node) = listener.node.get("type").filter(|node| !judged_in_blueprint(object, node)) else {
            continue;
        };
        let configuration = listener.node.get("configuration");
        let said = |key| configuration.is_some_and(|of| of.get(key).is_some());
        let brokers =
            configuration.and_then(|of| of.get("brokers")).and_then(Node::as_list).unwrap_or_default();
        let hosts = brokers.iter().any(|broker| broker.get("advertisedHost").is_some());
        if hosts || said("preferredNodePortAddressType") || said("advertisedHostTemplate") {
            continue;
        }
        let message = format!(
            "listener `{}` of {} does not say by which address of their nodes brokers are reached: the first there is of ExternalDNS, \
             ExternalIP, InternalDNS, InternalIP and Hostname is advertised",
            listener.name,
            object.title()
        );
        cx.report(Place::Value(object, node), message).help(
            "write `preferredNodePortAddressType: ExternalIP` for clients outside, `InternalIP` for those in the network",
        );
    }
}
