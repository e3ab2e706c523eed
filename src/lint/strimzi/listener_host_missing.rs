use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-host-missing", Severity::Error, include_str!("listener_host_missing.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL34", "OPL36", "OPL37", "OBS-a08"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka) {
        let Some(kind) =
            listener.kind.filter(|kind| matches!(kind, ListenerType::Ingress | ListenerType::TlsRoute))
        else {
            continue;
        };
        let configuration = listener.node.get("configuration");
        let has = |way: [&str; 2]| {
            let node = configuration.and_then(|c| c.get(way[0]));
            let node = if way[1].is_empty() { node } else { node.and_then(|node| node.get(way[1])) };
            node.is_some_and(|node| !node.is_null() && node.as_list().is_none_or(|items| !items.is_empty()))
        };
        let mut missing = Vec::new();
        if !has(["bootstrap", "host"]) {
            missing.push("`configuration.bootstrap.host`, the name clients bootstrap from");
        }
        if kind == ListenerType::TlsRoute && !has(["parentRefs", ""]) {
            missing.push("`configuration.parentRefs`, the Gateway it hangs on");
        }
        if missing.is_empty() {
            continue;
        }
        let message = format!(
            "listener `{}` of {} is of the type `{kind}` and lacks {}: the operator refuses the whole resource",
            listener.name,
            kafka.title(),
            missing.join(", and ")
        );
        let place =
            listener.node.get("type").map_or(Place::kind(kafka), |node: &Node| Place::Value(kafka, node));
        cx.report(place, message).help("add it");
    }
}
