use crate::diagnostic::{Code, Severity};
use crate::lint::view::{amount, containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("request-above-limit", Severity::Error, include_str!("request_above_limit.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S52"],
    check: Check::Object(Kind::WORKLOADS, check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for container in containers(pod.spec) {
        let of = |key| container.get("resources").and_then(|resources| resources.get(key));
        let (Some(requests), Some(limits)) = (of("requests").and_then(Node::as_map), of("limits")) else {
            continue;
        };
        for entry in &requests.entries {
            let resource = &entry.key.text;
            let Some(limit) = limits.get(resource) else { continue };
            // The server takes null for none at all.
            let most = if limit.is_null() { Some(("null".to_owned(), 0)) } else { amount(limit) };
            let (Some((asked, request)), Some((allowed, most))) = (amount(&entry.value), most) else {
                continue;
            };
            if request <= most {
                continue;
            }
            let name = container.get("name").and_then(Node::as_str).unwrap_or_default();
            let message = format!(
                "container `{name}` of {} requests `{resource}: {asked}`, and its limit is `{allowed}`",
                object.title()
            );
            cx.report(Place::Value(object, &entry.value), message)
                .also(Place::Value(object, limit), "the limit")
                .help("request no more than the limit");
        }
    }
}
