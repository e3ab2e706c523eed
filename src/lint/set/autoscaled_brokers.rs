use crate::diagnostic::{Code, Severity};
use crate::lint::view::broker;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("autoscaled-brokers", Severity::Warning, include_str!("autoscaled_brokers.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S62", "OPN22"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, .. } in set.members().filter(scales) {
        let Some(target) = object.at("spec/scaleTargetRef") else { continue };
        let word = |key| target.get(key).and_then(Node::as_str).unwrap_or_default();
        let name = word("name");
        match word("kind") {
            "StatefulSet" => {
                let brokers =
                    set.beside(Kind::StatefulSet, name, object).find(|m| broker(m.object).is_some());
                if let Some(brokers) = brokers {
                    report(object, target, brokers.object, cx);
                }
            }
            "KafkaNodePool" => {
                // With Cruise Control the operator moves partitions when nodes come and go, where it is told to.
                let pool = set.beside(Kind::KafkaNodePool, name, object).next();
                if let Some((pool, role)) = pool.and_then(|pool| Some((pool.object, controller(pool)?))) {
                    of_controllers(object, target, (pool, role), cx);
                    continue;
                }
                let moves =
                    set.of(Kind::Kafka).any(|m| m.object.at("spec/cruiseControl/autoRebalance").is_some());
                if let Some(pool) = pool.filter(|_| !moves) {
                    report(object, target, pool.object, cx);
                }
            }
            _ => {}
        }
    }
}

/// A HorizontalPodAutoscaler, or what makes KEDA write one.
fn scales(member: &Member<'_>) -> bool {
    let gvk = &member.object.gvk;
    match member.kind {
        Kind::HorizontalPodAutoscaler => true,
        Kind::Other => gvk.group == "keda.sh" && gvk.kind == "ScaledObject",
        _ => false,
    }
}

/// The word that makes the nodes of a pool controllers.
fn controller<'a>(pool: Member<'a>) -> Option<&'a Node> {
    let roles = pool.object.at("spec/roles").filter(|_| !pool.patched)?.as_list()?;
    roles.iter().find(|role| role.as_str() == Some("controller"))
}

/// Strimzi writes the controllers of a cluster into each of them, and checks no change of their number.
fn of_controllers<'a>(
    object: &'a Object,
    target: &'a Node,
    (pool, role): (&'a Object, &'a Node),
    cx: &mut Cx<'a>,
) {
    let message = format!(
        "{} changes the number of nodes of {}, which are controllers: a running cluster keeps those it began with",
        object.title(),
        pool.title()
    );
    cx.report(Place::Key(object, target), message)
        .severity(Severity::Error)
        .also(Place::Value(pool, role), "the role")
        .help("have the brokers in a pool of their own, and scale that one where Cruise Control moves partitions");
}

fn report<'a>(object: &'a Object, target: &'a Node, brokers: &'a Object, cx: &mut Cx<'a>) {
    let message = format!(
        "{} adds and removes brokers of {}: new ones get no partitions by themselves, and removed ones take theirs along",
        object.title(),
        brokers.title()
    );
    cx.report(Place::Key(object, target), message)
        .also(Place::name(brokers), "the brokers")
        .help("take the autoscaler away, and scale by hand with a reassignment of partitions");
}
