use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "hostname-of-stateful-pod",
        Severity::Warning,
        include_str!("hostname_of_stateful_pod.md"),
    ),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::StatefulSet], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for key in ["hostname", "subdomain"] {
        let Some(node) = object.at(&format!("spec/template/spec/{key}")) else { continue };
        let Some(written) = node.as_str().filter(|written| !written.is_empty()) else { continue };
        // The controller writes both into each pod, whatever the template says.
        let instead = match key {
            "hostname" => format!("its pods are called `{}-0` and so on", object.name),
            _ => match object.at("spec/serviceName").and_then(|name| name.as_str()) {
                Some(service) if service == written => continue,
                Some(service) => format!("its pods are in `{service}`, its `serviceName`"),
                None => "its pods are in its `serviceName`".to_owned(),
            },
        };
        let message = format!("`{key}: {written}` is without effect in {}: {instead}", object.title());
        cx.report(Place::Value(object, node), message)
            .help(format!("take `{key}` away, and use the names the StatefulSet gives"));
    }
}
