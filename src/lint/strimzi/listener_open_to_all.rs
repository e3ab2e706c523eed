use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{judged_in_blueprint, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-open-to-all", Severity::Warning, include_str!("listener_open_to_all.md")),
    subject: Subject::Strimzi,
    // A closed network may be meant to be enough.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP42"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(object) {
        let Some(port) = listener.node.get("port").filter(|node| !judged_in_blueprint(object, node)) else {
            continue;
        };
        let there = |key| listener.node.get(key).is_some_and(|node: &Node| !node.is_null());
        if there("authentication") || there("networkPolicyPeers") {
            continue;
        }
        let outside = listener
            .kind
            .is_some_and(|kind| !matches!(kind, ListenerType::Internal | ListenerType::ClusterIp));
        let who = if outside { "everybody who reaches it" } else { "every pod of the cluster" };
        let message = format!(
            "listener `{}` of {} takes {who} and asks nobody who they are",
            listener.name,
            object.title()
        );
        cx.report(Place::Value(object, port), message)
            .help("add `authentication`, or say in `networkPolicyPeers` which pods may come");
    }
}
