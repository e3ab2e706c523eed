use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-probe-port", Severity::Error, include_str!("unknown_probe_port.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

const ASKS: [&str; 5] =
    ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle/postStart", "lifecycle/preStop"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        for container in containers(pod.spec) {
            for asks in ASKS {
                let Some(asked) = asks.split('/').try_fold(container, |node, key| node.get(key)) else {
                    continue;
                };
                let ports = ["httpGet", "tcpSocket"].into_iter().filter_map(|by| asked.get(by)?.get("port"));
                ports.for_each(|port| report(object, container, asks, port, cx));
            }
        }
    }
}

/// The kubelet looks a name up among the ports of the same container.
fn report<'a>(object: &'a Object, container: &'a Node, asks: &str, port: &'a Node, cx: &mut Cx<'a>) {
    let Some(wanted) = port.as_str().filter(|wanted| wanted.parse::<u16>().is_err()) else { return };
    let ports = container.get("ports").and_then(Node::as_list).unwrap_or_default();
    let names: Vec<&str> = ports.iter().filter_map(|port| port.get("name")?.as_str()).collect();
    if names.contains(&wanted) {
        return;
    }
    let name = container.get("name").and_then(Node::as_str).unwrap_or_default();
    let message = format!(
        "`{asks}` of container `{name}` of {} asks port `{wanted}`, and that container has no port of that name",
        object.title()
    );
    let help = match nearest(wanted, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("name a port of container `{name}` `{wanted}`, or write its number here"),
    };
    cx.report(Place::Value(object, port), message).help(help);
}
