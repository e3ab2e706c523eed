use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::meant_port;
use crate::lint::view::{containers, pod, ports};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("port-out-of-range", Severity::Error, include_str!("port_out_of_range.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S13", "SD01"],
    check: Check::Several(&[
        Check::Object(&[Kind::Service], of_service),
        Check::Object(Kind::WORKLOADS, of_pod),
        Check::Object(&[Kind::NetworkPolicy], of_policy),
    ]),
};

fn of_service<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for port in ports(object) {
        ["port", "targetPort"].into_iter().for_each(|key| judge(object, key, port.get(key), cx));
    }
}

fn of_pod<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for container in containers(pod.spec) {
        for port in container.get("ports").and_then(Node::as_list).into_iter().flatten() {
            judge(object, "containerPort", port.get("containerPort"), cx);
            // 0 is what a program writes that means none.
            let host = port.get("hostPort").filter(|host| host.as_int() != Some(0));
            judge(object, "hostPort", host, cx);
        }
        for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
            let asks = ["httpGet", "tcpSocket", "grpc"].into_iter();
            let port = asks.filter_map(|by| container.get(probe)?.get(by)?.get("port")).next();
            judge(object, probe, port, cx);
        }
    }
}

fn of_policy<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for way in ["spec/ingress", "spec/egress"] {
        let rules = object.at(way).and_then(Node::as_list).into_iter().flatten();
        for port in rules.filter_map(|rule| rule.get("ports")?.as_list()).flatten() {
            ["port", "endPort"].into_iter().for_each(|key| judge(object, key, port.get(key), cx));
        }
    }
}

fn judge<'a>(object: &'a Object, what: &str, node: Option<&'a Node>, cx: &mut Cx<'a>) {
    let Some((node, number)) = node.and_then(|node| Some((node, node.as_int()?))) else { return };
    if (1..=65_535).contains(&number) {
        return;
    }
    let message = format!("`{what}` of {} is {number}, and ports are from 1 to 65535", object.title());
    let found = cx.report(Place::Value(object, node), message);
    match meant_port(number).and_then(|meant| i64::try_from(meant).ok()) {
        Some(meant) => found
            .help(format!("did you mean `{meant}`?"))
            .fix(Fix::risky().write(Place::Value(object, node), crate::diagnostic::Content::Int(meant))),
        None => found.help("write a port from 1 to 65535"),
    };
}
