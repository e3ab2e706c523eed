use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("public-load-balancer", Severity::Warning, include_str!("public_load_balancer.md")),
    subject: Subject::Kubernetes,
    // The whole world may be meant.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD17"],
    check: Check::Object(&[Kind::Service], check),
};

const AZURE: &str = "service.beta.kubernetes.io/azure-load-balancer-internal";

/// The type of a Service that asks for a load balancer and neither which nor for whom.
pub(in crate::lint) fn open_type(object: &Object) -> Option<&Node> {
    let kind = object.at("spec/type").filter(|kind| kind.as_str() == Some("LoadBalancer"))?;
    let narrowed = ["loadBalancerSourceRanges", "loadBalancerClass"]
        .iter()
        .any(|key| object.node.get("spec").is_some_and(|spec| spec.get(key).is_some()));
    let annotations = object.at("metadata/annotations").and_then(Node::as_map);
    let placed = annotations.is_some_and(|map| {
        map.entries
            .iter()
            .any(|entry| is_placement(&entry.key.text, entry.value.as_str().unwrap_or_default()))
    });
    (!narrowed && !placed).then_some(kind)
}

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(kind) = open_type(object) else { return };
    let message = format!(
        "{} asks for a load balancer and does not say which: on AKS that is a public address, open to everybody",
        object.title()
    );
    cx.report(Place::Value(object, kind), message).help(format!(
        "add the annotation `{AZURE}: \"true\"`, or say in `loadBalancerSourceRanges` who may come"
    ));
}

/// Whether an annotation says which load balancer it is to be.
fn is_placement(key: &str, value: &str) -> bool {
    if key == AZURE {
        return value == "true";
    }
    key.contains("load-balancer-internal")
        || key.contains("load-balancer-type")
        || key.contains("load-balancer-scheme")
        || key.ends_with("azure-allowed-ip-ranges")
        || key.ends_with("azure-allowed-service-tags")
}
