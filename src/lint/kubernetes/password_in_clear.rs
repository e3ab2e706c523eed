use crate::diagnostic::{Code, Severity};
use crate::lint::view::{containers, judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("password-in-clear", Severity::Warning, include_str!("password_in_clear.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S65"],
    check: Check::Several(&[
        Check::Object(Kind::WORKLOADS, of_pod),
        Check::Object(&[Kind::ConfigMap], of_config),
    ]),
};

fn of_pod<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for container in containers(pod.spec) {
        for variable in container.get("env").and_then(Node::as_list).into_iter().flatten() {
            let Some(name) = variable.get("name").and_then(Node::as_str) else { continue };
            let Some((node, value)) = variable.get("value").and_then(|v| Some((v, v.as_str()?))) else {
                continue;
            };
            if is_password(name, value) && !judged_in_blueprint(object, node) {
                report(object, node, name, cx);
            }
        }
    }
}

fn of_config<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for entry in object.at("data").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries) {
        let Some(text) = entry.value.as_str().filter(|_| !judged_in_blueprint(object, &entry.value)) else {
            continue;
        };
        if is_password(&entry.key.text, text) && !text.contains('\n') {
            report(object, &entry.value, &entry.key.text, cx);
            continue;
        }
        let properties = text.lines().filter_map(|line| line.trim().split_once('='));
        let found = properties.map(|(key, value)| (key.trim(), value.trim()));
        if let Some((key, _)) = found.into_iter().find(|(key, value)| {
            !key.starts_with('#') && key.contains('.') && !key.contains(' ') && is_password(key, value)
        }) {
            report(object, &entry.value, key, cx);
        }
    }
}

/// Whether a key holds a password by its name, and its value is one and no word that says where to find it.
fn is_password(key: &str, value: &str) -> bool {
    let key = key.to_lowercase().replace(['.', '-'], "_");
    if key.ends_with("sasl_jaas_config") {
        let written =
            value.split_once("password=").map(|(_, rest)| rest.trim_start_matches(['"', '\'', '\\']));
        return written.is_some_and(|rest| !rest.starts_with(['$', '<', '{', '%', '"']) && !rest.is_empty());
    }
    let named = ["password", "passwd", "secret_access_key"].iter().any(|end| key.ends_with(end));
    let switch =
        ["true", "false", "yes", "no", "on", "off", "none", "null"].contains(&value.to_lowercase().as_str());
    let elsewhere = value.contains(['$', '{', '<', '/', '%', '[']) || value.contains(' ');
    named && !key.contains("allow_empty") && !value.is_empty() && !switch && !elsewhere
}

fn report<'a>(object: &'a Object, node: &'a Node, key: &str, cx: &mut Cx<'a>) {
    let message =
        format!("the value of `{key}` in {} is there for everybody who reads this file", object.title());
    cx.report(Place::Value(object, node), message).help(
        "keep it in a Secret that is not in the repository, and name that with `secretKeyRef` or mount it",
    );
}
