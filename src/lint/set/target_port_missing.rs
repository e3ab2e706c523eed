use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{containers, is_filled_in, pod, ports, selected, selects};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Set, Subject, may_meet};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("target-port-missing", Severity::Error, include_str!("target_port_missing.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S18"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.is_made_by_a_program() {
        return;
    }
    for Member { object: service, patched, .. } in set.of(Kind::Service) {
        let named: Vec<&Node> = ports(service)
            .filter_map(|port| port.get("targetPort").filter(|target| target.as_str().is_some_and(is_name)))
            .collect();
        let wanted = selected(service.at("spec/selector")).filter(|_| !patched && !named.is_empty());
        let Some(wanted) = wanted else { continue };
        let picked: Vec<Member<'a>> = set
            .of_kinds(Kind::WORKLOADS)
            .filter(|m| may_meet(m.object, service))
            .filter(|m| {
                pod(m.object).and_then(|pod| pod.labels()).is_some_and(|have| selects(&wanted, &have))
            })
            .collect();
        if picked.iter().any(|member| member.patched) {
            continue;
        }
        for target in named {
            let name = target.as_str().unwrap_or_default();
            if !picked.iter().any(|member| names(member.object).contains(&name))
                && let Some(first) = picked.first()
            {
                report(service, target, name, first.object, cx);
            }
        }
    }
}

/// A number in quotes is a number to whoever reads it here.
fn is_name(target: &str) -> bool {
    !target.is_empty() && target.parse::<u16>().is_err() && !target.contains('$') && !is_filled_in(target)
}

/// The names of the ports of a workload's containers.
fn names(workload: &Object) -> Vec<&str> {
    let Some(pod) = pod(workload) else { return Vec::new() };
    let ports = |container| Node::get(container, "ports").and_then(Node::as_list).into_iter().flatten();
    containers(pod.spec).flat_map(ports).filter_map(|port| port.get("name")?.as_str()).collect()
}

fn report<'a>(service: &'a Object, target: &'a Node, name: &str, workload: &'a Object, cx: &mut Cx<'a>) {
    let known = names(workload);
    let message = format!(
        "{} leads to the port called `{name}`, and no container of {} has a port of that name",
        service.title(),
        workload.title()
    );
    let listed: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let help = match (nearest(name, known.iter().copied()), listed.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "give the container's port that name, or write its number".to_owned(),
        (None, listed) => format!("its ports are called {}", listed.join(", ")),
    };
    cx.report(Place::Value(service, target), message)
        .also(Place::at(workload, "spec/template/spec/containers"), "its containers")
        .help(help)
        .fix(match nearest(name, known.iter().copied()) {
            Some(near) => Fix::risky().write(Place::Value(service, target), near),
            None => Fix::risky(),
        });
}
