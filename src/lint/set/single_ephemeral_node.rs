use crate::diagnostic::{Code, Severity};
use crate::lint::view::{NodePool, Nodes, nodes, parts, storages};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("single-ephemeral-node", Severity::Warning, include_str!("single_ephemeral_node.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN23", "OPN24", "OBS-c01"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let Some(nodes) = nodes(set, &member).filter(Nodes::is_whole) else { continue };
        let only_broker = (nodes.brokers() == 1).then(|| nodes.of_brokers().next()).flatten();
        let controllers = nodes.pools.iter().find(|pool| pool.controller && pool.replicas > 0);
        let only_controller =
            controllers.filter(|_| nodes.controllers() == 1).map(|pool: &NodePool<'a>| pool.object);
        let is_same = only_broker.map(std::ptr::from_ref) == only_controller.map(std::ptr::from_ref);
        let kafka = member.object;
        if let Some(object) = only_broker {
            lost(kafka, object, if is_same { "node" } else { "broker" }, "every topic", cx);
        }
        if let Some(object) = only_controller.filter(|_| !is_same) {
            lost(kafka, object, "controller", "all it knows of its topics, users and brokers", cx);
        }
    }
}

fn lost<'a>(kafka: &'a Object, object: &'a Object, role: &str, what: &str, cx: &mut Cx<'a>) {
    let of_nodes = storages(object).next();
    let kind = of_nodes.into_iter().flat_map(parts).filter_map(|part| part.get("type"));
    let Some(kind) = kind.into_iter().find(|kind: &&'a Node| kind.as_str() == Some("ephemeral")) else {
        return;
    };
    let message =
        format!("{} has a single {role}, on ephemeral storage: a restart loses {what}", kafka.title());
    let severity = if cx.is_development() { Severity::Info } else { Severity::Warning };
    cx.report(Place::Value(object, kind), message)
        .severity(severity)
        .help("write `type: persistent-claim` with a `size`, or have three nodes");
}
