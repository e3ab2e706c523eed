use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::{
    Minor, NameProblem, dns_1035_label, dns_label, dns_subdomain, env_var_name, label_key, label_value,
    port_name,
};
use crate::lint::view::{containers, is_filled_in, pod, ports};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("malformed-name", Severity::Error, include_str!("malformed_name.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S02", "K8S03", "K8S08", "K8S10", "K8S14", "K8S27", "K8S54", "OBS-e09"],
    check: Check::Several(&[
        Check::Object(NAMED, of_object),
        Check::Object(&[], of_other),
        Check::Object(&[], of_labels),
        Check::Object(Kind::WORKLOADS, of_pod),
        Check::Object(&[Kind::Service], of_service),
        Check::Object(&[Kind::StatefulSet], of_claims),
        Check::Object(&[Kind::ConfigMap, Kind::Secret], of_data),
    ]),
};

/// Kinds whose names go into host names; those of RBAC may have nearly anything.
const NAMED: &[Kind] = &[
    Kind::Service,
    Kind::Pod,
    Kind::ConfigMap,
    Kind::Secret,
    Kind::Namespace,
    Kind::ServiceAccount,
    Kind::PersistentVolumeClaim,
    Kind::PersistentVolume,
    Kind::StatefulSet,
    Kind::Deployment,
    Kind::DaemonSet,
    Kind::ReplicaSet,
    Kind::Job,
    Kind::CronJob,
    Kind::PodDisruptionBudget,
    Kind::HorizontalPodAutoscaler,
    Kind::Ingress,
    Kind::NetworkPolicy,
    Kind::StorageClass,
    Kind::Kafka,
    Kind::KafkaNodePool,
    Kind::KafkaTopic,
    Kind::KafkaUser,
    Kind::KafkaConnect,
    Kind::KafkaConnector,
    Kind::KafkaBridge,
    Kind::KafkaMirrorMaker2,
    Kind::KafkaRebalance,
];

/// The minor from which a Service may begin with a digit unless somebody turns that off.
const RELAXED: Minor = Minor { major: 1, minor: 36 };

fn of_object<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let problem = match Kind::of(&object.gvk) {
        Kind::Service if cx.targets.schema.kubernetes() < RELAXED => dns_1035_label,
        Kind::Service | Kind::Namespace => dns_label,
        _ => dns_subdomain,
    };
    said(object, "the name", object.at("metadata/name"), problem, cx);
}

/// Kinds no rule is about otherwise, custom resources among them: all of those have names of this form.
fn of_other<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    const CUSTOM: [&str; 3] = ["access.strimzi.io", "external-secrets.io", "monitoring.coreos.com"];
    let own = ["LimitRange", "PriorityClass", "ResourceQuota"].contains(&object.gvk.kind.as_str());
    if own || CUSTOM.contains(&object.gvk.group.as_str()) {
        said(object, "the name", object.at("metadata/name"), dns_subdomain, cx);
    }
}

fn of_labels<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    labels(object, object.at("metadata/labels"), cx);
}

fn labels<'a>(object: &'a Object, labels: Option<&'a Node>, cx: &mut Cx<'a>) {
    for entry in labels.and_then(Node::as_map).into_iter().flat_map(|map| &map.entries) {
        let key = &entry.key.text;
        if let Some(problem) = label_key(key).filter(|_| !is_to_be_filled_in(key)) {
            let message = format!("label `{key}` of {} {problem}", object.title());
            cx.report(Place::Key(object, &entry.value), message);
        }
        let value = entry.value.as_str().and_then(|value| Some((value, label_value(value)?)));
        if let Some((value, problem)) = value.filter(|(value, _)| !is_to_be_filled_in(value)) {
            let message = format!("label `{key}` of {} is `{value}`, which {problem}", object.title());
            cx.report(Place::Value(object, &entry.value), message);
        }
    }
}

fn of_pod<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    if Kind::of(&object.gvk) != Kind::Pod {
        labels(object, pod.metadata.and_then(|metadata| metadata.get("labels")), cx);
    }
    for container in containers(pod.spec) {
        said(object, "the name of a container", container.get("name"), dns_label, cx);
        for port in container.get("ports").and_then(Node::as_list).into_iter().flatten() {
            said(object, "the name of a container port", port.get("name"), port_name, cx);
        }
    }
    of_variables(object, pod.spec, cx);
    for volume in pod.spec.get("volumes").and_then(Node::as_list).into_iter().flatten() {
        said(object, "the name of a volume", volume.get("name"), dns_label, cx);
    }
}

/// The minor from which the name of a variable may have any printable character but `=`.
const ANY_VARIABLE: Minor = Minor { major: 1, minor: 32 };

fn of_variables<'a>(object: &'a Object, spec: &'a Node, cx: &mut Cx<'a>) {
    let relaxed = cx.targets.schema.kubernetes() >= ANY_VARIABLE;
    for container in containers(spec) {
        for variable in container.get("env").and_then(Node::as_list).into_iter().flatten() {
            let Some((node, name)) = variable.get("name").and_then(|name| Some((name, name.as_str()?)))
            else {
                continue;
            };
            if !relaxed {
                said(object, "the name of a variable", Some(node), env_var_name, cx);
            } else if name.contains('=') || name.contains(|c: char| !(' '..='~').contains(&c)) {
                let message = format!(
                    "the name of a variable `{name}` in {} has `=` or a character that is no printable ASCII",
                    object.title()
                );
                cx.report(Place::Value(object, node), message);
            }
        }
    }
}

/// Claims are volumes of the pods, by the same name.
fn of_claims<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for claim in object.at("spec/volumeClaimTemplates").and_then(Node::as_list).into_iter().flatten() {
        let name = claim.get("metadata").and_then(|metadata| metadata.get("name"));
        said(object, "the name of a claim template", name, dns_label, cx);
    }
}

/// Keys become names of files.
fn of_data<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    for part in ["data", "binaryData", "stringData"] {
        let entries = object.at(part).and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
        for entry in entries {
            let key = &entry.key.text;
            let dots = key == "." || key.starts_with("..");
            if (key.chars().all(inside) && !dots && key.len() <= 253) || is_to_be_filled_in(key) {
                continue;
            }
            let message = format!(
                "key `{key}` of {}: letters, digits, `-`, `_` and `.` are allowed, 253 of them at most",
                object.title()
            );
            cx.report(Place::Key(object, &entry.value), message);
        }
    }
}

/// A Service takes longer names for its ports than a container does.
fn of_service<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for port in ports(object) {
        said(object, "the name of a port", port.get("name"), dns_label, cx);
    }
}

fn said<'a>(
    object: &'a Object,
    what: &str,
    node: Option<&'a Node>,
    problem: fn(&str) -> Option<NameProblem>,
    cx: &mut Cx<'a>,
) {
    let Some(node) = node else { return };
    let Some(written) = node.as_str().filter(|written| !written.is_empty()) else { return };
    if let Some(problem) = problem(written).filter(|_| !is_to_be_filled_in(written)) {
        let message = format!("{what} `{written}` in {} {problem}", object.title());
        cx.report(Place::Value(object, node), message);
    }
}

/// Whether a program or a person fills something in before it is applied.
fn is_to_be_filled_in(written: &str) -> bool {
    written.contains(['$', '{', '<', '%', '@', '#']) || is_filled_in(written)
}
