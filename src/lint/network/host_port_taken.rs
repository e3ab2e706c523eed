use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Pod, containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("host-port-taken", Severity::Error, include_str!("host_port_taken.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET97"],
    check: Check::Set(check),
};

/// Ports that something of Kubernetes has on every node.
const NODES_OWN: [(i128, &str); 2] = [(10250, "the kubelet"), (10256, "kube-proxy")];

/// Port, protocol and address of a node.
type Socket<'a> = (i128, &'a str, &'a str);

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let mut everywhere: BTreeMap<Socket<'a>, (&'a Object, &'a Node)> = BTreeMap::new();
    for Member { object, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object) else { continue };
        let mut own: BTreeMap<Socket<'a>, &'a Node> = BTreeMap::new();
        for (socket, node) in sockets(pod) {
            let (port, protocol, _) = socket;
            if let Some((_, whose)) = NODES_OWN.iter().find(|(taken, _)| *taken == port && protocol == "TCP")
            {
                let message = format!("{} takes port {port} of its nodes, which {whose} has", object.title());
                cx.report(Place::Value(object, node), message).help("take another port");
            } else if let Some(first) = own.insert(socket, node) {
                let message = format!("pods of {} take port {port} of their nodes twice", object.title());
                cx.report(Place::Value(object, node), message)
                    .also(Place::Value(object, first), "taken here")
                    .help("give each container a `hostPort` of its own");
            } else if is_everywhere(object, pod) {
                let (other, first) = *everywhere.entry(socket).or_insert((object, node));
                let another = other.name != object.name || other.namespace != object.namespace;
                if another && !set.is_made_by_a_program() {
                    between(object, node, other, first, port, cx);
                }
            }
        }
    }
}

fn between<'a>(
    object: &'a Object,
    node: &'a Node,
    other: &'a Object,
    first: &'a Node,
    port: i128,
    cx: &mut Cx<'a>,
) {
    let message = format!("{} and {} both take port {port} of every node", other.title(), object.title());
    cx.report(Place::Value(object, node), message)
        .severity(Severity::Warning)
        .also(Place::Value(other, first), "taken here")
        .help("give one of them another port, or keep them on different nodes");
}

/// Whether its pods run on every node there is.
fn is_everywhere(object: &Object, pod: Pod<'_>) -> bool {
    let limits = ["nodeSelector", "affinity", "nodeName"];
    Kind::of(&object.gvk) == Kind::DaemonSet && limits.iter().all(|key| pod.spec.get(key).is_none())
}

/// What the containers of a pod take of their node. One that only runs before the others gives its port back.
fn sockets(pod: Pod<'_>) -> Vec<(Socket<'_>, &Node)> {
    let of_node = pod.spec.get("hostNetwork").and_then(Node::as_bool) == Some(true);
    let first = pod.spec.get("initContainers").and_then(Node::as_list).unwrap_or_default();
    let mut found = Vec::new();
    for container in containers(pod.spec).filter(|one| !first.iter().any(|init| std::ptr::eq(init, *one))) {
        for port in container.get("ports").and_then(Node::as_list).into_iter().flatten() {
            let stated = port.get("hostPort").or_else(|| port.get("containerPort").filter(|_| of_node));
            let Some(node) = stated else { continue };
            let text = |key| port.get(key).and_then(Node::as_str);
            if let Some(number) = node.as_int().filter(|number| *number > 0) {
                let socket = (number, text("protocol").unwrap_or("TCP"), text("hostIP").unwrap_or(""));
                found.push((socket, node));
            }
        }
    }
    found
}
