use crate::diagnostic::{Code, Severity};
use crate::lint::view::{judged_in_blueprint, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("container-left-open", Severity::Info, include_str!("container_left_open.md")),
    subject: Subject::Kubernetes,
    // A LimitRange, a webhook or a mesh may add each of them.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD20", "SD65"],
    check: Check::Object(&[Kind::Deployment, Kind::StatefulSet, Kind::DaemonSet], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    let of_pod = pod.spec.get("securityContext").and_then(Node::as_map).is_some_and(|of| !of.is_empty());
    for container in pod.spec.get("containers").and_then(Node::as_list).into_iter().flatten() {
        if judged_in_blueprint(object, container) {
            continue;
        }
        let has = |key: &str| container.get(key).is_some_and(|of| !of.is_null());
        let limits = container.get("resources").and_then(|of| of.get("limits"));
        let mut missing = Vec::new();
        if limits.and_then(|of| of.get("memory")).is_none() {
            missing.push("no limit of memory");
        }
        if has("ports") && !has("readinessProbe") && !has("startupProbe") {
            missing.push("no probe that says when it is ready");
        }
        if !of_pod && !has("securityContext") {
            missing.push("no `securityContext`");
        }
        let Some(name) = container.get("name").filter(|_| !missing.is_empty()) else { continue };
        let message = format!(
            "container `{}` of {} has {}",
            name.as_str().unwrap_or_default(),
            object.title(),
            missing.join(", ")
        );
        cx.report(Place::Value(object, name), message)
            .help("say what it may use, when it may be called, and as whom it runs");
    }
}
