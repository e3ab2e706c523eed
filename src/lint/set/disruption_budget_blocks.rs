use crate::diagnostic::{Code, Severity};
use crate::lint::view::{pod, selects};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject, labels, may_meet};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "disruption-budget-blocks",
        Severity::Warning,
        include_str!("disruption_budget_blocks.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S41"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::PodDisruptionBudget) {
        if patched || object.at("spec/selector").is_none_or(Node::is_null) {
            continue;
        }
        let most = object.at("spec/maxUnavailable");
        if let Some(node) = most.filter(|n| n.as_int() == Some(0) || n.as_str() == Some("0%")) {
            let message =
                format!("{} lets no pod go: no node with one of them can be drained", object.title());
            cx.report(Place::Value(object, node), message).help("write `maxUnavailable: 1`");
        }
        let Some(node) = object.at("spec/minAvailable") else { continue };
        if node.as_str() == Some("100%") {
            let message = format!(
                "{} asks for all of its pods: no node with one of them can be drained",
                object.title()
            );
            cx.report(Place::Value(object, node), message).help("write `maxUnavailable: 1` instead");
        } else if let Some(least) = node.as_int() {
            counted(set, object, node, least, cx);
        }
    }
}

/// As many as there are. Where somebody else scales, or others may have the labels, nobody can count.
fn counted<'a>(set: &Set<'a>, object: &'a Object, node: &'a Node, least: i128, cx: &mut Cx<'a>) {
    let listed = object.at("spec/selector/matchExpressions").and_then(Node::as_list);
    if listed.is_some_and(|listed| !listed.is_empty())
        || set.of(Kind::HorizontalPodAutoscaler).next().is_some()
    {
        return;
    }
    let Some(wanted) = labels(object.at("spec/selector/matchLabels")) else { return };
    let chosen = |member: &Member<'a>| {
        let have = pod(member.object).and_then(|pod| pod.labels());
        may_meet(member.object, object) && have.is_some_and(|have| selects(&wanted, &have))
    };
    let chosen: Vec<Member<'a>> = set.of_kinds(Kind::WORKLOADS).filter(chosen).collect();
    let ([Member { object: workload, patched: false, .. }], false) = (chosen.as_slice(), wanted.is_empty())
    else {
        return;
    };
    let scaled = matches!(Kind::of(&workload.gvk), Kind::StatefulSet | Kind::Deployment | Kind::ReplicaSet);
    let replicas = workload.at("spec/replicas");
    let count = replicas.map_or(Some(1), Node::as_int);
    let Some(count) = count.filter(|count| scaled && *count > 0 && least >= *count) else { return };
    let message = format!(
        "{} asks for {least} of the {count} pods of {}: no node with one of them can be drained",
        object.title(),
        workload.title()
    );
    let help = if count > 1 {
        "write `maxUnavailable: 1` instead"
    } else {
        "have more pods, or take the budget away"
    };
    cx.report(Place::Value(object, node), message)
        .also(Place::at(workload, "spec/replicas"), "as many as there are")
        .help(help);
}
