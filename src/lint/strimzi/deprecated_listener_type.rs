use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "deprecated-listener-type",
        Severity::Warning,
        include_str!("deprecated_listener_type.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL40", "OPK22"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    // Those who run an operator that serves older versions have nothing else yet.
    if kafka.gvk.version != "v1" {
        return;
    }
    for listener in listeners(kafka).filter(|listener| listener.kind == Some(ListenerType::Ingress)) {
        let Some(node) = listener.node.get("type") else { continue };
        let message = format!(
            "listener `{}` of {} is of the type `ingress`, which is deprecated since Strimzi 0.51",
            listener.name,
            kafka.title()
        );
        cx.report(Place::Value(kafka, node), message).help(
            "move clients to a listener of the type `loadbalancer`, or `tlsroute` where there is a Gateway that takes TLS \
             through",
        );
    }
}
