use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{judged_in_blueprint, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "peers-behind-load-balancer",
        Severity::Warning,
        include_str!("peers_behind_load_balancer.md"),
    ),
    subject: Subject::Network,
    // Some networks keep the address of the client.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF13"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(object) {
        if !matches!(listener.kind, Some(ListenerType::LoadBalancer | ListenerType::NodePort)) {
            continue;
        }
        let local = listener.node.get("configuration").and_then(|of| of.get("externalTrafficPolicy"));
        let peers = listener.node.get("networkPolicyPeers").and_then(Node::as_list).into_iter().flatten();
        let Some(block) =
            peers.filter_map(|peer| peer.get("ipBlock")).find(|node| !judged_in_blueprint(object, node))
        else {
            continue;
        };
        if local.and_then(Node::as_str) == Some("Local") {
            continue;
        }
        let message = format!(
            "listener `{}` of {} lets in addresses of clients, and sees those of nodes: without `externalTrafficPolicy: Local` \
             the node a client comes by puts its own in place",
            listener.name,
            object.title()
        );
        cx.report(Place::Key(object, block), message).help(
            "add `externalTrafficPolicy: Local` to `configuration`, or let in the addresses of the nodes",
        );
    }
}
