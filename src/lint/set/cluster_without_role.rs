use crate::diagnostic::{Code, Severity};
use crate::lint::view::{is_kraft, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("cluster-without-role", Severity::Error, include_str!("cluster_without_role.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN02", "OPN03", "OPN04", "OPN05", "OBS-b01", "OBS-b02", "OBS-b05", "OBS-b07", "OBS-b08"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    no_role(set, cx);
    for member in set.of(Kind::Kafka) {
        let kafka = member.object;
        let Some(nodes) = nodes(set, &member).filter(|nodes| !nodes.pools.is_empty()) else { continue };
        // A pool that fills the role may be in a file that is kept elsewhere.
        if set.open || set.is_rewritten() || set.pools_anywhere(&kafka.name) > nodes.pools.len() {
            continue;
        }
        // What is said of an empty list of roles is enough.
        if nodes.pools.iter().any(|pool| !pool.broker && !pool.controller) {
            continue;
        }
        let missing = match (nodes.brokers() > 0, nodes.controllers() > 0 || !is_kraft(kafka)) {
            (true, true) => continue,
            (false, false) => "nodes, for all of its pools have 0 of them",
            (false, true) => "brokers",
            (true, false) => "controllers",
        };
        let message = format!("{} has no {missing}: the operator refuses it", kafka.title());
        let finding = cx.report(Place::name(kafka), message);
        for pool in &nodes.pools {
            let at = if pool.replicas > 0 { "spec/roles" } else { "spec/replicas" };
            finding.also(Place::at(pool.object, at), "one of its pools");
        }
        let role = if nodes.brokers() > 0 { "controller" } else { "broker" };
        finding.help(format!(
            "add a KafkaNodePool with `roles: [{role}]` and `replicas: 3`, or `{role}` to the roles of one there is"
        ));
    }
}

fn no_role<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::KafkaNodePool).filter(|member| !member.patched) {
        let pool = member.object;
        let Some(roles) = pool.at("spec/roles") else { continue };
        if roles.as_list().is_some_and(<[Node]>::is_empty) {
            let message = format!("{} has no role: the operator refuses the whole cluster", pool.title());
            cx.report(Place::Value(pool, roles), message)
                .help("write `roles: [broker]`, `roles: [controller]` or both");
        }
    }
}
