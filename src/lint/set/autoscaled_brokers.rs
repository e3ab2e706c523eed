use crate::diagnostic::{Code, Severity};
use crate::lint::view::broker;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("autoscaled-brokers", Severity::Warning, include_str!("autoscaled_brokers.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S62"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, .. } in set.of(Kind::HorizontalPodAutoscaler) {
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
