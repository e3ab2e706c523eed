use crate::diagnostic::{Code, Severity};
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("duplicate-name", Severity::Error, include_str!("duplicate_name.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S15", "K8S16"],
    check: Check::Several(&[
        Check::Object(Kind::WORKLOADS, of_pod),
        Check::Object(&[Kind::StatefulSet], of_claims),
        Check::Object(&[Kind::Service], of_service),
    ]),
};

fn of_pod<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    let containers: Vec<&Node> = containers(pod.spec).collect();
    let names = containers.iter().filter_map(|container| container.get("name"));
    refused(object, "container", names, cx);
    refused(object, "volume", names_of(pod.spec.get("volumes")), cx);
    for container in containers {
        refused(object, "container port", names_of(container.get("ports")), cx);
        let mounts = container.get("volumeMounts").and_then(Node::as_list).into_iter().flatten();
        refused(object, "mount path", mounts.filter_map(|mount| mount.get("mountPath")), cx);
        overwritten(object, container, cx);
    }
}

fn of_claims<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let claims = object.at("spec/volumeClaimTemplates").and_then(Node::as_list).into_iter().flatten();
    let names = claims.filter_map(|claim| claim.get("metadata")?.get("name"));
    for (name, text, first) in repeated(names) {
        let message = format!(
            "{} has two claim templates `{text}`: its pods get one volume of that name",
            object.title()
        );
        cx.report(Place::Value(object, name), message).also(Place::Value(object, first), "the first one");
    }
}

fn of_service<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    refused(object, "port", names_of(object.at("spec/ports")), cx);
}

fn names_of(list: Option<&Node>) -> impl Iterator<Item = &Node> {
    list.and_then(Node::as_list).into_iter().flatten().filter_map(|item| item.get("name"))
}

/// Each name that was there before, with the first of that name.
fn repeated<'a>(names: impl Iterator<Item = &'a Node>) -> Vec<(&'a Node, &'a str, &'a Node)> {
    let mut seen: BTreeMap<&str, &Node> = BTreeMap::new();
    let named = names.filter_map(|name| Some((name, name.as_str().filter(|text| !text.is_empty())?)));
    named
        .filter_map(|(name, text)| match seen.get(text) {
            Some(first) => Some((name, text, *first)),
            None => {
                seen.insert(text, name);
                None
            }
        })
        .collect()
}

fn refused<'a>(object: &'a Object, what: &str, names: impl Iterator<Item = &'a Node>, cx: &mut Cx<'a>) {
    for (name, text, first) in repeated(names) {
        let message =
            format!("{what} `{text}` is in {} a second time, which the API server refuses", object.title());
        cx.report(Place::Value(object, name), message)
            .also(Place::Value(object, first), "the first one")
            .help("take one of the two away, or give it another name");
    }
}

/// Of environment variables the last one holds; one that is made of itself, as `$(PATH):/opt`, is meant so.
fn overwritten<'a>(object: &'a Object, container: &'a Node, cx: &mut Cx<'a>) {
    let variables = container.get("env").and_then(Node::as_list).unwrap_or_default();
    let itself = |name: &str| {
        let uses = format!("$({name})");
        variables.iter().any(|variable| {
            let own = variable.get("name").and_then(Node::as_str) == Some(name);
            own && variable.get("value").and_then(Node::as_str).is_some_and(|value| value.contains(&uses))
        })
    };
    for (name, text, first) in repeated(names_of(container.get("env"))) {
        if itself(text) {
            continue;
        }
        let message = format!(
            "environment variable `{text}` is in {} a second time: the last one holds",
            object.title()
        );
        cx.report(Place::Value(object, name), message)
            .severity(Severity::Warning)
            .also(Place::Value(object, first), "this one is without effect")
            .help("keep the one that is meant");
    }
}
