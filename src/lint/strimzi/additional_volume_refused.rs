use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::dns_label;
use crate::facts::strimzi::{MOUNT_ROOT, is_operators_volume};
use crate::lint::view::{Template, templates};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "additional-volume-refused",
        Severity::Error,
        include_str!("additional_volume_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPT04", "OPT05", "OPT06", "OBS-h10", "OBS-h11"],
    check: Check::Set(check),
};

const KINDS: [Kind; 5] =
    [Kind::Kafka, Kind::KafkaNodePool, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(&KINDS) {
        for template in templates(object) {
            volumes(object, template, cx);
            mounts(object, template, patched, cx);
        }
    }
}

fn items<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> + use<'a> {
    node.get(key).and_then(Node::as_list).into_iter().flatten()
}

fn volumes<'a>(object: &'a Object, template: Template<'a>, cx: &mut Cx<'a>) {
    let mut seen: BTreeMap<&str, &Node> = BTreeMap::new();
    let title = object.title();
    for volume in items(template.node, "volumes").chain(items(template.node, "templatedVolumes")) {
        let Some((node, name)) = volume.get("name").and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        let place = Place::Value(object, node);
        if let Some(problem) = dns_label(name) {
            let message = format!("the volume name `{name}` in `{}` of {title} {problem}", template.name);
            cx.report(place, message).help("write small letters, digits and `-`, at most 63 of them");
        } else if name.len() < 2 {
            let message =
                format!("the volume name `{name}` in `{}` of {title} has one character", template.name);
            cx.report(place, message).help("Strimzi takes names of at least two");
        } else if is_operators_volume(template.component, template.name, name) {
            let message = format!("the operator has a volume `{name}` in the pods of {title} already");
            cx.report(place, message).help("give the volume another name, here and where it is mounted");
        } else if let Some(first) = seen.get(name) {
            let message = format!("two volumes of `{}` of {title} are called `{name}`", template.name);
            cx.report(place, message)
                .also(Place::Value(object, first), "the first")
                .help("give one of them another name");
        }
        seen.entry(name).or_insert(node);
    }
}

fn mounts<'a>(object: &'a Object, template: Template<'a>, patched: bool, cx: &mut Cx<'a>) {
    for mount in items(template.node, "volumeMounts") {
        let path = mount.get("mountPath").and_then(|node| Some((node, node.as_str()?)));
        if let Some((node, path)) = path.filter(|(_, path)| !path.starts_with(MOUNT_ROOT)) {
            let message = format!("{} mounts a volume at `{path}`", object.title());
            let help =
                format!("Strimzi takes paths below `{MOUNT_ROOT}` only: `{MOUNT_ROOT}/{}`", last(path));
            cx.report(Place::Value(object, node), message).help(help);
        }
        let Some((node, name)) = mount.get("name").and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if !patched && is_nowhere(object, template, name) {
            let message =
                format!("{} mounts the volume `{name}`, which its pods do not have", object.title());
            cx.report(Place::Value(object, node), message)
                .help(format!("add `{name}` to `template.{}.volumes`", pod_of(template.name)));
        }
    }
}

fn last(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn pod_of(container: &str) -> &'static str {
    if container == "buildContainer" { "buildPod" } else { "pod" }
}

/// Pods of a Kafka may have volumes of the pool, of the Kafka and of its storage: what is missing in one is in another.
fn is_nowhere(object: &Object, template: Template<'_>, name: &str) -> bool {
    if template.component == "kafka" || template.component.is_empty() {
        return false;
    }
    let pod = templates(object)
        .into_iter()
        .find(|other| other.component == template.component && other.name == pod_of(template.name));
    let own = pod.is_some_and(|pod| {
        let all = items(pod.node, "volumes").chain(items(pod.node, "templatedVolumes"));
        all.into_iter().any(|volume| volume.get("name").and_then(Node::as_str) == Some(name))
    });
    // The others the operator gives to some pods only.
    const SOMETIMES: [&str; 9] = [
        "rack-volume",
        "kube-api-access",
        "build-context",
        "docker-credentials",
        "strimzi-to-tmp",
        "strimzi-uo-tmp",
        "entity-topic-operator-metrics-and-logging",
        "entity-user-operator-metrics-and-logging",
        "cluster-ca-certs",
    ];
    !own && !SOMETIMES.contains(&name)
        && !name.starts_with("plugin-")
        && !is_operators_volume(template.component, pod_of(template.name), name)
}
