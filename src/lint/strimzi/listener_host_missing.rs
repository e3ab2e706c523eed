use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{Listener, Nodes, listeners, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-host-missing", Severity::Error, include_str!("listener_host_missing.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL34", "OPL35", "OPL36", "OPL37", "OPL38", "OBS-a08"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka).filter(|member| !member.patched) {
        for listener in listeners(member.object) {
            if matches!(listener.kind, Some(ListenerType::Ingress | ListenerType::TlsRoute)) {
                judge(set, &member, listener, cx);
            }
        }
    }
}

fn judge<'a>(set: &Set<'a>, member: &Member<'a>, listener: Listener<'a>, cx: &mut Cx<'a>) {
    let (kafka, Some(kind)) = (member.object, listener.kind) else { return };
    let configuration = listener.node.get("configuration");
    let has = |way: [&str; 2]| {
        let node = configuration.and_then(|c| c.get(way[0]));
        let node = if way[1].is_empty() { node } else { node.and_then(|node| node.get(way[1])) };
        node.is_some_and(|node| !node.is_null() && node.as_list().is_none_or(|items| !items.is_empty()))
    };
    let mut missing = Vec::new();
    if !has(["bootstrap", "host"]) {
        missing.push("`configuration.bootstrap.host`, the name clients bootstrap from".to_owned());
    }
    if kind == ListenerType::TlsRoute && !has(["parentRefs", ""]) {
        missing.push("`configuration.parentRefs`, the Gateway it hangs on".to_owned());
    }
    if !has(["hostTemplate", ""]) {
        missing.extend(of_brokers(set, member, configuration));
    }
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "listener `{}` of {} is of the type `{kind}` and lacks {}: the operator refuses the whole resource",
        listener.name,
        kafka.title(),
        missing.join(", and ")
    );
    let place = listener.node.get("type").map_or(Place::kind(kafka), |node: &Node| Place::Value(kafka, node));
    cx.report(place, message).help("add it");
}

/// What is missing of the names of the brokers: each has one of its own where there is no template. Fewer names than
/// brokers are too few, whatever the brokers' ids.
fn of_brokers<'a>(set: &Set<'a>, member: &Member<'a>, configuration: Option<&Node>) -> Option<String> {
    let template = "`configuration.hostTemplate`, the names of its brokers";
    let brokers = configuration.and_then(|of| of.get("brokers")).filter(|brokers| !brokers.is_null());
    let Some(brokers) = brokers else { return Some(template.to_owned()) };
    let named =
        brokers.as_list()?.iter().filter(|broker| broker.get("host").is_some_and(|host| !host.is_null()));
    let (named, there) = (named.count(), nodes(set, member).filter(Nodes::is_whole)?.brokers());
    (i128::try_from(named).ok()? < there).then(|| {
        format!("the `host` of {} of its {there} brokers", there - i128::try_from(named).unwrap_or_default())
    })
}
