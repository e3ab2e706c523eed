use crate::diagnostic::{Code, Severity};
use crate::lint::kubernetes::public_load_balancer::open_type;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "bridge-open-to-everybody",
        Severity::Warning,
        include_str!("bridge_open_to_everybody.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::Service) {
        let Some(open) = open_type(object).filter(|_| !patched && !set.reshaped) else { continue };
        let Some(bridge) = bridge_of(object, set) else { continue };
        let message = format!(
            "{} puts KafkaBridge `{bridge}` behind a load balancer, and neither of the two asks who comes: on AKS that \
             is everybody",
            object.title()
        );
        cx.report(Place::Value(object, open), message).help(
            "make the load balancer internal, say in `loadBalancerSourceRanges` who may come, or put something in front \
             that asks",
        );
    }
}

/// The bridge whose pods a Service selects.
fn bridge_of<'a>(service: &'a Object, set: &Set<'_>) -> Option<&'a str> {
    let label = |key: &str| service.at("spec/selector")?.get(key).and_then(Node::as_str);
    let cluster = label("strimzi.io/cluster")?;
    match label("strimzi.io/kind") {
        Some(kind) => (kind == "KafkaBridge").then_some(cluster),
        // A Kafka of the same name has pods that are selected too.
        None => (set.known_elsewhere(Kind::KafkaBridge, cluster)
            && !set.known_elsewhere(Kind::Kafka, cluster))
        .then_some(cluster),
    }
}
