use crate::diagnostic::{Code, Severity};
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "watched-namespace-refused",
        Severity::Error,
        include_str!("watched_namespace_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPE01", "OBS-e12"],
    check: Check::Set(check),
};

/// What lets operators of topics and users watch other namespaces, since Strimzi 1.0.1.
const SWITCH: &str = "STRIMZI_ENTITY_OPERATOR_WATCHED_NAMESPACE_ENABLED";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // Who is still on an older version of the API has an operator that asks for no such switch.
    for Member { object: kafka, .. } in set.of(Kind::Kafka).filter(|member| member.object.gvk.version == "v1")
    {
        let Some(own) = kafka.namespace.as_deref() else { continue };
        for operator in ["topicOperator", "userOperator"] {
            let of = kafka.at("spec/entityOperator").and_then(|of| of.get(operator));
            let watched = of.and_then(|of| of.get("watchedNamespace"));
            let Some((node, other)) = watched.and_then(|node| Some((node, node.as_str()?))) else { continue };
            if other == own || is_on(set) {
                continue;
            }
            let message = format!(
                "`{operator}` of {} is to watch namespace `{other}`: an operator without `{SWITCH}` refuses that, and takes \
                 the entity operator away",
                kafka.title()
            );
            // An operator that is installed elsewhere may have the switch.
            let severity = if is_here(set) { Severity::Error } else { Severity::Warning };
            cx.report(Place::Value(kafka, node), message).severity(severity).help(format!(
                "take `watchedNamespace` out, or set `{SWITCH}` to `\"true\"` in the Deployment of the cluster operator"
            ));
        }
    }
}

fn variables<'s, 'a: 's>(set: &'s Set<'a>) -> impl Iterator<Item = &'a Node> + 's {
    let pods = set.of(Kind::Deployment).filter_map(|member| pod(member.object));
    let containers = pods.flat_map(|pod| containers(pod.spec));
    containers.flat_map(|of| of.get("env").and_then(Node::as_list).into_iter().flatten())
}

fn is_on(set: &Set<'_>) -> bool {
    let named = |variable: &&Node| variable.get("name").and_then(Node::as_str) == Some(SWITCH);
    variables(set).filter(named).any(|variable| variable.get("value").and_then(Node::as_str) != Some("false"))
}

/// Whether the cluster operator is among the objects: it alone is told the images of every version of Kafka.
fn is_here(set: &Set<'_>) -> bool {
    let name = |variable: &Node| variable.get("name").and_then(Node::as_str) == Some("STRIMZI_KAFKA_IMAGES");
    variables(set).any(name)
}
