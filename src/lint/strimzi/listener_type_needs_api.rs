use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::listeners;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "listener-type-needs-api",
        Severity::Warning,
        include_str!("listener_type_needs_api.md"),
    ),
    subject: Subject::Strimzi,
    // What a cluster serves beside Kubernetes' own kinds is in no file.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["OPL42", "OPL43"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let kafka = member.object;
        for listener in listeners(kafka) {
            let (group, what, whose) = match listener.kind {
                Some(ListenerType::Route) => ("route.openshift.io", "Route", "OpenShift alone has"),
                Some(ListenerType::TlsRoute) => {
                    ("gateway.networking.k8s.io", "TLSRoute", "the Gateway API brings along")
                }
                _ => continue,
            };
            let Some(node) = listener.node.get("type") else { continue };
            if set.members().any(|other| shows(other.object, group)) {
                continue;
            }
            let message = format!(
                "listener `{}` of {} needs the kind {what}, which {whose}: without it the operator gives the cluster up",
                listener.name,
                kafka.title()
            );
            cx.report(Place::Value(kafka, node), message).help(format!(
                "see that `kubectl api-resources --api-group {group}` names {what}, or take the type `loadbalancer`"
            ));
        }
    }
}

/// Whether an object is of the group, or brings a kind of it.
fn shows(object: &Object, group: &str) -> bool {
    let openshift = group.ends_with("openshift.io") && object.gvk.group.ends_with(".openshift.io");
    openshift || object.gvk.group == group || object.name.ends_with(&format!(".{group}"))
}
